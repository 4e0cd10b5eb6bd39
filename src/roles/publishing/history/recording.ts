import { createHash } from 'node:crypto'
import { sql, type Kysely, type RawBuilder, type Selectable } from 'kysely'
import type { SignedIn } from '#access/access.ts'
import { mayDo } from '#kernel/permission.ts'
import { grantsNow } from '#roles/publishing/act.ts'
import {
  historyLimits,
  type RecordCount,
  type RecordForm,
  type RecordRun,
  type RecordScope,
} from '#roles/publishing/history/contract.ts'
import { soughtWords, wordsQuery } from '#roles/publishing/history/listing.ts'
import type { HistoryTables } from '#roles/publishing/history/tables.ts'
import { enqueue } from '#store/jobs.ts'
import { storableText } from '#store/storable.ts'
import type { Store } from '#store/store.ts'

/** The kind of the jobs that put what was brought in on record; the key is the run. */
export const recordJob = 'history-on-record'

/** Why nothing is put on record. */
export type RecordWhy =
  | 'no-right'
  | 'no-such-import'
  | 'nothing-there'
  | 'on-record-already'
  | 'begun-already'
  | 'many-runs'

/** What asking needs of its surroundings. */
export type RecordNeeds = { store: Store; nowMs: number; newId(): string }

/** Posts of a scope, as a condition on `history_posts p`. */
export function inScope(scope: RecordScope): RawBuilder<boolean> {
  if (scope.kind === 'import') return sql<boolean>`p.import_id = ${storableText(scope.id)}`
  if (scope.kind === 'posts') return sql<boolean>`p.id = any(${scope.ids.map(storableText)}::text[])`
  return sql<boolean>`p.search @@ ${wordsQuery(soughtWords(scope.words) ?? '')}`
}

/** How many posts a scope holds, and how many of them are on record already. */
export async function countScope(db: Kysely<unknown>, scope: RecordScope): Promise<RecordCount> {
  const { rows } = await sql<{ posts: number; on_record: number }>`
    select count(*)::int as posts, count(record_seq)::int as on_record
    from history_posts p where ${inScope(scope)}`.execute(db)
  return { posts: rows[0]?.posts ?? 0, onRecord: rows[0]?.on_record ?? 0 }
}

/**
 * Begins to put imported posts on record: the posts follow in stretches, whatever happens to whoever asked. Needs the right to say what
 * the archive keeps, at this moment.
 */
export function beginRecording(
  { store, nowMs, newId }: RecordNeeds,
  who: Pick<SignedIn, 'personId' | 'session' | 'grants'>,
  { scope, reason }: RecordForm,
): Promise<{ ok: true; value: RecordRun } | { ok: false; why: RecordWhy }> {
  return store.inTransaction(async (tx) => {
    if (!mayDo(await grantsNow(tx, who), 'retention')) return { ok: false, why: 'no-right' }
    const name = await nameOf(tx, scope)
    if (name === undefined) return { ok: false, why: 'no-such-import' }
    const { posts, onRecord } = await countScope(tx, scope)
    if (posts === 0) return { ok: false, why: 'nothing-there' }
    if (posts === onRecord) return { ok: false, why: 'on-record-already' }
    if ((await openRuns(tx)) >= historyLimits.runsOpenMax) return { ok: false, why: 'many-runs' }
    const id = newId()
    const row = await tx
      .withTables<HistoryTables>()
      .insertInto('history_record_runs')
      .values({
        ...{ id, scope: JSON.stringify(scope), scope_key: keyOf(scope), name, reason: storableText(reason) },
        ...{ by_id: who.personId, by_name: who.session.person.name, begun_at: new Date(nowMs) },
        ...{ ended_at: null, total: posts },
      })
      .onConflict((open) => open.doNothing())
      .returningAll()
      .executeTakeFirst()
    if (row === undefined) return { ok: false, why: 'begun-already' }
    await enqueue(store, runJob(id), tx)
    return { ok: true, value: runOf(row) }
  })
}

/** The job that goes on with a run. */
export function runJob(id: string) {
  return { kind: recordJob, key: id, payload: { run: id }, attemptsMax: 8 }
}

function keyOf(scope: RecordScope): string {
  return createHash('sha256').update(JSON.stringify(scope)).digest('hex')
}

/** What a scope is called; undefined where the import is gone. */
async function nameOf(tx: Kysely<unknown>, scope: RecordScope): Promise<string | undefined> {
  if (scope.kind === 'search') return storableText(scope.words)
  if (scope.kind === 'posts') return ''
  const found = await tx
    .withTables<HistoryTables>()
    .selectFrom('history_imports')
    .select('file_name')
    .where('id', '=', storableText(scope.id))
    .executeTakeFirst()
  return found?.file_name
}

async function openRuns(tx: Kysely<unknown>): Promise<number> {
  const { n } = await tx
    .withTables<HistoryTables>()
    .selectFrom('history_record_runs')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return n
}

/** The newest runs. */
export async function listRuns(db: Kysely<unknown>): Promise<RecordRun[]> {
  const rows = await db
    .withTables<HistoryTables>()
    .selectFrom('history_record_runs')
    .selectAll()
    .orderBy('begun_at', 'desc')
    .orderBy('id')
    .limit(historyLimits.runsShown)
    .execute()
  return rows.map(runOf)
}

type RunRow = Selectable<HistoryTables['history_record_runs']>

function runOf(row: RunRow): RecordRun {
  const { id, name, reason, done, kept, known, ours, refused } = row
  // Of an import that is still coming in there may be more than there was when it was asked.
  const total = Math.max(row.total, done)
  const gone = row.ended_at === null || row.has_failed ? 0 : total - done
  return {
    ...{ id, name, reason, total, done, scope: row.scope.kind, by: row.by_name },
    ...{ begunAt: row.begun_at.toISOString(), hasFailed: row.has_failed },
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at.toISOString() }),
    counts: { kept, known, ours, refused, gone },
  }
}
