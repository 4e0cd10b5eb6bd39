import { sql } from 'kysely'
import { dayMs, hourMs } from '#kernel/time.ts'
import type { Watch, WatchInput } from '#listening/contract.ts'
import type { ListeningDb } from '#listening/tables.ts'

type WatchRow = {
  id: string
  name: string
  rule: string
  purpose: string
  owner: string
  created_at: Date
  ends_at: Date
  state: 'live' | 'ended'
  shown_in: number | null
}

/** How a watch has been going: posts since midnight, what is usual for a day, posts per hour of the last day. */
export type WatchCourse = { today: number; usualLow?: number; usualHigh?: number; course: number[] }

function fromRow(row: WatchRow): Watch {
  return {
    id: row.id,
    name: row.name,
    rule: row.rule,
    purpose: row.purpose,
    owner: row.owner,
    createdAt: row.created_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    state: row.state,
    ...(row.shown_in === null ? {} : { column: row.shown_in }),
  }
}

/** Every watch, in the order of its columns, then by name; ended ones last. */
export async function watches(db: ListeningDb): Promise<Watch[]> {
  const rows = await db
    .selectFrom('watches')
    .selectAll()
    .orderBy(sql`state = 'ended'`)
    .orderBy(sql`shown_in nulls last`)
    .orderBy('created_at')
    .limit(1000)
    .execute()
  return rows.map(fromRow)
}

/** One watch. */
export async function watch(db: ListeningDb, id: string): Promise<Watch | undefined> {
  const row = await db.selectFrom('watches').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : fromRow(row)
}

function rowOf(input: WatchInput): Omit<WatchRow, 'id' | 'created_at' | 'state'> {
  return {
    name: input.name,
    rule: input.rule,
    purpose: input.purpose,
    owner: input.owner,
    ends_at: new Date(input.endsAt),
    shown_in: input.column ?? null,
  }
}

/** Begins a watch. Its rule was checked before. */
export async function addWatch(db: ListeningDb, id: string, input: WatchInput, at: Date): Promise<Watch> {
  const row = { id, created_at: at, state: 'live' as const, ...rowOf(input) }
  await db.insertInto('watches').values(row).execute()
  return fromRow(row)
}

/** Changes a watch; an ended one begins again. Nothing is returned when there is no such watch. */
export async function changeWatch(
  db: ListeningDb,
  id: string,
  input: WatchInput,
): Promise<Watch | undefined> {
  const row = await db
    .updateTable('watches')
    .set({ ...rowOf(input), state: 'live' })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row === undefined ? undefined : fromRow(row)
}

/** Ends a watch: it matches nothing from now on. */
export async function endWatch(db: ListeningDb, id: string): Promise<Watch | undefined> {
  const row = await db
    .updateTable('watches')
    .set({ state: 'ended', shown_in: null })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row === undefined ? undefined : fromRow(row)
}

/** Ends watches whose end date has come; says which. */
export async function endExpired(db: ListeningDb, now: Date): Promise<string[]> {
  const rows = await db
    .updateTable('watches')
    .set({ state: 'ended', shown_in: null })
    .where('state', '=', 'live')
    .where('ends_at', '<=', now)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

const usualDays = 14
const usualDaysMin = 3

/** How each watch has been going, at this stream time; `midnight` is the start of the desk's day. */
export async function watchCourses(
  db: ListeningDb,
  now: Date,
  midnight: Date,
): Promise<Map<string, WatchCourse>> {
  const since = new Date(now.getTime() - dayMs)
  const hours = await sql<{ watch_id: string; hour: number; posts: number }>`
    select watch_id, floor(extract(epoch from ${now}::timestamptz - minute) / 3600)::int as hour, sum(posts)::int as posts
    from watch_minutes where minute > ${since} and minute <= ${now} group by 1, 2`.execute(db)
  const today = await sql<{ watch_id: string; posts: number }>`
    select watch_id, sum(posts)::int as posts from watch_minutes
    where minute >= ${midnight} and minute <= ${now} group by 1`.execute(db)
  const courses = new Map<string, WatchCourse>()
  const courseOf = (id: string): WatchCourse => {
    const known = courses.get(id) ?? { today: 0, course: Array.from({ length: dayMs / hourMs }, () => 0) }
    courses.set(id, known)
    return known
  }
  for (const row of hours.rows) {
    const { course } = courseOf(row.watch_id)
    course[course.length - 1 - row.hour] = row.posts
  }
  for (const row of today.rows) courseOf(row.watch_id).today = row.posts
  for (const [id, usual] of await usualPerDay(db, midnight)) Object.assign(courseOf(id), usual)
  return courses
}

/** The middle of what full earlier days brought (10th to 90th percentile), once there are at least three. */
async function usualPerDay(
  db: ListeningDb,
  midnight: Date,
): Promise<Map<string, { usualLow: number; usualHigh: number }>> {
  const from = new Date(midnight.getTime() - usualDays * dayMs)
  const { rows } = await sql<{ watch_id: string; low: number; high: number }>`
    with days as (
      select watch_id, floor(extract(epoch from ${midnight}::timestamptz - minute) / 86400) as day, sum(posts) as posts
      from watch_minutes where minute >= ${from} and minute < ${midnight} group by 1, 2)
    select watch_id, round(percentile_cont(0.1) within group (order by posts))::int as low,
      round(percentile_cont(0.9) within group (order by posts))::int as high
    from days group by 1 having count(*) >= ${usualDaysMin}`.execute(db)
  return new Map(rows.map((row) => [row.watch_id, { usualLow: row.low, usualHigh: row.high }]))
}
