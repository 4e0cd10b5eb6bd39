import { sql, type Kysely } from 'kysely'
import { recordKinds, type RecordActor, type RecordKind } from '#records/contract.ts'
import { keepRecord } from '#records/records.ts'
import { readYearsClock } from '#records/retention/clocks.ts'
import type { Schedule } from '#records/retention/contract.ts'
import { usualSchedules } from '#records/retention/defaults.ts'
import { dueBefore } from '#records/retention/rules.ts'
import type { RecordsDb, RecordsTables } from '#records/tables.ts'

/** Every schedule as it stands, in the order of the kinds. Kinds on a clock have its length. */
export async function schedules(db: RecordsDb): Promise<Schedule[]> {
  const rows = await db.selectFrom('records_schedules').selectAll().execute()
  const set = new Map(rows.map((row) => [row.kind, row]))
  const conversations = await readYearsClock(db, 'conversations')
  return recordKinds.map((kind) => {
    const { years: usual, why, isFixed, clock } = usualSchedules[kind]
    const common = { kind, usual, why, isFixed: isFixed === true }
    if (clock !== undefined) return { ...common, clock, ...conversations }
    const own = isFixed === true ? undefined : set.get(kind)
    if (own === undefined) return { ...common, years: usual }
    return { ...common, years: own.years, changedAt: own.changed_at.toISOString() }
  })
}

/** Before which moment entries of a kind are due; kinds kept for good are not in it. */
export type Due = { kind: RecordKind; years: number; before: Date }

/** What is due at that moment by the schedules as they stand. */
export async function dueKinds(db: RecordsDb, nowMs: number): Promise<Due[]> {
  return (await schedules(db)).flatMap(({ kind, years }) =>
    years === null ? [] : [{ kind, years, before: dueBefore(years, nowMs) }],
  )
}

/** What came of a change: done, the same as it was, or refused: the chain is proved with that kind, or a clock keeps it. */
export type ScheduleChanged = 'changed' | 'same' | 'fixed' | 'by-clock'

/** Changes how long a kind is kept, and keeps that on record. */
export async function setSchedule(
  tx: Kysely<unknown>,
  o: { kind: RecordKind; years: number | null; reason: string; by: RecordActor },
  nowMs: number,
): Promise<ScheduleChanged> {
  const db = tx.withTables<RecordsTables>()
  // Two changes at once come one after the other, so that each says truly what it changed from.
  await sql`select pg_advisory_xact_lock(hashtext('records-schedules'))`.execute(tx)
  const was = (await schedules(db)).find(({ kind }) => kind === o.kind)
  if (was === undefined || was.isFixed) return 'fixed'
  if (was.clock !== undefined) return 'by-clock'
  if (was.years === o.years) return 'same'
  const row = { years: o.years, changed_at: new Date(nowMs) }
  await db
    .insertInto('records_schedules')
    .values({ kind: o.kind, ...row })
    .onConflict((conflict) => conflict.column('kind').doUpdateSet(row))
    .execute()
  const facts = { from: was.years, to: o.years, unit: 'years', reason: o.reason }
  await keepRecord(tx, { kind: 'schedule-changed', by: o.by, subject: `schedule:${o.kind}`, facts }, nowMs)
  return 'changed'
}
