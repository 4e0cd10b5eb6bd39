import { KeyRound, RotateCcw, Undo } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { ApprovalReview } from '#access/approvals/contract.ts'
import { decide, withdraw } from '#access/web/approvals/data.ts'
import { GlassDialog } from '#access/web/approvals/GlassDialog.tsx'
import { ReasonDialog } from '#access/web/approvals/ReasonDialog.tsx'
import { useAct } from '#access/web/approvals/use-act.ts'
import { useApprovalWords } from '#access/web/approvals/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

/** What is rarer than approving and sending back; only what this person can do here and now. */
export function OtherWays({ review }: { review: ApprovalReview }): ReactElement | null {
  const { say } = useApprovalWords()
  const { revoke, withdraw: back, breakGlass } = review.may
  if (!revoke && !back && !breakGlass) return null
  return (
    <section className="card pane stack">
      <h2>{say('act.other')}</h2>
      {revoke && <Revoke review={review} />}
      {back && <Withdraw review={review} />}
      {breakGlass && <Glass review={review} />}
    </section>
  )
}

function Revoke({ review: { item, title } }: { review: ApprovalReview }): ReactElement {
  const { say } = useApprovalWords()
  const [isOpen, setOpen] = useState(false)
  const act = useAct(
    (reason: string) => decide(item, 'revoke', reason),
    () => say('act.revoked', { title }),
    () => setOpen(false),
  )
  return (
    <div>
      <Button icon={RotateCcw} onPress={() => setOpen(true)}>
        {say('act.revoke')}
      </Button>
      <ReasonDialog
        isOpen={isOpen}
        title={say('revoke.title')}
        help={say('revoke.help')}
        press={say('act.revoke')}
        look="danger"
        act={act}
        onClose={() => setOpen(false)}
      />
    </div>
  )
}

function Withdraw({ review: { item, title } }: { review: ApprovalReview }): ReactElement {
  const { say } = useApprovalWords()
  const [isOpen, setOpen] = useState(false)
  const { mutate, isPending, error } = useAct(
    () => withdraw(item),
    () => say('act.withdrawn', { title }),
    () => setOpen(false),
  )
  return (
    <div>
      <Button icon={Undo} onPress={() => setOpen(true)}>
        {say('act.withdraw')}
      </Button>
      <Dialog role="alertdialog" title={say('withdraw.title')} isOpen={isOpen} onClose={() => setOpen(false)}>
        {error && <ProblemNotice error={error} />}
        <p>{say('withdraw.help')}</p>
        <div className="answers">
          <Button look="danger" isDisabled={isPending} onPress={() => mutate(undefined)}>
            {say('act.withdraw')}
          </Button>
          <Button onPress={() => setOpen(false)}>{say('form.cancel')}</Button>
        </div>
      </Dialog>
    </div>
  )
}

function Glass({ review }: { review: ApprovalReview }): ReactElement {
  const { say } = useApprovalWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="stack">
      <p className="small">{say('glass.hint')}</p>
      <div>
        <Button icon={KeyRound} onPress={() => setOpen(true)}>
          {say('act.glass')}
        </Button>
      </div>
      <GlassDialog review={review} isOpen={isOpen} onClose={() => setOpen(false)} />
    </div>
  )
}
