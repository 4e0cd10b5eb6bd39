import { jsonOf } from '#kernel/json.ts'
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import { contentHash, entryHash, genesisHash, leafHashes } from '#records/chain.ts'
import {
  NewRecord,
  RecordKind,
  type RecordDetail,
  type RecordPage,
  type RecordQuery,
  type RecordView,
} from '#records/contract.ts'
import { headsWhere } from '#records/heads.ts'
import type { RecordsDb, RecordsTables } from '#records/tables.ts'
import { foldedText } from '#records/words.ts'

/** Entries on a page of the list. */
export const pageLength = 50

/** An entry as the table has it. `body` is null once it was disposed of. */
export type EntryRow = {
  seq: number
  at: Date
  kind: string
  salt: Buffer | null
  body: string | null
  content: Buffer
  hash: Buffer
  disposed_by: number | null
}

/** The columns an `EntryRow` is read from. */
export const entryColumns = ['seq', 'at', 'kind', 'salt', 'body', 'content', 'hash', 'disposed_by'] as const

/** Whether an entry is what is looked for. */
export function fits(
  e: ExpressionBuilder<RecordsTables, 'records_entries'>,
  query: RecordQuery,
): Expression<SqlBool> {
  const parts: Expression<SqlBool>[] = []
  if (query.from !== undefined) parts.push(e('at', '>=', new Date(query.from)))
  if (query.to !== undefined) parts.push(e('at', '<', new Date(query.to)))
  if (query.kind !== undefined) parts.push(e('kind', '=', query.kind))
  if (query.account !== undefined) parts.push(e('account', '=', query.account))
  if (query.subject !== undefined) parts.push(e('subject', '=', query.subject))
  if (query.person !== undefined) parts.push(e('actor_name', 'ilike', `%${likeText(query.person)}%`))
  if (query.words !== undefined)
    parts.push(sql<SqlBool>`words @@ websearch_to_tsquery('simple', ${foldedText(query.words)})`)
  return e.and(parts)
}

function likeText(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&')
}

/** A page of the archive, newest first. */
export async function findEntries(db: RecordsDb, query: RecordQuery, before?: number): Promise<RecordPage> {
  const rows = await db
    .selectFrom('records_entries')
    .select([...entryColumns, sql<boolean>`records_held(records_entries)`.as('held')])
    .where((e) => fits(e, query))
    .$if(before !== undefined, (found) => found.where('seq', '<', before ?? 0))
    .orderBy('seq', 'desc')
    .limit(pageLength + 1)
    .execute()
  const entries = rows.slice(0, pageLength).map((row) => viewOf(row, row.held))
  const last = entries.at(-1)
  return { entries, ...(rows.length > pageLength && last ? { before: last.seq } : {}) }
}

/** What an entry says; undefined once it was disposed of, and where somebody made it unreadable: then it does not hold. */
export function entryOf(row: Pick<EntryRow, 'body'>): NewRecord | undefined {
  return row.body === null ? undefined : NewRecord.safeParse(jsonOf(row.body)).data
}

/** An entry as people see it. */
export function viewOf(row: EntryRow, held: boolean): RecordView {
  const heading = { seq: row.seq, at: row.at.toISOString(), kind: RecordKind.parse(row.kind), held }
  const disposed = row.disposed_by === null ? {} : { disposedBy: row.disposed_by }
  return { ...entryOf(row), ...heading, ...disposed }
}

/** One entry with what proves it; undefined when there is none. */
export async function findEntry(db: RecordsDb, seq: number): Promise<RecordDetail | undefined> {
  const rows = await db
    .selectFrom('records_entries')
    .select([...entryColumns, sql<boolean>`records_held(records_entries)`.as('held')])
    .where('seq', 'in', [seq - 1, seq])
    .orderBy('seq', 'desc')
    .execute()
  const row = rows.find((one) => one.seq === seq)
  if (row === undefined) return undefined
  const hashBefore = seq === 1 ? genesisHash : (rows.at(-1)?.hash.toString('hex') ?? '')
  const fields = fieldsOf(row)
  const [head] = await headsWhere(db, { from: seq, limit: 1 })
  return {
    entry: viewOf(row, row.held),
    hashBefore,
    content: row.content.toString('hex'),
    hash: row.hash.toString('hex'),
    ...(fields === undefined
      ? {}
      : { fields: Object.entries(fields).map(([name, hash]) => ({ name, hash })) }),
    holds: isAsHashed(row, hashBefore),
    ...(head === undefined ? {} : { head }),
    heldBy: await holdsOn(db, seq),
  }
}

function fieldsOf(row: EntryRow): Record<string, string> | undefined {
  const entry = entryOf(row)
  return entry === undefined || row.salt === null ? undefined : leafHashes(entry, row.salt)
}

/** Whether an entry, computed anew from what it says, has the hashes on record. Emptied ones have their content hash left. */
export function isAsHashed(row: EntryRow, hashBefore: string): boolean {
  const content = row.content.toString('hex')
  if (entryHash(hashBefore, content) !== row.hash.toString('hex')) return false
  if (row.body === null) return row.disposed_by !== null
  const entry = entryOf(row)
  const fields = fieldsOf(row)
  if (entry === undefined || fields === undefined) return false
  const { at } = jsonOf(row.body) as { at: string } // its own body, which was just read
  const isAtItsTime = at === row.at.toISOString() && entry.kind === row.kind
  return isAtItsTime && contentHash({ ...entry, seq: row.seq, at }, fields) === content
}

async function holdsOn(db: RecordsDb, seq: number): Promise<string[]> {
  const rows = await db
    .selectFrom('records_holds as h')
    .innerJoin('records_entries as e', (join) => join.on('e.seq', '=', seq))
    .select('h.name')
    .where('h.lifted_at', 'is', null)
    .where(sql<SqlBool>`records_covers(h, e)`)
    .orderBy('h.set_at')
    .limit(20)
    .execute()
  return rows.map(({ name }) => name)
}
