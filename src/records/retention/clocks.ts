import { sql, type Kysely } from 'kysely'
import type { RecordActor } from '#records/contract.ts'
import { keepRecord } from '#records/records.ts'
import {
  clockDays,
  clockYears,
  type ClockName,
  type YearsClock,
  type YearsClockName,
} from '#records/retention/contract.ts'
import type { RecordsDb, RecordsTables } from '#records/tables.ts'

/** How a clock is set: days, and when somebody changed it. */
export async function readClock(
  anyDb: Kysely<unknown>,
  clock: ClockName,
): Promise<{ days: number; changedAt?: string }> {
  const row = await rowOf(anyDb.withTables<RecordsTables>(), clock)
  if (row === undefined || row.days === null) return { days: clockDays[clock].usual }
  return { days: within(row.days, clockDays[clock]), changedAt: row.changed_at.toISOString() }
}

/** How a clock in years is set, and when somebody changed it. */
export async function readYearsClock(db: RecordsDb, clock: YearsClockName): Promise<YearsClock> {
  const row = await rowOf(db, clock)
  if (row === undefined || row.years === null) return { years: clockYears[clock].usual }
  return { years: within(row.years, clockYears[clock]), changedAt: row.changed_at.toISOString() }
}

function rowOf(db: RecordsDb, clock: string) {
  return db
    .selectFrom('records_clocks')
    .select(['days', 'years', 'changed_at'])
    .where('clock', '=', clock)
    .executeTakeFirst()
}

/** A row written past our bounds keeps data neither shorter nor longer than the bounds say. */
function within(length: number, { min, max }: { min: number; max: number }): number {
  return Math.min(Math.max(length, min), max)
}

/** What a change of a clock needs beside its length. */
type Change = { reason: string; by: RecordActor }

/** Sets a clock and keeps that on record; false when it stood there already. The contract has checked its bounds. */
export async function setClock(
  tx: Kysely<unknown>,
  o: Change & { clock: ClockName; days: number },
  nowMs: number,
): Promise<boolean> {
  await inTurn(tx)
  const { days: from } = await readClock(tx, o.clock)
  return keepClock(tx, { ...o, from, to: o.days, unit: 'days' }, nowMs)
}

/** Sets a clock in years and keeps that on record; false when it stood there already. */
export async function setYearsClock(
  tx: Kysely<unknown>,
  o: Change & { clock: YearsClockName; years: number },
  nowMs: number,
): Promise<boolean> {
  await inTurn(tx)
  const { years: from } = await readYearsClock(tx.withTables<RecordsTables>(), o.clock)
  return keepClock(tx, { ...o, from, to: o.years, unit: 'years' }, nowMs)
}

/** Two changes at once come one after the other, so that each says truly what it changed from. */
async function inTurn(tx: Kysely<unknown>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('records-schedules'))`.execute(tx)
}

async function keepClock(
  tx: Kysely<unknown>,
  o: Change & { clock: string; from: number; to: number; unit: 'days' | 'years' },
  nowMs: number,
): Promise<boolean> {
  const { clock, from, to, unit, reason, by } = o
  if (from === to) return false
  const row = {
    days: unit === 'days' ? to : null,
    years: unit === 'years' ? to : null,
    changed_at: new Date(nowMs),
  }
  await tx
    .withTables<RecordsTables>()
    .insertInto('records_clocks')
    .values({ clock, ...row })
    .onConflict((conflict) => conflict.column('clock').doUpdateSet(row))
    .execute()
  const facts = { from, to, unit, reason }
  await keepRecord(tx, { kind: 'schedule-changed', by, subject: `clock:${clock}`, facts }, nowMs)
  return true
}
