import type { ReactElement } from 'react'
import type { DeliveryView } from '#sending/contract.ts'
import { isToMany } from '#sending/web/reaching.ts'
import { momentIn, onOwnClock, ownZone } from '#sending/web/times.ts'
import { useSendingWords } from '#sending/web/words.ts'

/** Its deadline says nothing any more. */
const over: ReadonlySet<string> = new Set(['sent', 'cancelled', 'refused', 'missed', 'unconfirmed'])

/** When it was to go out, as it was written and on the reader's own clock; until when it may; when it is tried again. */
export function When({ delivery }: { delivery: DeliveryView }): ReactElement {
  const words = useSendingWords()
  const { say, tag } = words
  const { state, dueAt, wall, zone, deadline, nextAt, there, by } = delivery
  const nowMs = Date.now()
  const own = zone === undefined ? undefined : onOwnClock(dueAt, { tag, zone, own: ownZone() })
  const inDesk = (at: string): string => `${words.when(at, nowMs)} ${words.zone(at)}`
  const since = there[0]?.at
  return (
    <p className="row small muted facts-line">
      <span title={words.full(dueAt)}>
        {wall !== undefined && zone !== undefined
          ? say('when.at', { at: momentIn(dueAt, { tag, timeZone: zone }), zone, by })
          : say('when.atOnce', { at: inDesk(dueAt), by })}
      </span>
      {own !== undefined && <span>{say('when.own', { at: own })}</span>}
      {state === 'sent' && since !== undefined && (
        <span>{say(isToMany(delivery) ? 'when.handed' : 'when.since', { at: inDesk(since) })}</span>
      )}
      {!over.has(state) && (
        <span title={words.full(deadline)}>{say('when.until', { at: inDesk(deadline) })}</span>
      )}
      {(state === 'wait' || state === 'unknown') && nextAt !== undefined && (
        <span>{say(state === 'wait' ? 'when.again' : 'when.asks', { at: inDesk(nextAt) })}</span>
      )}
    </p>
  )
}
