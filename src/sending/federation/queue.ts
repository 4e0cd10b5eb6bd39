import { randomUUID } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import { minuteMs } from '#kernel/time.ts'
import type { Delivery, Handled, Waiting } from '#networks/activitypub/federation-store.ts'
import type { SendingTables } from '#sending/tables.ts'
import { deliveryOfPart, heldParts, holdParts } from '#sending/federation/held.ts'
import type { FederationTables } from '#sending/federation/tables.ts'
import type { Store } from '#store/store.ts'
import { storableJson } from '#store/storable.ts'

/** On which workers hear that something waits. */
export const federationChannel = 'sending_federation'

/** How long somebody has what was given to them; whoever vanished with it is found out after that. */
const leaseMs = 2 * minuteMs
/** Rows of one insert. */
const insertedMax = 500

/** Something to be done, given out; the token says to whom. */
export type Given = { waiting: Waiting; token: string }

/** Puts deliveries into the queue; one that waits there already is left as it is. Emergencies go first. */
export async function enqueue(
  store: Store,
  tx: Kysely<unknown>,
  deliveries: readonly Delivery[],
  nowMs: number,
): Promise<void> {
  if (deliveries.length === 0) return
  const urgent = await urgentParts(
    tx,
    deliveries.flatMap(({ says }) => says ?? []),
  )
  // In one order, so that two who queue the same at once do not wait for each other.
  const rows = deliveries
    .map(({ id, job, says = null }) => ({
      ...{ id, job: storableJson(job), says, delivery_id: says === null ? null : deliveryOfPart(says) },
      ...{ is_urgent: says !== null && urgent.has(says), due_at: new Date(nowMs) },
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  for (let from = 0; from < rows.length; from += insertedMax)
    await tx
      .withTables<FederationTables>()
      .insertInto('federation_deliveries')
      .values(rows.slice(from, from + insertedMax))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  await store.notify(federationChannel, '', tx)
}

async function urgentParts(tx: Kysely<unknown>, parts: readonly string[]): Promise<ReadonlySet<string>> {
  if (parts.length === 0) return new Set()
  const ids = [...new Set(parts.map(deliveryOfPart))]
  const rows = await tx
    .withTables<SendingTables>()
    .selectFrom('deliveries')
    .select('id')
    .where('id', 'in', ids)
    .where('lane', '=', 'emergency')
    .execute()
  const urgent = new Set(rows.map(({ id }) => id))
  return new Set(parts.filter((says) => urgent.has(deliveryOfPart(says))))
}

/**
 * Gives out what is due, each to one caller, emergencies first. What a pause covers is held instead: pauses are looked at in the
 * same transaction, and whoever pauses waits for it to end.
 */
export async function claim(store: Store, limit: number, nowMs: () => number): Promise<Given[]> {
  for (;;) {
    const { given, held } = await store.inTransaction((tx) => claimSome(tx, limit, nowMs()))
    if (given.length > 0 || held === 0) return given
  }
}

async function claimSome(
  tx: Kysely<unknown>,
  limit: number,
  nowMs: number,
): Promise<{ given: Given[]; held: number }> {
  const due = await tx
    .withTables<FederationTables>()
    .selectFrom('federation_deliveries')
    .select(['id', 'job', 'says', 'attempts'])
    .where('due_at', '<=', new Date(nowMs))
    .orderBy('is_urgent', 'desc')
    .orderBy('due_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  const held = await heldParts(
    tx,
    due.flatMap(({ says }) => says ?? []),
  )
  if (held.size > 0) await holdParts(tx, held, nowMs)
  const free = due.filter(({ says }) => says === null || !held.has(says))
  const token = randomUUID()
  if (free.length > 0)
    await tx
      .withTables<FederationTables>()
      .updateTable('federation_deliveries')
      .set({ token, due_at: new Date(nowMs + leaseMs) })
      .where(
        'id',
        'in',
        free.map(({ id }) => id),
      )
      .execute()
  return { given: free.map((row) => ({ token, waiting: waitingOf(row) })), held: held.size }
}

type Row = { id: string; job: unknown; says: string | null; attempts: number }

function waitingOf({ id, job, says, attempts }: Row): Waiting {
  return { id, job, attempts, ...(says !== null && { says }) }
}

/** Notes what became of it, where it is still the one it was given to. */
export async function settle(
  anyDb: Kysely<unknown>,
  { waiting, token }: Given,
  handled: Handled,
  nowMs: number,
): Promise<void> {
  const db = anyDb.withTables<FederationTables>()
  if (handled.kind === 'done') {
    await db
      .deleteFrom('federation_deliveries')
      .where('id', '=', waiting.id)
      .where('token', '=', token)
      .execute()
    return
  }
  await db
    .updateTable('federation_deliveries')
    .set({ token: null, attempts: waiting.attempts + 1, due_at: new Date(nowMs + handled.inMs) })
    .where('id', '=', waiting.id)
    .where('token', '=', token)
    .execute()
}

/** When something is next due, epoch ms; undefined where nothing waits that no pause holds. */
export async function nextDueMs(anyDb: Kysely<unknown>): Promise<number | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select least(
      (select due_at from federation_deliveries where due_at is not null and is_urgent order by due_at limit 1),
      (select due_at from federation_deliveries where due_at is not null and not is_urgent order by due_at limit 1)
    ) as at`.execute(anyDb)
  return rows[0]?.at?.getTime()
}
