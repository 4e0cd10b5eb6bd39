import { useState, type ReactElement } from 'react'
import { privateMessageLimits } from '#sending/private-messages/contract.ts'
import { usePrivateWords } from '#sending/web/private-messages/words.ts'
import type { ButtonLook } from '#web/parts/Button/Button.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'

type Props = {
  what: string
  help: string
  press: string
  look: ButtonLook
  act: { isPending: boolean; error: Error | null }
  onAct: (reason: string) => void
  onClose: () => void
}

/** What is about to happen, and the reason for it that goes on record. */
export function ReasonForm({ what, help, press, look, act, onAct, onClose }: Props): ReactElement {
  const { say } = usePrivateWords()
  const [reason, setReason] = useState('')
  const tries = useTries({ 'private-reason': reason.trim() === '' ? say('reason.need') : undefined })
  return (
    <Form
      lede={<p>{what}</p>}
      tries={tries}
      act={act}
      press={press}
      look={look}
      onSubmit={() => onAct(reason.trim())}
      onCancel={onClose}
    >
      <TextField
        name="private-reason"
        label={say('reason.label')}
        help={help}
        value={reason}
        onChange={setReason}
        lines={2}
        lengthMax={privateMessageLimits.reasonLengthMax}
        error={tries.errorOf('private-reason')}
        autoFocus
      />
    </Form>
  )
}
