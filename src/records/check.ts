import { createHash, type Hash } from 'node:crypto'
import { genesisHash } from '#records/chain.ts'
import type { Finding, SignedHead } from '#records/contract.ts'
import { entryColumns, entryOf, isAsHashed, type EntryRow } from '#records/find.ts'
import { allKeys, headsWhere } from '#records/heads.ts'
import { disposedLine } from '#records/retention/disposed-line.ts'
import { headFault, keysById, type PublicKey } from '#records/signing.ts'
import type { RecordsDb } from '#records/tables.ts'

const batchLength = 2000
const headsMax = 100_000

/** What came of a check: how many entries there are, and the first thing that is wrong. */
export type Checked = { entries: number; finding?: Finding }

/**
 * Computes the whole chain anew from what is stored, up to where it ends now, and holds it against every signed head.
 *
 * @param o.onProgress told after each batch; a throw ends the check
 */
export async function checkChain(
  db: RecordsDb,
  o: { onProgress: (done: number, total: number) => Promise<void> },
): Promise<Checked> {
  const end = await db.selectFrom('records_head').selectAll().executeTakeFirstOrThrow()
  const keys = keysById(await allKeys(db))
  const heads = new Map<number, SignedHead>()
  for (const head of await headsWhere(db, { limit: headsMax })) heads.set(head.seq, head)
  const state: State = { seq: 0, hash: genesisHash, emptied: new Map() }
  while (state.seq < end.seq) {
    const finding = await checkBatch(db, state, { to: end.seq, heads, keys })
    if (finding !== undefined) return { entries: end.seq, finding }
    await o.onProgress(state.seq, end.seq)
  }
  // Heads beyond the end: entries that were signed are no longer there.
  if ([...heads.keys()].some((seq) => seq > end.seq))
    return { entries: end.seq, finding: { why: 'cut-off', seq: end.seq + 1 } }
  const unsaid = await emptiedInNobodysName(db, state, end.seq)
  if (unsaid !== undefined) return { entries: end.seq, finding: { why: 'altered', seq: unsaid } }
  const isAtEnd = state.hash === end.hash.toString('hex')
  return { entries: end.seq, ...(isAtEnd ? {} : { finding: { why: 'head-differs', seq: end.seq } }) }
}

/** What was emptied in the name of one disposal: how many, which, and the first of them. */
type Emptied = { count: number; digest: Hash; first: number }

/** How far the check is, and what each disposal still to come has emptied. */
type State = { seq: number; hash: string; emptied: Map<number, Emptied> }

async function checkBatch(
  db: RecordsDb,
  state: State,
  o: { to: number; heads: ReadonlyMap<number, SignedHead>; keys: ReadonlyMap<string, PublicKey> },
): Promise<Finding | undefined> {
  const rows = await db
    .selectFrom('records_entries')
    .select(entryColumns)
    .where('seq', '>', state.seq)
    .where('seq', '<=', o.to)
    .orderBy('seq')
    .limit(batchLength)
    .execute()
  if (rows.length === 0) return { why: 'cut-off', seq: state.seq + 1 }
  for (const row of rows) {
    if (row.seq !== state.seq + 1) return { why: 'missing', seq: state.seq + 1 }
    if (!isAsHashed(row, state.hash) || !hasEmptiedWhatItSays(row, state))
      return { why: 'altered', seq: row.seq }
    state.seq = row.seq
    state.hash = row.hash.toString('hex')
    const finding = headFinding(o.heads.get(row.seq), state, o.keys)
    if (finding !== undefined) return finding
  }
  return undefined
}

/**
 * A disposal says how many entries it emptied and which. One emptied in its name by somebody else is one too many; one that
 * was filled again, or emptied in place of another, makes another digest.
 */
function hasEmptiedWhatItSays(row: EntryRow, { emptied }: State): boolean {
  if (row.disposed_by !== null) noteEmptied(row, row.disposed_by, emptied)
  const found = emptied.get(row.seq)
  if (row.kind !== 'disposal') return found === undefined
  emptied.delete(row.seq)
  const { count, entries } = entryOf(row)?.facts ?? {}
  return count === (found?.count ?? 0) && (found === undefined || entries === found.digest.digest('hex'))
}

function noteEmptied(row: EntryRow, by: number, emptied: State['emptied']): void {
  const known = emptied.get(by) ?? { count: 0, digest: createHash('sha256'), first: row.seq }
  known.count += 1
  known.digest.update(disposedLine(row))
  emptied.set(by, known)
}

/** An entry emptied in the name of a disposal that is not there. Disposals made since the check began are. */
async function emptiedInNobodysName(db: RecordsDb, state: State, end: number): Promise<number | undefined> {
  for (const [by, { first }] of state.emptied) {
    const disposal = await db
      .selectFrom('records_entries')
      .select('seq')
      .where('seq', '=', by)
      .where('kind', '=', 'disposal')
      .executeTakeFirst()
    if (by <= end || disposal === undefined) return first
  }
  return undefined
}

/** Whether a signed head says what the chain says there. */
function headFinding(
  head: SignedHead | undefined,
  state: { seq: number; hash: string },
  keys: ReadonlyMap<string, PublicKey>,
): Finding | undefined {
  if (head === undefined) return undefined
  const fault = headFault(head, keys)
  if (fault !== undefined) return { why: fault, seq: head.seq }
  return head.hash === state.hash ? undefined : { why: 'head-differs', seq: head.seq }
}
