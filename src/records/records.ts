import { randomBytes } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import { sortedJson } from '#kernel/version-content.ts'
import { contentHash, entryHash, leafHashes } from '#records/chain.ts'
import { NewRecord } from '#records/contract.ts'
import { searchedText } from '#records/words.ts'
import { storableText } from '#store/storable.ts'

/** Largest entry as JSON, bytes. What is larger belongs in a file whose hash is the fact. */
export const entryBytesMax = 262_144

/** Most entries kept at once. */
export const entriesAtOnceMax = 1000

/**
 * Keeps what happened, in the transaction in which it happens: it is on record when that commits, and not otherwise.
 * Call it last in the transaction: from here until it ends nobody else can add to the archive.
 *
 * @returns the number of the last entry kept
 * @throws ZodError when an entry is not what the contract says: then the act must not happen either
 * @throws RangeError when an entry is larger than 256 kB, or more than 1,000 are given at once
 */
export async function keepRecord(
  tx: Kysely<unknown>,
  entries: NewRecord | readonly NewRecord[],
  atMs: number,
): Promise<number> {
  const given = (Array.isArray(entries) ? entries : [entries]).map((one) => NewRecord.parse(one))
  if (given.length > entriesAtOnceMax) throw new RangeError(`at most ${entriesAtOnceMax} entries at once`)
  const head = await lockHead(tx)
  if (given.length === 0) return head.seq
  const at = new Date(atMs)
  let before = head.hash
  const rows = given.map((entry, i) => {
    const row = rowOf(entry, { seq: head.seq + i + 1, at, before })
    before = row.hash
    return row
  })
  await insert(tx, at, rows)
  return head.seq + rows.length
}

/** Takes the end of the chain for this transaction. */
export async function lockHead(tx: Kysely<unknown>): Promise<{ seq: number; hash: string }> {
  const { rows } = await sql<{ seq: number; hash: string }>`
    select seq, encode(hash, 'hex') as hash from records_head for update`.execute(tx)
  const head = rows[0]
  if (head === undefined) throw new Error('the archive has no head: its migration did not run')
  return head
}

type Row = ReturnType<typeof rowOf>

function rowOf(entry: NewRecord, place: { seq: number; at: Date; before: string }) {
  const { seq } = place
  const at = place.at.toISOString()
  const salt = randomBytes(16)
  const body = sortedJson({ ...entry, at })
  if (Buffer.byteLength(body) > entryBytesMax)
    throw new RangeError(`an entry is at most ${entryBytesMax} bytes`)
  // Hashed as it will be read again, so that what JSON cannot say (-0, odd keys) makes no difference.
  const asKept = NewRecord.parse(JSON.parse(body))
  const content = contentHash({ ...asKept, seq, at }, leafHashes(asKept, salt))
  return { seq, entry: asKept, salt, body, content, hash: entryHash(place.before, content) }
}

async function insert(tx: Kysely<unknown>, at: Date, rows: readonly Row[]): Promise<void> {
  const last = rows.at(-1)
  if (last === undefined) return
  const column = (of: (row: Row) => string | null) => rows.map(of).map((text) => text && storableText(text))
  await sql`
    with added as (
      insert into records_entries
        (seq, at, kind, actor, actor_name, subject, account, salt, body, words, content, hash)
      select seq, ${at}::timestamptz, kind, actor, actor_name, subject, account, decode(salt, 'hex'), body,
        to_tsvector('simple', words), decode(content, 'hex'), decode(hash, 'hex')
      from unnest(
        ${rows.map((row) => row.seq)}::bigint[], ${column((row) => row.entry.kind)}::text[],
        ${column(({ entry }) => (entry.by.kind === 'desk' ? 'desk' : `${entry.by.kind}:${entry.by.id}`))}::text[],
        ${column(({ entry }) => (entry.by.kind === 'desk' ? null : entry.by.name))}::text[],
        ${column((row) => row.entry.subject)}::text[], ${column((row) => row.entry.account ?? null)}::text[],
        ${rows.map((row) => row.salt.toString('hex'))}::text[], ${rows.map((row) => row.body)}::text[],
        ${column((row) => searchedText(row.entry))}::text[],
        ${rows.map((row) => row.content)}::text[], ${rows.map((row) => row.hash)}::text[])
        as given(seq, kind, actor, actor_name, subject, account, salt, body, words, content, hash))
    update records_head set seq = ${last.seq}, hash = decode(${last.hash}, 'hex')`.execute(tx)
}
