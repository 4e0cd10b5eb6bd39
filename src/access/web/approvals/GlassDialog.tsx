import { useState, type ReactElement } from 'react'
import type { ApprovalReview } from '#access/approvals/contract.ts'
import { breakGlass } from '#access/web/approvals/data.ts'
import { useAct } from '#access/web/approvals/use-act.ts'
import { useApprovalWords } from '#access/web/approvals/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { Notice } from '#web/parts/Notice/Notice.tsx'

/** One key in place of two: says what follows, wants a reason and the title typed, and then a fresh passkey. */
export function GlassDialog(props: {
  review: ApprovalReview
  isOpen: boolean
  onClose: () => void
}): ReactElement {
  const { say } = useApprovalWords()
  const { review, isOpen, onClose } = props
  return (
    <Dialog role="alertdialog" title={say('glass.title')} isOpen={isOpen} onClose={onClose}>
      <Notice look="danger">
        <p>
          <b>{say('glass.what')}</b>
        </p>
        <ul className="dots">
          <li>{say('glass.out')}</li>
          <li>{say('glass.told')}</li>
          <li>{say('glass.review')}</li>
        </ul>
      </Notice>
      <GlassForm review={review} onClose={onClose} />
    </Dialog>
  )
}

function GlassForm({ review, onClose }: { review: ApprovalReview; onClose: () => void }): ReactElement {
  const { say } = useApprovalWords()
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const { item, title, versions } = review
  const act = useAct(
    (why: string) => breakGlass(item, versions, why),
    () => say('glass.done', { title }),
    onClose,
  )
  const tries = useTries({
    reason: reason.trim() === '' ? say('form.needReason') : undefined,
    typed: isTyped(typed, title) ? undefined : say('glass.notTyped'),
  })
  return (
    <Form
      tries={tries}
      hasSummary
      act={act}
      press={say('glass.press')}
      look="danger"
      onSubmit={() => act.mutate(reason.trim())}
      onCancel={onClose}
    >
      <TextField
        name="reason"
        label={say('form.reason')}
        error={tries.errorOf('reason')}
        value={reason}
        onChange={setReason}
        lines={3}
        lengthMax={2000}
      />
      <TextField
        name="typed"
        label={say('glass.typed', { title })}
        error={tries.errorOf('typed')}
        value={typed}
        onChange={setTyped}
        spellCheck={false}
      />
    </Form>
  )
}

/** Typed as it stands; capitals and spaces are no reason to stop somebody in the rain. */
function isTyped(typed: string, title: string): boolean {
  const plain = (text: string): string => text.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase()
  return plain(typed) === plain(title)
}
