import type { ReactElement } from 'react'
import type { MessageState, MessageSummary } from '#roles/publishing/contract.ts'
import { usePublishWords } from '#roles/publishing/web/words.ts'
import { Badge, type BadgeLook } from '#web/parts/Badge/Badge.tsx'

const looks: Record<MessageState, BadgeLook> = {
  draft: 'plain',
  waiting: 'accent',
  returned: 'danger',
  approved: 'ok',
  published: 'ok',
  down: 'plain',
}

/** Where a message stands, in words: its state, its lane when it is not the usual one, and what is public. */
export function StateBadges({ message }: { message: MessageSummary }): ReactElement {
  const { say } = usePublishWords()
  const { state, lane, isPublic, half } = message
  return (
    <p className="row badges">
      <Badge look={looks[state]}>{say(`state.${state}`)}</Badge>
      {lane === 'emergency' && <Badge look="danger">{say('lane.emergency')}</Badge>}
      {lane === 'exercise' && <Badge look="practice">{say('lane.exercise')}</Badge>}
      {half.length > 0 && <Badge look="danger">{say('state.half')}</Badge>}
      {isPublic && half.length === 0 && state !== 'published' && (
        <Badge look="rising">{say('state.earlierPublic')}</Badge>
      )}
    </p>
  )
}
