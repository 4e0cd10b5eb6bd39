import type { Kysely, Selectable } from 'kysely'
import { exceptionLimits, type ExceptionInput, type Watch, type WatchException } from '#listening/contract.ts'
import { beginSearch, changeSearch, type Doing } from '#listening/searches/acts.ts'
import {
  allowedUntilMs,
  cannotDecideWords,
  mayDecide,
  openUntilMs,
  type AskedFor,
  type CannotDecide,
} from '#listening/searches/exception-rules.ts'
import type { ListeningDb, ListeningTables } from '#listening/tables.ts'
import { watch } from '#listening/watches.ts'
import type { NewRecord, RecordActor } from '#records/contract.ts'
import { keepRecord } from '#records/records.ts'

type Row = Selectable<ListeningTables['watch_exceptions']>

const listedMax = 100

/** The latest exceptions asked for, as this reader sees them. */
export async function listExceptions(
  db: ListeningDb,
  reader: RecordActor,
  nowMs: number,
): Promise<WatchException[]> {
  const rows = await db
    .selectFrom('watch_exceptions')
    .selectAll()
    .orderBy('asked_at', 'desc')
    .limit(listedMax)
    .execute()
  return rows.map((row) => viewOf(row, reader, nowMs))
}

/** Asks for a search the policy refuses; for a watch there is already, with its id. */
export async function askException(
  tx: Kysely<unknown>,
  o: { id: string; watchId: string; input: ExceptionInput; refused: readonly string[] },
  doing: { by: Extract<RecordActor, { kind: 'person' }>; nowMs: number },
): Promise<WatchException | 'too-many'> {
  const db = tx.withTables<ListeningTables>()
  const at = new Date(doing.nowMs)
  const open = await db
    .selectFrom('watch_exceptions')
    .select('id')
    .where('state', '=', 'open')
    .limit(exceptionLimits.openMax)
    .execute()
  if (open.length >= exceptionLimits.openMax) return 'too-many'
  const row = await db
    .insertInto('watch_exceptions')
    .values({
      id: o.id,
      watch_id: o.watchId,
      asked: JSON.stringify(o.input.watch),
      refused: [...o.refused],
      reason: o.input.reason,
      asked_by: doing.by.id,
      asked_by_name: doing.by.name,
      asked_at: at,
      state: 'open',
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await keepRecord(tx, recordOf(row, 'asked', doing.by), doing.nowMs)
  return viewOf(row, doing.by, doing.nowMs)
}

/** What came of a decision. */
export type Decided =
  | { kind: 'done'; exception: WatchException; watch?: Watch }
  | { kind: 'no-such' }
  | { kind: 'cannot'; why: CannotDecide }

/** A second person allows it: the search lives from now, for 30 days at most, with both names on record. */
export async function allowException(tx: Kysely<unknown>, id: string, doing: Doing): Promise<Decided> {
  const db = tx.withTables<ListeningTables>()
  const row = await lockException(db, id)
  if (row === undefined) return { kind: 'no-such' }
  const why = mayDecide(askedFor(row), doing.by, doing.nowMs)
  if (why !== undefined || doing.by.kind !== 'person') return { kind: 'cannot', why: why ?? 'program' }
  const until = new Date(allowedUntilMs(Date.parse(row.asked.endsAt), doing.nowMs))
  const after = await decide(db, row, { state: 'allowed', by: doing.by, nowMs: doing.nowMs, until })
  // On record before the search itself, which bears its id: a reader of the archive meets the permission first.
  await keepRecord(tx, recordOf(after, 'allowed', doing.by), doing.nowMs)
  const allowed = await live(tx, after, doing)
  return { kind: 'done', exception: viewOf(after, doing.by, doing.nowMs), watch: allowed }
}

async function live(tx: Kysely<unknown>, row: Row, doing: Doing): Promise<Watch> {
  const db = tx.withTables<ListeningTables>()
  const { id: exceptionId, watch_id: id } = row
  const input = { ...row.asked, endsAt: (row.until ?? new Date(row.asked.endsAt)).toISOString() }
  if ((await watch(db, id)) === undefined) return beginSearch(tx, { id, input, exceptionId }, doing)
  const done = await changeSearch(tx, { id, input, exceptionId, isAllowed: false }, doing)
  if (done.kind !== 'changed') throw new Error(`an allowed search was not kept: ${done.kind}`)
  return done.watch
}

/** A second person says no, or whoever asked takes it back. */
export async function closeException(
  tx: Kysely<unknown>,
  id: string,
  to: 'declined' | 'withdrawn',
  { by, nowMs }: Doing,
): Promise<Decided> {
  const db = tx.withTables<ListeningTables>()
  const row = await lockException(db, id)
  if (row === undefined || by.kind !== 'person') return { kind: 'no-such' }
  const isMine = by.id === row.asked_by
  if (to === 'withdrawn' && !isMine) return { kind: 'no-such' }
  if (row.state !== 'open') return { kind: 'cannot', why: 'decided' }
  if (to === 'declined' && isMine) return { kind: 'cannot', why: 'own' }
  const after = await decide(db, row, { state: to, by, nowMs })
  await keepRecord(tx, recordOf(after, to, by), nowMs)
  return { kind: 'done', exception: viewOf(after, by, nowMs) }
}

function lockException(db: ListeningDb, id: string): Promise<Row | undefined> {
  return db.selectFrom('watch_exceptions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

function decide(
  db: ListeningDb,
  row: Row,
  o: { state: Row['state']; by: { id: string; name: string }; nowMs: number; until?: Date },
): Promise<Row> {
  return db
    .updateTable('watch_exceptions')
    .set({
      state: o.state,
      decided_by: o.by.id,
      decided_by_name: o.by.name,
      decided_at: new Date(o.nowMs),
      until: o.until ?? null,
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

function askedFor(row: Row): AskedFor {
  return {
    state: row.state,
    askedById: row.asked_by,
    askedAtMs: row.asked_at.getTime(),
    endsAtMs: Date.parse(row.asked.endsAt),
  }
}

function recordOf(
  row: Row,
  what: 'asked' | 'allowed' | 'declined' | 'withdrawn',
  by: RecordActor,
): NewRecord {
  const { name, rule, purpose, owner, endsAt } = row.asked
  const decided = what === 'asked' ? {} : { decidedBy: row.decided_by_name }
  return {
    kind: 'search-exception',
    by,
    subject: `watch:${row.watch_id}`,
    facts: {
      ...{ what, exception: row.id, name, rule, purpose, owner, endsAt },
      ...{ refused: row.refused, reason: row.reason, askedBy: row.asked_by_name },
      ...decided,
      ...(row.until === null ? {} : { until: row.until.toISOString() }),
    },
  }
}

function viewOf(row: Row, reader: RecordActor, nowMs: number): WatchException {
  const why = mayDecide(askedFor(row), reader, nowMs)
  const isOver = row.state === 'open' && nowMs >= openUntilMs(row.asked_at.getTime())
  return {
    id: row.id,
    watchId: row.watch_id,
    watch: row.asked,
    refused: row.refused,
    reason: row.reason,
    askedBy: { id: row.asked_by, name: row.asked_by_name },
    askedAt: row.asked_at.toISOString(),
    state: isOver ? 'over' : row.state,
    isMine: reader.kind === 'person' && reader.id === row.asked_by,
    ...(row.decided_by_name === null ? {} : { decidedBy: row.decided_by_name }),
    ...(row.decided_at === null ? {} : { decidedAt: row.decided_at.toISOString() }),
    ...(row.until === null ? {} : { until: row.until.toISOString() }),
    ...(why === undefined ? {} : { cannotAllow: cannotDecideWords[why] }),
  }
}
