import type { ReactElement } from 'react'
import type { DeliveryView } from '#sending/contract.ts'
import { isToMany } from '#sending/web/reaching.ts'
import { useSendingWords } from '#sending/web/words.ts'
import { Badge, type BadgeLook } from '#web/parts/Badge/Badge.tsx'

const looks: Record<DeliveryView['state'], BadgeLook> = {
  waiting: 'accent',
  paused: 'held',
  claimed: 'accent',
  sending: 'accent',
  sent: 'ok',
  refused: 'danger',
  wait: 'rising',
  unknown: 'rising',
  unconfirmed: 'danger',
  cancelled: 'plain',
  missed: 'danger',
}

/** Where a delivery stands, in two words. */
export function StateBadge({ delivery }: { delivery: DeliveryView }): ReactElement {
  const { say } = useSendingWords()
  const { state, removed, removing, lane } = delivery
  const taking = removing ? 'removing' : state
  const word = removed ? 'removed' : taking
  return (
    <p className="row badges">
      {lane === 'emergency' && <Badge look="danger">{say('lane.emergency')}</Badge>}
      {lane === 'exercise' && <Badge look="practice">{say('lane.exercise')}</Badge>}
      <Badge look={word === state ? looks[state] : 'plain'}>
        {say(word === 'sent' && isToMany(delivery) ? 'state.sent.many' : `state.${word}`)}
      </Badge>
    </p>
  )
}
