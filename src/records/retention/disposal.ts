import { createHash } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import type { Archive } from '#records/archive.ts'
import { keepRecord, lockHead } from '#records/records.ts'
import { disposedLine } from '#records/retention/disposed-line.ts'
import { isDue } from '#records/retention/due.ts'
import { nightWaits } from '#records/retention/rules.ts'
import { dueKinds, type Due } from '#records/retention/schedules.ts'
import type { RecordsDb, RecordsTables } from '#records/tables.ts'

/** Entries emptied under one disposal entry. Nobody can add to the archive meanwhile: about a fifth of a second. */
export const disposedAtOnce = 500

/** What an archive needs to give for a disposal. */
export type DisposalNeeds = Pick<Archive, 'store' | 'clock' | 'log'>

/** What one night did. */
export type NightDone = { disposed: number; waits?: 'paused' | 'clock' }

/**
 * The night's disposal: empties what is due and not held, batch by batch, each with its own entry and its own transaction.
 * A night that is cut off loses nothing and is gone on with.
 *
 * @param o.beforeBatch asked before each batch; a throw ends the night there
 */
export async function disposeOfDue(
  needs: DisposalNeeds,
  o: { beforeBatch: () => Promise<void> } = { beforeBatch: async () => undefined },
): Promise<NightDone> {
  const db = needs.store.db.withTables<RecordsTables>()
  const nowMs = needs.clock.nowMs()
  const waits = await beginNight(db, nowMs)
  if (waits === 'clock') needs.log('info', 'disposal waits one night: the clock is far from the last one')
  if (waits !== undefined) return { disposed: 0, waits }
  let disposed = 0
  for (let after = 0; ;) {
    await o.beforeBatch()
    const candidates = await dueAfter(db, after, nowMs)
    const last = candidates.at(-1)
    if (last === undefined) return { disposed }
    disposed += await needs.store.inTransaction((tx) => disposeBatch(tx, candidates, nowMs))
    after = last
  }
}

/** Notes that a night was here, and says whether it must leave everything as it is. */
async function beginNight(db: RecordsDb, nowMs: number): Promise<NightDone['waits']> {
  const state = await db.selectFrom('records_disposal').selectAll().executeTakeFirstOrThrow()
  await db
    .updateTable('records_disposal')
    .set({ last_night_at: new Date(nowMs) })
    .execute()
  const lastNightMs = state.last_night_at?.getTime()
  return nightWaits({ isPaused: state.paused_at !== null, lastNightMs, nowMs })
}

async function dueAfter(db: RecordsDb, after: number, nowMs: number): Promise<number[]> {
  const rows = await db
    .selectFrom('records_entries')
    .select('seq')
    .where('seq', '>', after)
    .where(isDue(await dueKinds(db, nowMs)))
    .orderBy('seq')
    .limit(disposedAtOnce)
    .execute()
  return rows.map(({ seq }) => seq)
}

type Row = { seq: number; at: Date; kind: string; hash: Buffer }

/**
 * Empties those of the candidates that are still due and not held, now that this transaction has its turn: schedules, holds
 * and the pause are read anew behind the lock that setting them waits for.
 */
async function disposeBatch(
  tx: Kysely<unknown>,
  candidates: readonly number[],
  nowMs: number,
): Promise<number> {
  await lockHead(tx)
  const db = tx.withTables<RecordsTables>()
  const state = await db.selectFrom('records_disposal').select('paused_at').executeTakeFirstOrThrow()
  if (state.paused_at !== null) return 0
  const due = await dueKinds(db, nowMs)
  const rows = await db
    .selectFrom('records_entries')
    .select(['seq', 'at', 'kind', 'hash'])
    .where('seq', 'in', candidates)
    .where(isDue(due))
    .where(sql<boolean>`not records_held(records_entries)`)
    .orderBy('seq')
    .execute()
  if (rows.length === 0) return 0
  const entry = { kind: 'disposal', by: { kind: 'desk' }, subject: subjectOf(nowMs) } as const
  const by = await keepRecord(tx, { ...entry, facts: factsOf(rows, due) }, nowMs)
  await empty(db, rows, by)
  return rows.length
}

function subjectOf(nowMs: number): string {
  return `disposal:${new Date(nowMs).toISOString().slice(0, 10)}`
}

/** What the disposal says of itself: how many of which kinds, by which schedule, and exactly which entries. */
function factsOf(rows: readonly Row[], due: readonly Due[]) {
  const kinds: Record<string, number> = {}
  for (const { kind } of rows) kinds[kind] = (kinds[kind] ?? 0) + 1
  const years = due.filter(({ kind }) => kind in kinds).map((one): [string, number] => [one.kind, one.years])
  const [first, last] = [rows[0], rows.at(-1)]
  const hex = (row: Row | undefined): string => row?.hash.toString('hex') ?? ''
  const digest = createHash('sha256')
  for (const row of rows) digest.update(disposedLine(row))
  return {
    count: rows.length,
    kinds,
    schedule: Object.fromEntries(years),
    first: { seq: first?.seq ?? 0, hash: hex(first) },
    last: { seq: last?.seq ?? 0, hash: hex(last) },
    entries: digest.digest('hex'),
  }
}

async function empty(db: RecordsDb, rows: readonly Row[], by: number): Promise<void> {
  const seqs = rows.map(({ seq }) => seq)
  const gone = {
    salt: null,
    body: null,
    words: null,
    actor: null,
    actor_name: null,
    subject: null,
    account: null,
  }
  await db
    .updateTable('records_entries')
    .set({ ...gone, disposed_by: by })
    .where('seq', 'in', seqs)
    .execute()
}
