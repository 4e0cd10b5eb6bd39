import { useState, type ReactElement, type ReactNode } from 'react'
import { reasonLengthMin } from '#records/web/ReasonDialog.tsx'
import { useRecordsWords } from '#records/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ErrorSummary, type FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'

type Props = {
  /** What is wrong with the length, whether or not it is shown yet. */
  wrong: FieldError | undefined
  isShorter: boolean
  isPending: boolean
  error: unknown
  /** Draws the question about the length, with what is wrong once somebody tried. */
  children: (error: string | undefined) => ReactNode
  onKeep: (reason: string) => void
  onClose: () => void
}

/** A length of time and the reason for it. Warns before something is kept shorter than now. */
export function LengthForm(props: Props): ReactElement {
  const { say } = useRecordsWords()
  const [reason, setReason] = useState('')
  const [attempt, setAttempt] = useState(0)
  const hasReason = reason.trim().length >= reasonLengthMin
  const noReason = hasReason ? [] : [{ name: 'reason', text: say('retention.wrongReason') }]
  const errors = [...(props.wrong ? [props.wrong] : []), ...noReason]
  const tried = attempt > 0
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        setAttempt(attempt + 1)
        if (errors.length === 0) props.onKeep(reason.trim())
      }}
    >
      {props.error !== null && <ProblemNotice error={props.error} />}
      <ErrorSummary attempt={attempt} errors={tried ? errors : []} />
      {props.children(tried ? props.wrong?.text : undefined)}
      {props.isShorter && (
        <Notice look="look">
          <p>{say('retention.shorter')}</p>
        </Notice>
      )}
      <TextField
        name="reason"
        label={say('retention.reason')}
        help={say('retention.reasonHelp')}
        error={tried && !hasReason ? say('retention.wrongReason') : undefined}
        value={reason}
        onChange={setReason}
        lengthMax={500}
        lines={2}
      />
      <div className="answers">
        <Button look="primary" type="submit" isDisabled={props.isPending}>
          {say('retention.keep')}
        </Button>
        <Button onPress={props.onClose}>{say('form.cancel')}</Button>
      </div>
    </form>
  )
}
