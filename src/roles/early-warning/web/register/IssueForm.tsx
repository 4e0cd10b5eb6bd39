import { useState, type ReactElement } from 'react'
import type { Issue } from '#roles/early-warning/contract.ts'
import { OwnerField, SeverityField } from '#roles/early-warning/web/register/IssueFields.tsx'
import { useIssueChange } from '#roles/early-warning/web/register/use-issue-act.ts'
import { useRegisterWords } from '#roles/early-warning/web/register/words.ts'
import { reviewChoices, reviewTime } from '#roles/early-warning/web/review.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

/** A note, another owner, how bad it is, when to look again: what is left as it is stays. */
export function IssueForm({ issue, onDone }: { issue: Issue; onDone: () => void }): ReactElement {
  const { say } = useRegisterWords()
  const [note, setNote] = useState('')
  const [ownerId, setOwnerId] = useState(issue.ownerId ?? '')
  const [severity, setSeverity] = useState(issue.severity)
  const [review, setReview] = useState('')
  const change = useIssueChange(issue.id, onDone)
  const submit = (): void => {
    const nextReviewAt = reviewTime(review, Date.now())
    change.mutate({
      ...(note.trim() ? { note: note.trim() } : {}),
      ...(ownerId !== '' && ownerId !== issue.ownerId ? { ownerId } : {}),
      ...(severity === issue.severity ? {} : { severity }),
      ...(nextReviewAt ? { nextReviewAt } : {}),
    })
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {change.error && <ProblemNotice error={change.error} />}
      <TextField
        name={`note-${issue.id}`}
        label={say('issue.note')}
        value={note}
        onChange={setNote}
        lines={2}
        lengthMax={2000}
        autoFocus
      />
      <div className="thirds">
        <OwnerField name={`owner-${issue.id}`} value={ownerId} onChange={setOwnerId} />
        <SeverityField name={`severity-${issue.id}`} value={severity} onChange={setSeverity} />
        <SelectField
          name={`review-${issue.id}`}
          label={say('issue.review')}
          value={review}
          onChange={setReview}
          options={[
            { value: '', label: say('review.unchanged') },
            ...reviewChoices
              .filter((choice) => choice !== 'none')
              .map((choice) => ({ value: choice, label: say(`review.${choice}`) })),
          ]}
        />
      </div>
      <div className="row">
        <Button look="primary" type="submit" isDisabled={change.isPending}>
          {say('form.keep')}
        </Button>
        <Button onPress={onDone}>{say('form.cancel')}</Button>
      </div>
    </form>
  )
}
