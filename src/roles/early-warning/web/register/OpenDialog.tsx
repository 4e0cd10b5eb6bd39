import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { origins, type Origin, type Severity } from '#roles/early-warning/contract.ts'
import { openIssue } from '#roles/early-warning/web/register/data.ts'
import { OwnerField, SeverityField } from '#roles/early-warning/web/register/IssueFields.tsx'
import { reviewFor } from '#roles/early-warning/web/register/severity.ts'
import { useRegisterWords } from '#roles/early-warning/web/register/words.ts'
import { reviewChoices, reviewTime } from '#roles/early-warning/web/review.ts'
import { sessionQuery } from '#web/client.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

type ByHand = Exclude<Origin, 'story'>
const byHand = origins.filter((one): one is ByHand => one !== 'story')

/** Opens an issue nobody posted about: a call, a rumour, a colleague at the door. */
export function OpenDialog({ onClose }: { onClose: () => void }): ReactElement {
  const { say } = useRegisterWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { data: session } = useQuery(sessionQuery)
  const [title, setTitle] = useState('')
  const [origin, setOrigin] = useState<ByHand>('phone')
  const [ownerId, setOwnerId] = useState(session?.person.id ?? '')
  const [severity, setSeverity] = useState<Severity>('moderate')
  const [review, setReview] = useState(reviewFor.moderate)
  const [note, setNote] = useState('')
  const open = useMutation({
    mutationFn: () => {
      const nextReviewAt = reviewTime(review, Date.now())
      return openIssue({
        ...{ title: title.trim(), origin, ownerId, severity },
        ...(note.trim() ? { note: note.trim() } : {}),
        ...(nextReviewAt ? { nextReviewAt } : {}),
      })
    },
    onSuccess: async ({ id }) => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['issues'] })
      await navigate({ to: '/now/issues/$id', params: { id } })
    },
  })
  const choose = (chosen: Severity): void => {
    setSeverity(chosen)
    setReview(reviewFor[chosen])
  }
  return (
    <Dialog title={say('issues.openByHand')} isOpen onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          open.mutate()
        }}
      >
        {open.error && <ProblemNotice error={open.error} />}
        <TextField
          {...{ name: 'title', label: say('issue.title'), value: title, onChange: setTitle }}
          lengthMax={200}
          lines={2}
          autoFocus
        />
        <SelectField
          name="origin"
          label={say('issue.origin')}
          value={origin}
          onChange={(chosen) => setOrigin(byHand.find((one) => one === chosen) ?? origin)}
          options={byHand.map((one) => ({ value: one, label: say(`origin.${one}`) }))}
        />
        <SeverityField name="severity" value={severity} onChange={choose} />
        <OwnerField name="owner" value={ownerId} onChange={setOwnerId} />
        <SelectField
          {...{ name: 'review', label: say('issue.review'), value: review, onChange: setReview }}
          options={reviewChoices
            .filter((choice) => choice !== 'none')
            .map((choice) => ({ value: choice, label: say(`review.${choice}`) }))}
        />
        <TextField
          {...{ name: 'note', label: say('issue.note'), value: note, onChange: setNote }}
          lengthMax={2000}
          lines={2}
        />
        <div className="answers">
          <Button look="primary" type="submit" isDisabled={open.isPending || title.trim() === ''}>
            {say('issues.open')}
          </Button>
          <Button onPress={onClose}>{say('form.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
