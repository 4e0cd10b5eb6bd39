import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { Severity, StoryCard } from '#roles/early-warning/contract.ts'
import { takeOn } from '#roles/early-warning/web/data.ts'
import { OwnerField, SeverityField } from '#roles/early-warning/web/register/IssueFields.tsx'
import { reviewFor } from '#roles/early-warning/web/register/severity.ts'
import { useRegisterWords } from '#roles/early-warning/web/register/words.ts'
import { reviewChoices, reviewTime } from '#roles/early-warning/web/review.ts'
import { sessionQuery } from '#web/client.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Makes a story an issue: its title, who owns it, when to look again. */
export function TakeOnDialog({ story, onClose }: { story: StoryCard; onClose: () => void }): ReactElement {
  const { say } = useRegisterWords()
  const queries = useQueryClient()
  const { data: session } = useQuery(sessionQuery)
  const [title, setTitle] = useState(story.headline)
  const [ownerId, setOwnerId] = useState(session?.person.id ?? '')
  const [severity, setSeverity] = useState<Severity>('moderate')
  const [review, setReview] = useState(reviewFor.moderate)
  const choose = (chosen: Severity): void => {
    setSeverity(chosen)
    setReview(reviewFor[chosen])
  }
  const begin = useMutation({
    mutationFn: () => {
      const nextReviewAt = reviewTime(review, Date.now())
      return takeOn(story.id, {
        ...(title.trim() ? { title: title.trim() } : {}),
        ...(ownerId === '' ? {} : { ownerId }),
        severity,
        ...(nextReviewAt ? { nextReviewAt } : {}),
      })
    },
    onSuccess: async (issue) => {
      onClose()
      toasts.say({ text: say('issue.taken', { owner: issue.owner }) })
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['stories'] }),
        queries.invalidateQueries({ queryKey: ['story', story.id] }),
        queries.invalidateQueries({ queryKey: ['issues'] }),
      ])
    },
  })
  return (
    <Dialog title={say('issue.take')} isOpen onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          begin.mutate()
        }}
      >
        {begin.error && <ProblemNotice error={begin.error} />}
        <TextField
          name="title"
          label={say('issue.title')}
          value={title}
          onChange={setTitle}
          lengthMax={200}
          lines={2}
          autoFocus
        />
        <SeverityField name="severity" value={severity} onChange={choose} />
        <OwnerField name="owner" value={ownerId} onChange={setOwnerId} />
        <SelectField
          name="review"
          label={say('issue.review')}
          value={review}
          onChange={setReview}
          options={reviewChoices
            .filter((choice) => choice !== 'none')
            .map((choice) => ({ value: choice, label: say(`review.${choice}`) }))}
        />
        <div className="answers">
          <Button look="primary" type="submit" isDisabled={begin.isPending}>
            {say('story.takeOn')}
          </Button>
          <Button onPress={onClose}>{say('form.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
