import { useState, type ReactElement } from 'react'
import { questionLimits } from '#roles/faces/questions/contract.ts'
import { cancelSession, questionActs, useQuestionAct } from '#roles/faces/web/questions/data.ts'
import { useQuestionWords } from '#roles/faces/web/questions/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'

type Props = { what: 'cancel' | 'withdraw'; id: string; onClose: () => void }

/** Cancels a session, or withdraws an answer: with a reason everybody reads. */
export function ReasonDialog({ what, id, onClose }: Props): ReactElement {
  const { say } = useQuestionWords()
  const [reason, setReason] = useState('')
  const tries = useTries({ reason: reason.trim() === '' ? say('reasonMissing') : undefined })
  const isCancel = what === 'cancel'
  const act = useQuestionAct(
    () => (isCancel ? cancelSession(id, reason.trim()) : questionActs.withdraw(id, reason.trim())),
    { said: say('saved'), onDone: onClose },
  )
  return (
    <Dialog
      title={say(isCancel ? 'cancelTitle' : 'withdraw.title')}
      role="alertdialog"
      isOpen
      onClose={onClose}
    >
      <Form
        lede={<p>{say(isCancel ? 'cancelLede' : 'withdraw.lede')}</p>}
        tries={tries}
        act={act}
        press={say(isCancel ? 'cancel' : 'withdraw')}
        look="danger"
        onSubmit={() => act.mutate(undefined)}
        onCancel={onClose}
      >
        <TextField
          name="reason"
          label={say('reason')}
          lines={2}
          lengthMax={questionLimits.reasonLengthMax}
          value={reason}
          onChange={setReason}
          error={tries.errorOf('reason')}
        />
      </Form>
    </Dialog>
  )
}
