import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { StoryCard } from '#roles/early-warning/contract.ts'
import { issuesQuery, takeOn } from '#roles/early-warning/web/data.ts'
import { reviewChoices, reviewTime } from '#roles/early-warning/web/review.ts'
import { sessionQuery } from '#web/client.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import { useWords } from '#web/words.tsx'

/** Makes a story an issue: its title, who owns it, when to look again. */
export function TakeOnDialog({ story, onClose }: { story: StoryCard; onClose: () => void }): ReactElement {
  const { say } = useWords()
  const queries = useQueryClient()
  const { data: session } = useQuery(sessionQuery)
  const { data: register } = useQuery(issuesQuery)
  const [title, setTitle] = useState(story.headline)
  const [owner, setOwner] = useState(session?.person.name ?? '')
  const [review, setReview] = useState('60')
  const owners = [
    ...new Set([session?.person.name ?? '', ...(register?.issues ?? []).map((issue) => issue.owner)]),
  ].filter(Boolean)
  const begin = useMutation({
    mutationFn: () => {
      const nextReviewAt = reviewTime(review, Date.now())
      return takeOn(story.id, {
        ...(title.trim() ? { title: title.trim() } : {}),
        ...(owner.trim() ? { owner: owner.trim() } : {}),
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
        <TextField
          name="owner"
          label={say('issue.owner')}
          value={owner}
          onChange={setOwner}
          lengthMax={120}
          list={owners}
        />
        <SelectField
          name="review"
          label={say('issue.review')}
          value={review}
          onChange={setReview}
          options={reviewChoices.map((choice) => ({ value: choice, label: say(`review.${choice}`) }))}
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
