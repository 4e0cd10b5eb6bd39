import { sql, type Kysely } from 'kysely'
import type { RemoveOutcome, Sender } from '#networks/sender.ts'
import type { NewRecord } from '#records/contract.ts'
import { keepRecord } from '#records/records.ts'
import { sendingLimits } from '#sending/contract.ts'
import { sendingChannel, type Ground } from '#sending/ground.ts'
import { patience } from '#sending/machine.ts'
import { holdDelivery, postsOf, readDeliveries, type Delivery } from '#sending/outbox.ts'
import { page } from '#sending/settling.ts'
import type { SendingTables } from '#sending/tables.ts'

// Taking down what is public: asked for in one transaction, done by a worker, tried again until it is gone or a person is
// called. To delete twice is to delete, so in doubt it is simply done again.

/** Asks that a delivery is taken down; whoever asked is named on record. */
export async function askRemoval(
  ground: Ground,
  tx: Kysely<unknown>,
  id: string,
  o: { why: string; by?: { id: string; name: string } },
): Promise<void> {
  const asked = await tx
    .withTables<SendingTables>()
    .updateTable('deliveries')
    .set({
      ...{ removed_why: o.why, removed_by_id: o.by?.id ?? null, removed_by: o.by?.name ?? null },
      ...{ remove_at: new Date(ground.clock.nowMs()), remove_tries: 0 },
    })
    .where('id', '=', id)
    .returning('item')
    .executeTakeFirst()
  await ground.store.notify(sendingChannel, JSON.stringify({ id, item: asked?.item ?? '' }), tx)
}

/** What is to be taken down now; other workers step over it for the length of a lease. */
export function claimRemovals(ground: Ground): Promise<Delivery[]> {
  return ground.store.inTransaction(async (tx) => {
    const db = tx.withTables<SendingTables>()
    const nowMs = ground.clock.nowMs()
    const rows = await db
      .selectFrom('deliveries')
      .selectAll()
      .where('remove_at', '<=', new Date(nowMs))
      .orderBy('remove_at')
      .limit(sendingLimits.claimMax)
      .forUpdate()
      .skipLocked()
      .execute()
    for (const { id } of rows)
      await db
        .updateTable('deliveries')
        .set((row) => ({
          remove_at: new Date(nowMs + sendingLimits.leaseMs),
          remove_tries: row('remove_tries', '+', 1),
        }))
        .where('id', '=', id)
        .execute()
    return readDeliveries(db, rows)
  })
}

/** Takes all parts of a delivery down and writes what came of it. */
export async function takeDown(ground: Ground, delivery: Delivery, signal: AbortSignal): Promise<void> {
  const line = await ground.lines.open(delivery.account)
  const outcome: RemoveOutcome =
    line === undefined
      ? { kind: 'wait', why: 'revoked', detail: 'the account is not connected' }
      : await removeAll(delivery, line.sender, { clock: ground.clock, signal })
  await ground.store.inTransaction(async (tx) => {
    const held = await holdDelivery(tx.withTables<SendingTables>(), delivery.id)
    if (held?.removal === undefined || held.removedAtMs !== undefined) return
    if (outcome.kind === 'gone') return noteGone(ground, tx, held)
    await noteStillThere(ground, tx, held, outcome)
  })
}

/** The last part goes first, so that a thread never stands without its beginning. */
async function removeAll(
  { there }: Delivery,
  sender: Sender,
  needs: Parameters<NonNullable<Sender['remove']>>[1],
): Promise<RemoveOutcome> {
  if (sender.remove === undefined)
    return { kind: 'refused', why: 'not-accepted', detail: 'the network does not delete' }
  for (const posted of there.toReversed()) {
    const outcome = await sender.remove(posted, needs)
    if (outcome.kind !== 'gone') return outcome
  }
  return { kind: 'gone' }
}

async function noteGone(ground: Ground, tx: Kysely<unknown>, held: Delivery): Promise<void> {
  const nowMs = ground.clock.nowMs()
  const now = new Date(nowMs)
  const isHalf = held.removal?.by === undefined
  // With a post that was edited its earlier words are gone too, and so are those that were on their way to it.
  const { rows } = await sql<{ id: string; state: string }>`with recursive gone as (
      select id, edits from deliveries where id = ${held.id}
      union select d.id, d.edits from deliveries d
        join gone on gone.edits = d.id or (d.edits = gone.id and d.state in ('sent', 'sending')))
    update deliveries set removed_at = ${now}, remove_at = null,
      removed_why = coalesce(removed_why, ${held.removal?.why ?? ''}),
      removed_by_id = coalesce(removed_by_id, ${held.removal?.by?.id ?? null}),
      removed_by = coalesce(removed_by, ${held.removal?.by?.name ?? null}),
      half_told_at = case when ${isHalf} then ${now}::timestamptz else half_told_at end
    where id in (select id from gone) returning id, state`.execute(tx)
  await ground.store.notify(sendingChannel, JSON.stringify({ id: held.id, item: held.item }), tx)
  if (isHalf) await page(ground, tx, held, { kind: 'half-out' })
  for (const { id } of rows.filter(({ state }) => state === 'sent'))
    await ground.ports.removed(tx, { ...held, id }, held.removal?.why ?? '')
  await keepRecord(tx, removalRecord(held), nowMs)
}

/** Tried again with longer and longer waits; a plain no, or many tries, and a person is called. */
async function noteStillThere(
  ground: Ground,
  tx: Kysely<unknown>,
  held: Delivery,
  outcome: Exclude<RemoveOutcome, { kind: 'gone' }>,
): Promise<void> {
  const tries = held.removal?.tries ?? 0
  const isOver = outcome.kind === 'refused' || tries >= sendingLimits.removeTriesMax
  const saidMs = outcome.kind === 'wait' ? (outcome.retryInMs ?? 0) : 0
  const waitMs = Math.max(saidMs, Math.min(patience.firstWaitMs * 2 ** tries, patience.waitMsMax))
  const nowMs = ground.clock.nowMs()
  const isHalf = held.removal?.by === undefined
  await tx
    .withTables<SendingTables>()
    .updateTable('deliveries')
    .set({
      remove_at: isOver ? null : new Date(nowMs + waitMs),
      detail: outcome.detail.slice(0, 500),
      ...(isOver && isHalf ? { half_told_at: new Date(nowMs) } : {}),
    })
    .where('id', '=', held.id)
    .execute()
  if (isOver) await page(ground, tx, held, { kind: isHalf ? 'half-out' : 'unconfirmed' })
}

function removalRecord(delivery: Delivery): NewRecord {
  const { item, account, language, lane, title, sha256, removal } = delivery
  return {
    kind: 'deletion',
    by: removal?.by === undefined ? { kind: 'desk' } : { kind: 'person', ...removal.by },
    subject: item,
    ...{ account, language, lane },
    facts: { title, sha256, posts: postsOf(delivery), reason: removal?.why ?? '', delivery: delivery.id },
  }
}
