import type { Kysely } from 'kysely'
import { sendingLimits } from '#sending/contract.ts'
import { move } from '#sending/claiming.ts'
import type { Ground } from '#sending/ground.ts'
import type { DeliveryState, Event } from '#sending/machine.ts'
import { holdDelivery, readDeliveries, type Delivery } from '#sending/outbox.ts'
import { askRemoval } from '#sending/removals.ts'
import { page } from '#sending/settling.ts'
import type { SendingDb, SendingTables } from '#sending/tables.ts'

// A language pair is one item: promise 4. Languages of one message go to an account one right after the other, and when the
// second one cannot follow, the first is taken down again before a minute is over. In the emergency lane nothing is taken
// down: half of a warning is better than none, and somebody is called at once.

/** How long one language waits for another before it looks again; it is woken when the other one's outcome is known. */
export const otherHalfMs = 30_000

/** Nothing of it is there, and nothing can come of it unless somebody acts. */
const ended = new Set<DeliveryState>(['refused', 'missed', 'cancelled'])
/** Nothing of it is there, for certain. */
const notYet = new Set<DeliveryState>(['waiting', 'wait', 'paused', 'claimed', ...ended])

/**
 * Why a version must not begin now, for the sake of the other languages; undefined when it may. It goes after those before it, and
 * not at all when one of them will not.
 */
export async function besideOthers(db: SendingDb, delivery: Delivery): Promise<Event | undefined> {
  if (delivery.lane === 'emergency' || delivery.there.length > 0) return undefined
  const others = (await pairOf(db, delivery.pair)).filter(({ id }) => id !== delivery.id)
  const newest = others.filter((one) => isNewest(one, others))
  if (newest.some((one) => ended.has(one.state) || one.removal !== undefined))
    return { kind: 'stopped', why: 'other-half' }
  const before = newest.filter(({ language }) => language < delivery.language)
  if (before.every(({ state }) => state === 'sent')) return undefined
  return { kind: 'given-back', why: 'other-half', inMs: otherHalfMs }
}

/** Of several deliveries of one language, the last made counts: those before it were cancelled. */
function isNewest(one: Delivery, all: readonly Delivery[]): boolean {
  return !all.some((other) => other.language === one.language && other.madeAtMs > one.madeAtMs)
}

async function pairOf(db: SendingDb, pair: string): Promise<Delivery[]> {
  const rows = await db.selectFrom('deliveries').selectAll().where('pair', '=', pair).execute()
  return readDeliveries(db, rows)
}

/** Pairs of which one half has been public alone for so long that something must be done. */
export async function halvesOut(ground: Ground): Promise<{ out: Delivery; others: Delivery[] }[]> {
  const db = ground.store.db.withTables<SendingTables>()
  const before = new Date(ground.clock.nowMs() - sendingLimits.aloneActMs)
  const rows = await db
    .selectFrom('deliveries as out')
    .selectAll('out')
    .where('out.state', '=', 'sent')
    .where('out.removed_why', 'is', null)
    .where('out.half_told_at', 'is', null)
    .where('out.changed_at', '<=', before)
    .where((where) =>
      where.exists(
        where
          .selectFrom('deliveries as other')
          .select('other.id')
          .whereRef('other.pair', '=', 'out.pair')
          .where('other.state', '<>', 'sent'),
      ),
    )
    .limit(sendingLimits.pageMax)
    .execute()
  const halves: { out: Delivery; others: Delivery[] }[] = []
  for (const out of await readDeliveries(db, rows)) {
    const all = await pairOf(db, out.pair)
    const others = all.filter((one) => one.id !== out.id && one.state !== 'sent' && isNewest(one, all))
    if (others.length > 0) halves.push({ out, others })
  }
  return halves
}

/** Takes half of a pair down again, where that is right and possible; else somebody is called, once. */
export async function mendHalf(
  ground: Ground,
  { out, others }: { out: Delivery; others: readonly Delivery[] },
): Promise<void> {
  if (out.removal !== undefined) return
  const canDelete = ground.lines.capabilities(out.network)?.deletes === true
  // What was edited cannot be taken back to its earlier words: it would be gone altogether.
  if (out.lane === 'emergency' || !canDelete || out.edits.length > 0) return tellHalf(ground, out)
  if ((await beginRemoval(ground, out, others)) === 'no') return tellHalf(ground, out)
}

/**
 * Decides, with every half held, that this one is taken down: only when of the others nothing is there for certain, and then
 * none of them can begin any more.
 */
function beginRemoval(
  ground: Ground,
  out: Delivery,
  others: readonly Delivery[],
): Promise<'begun' | 'no' | 'wait'> {
  return ground.store.inTransaction(async (tx) => {
    const db = tx.withTables<SendingTables>()
    const held: Delivery[] = []
    for (const id of [out, ...others].map((one) => one.id).toSorted()) {
      const one = await holdDelivery(db, id)
      if (one !== undefined && one.id !== out.id) held.push(one)
    }
    if (held.some(({ state }) => state === 'sending' || state === 'sent')) return 'wait'
    if (!held.every(({ state, there }) => notYet.has(state) && there.length === 0)) return 'no'
    await askRemoval(ground, tx, out.id, { why: 'other-half' })
    for (const one of held) await move(ground, db, one, { kind: 'stopped', why: 'other-half' })
    return 'begun'
  })
}

async function tellHalf(ground: Ground, out: Delivery): Promise<void> {
  await ground.store.inTransaction(async (tx: Kysely<unknown>) => {
    const db = tx.withTables<SendingTables>()
    const told = await db
      .updateTable('deliveries')
      .set({ half_told_at: new Date(ground.clock.nowMs()) })
      .where('id', '=', out.id)
      .where('half_told_at', 'is', null)
      .executeTakeFirst()
    if (told.numUpdatedRows > 0n) await page(ground, tx, out, { kind: 'half-out' })
  })
}
