import { useState, type ReactElement } from 'react'
import { useApprovalWords } from '#access/web/approvals/words.ts'
import { Button, type ButtonLook } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

const reasonMax = 2000

type Props = {
  isOpen: boolean
  title: string
  help: string
  /** What the button says. */
  press: string
  look?: ButtonLook
  act: { mutate: (reason: string) => void; isPending: boolean; error: unknown }
  onClose: () => void
}

/** An act that needs a reason. What was typed stays when the dialog is closed, or when the act was refused. */
export function ReasonDialog({ isOpen, title, help, press, look, act, onClose }: Props): ReactElement {
  const { say } = useApprovalWords()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const isEmpty = reason.trim() === ''
  const submit = (): void => {
    setTried(true)
    if (isEmpty) document.getElementById('field-reason')?.focus()
    else act.mutate(reason.trim())
  }
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {act.error !== null && <ProblemNotice error={act.error} />}
        <TextField
          name="reason"
          label={say('form.reason')}
          help={help}
          error={tried && isEmpty ? say('form.needReason') : undefined}
          value={reason}
          onChange={setReason}
          lines={4}
          lengthMax={reasonMax}
          autoFocus
        />
        <div className="answers">
          <Button look={look ?? 'primary'} type="submit" isDisabled={act.isPending}>
            {press}
          </Button>
          <Button onPress={onClose}>{say('form.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
