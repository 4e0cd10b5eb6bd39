import type { Kysely } from 'kysely'
import type { Lane } from '#kernel/permission.ts'
import { sendingLimits, type Pause } from '#sending/contract.ts'
import { sendingChannel, type Ground } from '#sending/ground.ts'
import type { DeliveryState } from '#sending/machine.ts'
import { openPauses } from '#sending/pauses.ts'
import type { SendingTables } from '#sending/tables.ts'

/** One delivery as a calendar needs it: what, where, when, and how it stands. */
export type Planned = {
  id: string
  item: string
  title: string
  lane: Lane
  account: string
  language: string
  state: DeliveryState
  dueAtMs: number
  /** As it was written: wall time and its zone; undefined: it was sent at once. */
  wall: string | undefined
  zone: string | undefined
  /** What was public and was taken down. */
  isDown: boolean
}

/** Most deliveries one look at a calendar reads. */
export const plannedMax = 4000

/** What is or was due from a moment on and before another, earliest first; without what was taken out. At most `plannedMax`. */
export async function plannedBetween(
  anyDb: Kysely<unknown>,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<Planned[]> {
  const rows = await anyDb
    .withTables<SendingTables>()
    .selectFrom('deliveries')
    .select(['id', 'item', 'title', 'lane', 'account', 'language', 'state', 'due_at', 'wall', 'zone'])
    .select('removed_at')
    .where('due_at', '>=', new Date(fromMs))
    .where('due_at', '<', new Date(toMs))
    .where('state', '<>', 'cancelled')
    .orderBy('due_at')
    .orderBy('account')
    .orderBy('language')
    .limit(plannedMax)
    .execute()
  return rows.map(({ due_at, wall, zone, removed_at, ...row }) => ({
    ...row,
    dueAtMs: due_at.getTime(),
    ...{ wall: wall ?? undefined, zone: zone ?? undefined, isDown: removed_at !== null },
  }))
}

/** Pauses that hold now, oldest first. */
export function pausesNow(anyDb: Kysely<unknown>): Promise<Pause[]> {
  return openPauses(anyDb.withTables<SendingTables>())
}

/** A delivery as whoever moves it needs it. */
export type HeldPlan = Pick<Planned, 'id' | 'item' | 'lane' | 'account' | 'language' | 'state' | 'dueAtMs'>

/**
 * These deliveries and the other languages of their pairs, which move together; held until the transaction ends, so that nobody
 * claims them meanwhile.
 */
export async function holdPlanned(tx: Kysely<unknown>, ids: readonly string[]): Promise<HeldPlan[]> {
  const db = tx.withTables<SendingTables>()
  const rows = await db
    .selectFrom('deliveries')
    .select(['id', 'item', 'lane', 'account', 'language', 'state', 'due_at'])
    .where(
      'pair',
      'in',
      db
        .selectFrom('deliveries')
        .select('pair')
        .where('id', 'in', [...ids]),
    )
    .where('state', '<>', 'cancelled')
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(({ due_at, ...row }) => ({ ...row, dueAtMs: due_at.getTime() }))
}

/** Where they are moved to, and by whom: who may is for the caller to ask. */
export type MoveTo = {
  ids: readonly string[]
  when: { atMs: number; wall: string; zone: string }
  by: { name: string }
}

/** What came of moving: all of them, or none. `on-its-way`: one of them is claimed, out, or waits for a person. */
export type Moved = { ok: true } | { ok: false; why: 'on-its-way' | 'past' | 'too-far' }

/**
 * Gives what waits in the outbox another time, in the transaction of whoever does it. The bytes do not change, so what is approved
 * stays approved; it keeps as long a time to be late as it had. Each keeps a step that says who moved it, from when to when.
 */
export async function moveDeliveries(ground: Ground, tx: Kysely<unknown>, o: MoveTo): Promise<Moved> {
  const nowMs = ground.clock.nowMs()
  const { atMs, wall, zone } = o.when
  if (atMs < nowMs) return { ok: false, why: 'past' }
  if (atMs > nowMs + sendingLimits.aheadMsMax) return { ok: false, why: 'too-far' }
  const db = tx.withTables<SendingTables>()
  const rows = await db
    .selectFrom('deliveries')
    .select(['id', 'item', 'state', 'due_at', 'deadline_at'])
    .where('id', 'in', [...o.ids])
    .orderBy('id')
    .forUpdate()
    .execute()
  if (rows.length !== new Set(o.ids).size || rows.some(({ state }) => state !== 'waiting'))
    return { ok: false, why: 'on-its-way' }
  for (const { id, due_at, deadline_at } of rows) {
    const lateMs = deadline_at.getTime() - due_at.getTime()
    const times = { due_at: new Date(atMs), next_at: new Date(atMs), deadline_at: new Date(atMs + lateMs) }
    await db
      .updateTable('deliveries')
      .set({ ...times, wall, zone, changed_at: new Date(nowMs) })
      .where('id', '=', id)
      .execute()
    const step = { from_state: 'waiting', to_state: 'waiting', why: 'moved' } as const
    const detail = `${due_at.toISOString()} → ${new Date(atMs).toISOString()}`
    await db
      .insertInto('delivery_events')
      .values({ delivery_id: id, at: new Date(nowMs), ...step, detail, by_name: o.by.name })
      .execute()
  }
  for (const item of new Set(rows.map((row) => row.item)))
    await ground.store.notify(sendingChannel, JSON.stringify({ item }), tx)
  return { ok: true }
}
