import { sql, type SqlBool } from 'kysely'
import { RecordKind } from '#records/contract.ts'
import type { NextNight } from '#records/retention/contract.ts'
import { isDue } from '#records/retention/due.ts'
import { nightWaits } from '#records/retention/rules.ts'
import { dueKinds } from '#records/retention/schedules.ts'
import type { RecordsDb } from '#records/tables.ts'

/** Due entries that are looked at for the page; more are said to be more. */
export const dueLookedAt = 50_000

/** What the next night will do, as schedules, holds and the pause stand now. Changes nothing. */
export async function nextNight(db: RecordsDb, atMs: number, nowMs: number): Promise<NextNight> {
  const due = isDue(await dueKinds(db, atMs))
  const looked = db
    .selectFrom('records_entries')
    .selectAll()
    .where(due)
    .orderBy('seq')
    .limit(dueLookedAt + 1)
  // The row of the inner query is no table row: the entry is read again by its number to be held against the holds.
  const { rows } = await sql<{ kind: string; count: number; oldest: Date; looked: number }>`
    with due as materialized (select seq, kind, at from (${looked}) d)
    select d.kind, count(*) filter (where not records_held(e)) as count,
      min(d.at) filter (where not records_held(e)) as oldest, count(*) as looked
    from due d join records_entries e on e.seq = d.seq group by d.kind order by count desc, d.kind`.execute(
    db,
  )
  const going = rows
    .filter(({ count }) => count > 0)
    .map(({ kind, count, oldest }) => ({
      kind: RecordKind.parse(kind),
      count: count,
      oldest: oldest.toISOString(),
    }))
  const lookedAt = rows.reduce((sum, row) => sum + row.looked, 0)
  const waits = await waitsThen(db, atMs, nowMs)
  return {
    at: new Date(atMs).toISOString(),
    ...(waits === undefined ? {} : { waits }),
    going,
    kept: await keptBy(db, due),
    isCut: lookedAt > dueLookedAt,
  }
}

async function keptBy(db: RecordsDb, due: ReturnType<typeof isDue>): Promise<NextNight['kept']> {
  const rows = await db
    .with('due', (with_) =>
      with_.selectFrom('records_entries').select('seq').where(due).orderBy('seq').limit(dueLookedAt),
    )
    .selectFrom('due')
    .innerJoin('records_entries as e', 'e.seq', 'due.seq')
    .innerJoin('records_holds as h', (join) => join.on(sql<SqlBool>`records_covers(h, e)`))
    .where('h.lifted_at', 'is', null)
    .groupBy(['h.id', 'h.name'])
    .select(['h.id', 'h.name', sql<number>`count(*)`.as('count')])
    .orderBy('h.name')
    .execute()
  return rows.map(({ id, name, count }) => ({ id, name, count: count }))
}

async function waitsThen(db: RecordsDb, atMs: number, nowMs: number): Promise<NextNight['waits']> {
  const state = await db.selectFrom('records_disposal').selectAll().executeTakeFirstOrThrow()
  const lastNightMs = state.last_night_at?.getTime()
  // Before the first night there is nothing to doubt yet that a person could act on.
  if (lastNightMs === undefined && state.paused_at === null) return undefined
  return nightWaits({ isPaused: state.paused_at !== null, lastNightMs: lastNightMs ?? nowMs, nowMs: atMs })
}
