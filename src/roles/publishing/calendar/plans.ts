import type { Kysely } from 'kysely'
import type { Lane } from '#kernel/permission.ts'
import { act, type Doer } from '#roles/publishing/act.ts'
import type { MessagePlan, WhenForm } from '#roles/publishing/calendar/contract.ts'
import type { Waiting } from '#roles/publishing/calendar/entries.ts'
import { calendarDb, type PlanningRoom } from '#roles/publishing/calendar/ground.ts'
import type { CalendarTables } from '#roles/publishing/calendar/tables.ts'
import { campaignOf } from '#roles/publishing/campaigns/store.ts'
import type { Refusal } from '#roles/publishing/problems.ts'
import { seriesOfMessage } from '#roles/publishing/recurring/store.ts'
import { mayAt } from '#roles/publishing/rules.ts'
import { readMessage } from '#roles/publishing/store.ts'
import type { PublishingDb } from '#roles/publishing/tables.ts'
import { itemOf } from '#roles/publishing/view.ts'
import { momentOf } from '#roles/publishing/when.ts'

/** How far ahead something can be meant for: as far as it could be scheduled. */
const aheadMsMax = 366 * 24 * 3_600_000

/** What came of an act about a time; `timesMs`: what a time that is none, or two, could mean. */
export type Timed<T> = { ok: true; value: T } | { ok: false; why: Refusal; timesMs?: number[] }

/** When something is meant for, as it is kept. */
export type Plan = { atMs: number; wall: string; zone: string }

/** Reads a time that must lie ahead, and not too far. */
export function timeAhead(when: WhenForm, nowMs: number): Timed<Plan> {
  const moment = momentOf(when)
  if (!moment.ok) return moment
  if (moment.atMs < nowMs) return { ok: false, why: 'time-past' }
  if (moment.atMs > nowMs + aheadMsMax) return { ok: false, why: 'time-too-far' }
  return { ok: true, value: { atMs: moment.atMs, wall: when.wall, zone: when.zone } }
}

/** Says when a draft is meant for, or that it is meant for no time. The bytes do not change: what is approved stays so. */
export function setMeant(
  room: PlanningRoom,
  who: Doer,
  id: string,
  when: WhenForm | null,
): Promise<Timed<MessagePlan>> {
  return act(room, who, async (now): Promise<Timed<MessagePlan>> => {
    const kept = await readMessage(now.db, id, 'update')
    if (kept === undefined) return { ok: false, why: 'no-such-message' }
    const places = kept.versions
    if (!mayAt(now.grants, 'write', { lane: kept.lane, places }))
      return { ok: false, why: 'no-right-to-write' }
    const plan = when === null ? undefined : timeAhead(when, now.nowMs)
    if (plan?.ok === false) return plan
    await forgetPlan(now.db, id)
    if (plan !== undefined)
      await writePlans(now.db, [{ id, plan: plan.value }], { by: now.writer.shownName, nowMs: now.nowMs })
    return { ok: true, value: await planOf(now.db, id, true) }
  })
}

/** Writes when messages are meant for, in the transaction of whoever makes them. */
export async function writePlans(
  db: PublishingDb | Kysely<CalendarTables>,
  plans: readonly { id: string; plan: Plan }[],
  o: { by: string; nowMs: number },
): Promise<void> {
  const rows = plans.map(({ id, plan: { atMs, wall, zone } }) => ({
    ...{ message_id: id, at: new Date(atMs), wall, zone },
    ...{ set_at: new Date(o.nowMs), set_by: o.by },
  }))
  if (rows.length > 0)
    await calendarDb(db)
      .insertInto('message_plans')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('message_id').doUpdateSet((row) => ({
          at: row.ref('excluded.at'),
          wall: row.ref('excluded.wall'),
          zone: row.ref('excluded.zone'),
          set_at: row.ref('excluded.set_at'),
          set_by: row.ref('excluded.set_by'),
        })),
      )
      .execute()
}

/** A message is meant for no time any more: it was scheduled, or somebody said so. */
export async function forgetPlan(db: PublishingDb, id: string): Promise<void> {
  await calendarDb(db).deleteFrom('message_plans').where('message_id', '=', id).execute()
}

/** When a message is meant for, and what it belongs to, as whoever may read sees it. */
export async function planOf(db: PublishingDb, id: string, mayWrite: boolean): Promise<MessagePlan> {
  const plan = await calendarDb(db)
    .selectFrom('message_plans')
    .selectAll()
    .where('message_id', '=', id)
    .executeTakeFirst()
  const campaign = await campaignOf(db, id)
  const recurring = await seriesOfMessage(db, id)
  return {
    ...(plan === undefined
      ? {}
      : { meant: { at: plan.at.toISOString(), wall: plan.wall, zone: plan.zone, by: plan.set_by } }),
    ...(campaign === undefined ? {} : { campaign }),
    ...(recurring === undefined ? {} : { recurring }),
    may: { write: mayWrite },
  }
}

/** One message's plan, with what whoever asks may do. */
export function planFor(room: PlanningRoom, who: Doer, id: string): Promise<MessagePlan | undefined> {
  return act(room, who, async (now) => {
    const kept = await readMessage(now.db, id)
    if (kept === undefined) return undefined
    return planOf(now.db, id, mayAt(now.grants, 'write', { lane: kept.lane, places: kept.versions }))
  })
}

type Draft = { id: string; title: string; lane: Lane; at: Date; wall: string; zone: string }

/** Drafts that are meant for a time in a stretch, and those whose approval is needed in it. */
export async function waitingBetween(
  room: PlanningRoom,
  { fromMs, toMs, limit }: { fromMs: number; toMs: number; limit: number },
): Promise<Waiting[]> {
  const db = calendarDb(room.store.db)
  const drafts = await db
    .selectFrom('message_plans')
    .innerJoin('messages', 'messages.id', 'message_plans.message_id')
    .select(['messages.id', 'title', 'lane', 'at', 'wall', 'zone'])
    .where('at', '>=', new Date(fromMs))
    .where('at', '<', new Date(toMs))
    .where('is_out', '=', false)
    .orderBy('at')
    .limit(limit)
    .execute()
  const open = await openWithoutPlan(db, limit)
  const items = [...drafts, ...open].map(({ id }) => itemOf(id))
  const states = await room.approvals.of(room.store.db, items)
  const needed = open.flatMap(({ id, title, lane }) => {
    const approval = states.get(itemOf(id))
    const atMs = approval === undefined ? 0 : Date.parse(approval.deadline)
    const isWaiting = approval?.state === 'waiting' && atMs >= fromMs && atMs < toMs
    return isWaiting ? [{ id, title, lane, atMs, stands: 'needed' as const }] : []
  })
  const meant = drafts.map(({ id, title, lane, at, wall, zone }: Draft) => {
    const state = states.get(itemOf(id))?.state
    return { ...{ id, title, lane, wall, zone }, atMs: at.getTime(), stands: standsOfDraft(state) }
  })
  const places = await placesOf(
    db,
    [...meant, ...needed].map(({ id }) => id),
  )
  return [...meant, ...needed].map(({ id, ...one }) => ({
    ...{ ...one, message: id, places: places.filter(({ message_id }) => message_id === id) },
  }))
}

function standsOfDraft(state: string | undefined): 'meant' | 'asked' | 'approved' {
  if (state === 'waiting') return 'asked'
  return state === 'approved' ? 'approved' : 'meant'
}

/** Messages that are not out and meant for no time: the newest of them. */
function openWithoutPlan(db: Kysely<CalendarTables>, limit: number) {
  return db
    .selectFrom('messages')
    .leftJoin('message_plans', 'message_plans.message_id', 'messages.id')
    .select(['messages.id', 'title', 'lane'])
    .where('is_out', '=', false)
    .where('message_plans.message_id', 'is', null)
    .orderBy('changed_at', 'desc')
    .limit(limit)
    .execute()
}

async function placesOf(db: Kysely<CalendarTables>, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('message_versions')
    .select(['message_id', 'account', 'language'])
    .where('message_id', 'in', [...ids])
    .orderBy('position')
    .execute()
}
