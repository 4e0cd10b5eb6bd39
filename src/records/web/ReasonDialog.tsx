import { useState, type ReactElement } from 'react'
import { useRecordsWords } from '#records/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { ErrorSummary } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

/** Shortest reason that is taken; the server asks the same. */
export const reasonLengthMin = 3

type Props = {
  title: string
  what: string
  /** The word on the button that does it, and how it looks. */
  act: string
  look: 'primary' | 'danger'
  stay: string
  isPending: boolean
  error: unknown
  onAct: (reason: string) => void
  onClose: () => void
}

/** Asks before an act that goes on record, with the reason for it. */
export function ReasonDialog(props: Props): ReactElement {
  const { say } = useRecordsWords()
  const [reason, setReason] = useState('')
  const [attempt, setAttempt] = useState(0)
  const isMissing = reason.trim().length < reasonLengthMin
  const wrong = attempt > 0 && isMissing ? say('retention.wrongReason') : undefined
  return (
    <Dialog role="alertdialog" title={props.title} isOpen onClose={props.onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          setAttempt(attempt + 1)
          if (!isMissing) props.onAct(reason.trim())
        }}
      >
        <p>{props.what}</p>
        {props.error !== null && <ProblemNotice error={props.error} />}
        <ErrorSummary
          attempt={attempt}
          errors={wrong === undefined ? [] : [{ name: 'reason', text: wrong }]}
        />
        <TextField
          name="reason"
          label={say('retention.reason')}
          help={say('retention.reasonHelp')}
          error={wrong}
          value={reason}
          onChange={setReason}
          lengthMax={500}
          lines={2}
          autoFocus
        />
        <div className="answers">
          <Button look={props.look} type="submit" isDisabled={props.isPending}>
            {props.act}
          </Button>
          <Button onPress={props.onClose}>{props.stay}</Button>
        </div>
      </form>
    </Dialog>
  )
}
