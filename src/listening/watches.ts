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
  owner_id: string | null
  exception_id: string | null
  asked_by_name?: string | null
  decided_by_name?: string | null
}

/** What a watch has beside what a person fills in. */
export type WatchStanding = { ownerId: string | undefined; exceptionId: string | undefined }

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
    ...(row.asked_by_name && row.decided_by_name
      ? { exception: { askedBy: row.asked_by_name, allowedBy: row.decided_by_name } }
      : {}),
  }
}

function selectWatches(db: ListeningDb) {
  return db
    .selectFrom('watches')
    .leftJoin('watch_exceptions as exception', 'exception.id', 'watches.exception_id')
    .selectAll('watches')
    .select(['exception.asked_by_name', 'exception.decided_by_name'])
}

/** Every watch, in the order of its columns, then by name; ended ones last. */
export async function watches(db: ListeningDb): Promise<Watch[]> {
  const rows = await selectWatches(db)
    .orderBy(sql`watches.state = 'ended'`)
    .orderBy(sql`watches.shown_in nulls last`)
    .orderBy('watches.created_at')
    .limit(1000)
    .execute()
  return rows.map(fromRow)
}

/** One watch. */
export async function watch(db: ListeningDb, id: string): Promise<Watch | undefined> {
  const row = await selectWatches(db).where('watches.id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : fromRow(row)
}

/** Who owns a watch and what allows it, held until the transaction ends; nothing when there is no such watch. */
export async function lockStanding(tx: ListeningDb, id: string): Promise<WatchStanding | undefined> {
  const row = await tx
    .selectFrom('watches')
    .select(['owner_id', 'exception_id'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && { ownerId: row.owner_id ?? undefined, exceptionId: row.exception_id ?? undefined }
}

function rowOf(
  input: WatchInput,
  { ownerId, exceptionId }: WatchStanding,
): Omit<WatchRow, 'id' | 'created_at' | 'state' | 'asked_by_name' | 'decided_by_name'> {
  return {
    name: input.name,
    rule: input.rule,
    purpose: input.purpose,
    owner: input.owner,
    ends_at: new Date(input.endsAt),
    shown_in: input.column ?? null,
    owner_id: ownerId ?? null,
    exception_id: exceptionId ?? null,
  }
}

const nobodyKnown: WatchStanding = { ownerId: undefined, exceptionId: undefined }

/** Begins a watch. Its rule was checked before; `searches/acts.ts` also puts it on record. */
export async function addWatch(
  db: ListeningDb,
  id: string,
  input: WatchInput,
  at: Date,
  standing: WatchStanding = nobodyKnown,
): Promise<Watch> {
  const row = { id, created_at: at, state: 'live' as const, ...rowOf(input, standing) }
  await db.insertInto('watches').values(row).execute()
  return fromRow(row)
}

/** Changes a watch; an ended one begins again. */
export async function changeWatch(
  db: ListeningDb,
  id: string,
  input: WatchInput,
  standing: WatchStanding,
): Promise<void> {
  await db
    .updateTable('watches')
    .set({ ...rowOf(input, standing), state: 'live' })
    .where('id', '=', id)
    .execute()
}

/** Ends watches: they match nothing from now on. Says which were live until now. */
export async function endWatches(db: ListeningDb, which: { id: string } | { dueAt: Date }): Promise<Watch[]> {
  const rows = await db
    .updateTable('watches')
    .set({ state: 'ended', shown_in: null })
    .where('state', '=', 'live')
    .$if('id' in which, (query) => query.where('id', '=', 'id' in which ? which.id : ''))
    .$if('dueAt' in which, (query) =>
      query.where('ends_at', '<=', 'dueAt' in which ? which.dueAt : new Date(0)),
    )
    .returningAll()
    .execute()
  return rows.map(fromRow)
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
