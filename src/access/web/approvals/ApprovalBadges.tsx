import { AlarmClock, Clock } from 'lucide-react'
import type { ReactElement } from 'react'
import type { ApprovalState, ApprovalSummary } from '#access/approvals/contract.ts'
import { dueOf, lengthWords } from '#access/web/approvals/due.ts'
import { useApprovalWords } from '#access/web/approvals/words.ts'
import { Badge, type BadgeLook } from '#web/parts/Badge/Badge.tsx'

const looks: Record<ApprovalState, BadgeLook> = {
  waiting: 'accent',
  approved: 'ok',
  returned: 'rising',
  edited: 'held',
  withdrawn: 'plain',
}

/** Where an item stands, and in which lane. */
export function ApprovalBadges({
  about: { state, lane },
  oneKey = false,
}: {
  about: Pick<ApprovalSummary, 'state' | 'lane'>
  oneKey?: boolean
}): ReactElement {
  const { say } = useApprovalWords()
  return (
    <p className="row">
      {lane !== 'normal' && (
        <Badge look={lane === 'emergency' ? 'danger' : 'practice'}>{say(`lane.${lane}`)}</Badge>
      )}
      {oneKey && state === 'approved' ? (
        <Badge look="danger">{say('state.glass')}</Badge>
      ) : (
        <Badge look={looks[state]}>{say(`state.${state}`)}</Badge>
      )}
    </p>
  )
}

/** How much time is left to decide: in words, with another sign once it is over. */
export function DueWords({
  about: { deadline, escalated },
  nowMs,
}: {
  about: Pick<ApprovalSummary, 'deadline' | 'escalated'>
  nowMs: number
}): ReactElement {
  const words = useApprovalWords()
  const due = dueOf(deadline, nowMs)
  const Icon = due.isOver ? AlarmClock : Clock
  const over = escalated ? 'due.overEscalated' : 'due.over'
  return (
    <span className={`due ${due.isOver ? 'over' : ''}`} title={words.full(deadline)}>
      <Icon className="icon" aria-hidden="true" />
      {words.say(due.isOver ? over : 'due.in', { time: lengthWords(due, words) })}
    </span>
  )
}
