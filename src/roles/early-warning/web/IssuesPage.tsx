import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import type { z } from 'zod'
import type { Issue, IssueChange } from '#roles/early-warning/contract.ts'
import { changeIssue, issuesQuery } from '#roles/early-warning/web/data.ts'
import { reviewChoices, reviewInMin, reviewTime } from '#roles/early-warning/web/review.ts'
import { ReadOnly } from '#roles/early-warning/web/ReadOnly.tsx'
import { useMay } from '#web/desk.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { Time } from '#web/parts/Time/Time.tsx'
import { useWords, type Words } from '#web/words.tsx'
import './Register.css'

/** What the team has taken on: who owns it, when to look again, what was noted. Overdue ones first. */
export function IssuesPage(): ReactElement {
  const { say, rich } = useWords()
  const register = useQuery(issuesQuery)
  usePageTitle(say('area.issues'))
  const issues = register.data?.issues ?? []
  const open = issues.filter((issue) => issue.state === 'open')
  const nowMs = Date.now()
  const overdue = open.filter((issue) => (reviewInMin(issue.nextReviewAt, nowMs) ?? 1) <= 0).length
  return (
    <div className="stack wide">
      <header>
        <h1>{say('area.issues')}</h1>
        {register.data && issues.length > 0 && (
          <p className="lede">{rich('issues.lede', { count: open.length, overdue })}</p>
        )}
        <ReadOnly verb="triage" />
      </header>
      {register.error && <ProblemNotice error={register.error} onAgain={() => void register.refetch()} />}
      {register.isPending && <Skeleton lines={3} />}
      {register.data && issues.length === 0 && (
        <Empty
          why={say('issues.none')}
          example={say('issues.noneExample')}
          action={
            <Link className="button" to="/now">
              {say('now.back')}
            </Link>
          }
        />
      )}
      <ul className="register">
        {issues.toSorted(byUrgency).map((issue) => (
          <IssueEntry key={issue.id} issue={issue} nowMs={nowMs} />
        ))}
      </ul>
    </div>
  )
}

function byUrgency(a: Issue, b: Issue): number {
  if (a.state !== b.state) return a.state === 'open' ? -1 : 1
  const later = '9'
  return (a.nextReviewAt ?? later).localeCompare(b.nextReviewAt ?? later)
}

function reviewWords(minutes: number, { say }: Words): string {
  if (minutes <= 0) return say('review.overdue', { minutes: -minutes, hours: Math.round(-minutes / 60) })
  return say('review.due', { minutes, hours: Math.round(minutes / 60) })
}

function IssueEntry({ issue, nowMs }: { issue: Issue; nowMs: number }): ReactElement {
  const words = useWords()
  const { say } = words
  const mayTriage = useMay('triage')
  const [changing, setChanging] = useState(false)
  const minutes = issue.state === 'open' ? reviewInMin(issue.nextReviewAt, nowMs) : undefined
  const overdue = minutes !== undefined && minutes <= 0
  return (
    <li className={`card entry ${overdue ? 'overdue' : ''}`}>
      <div className="row between">
        <h2>
          <Link to="/now/stories/$id" params={{ id: issue.storyId }}>
            {issue.title}
          </Link>
        </h2>
        <Badge look={issue.state === 'open' ? 'accent' : 'plain'}>{say(`issue.${issue.state}`)}</Badge>
      </div>
      <p className="row facts-line">
        <span>{words.rich('issue.ownedBy', { owner: issue.owner })}</span>
        <span className="muted">
          {say('issue.takenOn')} <Time at={issue.takenOnAt} nowMs={nowMs} />
        </span>
        {minutes !== undefined && issue.nextReviewAt && (
          <span className={overdue ? 'signal' : ''} title={words.full(issue.nextReviewAt)}>
            {reviewWords(minutes, words)}
          </span>
        )}
        {minutes === undefined && issue.state === 'open' && (
          <span className="muted">{say('review.noneSet')}</span>
        )}
      </p>
      {issue.notes.length > 0 && (
        <ul className="notes">
          {issue.notes.map((note) => (
            <li key={`${note.at} ${note.by}`}>
              <p>{note.text}</p>
              <p className="small muted">
                {note.by}, <Time at={note.at} nowMs={nowMs} />
              </p>
            </li>
          ))}
        </ul>
      )}
      {mayTriage && (
        <div className="row">
          <Button small expanded={changing} onPress={() => setChanging(!changing)}>
            {say('issue.change')}
          </Button>
          <CloseOrOpen issue={issue} />
        </div>
      )}
      {mayTriage && changing && <IssueForm issue={issue} onDone={() => setChanging(false)} />}
    </li>
  )
}

function useIssueChange(issue: Issue, onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: z.input<typeof IssueChange>) => changeIssue(issue.id, change),
    onSuccess: async () => {
      onDone()
      await queries.invalidateQueries({ queryKey: ['issues'] })
      await queries.invalidateQueries({ queryKey: ['stories'] })
    },
  })
}

function CloseOrOpen({ issue }: { issue: Issue }): ReactElement {
  const { say } = useWords()
  const change = useIssueChange(issue, () => undefined)
  const next = issue.state === 'open' ? 'closed' : 'open'
  return (
    <>
      <Button small look="quiet" onPress={() => change.mutate({ state: next })} isDisabled={change.isPending}>
        {say(next === 'closed' ? 'issue.close' : 'issue.reopen')}
      </Button>
      {change.error && <ProblemNotice error={change.error} />}
    </>
  )
}

function IssueForm({ issue, onDone }: { issue: Issue; onDone: () => void }): ReactElement {
  const { say } = useWords()
  const [note, setNote] = useState('')
  const [owner, setOwner] = useState(issue.owner)
  const [review, setReview] = useState('')
  const change = useIssueChange(issue, onDone)
  const submit = (): void => {
    const nextReviewAt = reviewTime(review, Date.now())
    change.mutate({
      ...(note.trim() ? { note: note.trim() } : {}),
      ...(owner.trim() && owner.trim() !== issue.owner ? { owner: owner.trim() } : {}),
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
      <div className="pairs">
        <TextField
          name={`owner-${issue.id}`}
          label={say('issue.owner')}
          value={owner}
          onChange={setOwner}
          lengthMax={120}
        />
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
