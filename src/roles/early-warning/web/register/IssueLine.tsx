import type { ReactElement } from 'react'
import type { Issue } from '#roles/early-warning/contract.ts'
import { severityLook } from '#roles/early-warning/web/register/severity.ts'
import { useIssueChange } from '#roles/early-warning/web/register/use-issue-act.ts'
import { useRegisterWords, type RegisterWords } from '#roles/early-warning/web/register/words.ts'
import { reviewInMin } from '#roles/early-warning/web/review.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Time } from '#web/parts/Time/Time.tsx'

/** How bad an issue is, whether it is open, and what is not known yet. */
export function IssueBadges({ issue }: { issue: Issue }): ReactElement {
  const { say } = useRegisterWords()
  return (
    <span className="row">
      <Badge look={severityLook[issue.severity]} title={say(`severity.${issue.severity}.means`)}>
        {say(`severity.${issue.severity}`)}
      </Badge>
      {issue.origin !== 'story' && <Badge>{say(`origin.${issue.origin}`)}</Badge>}
      {issue.unknowns > 0 && <Badge>{say('issue.unknowns', { count: issue.unknowns })}</Badge>}
      <Badge look={issue.state === 'open' ? 'accent' : 'plain'}>{say(`issue.${issue.state}`)}</Badge>
    </span>
  )
}

/** Minutes until the review, negative when it is overdue; nothing when none is planned or it is closed. */
export function reviewOf(issue: Issue, nowMs: number): number | undefined {
  return issue.state === 'open' ? reviewInMin(issue.nextReviewAt, nowMs) : undefined
}

function reviewWords(minutes: number, { say }: RegisterWords): string {
  if (minutes <= 0) return say('review.overdue', { minutes: -minutes, hours: Math.round(-minutes / 60) })
  return say('review.due', { minutes, hours: Math.round(minutes / 60) })
}

/** Whose it is, since when, when it is looked at again, and who was told that nobody has. */
export function IssueFacts({ issue, nowMs }: { issue: Issue; nowMs: number }): ReactElement {
  const words = useRegisterWords()
  const { say } = words
  const minutes = reviewOf(issue, nowMs)
  const overdue = minutes !== undefined && minutes <= 0
  return (
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
      {overdue && issue.told.length > 0 && (
        <span className="muted">
          {say('issue.told', { names: words.list(issue.told.map(({ name }) => name)) })}
        </span>
      )}
    </p>
  )
}

/** Closes an open issue, opens a closed one again. */
export function CloseOrOpen({ issue }: { issue: Issue }): ReactElement {
  const { say } = useRegisterWords()
  const change = useIssueChange(issue.id, () => undefined)
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

/** What people wrote down on the way, oldest first. */
export function IssueNotes({ issue, nowMs }: { issue: Issue; nowMs: number }): ReactElement | null {
  if (issue.notes.length === 0) return null
  return (
    <ul className="notes">
      {issue.notes.map((note) => (
        <li key={`${note.at} ${note.by} ${note.text}`}>
          <p>{note.text}</p>
          <p className="small muted">
            {note.by}, <Time at={note.at} nowMs={nowMs} />
          </p>
        </li>
      ))}
    </ul>
  )
}
