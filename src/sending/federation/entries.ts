import { sql, type Kysely } from 'kysely'
import type { Change } from '#networks/activitypub/federation-store.ts'
import type { FederationTables } from '#sending/federation/tables.ts'
import { storableJson } from '#store/storable.ts'

/** Ended entries that one sweep takes away. */
const sweptMax = 2000

/** What stands under a key; undefined where nothing does, or its time is over. */
export async function readEntry(anyDb: Kysely<unknown>, key: string, nowMs: number): Promise<unknown> {
  const row = await entriesAt(anyDb, nowMs).select('value').where('key', '=', key).executeTakeFirst()
  return row?.value
}

/** Puts a value under a key, whatever was there. `endsMs`: until when it has to stay, epoch ms; missing: for good. */
export async function writeEntry(
  anyDb: Kysely<unknown>,
  { key, value, endsMs }: { key: string; value: unknown; endsMs: number | undefined },
): Promise<void> {
  const row = { value: storableJson(value), ends_at: endsMs === undefined ? null : new Date(endsMs) }
  await anyDb
    .withTables<FederationTables>()
    .insertInto('federation_entries')
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
}

/** Takes away what stands under a key. */
export async function deleteEntry(anyDb: Kysely<unknown>, key: string): Promise<void> {
  await anyDb.withTables<FederationTables>().deleteFrom('federation_entries').where('key', '=', key).execute()
}

/** Puts a value where what is expected is there now; says whether it did. Equal is what is equal as JSON. */
export async function changeEntry(
  anyDb: Kysely<unknown>,
  { key, expected, value }: Change,
  nowMs: number,
): Promise<boolean> {
  const next = storableJson(value)
  const now = new Date(nowMs)
  const { rows } =
    expected === undefined
      ? await sql`
          insert into federation_entries as kept (key, value) values (${key}, ${next})
          on conflict (key) do update set value = excluded.value, ends_at = null where kept.ends_at <= ${now}
          returning key`.execute(anyDb)
      : await sql`
          update federation_entries set value = ${next}, ends_at = null
          where key = ${key} and value = ${storableJson(expected)}::jsonb and (ends_at is null or ends_at > ${now})
          returning key`.execute(anyDb)
  return rows.length > 0
}

/** Entries whose key begins with a prefix and comes after another, in the order of their bytes. */
export async function listEntries(
  anyDb: Kysely<unknown>,
  { prefix, after = '', limit }: { prefix: string; after?: string | undefined; limit: number },
  nowMs: number,
): Promise<{ key: string; value: unknown }[]> {
  return entriesAt(anyDb, nowMs)
    .select(['key', 'value'])
    .where('key', '>=', prefix)
    .where('key', '<', endOf(prefix))
    .where('key', '>', after)
    .orderBy('key')
    .limit(limit)
    .execute()
}

/** How many keys begin with a prefix. */
export async function countEntries(anyDb: Kysely<unknown>, prefix: string, nowMs: number): Promise<number> {
  const { count } = await entriesAt(anyDb, nowMs)
    .select((row) => row.fn.countAll<string>().as('count'))
    .where('key', '>=', prefix)
    .where('key', '<', endOf(prefix))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Takes away what has ended, a bounded part of it; not what a waiting delivery is yet to tell. Returns how many. */
export async function sweepEntries(anyDb: Kysely<unknown>, nowMs: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from federation_entries where key in (
      select key from federation_entries as e where ends_at <= ${new Date(nowMs)} and not exists (
        select 1 from federation_deliveries
        where jsonb_typeof(job -> 'activity') = 'string' and job ->> 'activity' = e.key)
      order by ends_at limit ${sweptMax} for update skip locked)`.execute(anyDb)
  return Number(numAffectedRows ?? 0n)
}

/** Keys are printable ASCII: nothing that begins with a prefix comes after this. */
function endOf(prefix: string): string {
  return `${prefix}\u007F`
}

function entriesAt(anyDb: Kysely<unknown>, nowMs: number) {
  return anyDb
    .withTables<FederationTables>()
    .selectFrom('federation_entries')
    .where((where) => where.or([where('ends_at', 'is', null), where('ends_at', '>', new Date(nowMs))]))
}
