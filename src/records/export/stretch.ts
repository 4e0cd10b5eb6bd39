import { sql } from 'kysely'
import { genesisHash } from '#records/chain.ts'
import { NewRecord, type RecordQuery, type SignedHead } from '#records/contract.ts'
import type { StoredEntry } from '#records/export/entry-lines.ts'
import { fits } from '#records/find.ts'
import { headsWhere } from '#records/heads.ts'
import type { RecordsDb } from '#records/tables.ts'

/** The part of the chain an export covers: from after a signed head to a signed head, with all signed heads between. */
export type Stretch = {
  from: number
  to: number
  before: string
  start?: SignedHead
  heads: ReadonlyMap<number, SignedHead>
}

/** Rows read at once, and signed heads in one stretch (one a day: 270 years). */
const batchLength = 2000
const headsMax = 100_000

/**
 * The smallest stretch between signed heads that holds everything of the time that was asked about.
 *
 * @param toSeq the last entry when it was asked; a head that covers it is signed
 */
export async function stretchOf(db: RecordsDb, query: RecordQuery, toSeq: number): Promise<Stretch> {
  const { first, last } = await edges(db, query, toSeq)
  const [start] = await headsWhere(db, { to: first - 1, limit: 1, newestFirst: true })
  const [end] = await headsWhere(db, { from: last, limit: 1 })
  if (end === undefined) throw new Error('the end of an export is signed before it is made')
  const from = start === undefined || start.seq < 1 ? 1 : start.seq + 1
  const between = await headsWhere(db, { from, to: end.seq, limit: headsMax })
  const heads = new Map(between.map((head) => [head.seq, head]))
  if (from === 1 || start === undefined) return { from: 1, to: end.seq, before: genesisHash, heads }
  return { from, to: end.seq, before: start.hash, start, heads }
}

async function edges(
  db: RecordsDb,
  { from, to }: RecordQuery,
  toSeq: number,
): Promise<{ first: number; last: number }> {
  const ofTime = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
  const { first, last } = await db
    .selectFrom('records_entries')
    .select((e) => [e.fn.min<number | null>('seq').as('first'), e.fn.max<number | null>('seq').as('last')])
    .where((e) => fits(e, ofTime))
    .where('seq', '<=', toSeq)
    .executeTakeFirstOrThrow()
  return { first: first ?? toSeq, last: last ?? toSeq }
}

/** An entry of the stretch; `stored` when it fits the question and was not disposed of. */
export type StretchEntry = {
  seq: number
  content: string
  hash: string
  isDisposed: boolean
  stored?: StoredEntry
}

/**
 * Every entry of a stretch in order, a batch at a time; only those that fit are read whole.
 *
 * @param o.onlyFitting leaves the others out altogether
 */
export async function* entriesOf(
  db: RecordsDb,
  o: { query: RecordQuery; from: number; to: number; toSeq: number; onlyFitting?: boolean },
): AsyncGenerator<StretchEntry[]> {
  for (let after = o.from - 1; after < o.to;) {
    const rows = await db
      .selectFrom('records_entries')
      .select(['seq', 'content', 'hash', 'disposed_by', 'at', 'salt'])
      .select((e) =>
        sql<string | null>`case when ${fits(e, o.query)} and seq <= ${o.toSeq} then body end`.as('body'),
      )
      .where('seq', '>', after)
      .where('seq', '<=', o.to)
      .$if(o.onlyFitting === true, (found) => found.where((e) => fits(e, o.query)))
      .orderBy('seq')
      .limit(batchLength)
      .execute()
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.seq
    yield rows.map(({ seq, at, salt, body, ...row }): StretchEntry => {
      const hashes = { content: row.content.toString('hex'), hash: row.hash.toString('hex') }
      const entry = { seq, ...hashes, isDisposed: row.disposed_by !== null }
      if (body === null || salt === null) return entry
      return { ...entry, stored: storedEntry({ seq, at, salt, body, ...hashes }) }
    })
  }
}

/** An entry of the archive as it is put into an export. */
export function storedEntry(row: {
  seq: number
  at: Date
  salt: Uint8Array
  body: string
  content: string
  hash: string
}): StoredEntry {
  const { seq, at, salt, body, content, hash } = row
  return { seq, at: at.toISOString(), entry: NewRecord.parse(JSON.parse(body)), salt, content, hash }
}

/** How many entries fit a question and still say something. */
export async function countFitting(db: RecordsDb, o: { query: RecordQuery; toSeq: number }): Promise<number> {
  const { count } = await db
    .selectFrom('records_entries')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where((e) => fits(e, o.query))
    .where('seq', '<=', o.toSeq)
    .where('body', 'is not', null)
    .executeTakeFirstOrThrow()
  return count
}
