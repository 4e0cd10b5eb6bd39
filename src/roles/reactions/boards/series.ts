import { sql, type RawBuilder } from 'kysely'
import { hourMs, minuteMs } from '#kernel/time.ts'
import { startOfDayMs } from '#kernel/zones.ts'
import type { Post } from '#kernel/post.ts'
import type { Watch } from '#listening/contract.ts'
import type { Before } from '#listening/posts.ts'
import type { ListeningDb } from '#listening/tables.ts'
import { watches as allWatches } from '#listening/watches.ts'
import type { Annotation } from '#roles/reactions/contract.ts'
import type { ReactionPostsQuery, Series, SeriesQuery } from '#roles/reactions/boards/contract.ts'
import type { Ground } from '#roles/reactions/ground.ts'
import { methods } from '#roles/reactions/methods.ts'
import { bucketsFor, type Buckets } from '#roles/reactions/boards/buckets.ts'
import { gapsIn } from '#roles/reactions/boards/gaps.ts'

/** Minutes of watches read for one answer; more are drawn by the hour. */
const minutesMax = 60_000
const annotationsMax = 100

/** The ids of a list with commas, each once, at most 12. */
export function idsIn(list: string): string[] {
  return [...new Set(list.split(',').map((id) => id.trim()))].filter((id) => id !== '').slice(0, 12)
}

/** Posts a bucket of each watch, from the counts a minute: as long a range as is wanted, in a bounded number of points. */
export async function readSeries(ground: Ground, query: SeriesQuery): Promise<Series> {
  const { listening } = ground
  const range = { fromMs: Date.parse(query.from), toMs: Date.parse(query.to) }
  const ids = idsIn(query.watches)
  const minutes = ((range.toMs - range.fromMs) / minuteMs) * ids.length
  const leastMin = minutes > minutesMax ? 60 : 1
  const dayStartMs = startOfDayMs(range.fromMs, await ground.timeZone())
  const buckets = bucketsFor(range, dayStartMs, query.points, leastMin)
  const { db } = listening
  const [counts, since, known, gaps, annotations] = await Promise.all([
    countBuckets(db, ids, buckets),
    countedSince(db, ids),
    allWatches(db),
    gapsIn(db, range),
    announcementsIn(ground, range),
  ])
  return {
    startAt: new Date(buckets.startMs).toISOString(),
    bucketMin: buckets.bucketMin,
    watches: ids.map((id) => line(id, known, { counts, since, buckets })),
    ...{ gaps, annotations },
    now: new Date(listening.streamNowMs).toISOString(),
    method: methods['minutes-counted'],
    coverage: listening.note(range.fromMs),
  }
}

type Counts = ReadonlyMap<string, ReadonlyMap<number, number>>

function line(
  id: string,
  known: readonly Watch[],
  o: { counts: Counts; since: ReadonlyMap<string, Date>; buckets: Buckets },
): Series['watches'][number] {
  const found = known.find((one) => one.id === id)
  const own = o.counts.get(id)
  const posts = Array.from({ length: o.buckets.count }, (_one, at) => own?.get(at) ?? 0)
  const since = o.since.get(id)
  return {
    ...{ id, name: found?.name ?? id, rule: found?.rule ?? '', state: found?.state ?? 'gone' },
    ...(since === undefined ? {} : { since: since.toISOString() }),
    ...{ posts, total: posts.reduce((sum, count) => sum + count, 0) },
  }
}

async function countBuckets(db: ListeningDb, ids: readonly string[], buckets: Buckets): Promise<Counts> {
  const { startMs, bucketMin, count } = buckets
  const start = new Date(startMs)
  const end = new Date(startMs + count * bucketMin * minuteMs)
  const width = `${bucketMin} minutes`
  const isOfHours = bucketMin % 60 === 0 && startMs % hourMs === 0
  // The same counts: an hour is the sum of its minutes. A quarter of a year of a dozen watches is 1.5 million minutes, and 26,000 hours.
  const { rows } = isOfHours
    ? await sql<BucketRow>`
        select watch_id, date_bin(${width}::interval, hour, ${start}::timestamptz) as at, sum(posts)::int as posts
        from watch_hours where watch_id = any(${[...ids]}::text[]) and hour >= ${start} and hour < ${end} group by 1, 2`.execute(
        db,
      )
    : await sql<BucketRow>`
        select watch_id, date_bin(${width}::interval, minute, ${start}::timestamptz) as at, sum(posts)::int as posts
        from watch_minutes where watch_id = any(${[...ids]}::text[]) and minute >= ${start} and minute < ${end} group by 1, 2`.execute(
        db,
      )
  const counts = new Map<string, Map<number, number>>()
  for (const row of rows) {
    const own = counts.get(row.watch_id) ?? new Map<number, number>()
    counts.set(row.watch_id, own)
    own.set(Math.round((row.at.getTime() - startMs) / (bucketMin * minuteMs)), row.posts)
  }
  return counts
}

type BucketRow = { watch_id: string; at: Date; posts: number }

async function countedSince(db: ListeningDb, ids: readonly string[]): Promise<Map<string, Date>> {
  // Asked one by one through the key: the first minute of each watch is one look, not a walk over all its minutes.
  const { rows } = await sql<{ id: string; first: Date | null }>`
    select id, (select minute from watch_minutes where watch_id = id order by minute limit 1) as first
    from unnest(${[...ids]}::text[]) as asked(id)`.execute(db)
  return new Map(rows.flatMap(({ id, first }) => (first === null ? [] : [[id, first] as const])))
}

async function announcementsIn(
  { db }: Ground,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<Annotation[]> {
  const rows = await db
    .selectFrom('announcements')
    .select(['id', 'title', 'started_at', 'created_by'])
    .where('started_at', '>=', new Date(fromMs))
    .where('started_at', '<', new Date(toMs))
    .orderBy('started_at')
    .limit(annotationsMax)
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, at: row.started_at.toISOString(), text: row.title, by: row.created_by },
    kind: 'announcement',
  }))
}

/** Matches looked at in one step, and for one page at most: then the page ends early and says where to go on. */
const stepMax = 2000
const scannedMax = 50_000

/**
 * The posts behind a number or a point, newest first, each once.
 *
 * @returns at most `limit` posts, and where to go on: also when fewer were found, because much was looked through in vain
 */
export async function readPostsBehind(
  db: ListeningDb,
  query: ReactionPostsQuery,
  page: { before: Before | undefined; limit: number },
): Promise<{ posts: Post[]; next: Before | undefined }> {
  const posts: Post[] = []
  let { before } = page
  const step = filtersOf(query).length === 0 ? page.limit : stepMax
  for (let scanned = 0; scanned < scannedMax; scanned += step) {
    const matched = await newestMatches(db, query, { before, limit: step })
    posts.push(...(await fitting(db, query, matched, page.limit - posts.length)))
    const last = matched.at(-1)
    if (posts.length >= page.limit) return { posts, next: markOf(posts.at(-1)) }
    if (last === undefined || matched.length < step) return { posts, next: undefined }
    before = { atMs: last.at.getTime(), id: last.post_id }
  }
  return { posts, next: before }
}

function markOf(post: Post | undefined): Before | undefined {
  return post && { atMs: post.atMs, id: post.id }
}

type MatchRow = { at: Date; post_id: string }

/** The newest matches of any of these watches: each watch is walked from its newest one, and no further than needed. */
async function newestMatches(
  db: ListeningDb,
  query: ReactionPostsQuery,
  { before, limit }: { before: Before | undefined; limit: number },
): Promise<MatchRow[]> {
  const older =
    before === undefined ? sql`true` : sql`(m.at, m.post_id) < (${new Date(before.atMs)}, ${before.id})`
  const { rows } = await sql<MatchRow>`
    select distinct own.at, own.post_id from unnest(${idsIn(query.watches)}::text[]) as asked(id), lateral (
      select m.at, m.post_id from matches m
      where m.watch_id = asked.id and m.at >= ${new Date(query.from)} and m.at < ${new Date(query.to)} and ${older}
      order by m.at desc, m.post_id desc limit ${limit}) as own
    order by own.at desc, own.post_id desc limit ${limit}`.execute(db)
  return rows
}

async function fitting(
  db: ListeningDb,
  query: ReactionPostsQuery,
  matched: readonly MatchRow[],
  limit: number,
): Promise<Post[]> {
  const newest = matched[0]
  const oldest = matched.at(-1)
  if (newest === undefined || oldest === undefined) return []
  const { rows } = await sql<{ body: Post }>`
    select p.body from unnest(${matched.map((one) => one.post_id)}::text[], ${matched.map((one) => one.at)}::timestamptz[]) as m(post_id, at)
    join posts p on p.id = m.post_id and p.at = m.at and p.at >= ${oldest.at} and p.at <= ${newest.at}
    where ${sql.join([sql`true`, ...filtersOf(query)], sql` and `)}
    order by m.at desc, m.post_id desc limit ${limit}`.execute(db)
  return rows.map(({ body }) => body)
}

function filtersOf({
  tone,
  emotion,
  lang,
  kind,
  place,
  network,
  asks,
}: ReactionPostsQuery): RawBuilder<unknown>[] {
  return [
    ...(tone === undefined ? [] : [sql`p.reading->>'tone' = ${tone}`]),
    ...(emotion === undefined
      ? []
      : [sql`p.reading->>'emotion' = ${emotion} and p.reading->>'tone' in ('negative', 'positive')`]),
    ...(lang === undefined ? [] : [sql`coalesce(p.lang, 'und') = ${lang}`]),
    ...(network === undefined ? [] : [sql`p.network = ${network}`]),
    ...(place === undefined ? [] : [sql`p.body->>'place' = ${place}`]),
    ...(asks === undefined ? [] : [sql`p.reading->>'asks' = 'true'`]),
    ...(kind === undefined ? [] : [ofKind(kind)]),
  ]
}

function ofKind(kind: 'media' | 'official' | 'bot' | 'others') {
  return kind === 'others'
    ? sql`coalesce(p.body->'author'->>'kind', 'person') not in ('media', 'official', 'bot')`
    : sql`p.body->'author'->>'kind' = ${kind}`
}
