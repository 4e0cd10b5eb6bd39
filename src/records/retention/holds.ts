import { randomUUID } from 'node:crypto'
import { sql, type Kysely, type SqlBool } from 'kysely'
import type { RecordActor, RecordQuery } from '#records/contract.ts'
import { fits } from '#records/find.ts'
import { keepRecord, lockHead } from '#records/records.ts'
import { nameOf } from '#records/retention/name-of.ts'
import type { Hold, HoldPreview, HoldScope, NewHold } from '#records/retention/contract.ts'
import { isDue } from '#records/retention/due.ts'
import { dueKinds } from '#records/retention/schedules.ts'
import type { RecordsDb, RecordsTables } from '#records/tables.ts'
import { foldedText } from '#records/words.ts'
import { storableText } from '#store/storable.ts'

/** Standing holds at once; each is asked about every entry that is due. */
export const holdsMax = 200

/** Lifted holds that are listed, newest first. */
const liftedShown = 200

/** How many entries a scope covers, before anybody sets it. */
export async function previewHold(db: RecordsDb, scope: HoldScope, nightMs: number): Promise<HoldPreview> {
  const due = await dueKinds(db, nightMs)
  const row = await db
    .selectFrom('records_entries')
    .where((e) => fits(e, queryOf(scope)))
    .select([
      sql<number>`count(*) filter (where body is not null)`.as('covered'),
      sql<number>`count(*) filter (where ${isDue(due)})`.as('due'),
      sql<number>`count(*) filter (where body is null)`.as('emptied'),
    ])
    .executeTakeFirstOrThrow()
  return { covered: row.covered, due: row.due, emptied: row.emptied }
}

/** A scope asks what the search asks. */
function queryOf(scope: HoldScope): RecordQuery {
  const { subject, account, from, to, words } = scope
  return { subject, account, from, to, words }
}

/**
 * Sets a legal hold. It waits for a disposal that is at work and then counts what is left, so that the number on record is
 * true; a disposal that comes after sees the hold.
 *
 * @returns undefined when as many holds stand as there may be
 */
export async function setHold(
  tx: Kysely<unknown>,
  hold: NewHold,
  o: { by: RecordActor; nowMs: number; nightMs: number },
): Promise<{ id: string; covered: number } | undefined> {
  const db = tx.withTables<RecordsTables>()
  await lockHead(tx)
  const standing = await db
    .selectFrom('records_holds')
    .select(sql<number>`count(*)`.as('count'))
    .where('lifted_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (standing.count >= holdsMax) return undefined
  const { covered } = await previewHold(db, hold, o.nightMs)
  const id = randomUUID()
  await db
    .insertInto('records_holds')
    .values(rowOf(hold, id, o))
    .execute()
  const { name, reason, ...scope } = hold
  const facts = { name, reason, scope: scopeFacts(scope), covered }
  await keepRecord(tx, { kind: 'hold-set', by: o.by, subject: `hold:${id}`, facts }, o.nowMs)
  return { id, covered }
}

function rowOf(hold: NewHold, id: string, o: { by: RecordActor; nowMs: number }) {
  const text = (value: string | undefined): string | null =>
    value === undefined ? null : storableText(value)
  const day = (value: string | undefined): Date | null => (value === undefined ? null : new Date(value))
  return {
    id,
    name: storableText(hold.name),
    reason: storableText(hold.reason),
    subject: text(hold.subject),
    account: text(hold.account),
    from_at: day(hold.from),
    to_at: day(hold.to),
    // Folded as the search folds, because the guard in the database holds these against folded entries.
    words: hold.words === undefined ? null : foldedText(hold.words),
    words_said: text(hold.words),
    set_by: nameOf(o.by),
    set_at: new Date(o.nowMs),
  }
}

function scopeFacts(scope: HoldScope): Record<string, string> {
  return Object.fromEntries(
    Object.entries(scope).filter((pair): pair is [string, string] => pair[1] !== undefined),
  )
}

/** Lifts a hold with a reason; false when no such hold stands. What was due in the meantime goes the next night. */
export async function liftHold(
  tx: Kysely<unknown>,
  o: { id: string; reason: string; by: RecordActor; nowMs: number },
): Promise<boolean> {
  const lifted = await tx
    .withTables<RecordsTables>()
    .updateTable('records_holds')
    .set({ lifted_by: nameOf(o.by), lifted_at: new Date(o.nowMs), lift_reason: storableText(o.reason) })
    .where('id', '=', o.id)
    .where('lifted_at', 'is', null)
    .returning('name')
    .executeTakeFirst()
  if (lifted === undefined) return false
  const facts = { name: lifted.name, reason: o.reason }
  await keepRecord(tx, { kind: 'hold-lifted', by: o.by, subject: `hold:${o.id}`, facts }, o.nowMs)
  return true
}

/** Every standing hold with what it covers, newest first, and then the newest of those that were lifted. */
export async function listHolds(db: RecordsDb): Promise<Hold[]> {
  const all = db.selectFrom('records_holds as h').selectAll('h').orderBy('h.set_at', 'desc')
  // Its own entries repeat its words and so fit them too; counted, they would only puzzle.
  const isOther = sql<SqlBool>`e.subject is distinct from 'hold:' || h.id`
  const covered = sql<number>`(select count(*) from records_entries e
    where e.body is not null and ${isOther} and records_covers(h, e))`
  const standing = await all.where('h.lifted_at', 'is', null).select(covered.as('covered')).execute()
  const lifted = await all.where('h.lifted_at', 'is not', null).limit(liftedShown).execute()
  return [...standing.map((row) => ({ ...holdOf(row), covered: row.covered })), ...lifted.map(holdOf)]
}

type HoldRow = RecordsTables['records_holds']

function holdOf(row: HoldRow): Hold {
  const { lifted_by: by, lifted_at: at, lift_reason: reason } = row
  return {
    id: row.id,
    name: row.name,
    reason: row.reason,
    setBy: row.set_by,
    setAt: row.set_at.toISOString(),
    ...(row.subject === null ? {} : { subject: row.subject }),
    ...(row.account === null ? {} : { account: row.account }),
    ...(row.from_at === null ? {} : { from: row.from_at.toISOString() }),
    ...(row.to_at === null ? {} : { to: row.to_at.toISOString() }),
    ...(row.words === null ? {} : { words: row.words_said ?? row.words }),
    ...(at === null ? {} : { lifted: { by: by ?? '', at: at.toISOString(), reason: reason ?? '' } }),
  }
}
