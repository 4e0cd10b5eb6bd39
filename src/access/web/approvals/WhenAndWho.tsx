import { Clock, PenLine, UserCheck } from 'lucide-react'
import type { ReactElement } from 'react'
import type { ApprovalReview } from '#access/approvals/contract.ts'
import { useApprovalWords, type ApprovalWords } from '#access/web/approvals/words.ts'
import type en from '#access/web/approvals/messages/en.json'
import { Time } from '#web/parts/Time/Time.tsx'

/** Who wrote it, who may approve it, until when. */
export function WhenAndWho({ review }: { review: ApprovalReview }): ReactElement {
  const { say, list, full, day, time, zone } = useApprovalWords()
  const { writers, approvers, deadline } = review
  return (
    <section className="card pane stack">
      <h2>{say('who.title')}</h2>
      <dl className="who-list">
        <div>
          <PenLine className="icon" aria-hidden="true" />
          <dt>{say('who.wrote')}</dt>
          <dd>{list(writers)}</dd>
        </div>
        <div>
          <UserCheck className="icon" aria-hidden="true" />
          <dt>{say('who.may')}</dt>
          <dd>{approvers.length === 0 ? say('who.nobody') : list(approvers)}</dd>
        </div>
        <div>
          <Clock className="icon" aria-hidden="true" />
          <dt>{say('who.deadline')}</dt>
          <dd title={full(deadline)}>
            {day(deadline)}, {time(deadline)} {zone(deadline)}
          </dd>
        </div>
      </dl>
      <p className="small muted">{say('who.hash')}</p>
    </section>
  )
}

/** What happened to it, newest first. */
export function History({ review, nowMs }: { review: ApprovalReview; nowMs: number }): ReactElement {
  const { say } = useApprovalWords()
  return (
    <section className="card pane stack">
      <h2>{say('history.title')}</h2>
      <ol className="history">
        {review.history.map((entry, place) => (
          // Entries have no id; the list only ever grows at its head, so the place from its end is one.
          <li key={review.history.length - place}>
            <p>{historyWords(entry, say)}</p>
            {entry.reason !== undefined && <p className="reason small">{entry.reason}</p>}
            <p className="small muted">
              <Time at={entry.at} nowMs={nowMs} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

type HistoryKey = Extract<keyof typeof en, `history.${string}`>

const acts: Readonly<Record<string, HistoryKey>> = {
  asked: 'history.asked',
  approved: 'history.approved',
  returned: 'history.returned',
  revoked: 'history.revoked',
  edited: 'history.edited',
  withdrawn: 'history.withdrawn',
  reminded: 'history.reminded',
  escalated: 'history.escalated',
  'broke-glass': 'history.broke-glass',
  'glass-was-right': 'history.glass-was-right',
  'glass-was-wrong': 'history.glass-was-wrong',
}

function historyWords({ act, by }: ApprovalReview['history'][number], say: ApprovalWords['say']): string {
  const key = acts[act]
  return key === undefined ? act : say(key, { by: by ?? 'Bellwether' })
}
