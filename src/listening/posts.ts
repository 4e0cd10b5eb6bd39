import { sql } from 'kysely'
import type { Post } from '#kernel/post.ts'
import { spokenWords, tokens } from '#language/tokens.ts'
import { storableJson, storableText } from '#store/storable.ts'
import { ensureWeeks } from '#store/partitions.ts'
import type { Gone } from '#stream/trends-contract.ts'
import type { PostReading, WatchTone } from '#listening/contract.ts'
import type { ListeningDb } from '#listening/tables.ts'

/** A post that fits a watch. `copy`: it says what another one said, so its watch counts it once only. */
export type Match = { watchId: string; postId: string; atMs: number; copy?: boolean }

/** A minute of a watch. */
export type WatchMinute = { watchId: string; minuteMs: number }

/** Where a page of posts goes on: everything strictly older than this post. */
export type Before = { atMs: number; id: string }

const wordsMax = 2000
const lexemeLengthMax = 500

/** The words a post can be found by, as one space-separated text; the matcher's own tokens. */
export function wordsOf(post: Post): string {
  const words = new Set<string>()
  for (const token of tokens(storableText(`${post.text} ${post.quotedText ?? ''}`))) {
    if (words.size >= wordsMax) break
    for (const said of [token.text, ...spokenWords(token)]) {
      const word = said.replaceAll(/\s/gu, '').slice(0, lexemeLengthMax)
      if (word !== '') words.add(word)
    }
  }
  return [...words].join(' ')
}

/**
 * Keeps posts: a post heard before stays once, an edited one replaces its text. What was read of them comes by post id, and is added where a story kept
 * the post before a watch read it.
 *
 * Limits: at most 2,000 words of a post can be searched.
 */
export async function keepPosts(
  db: ListeningDb,
  posts: readonly Post[],
  readings: ReadonlyMap<string, PostReading> = new Map(),
): Promise<void> {
  const distinct = [...new Map(posts.map((post) => [storableText(post.id), post])).values()]
  if (distinct.length === 0) return
  const column = <T>(of: (post: Post) => T): T[] => distinct.map(of)
  await sql`
    insert into posts (id, at, network, source, text, lang, author_id, media, body, words, heard_at, reading)
    select id, at, network, source, text, lang, author_id, media, body::jsonb,
      array_to_tsvector(array_remove(string_to_array(words, ' '), '')), heard_at, reading::jsonb
    from unnest(
      ${column((post) => storableText(post.id))}::text[],
      ${column((post) => new Date(post.atMs))}::timestamptz[],
      ${column((post) => storableText(post.network))}::text[],
      ${column((post) => storableText(post.source))}::text[],
      ${column((post) => storableText(post.text))}::text[],
      ${column((post) => post.lang ?? null)}::text[],
      ${column((post) => (post.author === undefined ? null : storableText(post.author.id)))}::text[],
      ${column((post) => post.author?.kind === 'media')}::boolean[],
      ${column(storableJson)}::text[],
      ${column(wordsOf)}::text[],
      ${column((post) => new Date(post.heardAtMs))}::timestamptz[],
      ${column((post) => jsonOrNull(readings.get(post.id)))}::text[]
    ) as heard(id, at, network, source, text, lang, author_id, media, body, words, heard_at, reading)
    on conflict (id, at) do update
      set text = excluded.text, body = excluded.body, words = excluded.words, lang = excluded.lang,
        reading = coalesce(excluded.reading, case when posts.text = excluded.text then posts.reading end)
      where posts.text is distinct from excluded.text
        or (posts.reading is null and excluded.reading is not null)`.execute(db)
}

function jsonOrNull(reading: PostReading | undefined): string | null {
  return reading === undefined ? null : JSON.stringify(reading)
}

/**
 * Keeps which post fits which watch, and counts it in the minute it was said. Saying it twice is harmless: only a match
 * that was not there before is counted, whatever was read again, and however often.
 *
 * @returns the minutes that now have more matches
 */
export async function keepMatches(db: ListeningDb, matches: readonly Match[]): Promise<WatchMinute[]> {
  if (matches.length === 0) return []
  const { rows } = await sql<{ watch_id: string; minute: Date }>`
    with said as (
      select distinct on (watch_id, post_id, at) * from unnest(
        ${matches.map((match) => match.watchId)}::text[],
        ${matches.map((match) => storableText(match.postId))}::text[],
        ${matches.map((match) => new Date(match.atMs))}::timestamptz[],
        ${matches.map((match) => match.copy === true)}::boolean[]) as said(watch_id, post_id, at, copy)),
    fresh as (
      insert into matches (watch_id, post_id, at) select watch_id, post_id, at from said
      on conflict do nothing returning watch_id, post_id, at),
    hours as (
      insert into watch_hours (watch_id, hour, posts)
      select watch_id, date_trunc('hour', at), (count(*) filter (where not copy))::int
      from fresh join said using (watch_id, post_id, at) group by 1, 2
      on conflict (watch_id, hour) do update set posts = watch_hours.posts + excluded.posts)
    insert into watch_minutes (watch_id, minute, posts, authors)
    select watch_id, date_trunc('minute', at), (count(*) filter (where not copy))::int, 0
    from fresh join said using (watch_id, post_id, at) group by 1, 2
    on conflict (watch_id, minute) do update set posts = watch_minutes.posts + excluded.posts
    returning watch_id, minute`.execute(db)
  return rows.map((row) => ({ watchId: row.watch_id, minuteMs: row.minute.getTime() }))
}

/** Counts the different authors of these minutes anew from the posts that are kept; a count never falls. */
export async function keepAuthorCounts(db: ListeningDb, minutes: readonly WatchMinute[]): Promise<void> {
  if (minutes.length === 0) return
  await sql`
    update watch_minutes set authors = greatest(watch_minutes.authors, counted.authors) from (
      select touched.watch_id, touched.minute, count(distinct coalesce(posts.author_id, posts.id))::int as authors
      from unnest(
        ${minutes.map((row) => row.watchId)}::text[],
        ${minutes.map((row) => new Date(row.minuteMs))}::timestamptz[]) as touched(watch_id, minute)
      join matches on matches.watch_id = touched.watch_id
        and matches.at >= touched.minute and matches.at < touched.minute + interval '1 minute'
      join posts on posts.id = matches.post_id and posts.at = matches.at
      group by 1, 2) as counted
    where watch_minutes.watch_id = counted.watch_id and watch_minutes.minute = counted.minute`.execute(db)
}

/** The last minutes in which any watch heard something: a crash may have left their authors uncounted. */
export async function newestMinutes(db: ListeningDb): Promise<WatchMinute[]> {
  const { rows } = await sql<{ watch_id: string; minute: Date }>`
    select watch_id, minute from watch_minutes
    where minute > (select max(minute) from watch_minutes) - interval '10 minutes' limit 10000`.execute(db)
  return rows.map((row) => ({ watchId: row.watch_id, minuteMs: row.minute.getTime() }))
}

/** The newest posts that fitted a watch, oldest first: what a new post may be a copy of. */
export async function newestWatched(db: ListeningDb, limit: number): Promise<Post[]> {
  const rows = await db
    .selectFrom('posts')
    .select('body')
    .where((where) =>
      where.exists(
        where
          .selectFrom('matches')
          .select('watch_id')
          .whereRef('matches.post_id', '=', 'posts.id')
          .whereRef('matches.at', '=', 'posts.at'),
      ),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => row.body).toReversed()
}

/** Makes room for posts of these weeks before they are written. */
export async function ensurePostWeeks(db: ListeningDb, fromMs: number, toMs: number): Promise<void> {
  await ensureWeeks(db, 'posts', fromMs, toMs)
  await ensureWeeks(db, 'matches', fromMs, toMs)
}

/** Forgets posts the network says are gone, all posts of authors who are, and what they matched; says which were kept. */
export async function forgetPosts(db: ListeningDb, { ids, authorIds }: Gone): Promise<string[]> {
  const rows = await db
    .deleteFrom('posts')
    .where(
      sql<boolean>`id = any(${ids.map(storableText)}::text[]) or author_id = any(${authorIds.map(storableText)}::text[])`,
    )
    .returning(['id', 'at'])
    .execute()
  if (rows.length === 0) return []
  await sql`
    delete from matches using unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.at)}::timestamptz[]) as gone(id, at)
    where matches.post_id = gone.id and matches.at = gone.at`.execute(db)
  return rows.map((row) => row.id)
}

/** Forgets posts heard before this moment whatever their own date says, and matches whose post is gone. */
export async function expirePosts(db: ListeningDb, before: Date): Promise<void> {
  await db
    .deleteFrom('posts')
    .where((where) => where.or([where('at', '<', before), where('heard_at', '<', before)]))
    .execute()
  await sql`
    delete from matches where at < ${before} or (at > now() + interval '2 days'
      and not exists (select from posts where posts.id = matches.post_id and posts.at = matches.at))`.execute(
    db,
  )
}

/** The newest posts of a watch, strictly by time, newest first. */
export async function postsOfWatch(
  db: ListeningDb,
  watchId: string,
  page: { before?: Before | undefined; limit: number },
): Promise<Post[]> {
  const older = page.before
  const rows = await db
    .selectFrom('matches')
    .innerJoin('posts', (join) =>
      join.onRef('posts.id', '=', 'matches.post_id').onRef('posts.at', '=', 'matches.at'),
    )
    .select('posts.body')
    .where('matches.watch_id', '=', watchId)
    .$if(older !== undefined, (query) =>
      query.where(
        sql<boolean>`(matches.at, matches.post_id) < (${new Date(older?.atMs ?? 0)}, ${older?.id ?? ''})`,
      ),
    )
    .orderBy('matches.at', 'desc')
    .orderBy('matches.post_id', 'desc')
    .limit(page.limit)
    .execute()
  return rows.map((row) => row.body)
}

/** How the posts of a watch since a moment sound: how many were read, and of these how many of each kind. */
export async function toneOfWatch(
  db: ListeningDb,
  watchId: string,
  since: Date,
): Promise<Omit<WatchTone, 'since' | 'coverage'>> {
  const { rows } = await sql<Omit<WatchTone, 'since' | 'coverage'>>`
    select count(*)::int as posts,
      (count(*) filter (where reading->>'tone' = 'negative'))::int as negative,
      (count(*) filter (where reading->>'tone' = 'neutral'))::int as neutral,
      (count(*) filter (where reading->>'tone' = 'positive'))::int as positive,
      (count(*) filter (where reading->>'tone' = 'unsure'))::int as unsure,
      (count(*) filter (where (reading->>'asks')::boolean))::int as asks,
      (count(*) filter (where (reading->>'complains')::boolean))::int as complains
    from matches join posts on posts.id = matches.post_id and posts.at = matches.at
    where matches.watch_id = ${watchId} and matches.at >= ${since} and posts.at >= ${since}
      and posts.reading is not null`.execute(db)
  const none = { posts: 0, negative: 0, neutral: 0, positive: 0, unsure: 0, asks: 0, complains: 0 }
  return rows[0] ?? none
}

/** The kept posts among these ids, newest first. Narrowed by time so that only their weeks are opened. */
export async function postsById(
  db: ListeningDb,
  ids: readonly string[],
  within: { fromMs: number; toMs: number },
): Promise<Post[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('posts')
    .select('body')
    .where('id', 'in', [...ids])
    .where('at', '>=', new Date(within.fromMs))
    .where('at', '<=', new Date(within.toMs))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => row.body)
}

/** Kept posts whose words satisfy the query text, newest first: candidates that the matcher then decides on. */
export async function candidatePosts(
  db: ListeningDb,
  page: {
    tsquery?: string | undefined
    fromMs: number
    toMs: number
    before?: Before | undefined
    limit: number
  },
): Promise<Post[]> {
  const older = page.before
  const rows = await db
    .selectFrom('posts')
    .select('body')
    .where('at', '>=', new Date(page.fromMs))
    .where('at', '<=', new Date(page.toMs))
    .$if(page.tsquery !== undefined, (query) =>
      query.where(sql<boolean>`words @@ ${page.tsquery ?? ''}::tsquery`),
    )
    .$if(older !== undefined, (query) =>
      query.where(sql<boolean>`(at, id) < (${new Date(older?.atMs ?? 0)}, ${older?.id ?? ''})`),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute()
  return rows.map((row) => row.body)
}

/** News items that mention all of these words, oldest first. */
export async function mediaPosts(db: ListeningDb, fromMs: number, toMs: number): Promise<Post[]> {
  const rows = await db
    .selectFrom('posts')
    .select('body')
    .where('media', '=', true)
    .where('at', '>=', new Date(fromMs))
    .where('at', '<=', new Date(toMs))
    .orderBy('at')
    .limit(500)
    .execute()
  return rows.map((row) => row.body)
}
