import { act, type Doer } from '#roles/publishing/act.ts'
import type { MoveForm } from '#roles/publishing/calendar/contract.ts'
import type { PlanningRoom } from '#roles/publishing/calendar/ground.ts'
import type { Timed } from '#roles/publishing/calendar/plans.ts'
import type { Refusal } from '#roles/publishing/problems.ts'
import { mayAt } from '#roles/publishing/rules.ts'
import { itemOf } from '#roles/publishing/view.ts'
import { momentOf } from '#roles/publishing/when.ts'

const refusals = {
  'on-its-way': 'on-its-way',
  past: 'time-past',
  'too-far': 'time-too-far',
} as const satisfies Record<string, Refusal>

/**
 * Moves what waits in the outbox to another time, whole pairs, all of it or nothing. Asked with the rights of this moment, which are
 * those of sending it; what a worker has claimed, or is out, stays. The bytes do not change, so its approval stands.
 */
export function moveScheduled(
  room: PlanningRoom,
  who: Doer,
  id: string,
  form: MoveForm,
): Promise<Timed<{ at: string }>> {
  return act(room, who, async (now): Promise<Timed<{ at: string }>> => {
    const moment = momentOf(form.when)
    if (!moment.ok) return moment
    const held = await room.sending.holdPlanned(now.tx, form.deliveries)
    if (held.length === 0 || held.some(({ item }) => item !== itemOf(id)))
      return { ok: false, why: 'not-waiting' }
    for (const place of held)
      if (!mayAt(now.grants, 'publish', { lane: place.lane, places: [place] }))
        return { ok: false, why: 'no-right-to-publish' }
    const { wall, zone } = form.when
    const done = await room.sending.moveTo(now.tx, {
      ids: held.map((one) => one.id),
      when: { atMs: moment.atMs, wall, zone },
      by: { name: now.writer.shownName },
    })
    if (!done.ok) return { ok: false, why: refusals[done.why] }
    return { ok: true, value: { at: new Date(moment.atMs).toISOString() } }
  })
}
