import { sql, type Kysely } from 'kysely'
import { sendingLimits, type Pause } from '#sending/contract.ts'
import type { Ground } from '#sending/ground.ts'
import { next, type Event } from '#sending/machine.ts'
import {
  holdPauses,
  readDeliveries,
  standingOf,
  writeMove,
  type Delivery,
  type MovedBy,
} from '#sending/outbox.ts'
import { openPauses, pauseOf } from '#sending/pauses.ts'
import { settle } from '#sending/settling.ts'
import type { SendingDb, SendingTables } from '#sending/tables.ts'

/** What a worker holds: the deliveries of one message to one account that are due, to be sent one after the other. */
export type Unit = { deliveries: Delivery[]; claimedAtMs: number }

/**
 * Takes what is due, emergencies first, with all of a pair at once; other workers step over it. What a pause covers is held
 * instead: the pause is looked at in the same transaction, and whoever pauses waits for it to end.
 */
export async function claimDue(ground: Ground): Promise<Unit[]> {
  for (;;) {
    const { units, held } = await claimSome(ground)
    if (units.length > 0 || held === 0) return units
  }
}

function claimSome(ground: Ground): Promise<{ units: Unit[]; held: number }> {
  return ground.store.inTransaction(async (tx) => {
    await holdPauses(tx)
    const db = tx.withTables<SendingTables>()
    const nowMs = ground.clock.nowMs()
    const found = await dueNow(db, nowMs)
    const pauses = found.length === 0 ? [] : await openPauses(db)
    const leaseUntilMs = nowMs + sendingLimits.leaseMs
    const claimed: Delivery[] = []
    let held = 0
    for (const delivery of found) {
      const isPaused = pauseOf(pauses, delivery) !== undefined
      const event: Event = { kind: isPaused ? 'held' : 'claimed' }
      const isMoved = await move(ground, db, delivery, event, isPaused ? {} : { leaseUntilMs })
      held += Number(isMoved && isPaused)
      if (isMoved && !isPaused) claimed.push(asClaimed(delivery, nowMs))
    }
    return { units: unitsOf(claimed, nowMs), held }
  })
}

function asClaimed(delivery: Delivery, nowMs: number): Delivery {
  const { fence, begunAtMs } = delivery
  return { ...delivery, state: 'claimed', fence: fence + 1, begunAtMs: begunAtMs ?? nowMs }
}

/** Holds back everything that is due and that these pauses cover: for the end of a pause, in its transaction. */
export async function holdDue(ground: Ground, tx: Kysely<unknown>, pauses: readonly Pause[]): Promise<void> {
  const db = tx.withTables<SendingTables>()
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('state', 'in', ['waiting', 'wait'])
    .where('next_at', '<=', new Date(ground.clock.nowMs()))
    .orderBy('id')
    .forUpdate()
    .execute()
  for (const delivery of await readDeliveries(db, rows))
    if (pauseOf(pauses, delivery) !== undefined) await move(ground, db, delivery, { kind: 'held' })
}

async function dueNow(db: SendingDb, nowMs: number): Promise<Delivery[]> {
  const now = new Date(nowMs)
  const ready = await db
    .selectFrom('deliveries')
    .select(['pair'])
    .where('state', 'in', ['waiting', 'wait'])
    .where('next_at', '<=', now)
    .where('deadline_at', '>=', now)
    .orderBy(sql`case lane when 'emergency' then 0 when 'normal' then 1 else 2 end`)
    .orderBy('next_at')
    .limit(sendingLimits.claimMax)
    .forUpdate()
    .skipLocked()
    .execute()
  if (ready.length === 0) return []
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('pair', 'in', [...new Set(ready.map(({ pair }) => pair))])
    .where('state', 'in', ['waiting', 'wait'])
    .where('next_at', '<=', now)
    .orderBy(sql`case lane when 'emergency' then 0 when 'normal' then 1 else 2 end`)
    .orderBy('due_at')
    .orderBy('language')
    .forUpdate()
    .skipLocked()
    .execute()
  return readDeliveries(db, rows)
}

function unitsOf(claimed: readonly Delivery[], claimedAtMs: number): Unit[] {
  const units = new Map<string, Delivery[]>()
  for (const delivery of claimed) units.set(delivery.pair, [...(units.get(delivery.pair) ?? []), delivery])
  return [...units.values()].map((deliveries) => ({ deliveries, claimedAtMs }))
}

/** Takes what must be asked about: whether it is there. It stays `unknown` while it is asked. */
export function claimUnknown(ground: Ground): Promise<Delivery[]> {
  return ground.store.inTransaction(async (tx) => {
    const db = tx.withTables<SendingTables>()
    const nowMs = ground.clock.nowMs()
    const rows = await db
      .selectFrom('deliveries')
      .selectAll()
      .where('state', '=', 'unknown')
      .where('next_at', '<=', new Date(nowMs))
      .orderBy('next_at')
      .limit(sendingLimits.claimMax)
      .forUpdate()
      .skipLocked()
      .execute()
    const found = await readDeliveries(db, rows)
    // Nobody else asks meanwhile; should we vanish, it is asked again after the lease.
    for (const { id } of found)
      await db
        .updateTable('deliveries')
        .set((row) => ({
          fence: row('fence', '+', 1),
          next_at: new Date(nowMs + sendingLimits.leaseMs),
        }))
        .where('id', '=', id)
        .execute()
    return found.map((delivery) => ({ ...delivery, fence: delivery.fence + 1 }))
  })
}

/**
 * Puts right what time alone changes: leases of workers that vanished, deadlines that passed. Returns how many it moved.
 */
export function sweep(ground: Ground): Promise<number> {
  return ground.store.inTransaction(async (tx) => {
    const db = tx.withTables<SendingTables>()
    const now = new Date(ground.clock.nowMs())
    const lost = await db
      .selectFrom('deliveries')
      .selectAll()
      .where('leased_until', '<', now)
      .where('state', 'in', ['claimed', 'sending'])
      .limit(sendingLimits.pageMax)
      .forUpdate()
      .skipLocked()
      .execute()
    const late = await db
      .selectFrom('deliveries')
      .selectAll()
      .where('state', 'in', ['waiting', 'wait'])
      .where('deadline_at', '<', now)
      .limit(sendingLimits.pageMax)
      .forUpdate()
      .skipLocked()
      .execute()
    let count = 0
    for (const delivery of await readDeliveries(db, lost))
      count += Number(await move(ground, db, delivery, { kind: 'lost' }))
    for (const delivery of await readDeliveries(db, late))
      count += Number(await move(ground, db, delivery, { kind: 'late' }))
    return count
  })
}

/** Moves a delivery that is held by this transaction; false when that cannot happen any more, and nothing was written. */
export async function move(
  ground: Ground,
  db: SendingDb,
  delivery: Delivery,
  event: Event,
  by: MovedBy = {},
): Promise<boolean> {
  const nowMs = ground.clock.nowMs()
  const capabilities = ground.lines.capabilities(delivery.network)
  // A network that is gone from the desk can be asked nothing: the most careful answer.
  const { repeats, readsBack } = capabilities ?? { repeats: 'none' as const, readsBack: false }
  const decided = next(standingOf(delivery, { repeats, readsBack }), event, nowMs, ground.chance())
  if (decided === undefined) return false
  await writeMove(db, delivery, decided, nowMs, by)
  await settle(ground, db as Kysely<unknown>, { delivery, move: decided, by })
  return true
}
