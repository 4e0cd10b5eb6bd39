import type { Kysely } from 'kysely'
import { mayDo } from '#kernel/permission.ts'
import { act, type Doer } from '#roles/publishing/act.ts'
import type { DayRows } from '#roles/publishing/calendar/day-rows.ts'
import {
  calendarLimits,
  isDay,
  type DayForm,
  type DayList,
  type DaysReport,
  type KnownDay,
} from '#roles/publishing/calendar/contract.ts'
import { calendarDb, type PlanningRoom } from '#roles/publishing/calendar/ground.ts'
import type { CalendarTables } from '#roles/publishing/calendar/tables.ts'
import type { Ruled } from '#roles/publishing/problems.ts'

/** The days the team keeps in mind, in the order of the year. */
export function listDays(room: PlanningRoom, who: Pick<Doer, 'grants'>): Promise<DayList> {
  return listIn(calendarDb(room.store.db), who)
}

async function listIn(db: Kysely<CalendarTables>, who: Pick<Doer, 'grants'>): Promise<DayList> {
  const rows = await db
    .selectFrom('calendar_days')
    .selectAll()
    .orderBy('month')
    .orderBy('day')
    .orderBy('name_en')
    .limit(calendarLimits.keptDaysMax)
    .execute()
  return {
    days: rows.map(({ id, year, month, day, name_en, name_fr, made_by }) => ({
      ...{ id, month, day, en: name_en, fr: name_fr, by: made_by },
      ...(year === null ? {} : { year }),
    })),
    mayChange: mayDo(who.grants, 'write'),
  }
}

/** Keeps a day in mind. The same day by the same name is kept once. */
export function addDay(room: PlanningRoom, who: Doer, form: DayForm): Promise<Ruled<DayList>> {
  return act(room, who, async (now): Promise<Ruled<DayList>> => {
    if (!mayDo(now.grants, 'write')) return { ok: false, why: 'no-right-to-write' }
    const db = calendarDb(now.tx)
    if ((await countDays(db)) >= calendarLimits.keptDaysMax) return { ok: false, why: 'too-many-days' }
    const added = await insertDay(room, db, form, now.writer.shownName)
    return added ? { ok: true, value: await listIn(db, now) } : { ok: false, why: 'day-known' }
  })
}

async function countDays(db: Kysely<CalendarTables>): Promise<number> {
  const { all } = await db
    .selectFrom('calendar_days')
    .select(({ fn }) => fn.countAll<number>().as('all'))
    .executeTakeFirstOrThrow()
  return all
}

async function insertDay(
  room: PlanningRoom,
  db: Kysely<CalendarTables>,
  { year, month, day, en, fr }: DayForm,
  by: string,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('calendar_days')
    .values({
      ...{ id: room.newId(), year: year ?? null, month, day, name_en: en, name_fr: fr },
      ...{ made_at: new Date(room.nowMs()), made_by: by },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Forgets a day. */
export function removeDay(room: PlanningRoom, who: Doer, id: string): Promise<Ruled<undefined>> {
  return act(room, who, async (now): Promise<Ruled<undefined>> => {
    if (!mayDo(now.grants, 'write')) return { ok: false, why: 'no-right-to-write' }
    const gone = await calendarDb(now.tx).deleteFrom('calendar_days').where('id', '=', id).executeTakeFirst()
    return gone.numDeletedRows > 0n ? { ok: true, value: undefined } : { ok: false, why: 'no-such-day' }
  })
}

/** Takes a file of days in, and tells of each row that could not be used. */
export function importDays(
  room: PlanningRoom,
  who: Doer,
  rows: DayRows & { ok: true },
): Promise<Ruled<DaysReport>> {
  return act(room, who, async (now): Promise<Ruled<DaysReport>> => {
    if (!mayDo(now.grants, 'write')) return { ok: false, why: 'no-right-to-write' }
    const db = calendarDb(now.tx)
    const kept = await countDays(db)
    if (kept + rows.days.length > calendarLimits.keptDaysMax) return { ok: false, why: 'too-many-days' }
    let added = 0
    for (const day of rows.days) added += Number(await insertDay(room, db, day, now.writer.shownName))
    return { ok: true, value: { added, same: rows.days.length - added, refused: rows.refused } }
  })
}

/** Holidays of the jurisdiction and days of the team between two days, both included, as the calendar shows them. */
export async function knownDays(
  room: PlanningRoom,
  { first, last }: { first: string; last: string },
): Promise<KnownDay[]> {
  const holidays = (await room.planning.holidays())
    .filter(({ on }) => on >= first && on <= last)
    .map(({ on, name }): KnownDay => ({ on, kind: 'holiday', en: name, fr: name }))
  const kept = await calendarDb(room.store.db)
    .selectFrom('calendar_days')
    .selectAll()
    .limit(calendarLimits.keptDaysMax)
    .execute()
  const [from, to] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))]
  const years = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
  const own = kept.flatMap(({ year, month, day, name_en, name_fr }) =>
    (year === null ? years : [year])
      .filter((one) => isDay({ year: one, month, day }))
      .map((one): KnownDay => ({ on: dateOf(one, month, day), kind: 'awareness', en: name_en, fr: name_fr })),
  )
  return [...holidays, ...own.filter(({ on }) => on >= first && on <= last)].toSorted((a, b) =>
    a.on < b.on ? -1 : 1,
  )
}

function dateOf(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
