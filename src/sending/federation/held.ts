import { sql, type Kysely } from 'kysely'
import { dayMs } from '#kernel/time.ts'
import { holdPauses, readDeliveries } from '#sending/outbox.ts'
import { openPauses, pauseOf } from '#sending/pauses.ts'
import type { SendingDb, SendingTables } from '#sending/tables.ts'
import type { FederationTables } from '#sending/federation/tables.ts'

/** How long what was held can still be told once it goes on: as long as what was queued a moment ago. */
const activityKeptMs = 4 * dayMs

/** Why something is not told: until somebody has looked at it, or until its account is connected again. */
type HeldWhy = 'pause' | 'disconnected'

/** The delivery of the outbox whose part has this key: keys are its id, a hyphen and the number of the part. */
export function deliveryOfPart(says: string): string {
  return says.slice(0, Math.max(0, says.lastIndexOf('-')))
}

/**
 * Those of these parts that may not be said just now, with the reason: a pause covers what they say, or held some of it before and
 * nobody has let it go; or their account was disconnected. The emergency lane is exempt from pauses, and what was taken down says
 * nothing any more. Pauses are held as they are until the transaction ends.
 */
export async function heldParts(
  tx: Kysely<unknown>,
  parts: readonly string[],
): Promise<ReadonlyMap<string, HeldWhy>> {
  if (parts.length === 0) return new Map()
  await holdPauses(tx)
  const db = tx.withTables<SendingTables>()
  const pauses = await openPauses(db)
  const ids = [...new Set(parts.map(deliveryOfPart))]
  const rows = await db.selectFrom('deliveries').selectAll().where('id', 'in', ids).execute()
  const open = await connectedOf(
    db,
    rows.map(({ account }) => account),
  )
  const toLookAt = await heldByPause(tx, ids)
  const held = new Map<string, HeldWhy>()
  for (const delivery of await readDeliveries(db, rows)) {
    if (delivery.removedAtMs !== undefined) continue
    const isPaused = pauseOf(pauses, delivery) !== undefined || toLookAt.has(delivery.id)
    if (isPaused) held.set(delivery.id, 'pause')
    else if (!open.has(delivery.account)) held.set(delivery.id, 'disconnected')
  }
  return new Map(
    parts.flatMap((says) => {
      const why = held.get(deliveryOfPart(says))
      return why === undefined ? [] : [[says, why] as const]
    }),
  )
}

/** Those of these deliveries of the outbox, or of all, of which a pause held back something that nobody has let go yet. */
export async function heldByPause(
  anyDb: Kysely<unknown>,
  ids?: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids?.length === 0) return new Set()
  const rows = await anyDb
    .withTables<FederationTables>()
    .selectFrom('federation_deliveries')
    .select('delivery_id')
    .distinct()
    .where('due_at', 'is', null)
    .where('held_why', '=', 'pause')
    .$if(ids !== undefined, (query) => query.where('delivery_id', 'in', ids ?? []))
    .execute()
  return new Set(rows.flatMap(({ delivery_id }) => delivery_id ?? []))
}

async function connectedOf(db: SendingDb, accounts: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('connections')
    .select('account')
    .where('account', 'in', ['', ...accounts])
    .where('lost_at', 'is', null)
    .execute()
  return new Set(rows.map(({ account }) => account))
}

/** Holds back what waits to tell these parts and nobody has in hand; what it would tell is kept for as long as that takes. */
export async function holdParts(
  tx: Kysely<unknown>,
  held: ReadonlyMap<string, HeldWhy>,
  nowMs: number,
): Promise<void> {
  for (const why of ['pause', 'disconnected'] as const) {
    const parts = [...held].filter((one) => one[1] === why).map(([says]) => says)
    if (parts.length === 0) continue
    await sql`
      with held as (
        update federation_deliveries set due_at = null, token = null, held_why = ${why} where id in (
          select id from federation_deliveries where says = any(${parts}) and due_at is not null
            and (token is null or due_at <= ${new Date(nowMs)})
          for update skip locked)
        returning job)
      update federation_entries set ends_at = null
      where key in (select job ->> 'activity' from held where jsonb_typeof(job -> 'activity') = 'string')`.execute(
      tx,
    )
  }
}

/**
 * Holds back everything that is due and may not be said: for the end of a pause, in its transaction and before it is over, so that
 * what nobody was there to give out is looked at as well.
 */
export async function holdDueParts(tx: Kysely<unknown>, nowMs: number): Promise<void> {
  const due = await tx
    .withTables<FederationTables>()
    .selectFrom('federation_deliveries')
    .select('says')
    .distinct()
    .where('says', 'is not', null)
    .where('due_at', '<=', new Date(nowMs))
    .execute()
  const parts = due.flatMap(({ says }) => says ?? [])
  await holdParts(tx, await heldParts(tx, parts), nowMs)
}

/**
 * Lets go on by itself what waited for its account to be connected again, and what was taken down meanwhile: whoever is given that
 * finds nothing to tell. Returns of how many deliveries of the outbox that is.
 */
export async function releaseFree(tx: Kysely<unknown>, nowMs: number): Promise<number> {
  const { rows } = await sql<{ id: string; why: HeldWhy }>`
    select distinct waiting.delivery_id as id, waiting.held_why as why
    from federation_deliveries as waiting join deliveries on deliveries.id = waiting.delivery_id
    where waiting.due_at is null and (deliveries.removed_at is not null or waiting.held_why = 'disconnected'
      and exists (select from connections
        where connections.account = deliveries.account and connections.lost_at is null))`.execute(tx)
  for (const { id, why } of rows) await release(tx, { id, why }, nowMs)
  return rows.length
}

/** Lets go on what a pause held back of a delivery of the outbox; false where there is nothing of it. */
export async function letGo(tx: Kysely<unknown>, id: string, nowMs: number): Promise<boolean> {
  return (await release(tx, { id, why: 'pause' }, nowMs)) > 0
}

async function release(
  tx: Kysely<unknown>,
  { id, why }: { id: string; why: HeldWhy },
  nowMs: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with freed as (
      update federation_deliveries set due_at = ${new Date(nowMs)}, held_why = null where id in (
        select id from federation_deliveries
        where due_at is null and delivery_id = ${id} and held_why = ${why} for update)
      returning job),
    kept as (
      update federation_entries set ends_at = ${new Date(nowMs + activityKeptMs)}
      where ends_at is null
        and key in (select job ->> 'activity' from freed where jsonb_typeof(job -> 'activity') = 'string'))
    select count(*)::int as count from freed`.execute(tx)
  return rows[0]?.count ?? 0
}
