import { sql } from 'kysely'
import { hourMs, minuteMs } from '#kernel/time.ts'
import type { Post } from '#kernel/post.ts'
import type { PostReading } from '#listening/contract.ts'
import type { ListeningDb } from '#listening/tables.ts'
import { noTones, type ToneCounts, type ToneName } from '#roles/reactions/rules/tones.ts'

/** Posts that fit any of these watches, each once, from one moment to before another. */
export type Scope = { watchIds: readonly string[]; fromMs: number; toMs: number }

/** A value posts have, with how many do and by how many authors. */
export type Counted = { name: string; posts: number; authors: number }

/** Everything that is counted of a set of posts without reading their words. */
export type Facets = {
  posts: number
  authors: number
  reposts: number
  tones: ToneCounts
  languages: (Counted & { tones: ToneCounts })[]
  networks: Counted[]
  /** Only what at least three authors share. */
  places: Counted[]
  /** `media`, `official`, `bot`, `others`. */
  kinds: Counted[]
  /** Names of media and official accounts: `kind` and posts. */
  names: { kind: string; name: string; posts: number }[]
  /** Of posts with a mood the tool is sure of, in languages whose feelings are read. */
  emotions: { counts: Record<string, number>; languages: string[]; authors: number }
}

const languagesMax = 8
const placesMax = 20
const placeAuthorsLeast = 3
const namesMax = 10

type Row = { facet: string; name: string; more: string; posts: number; authors: number }

const within = ({ watchIds, fromMs, toMs }: Scope) => sql`
  fit as materialized (
    select distinct post_id, at from matches
    where watch_id = any(${[...watchIds]}::text[]) and at >= ${new Date(fromMs)} and at < ${new Date(toMs)})`

/** Joins the posts of a scope; the moments again, so that only their weeks are opened. */
const seenPosts = ({ fromMs, toMs }: Scope) => sql`
  fit join posts p on p.id = fit.post_id and p.at = fit.at
    and p.at >= ${new Date(fromMs)} and p.at < ${new Date(toMs)}`

const kindOf = sql`case when p.body->'author'->>'kind' in ('media', 'official', 'bot') then p.body->'author'->>'kind' else 'others' end`

/** Counts posts by everything that is known of them, in one walk. Authors are told apart by 64 bits of hash, which sort faster than names. */
export async function countFacets(db: ListeningDb, scope: Scope): Promise<Facets> {
  const { rows } = await sql<Row>`
    with ${within(scope)}, seen as materialized (
      select hashtextextended(coalesce(p.author_id, p.id), 0) as author, coalesce(p.lang, 'und') as lang, p.network, ${kindOf} as kind,
        p.body->>'place' as place, coalesce(p.body->'author'->>'name', p.body->'author'->>'handle', p.source) as called,
        p.reading->>'tone' as tone, p.reading->>'emotion' as emotion,
        (p.body ? 'repostOf' or p.text like 'RT @%') as repost
      from ${seenPosts(scope)})
    select facet, name, more, count(*)::int as posts, count(distinct author)::int as authors from (
      select 'all' as facet, '' as name, '' as more, author from seen
      union all select 'repost', '', '', author from seen where repost
      union all select 'tone', tone, '', author from seen where tone is not null
      union all select 'read', case when tone = 'unsure' then '' else 'sure' end, '', author from seen where tone is not null
      union all select 'read-all', '', '', author from seen where tone is not null
      union all select 'lang', lang, '', author from seen
      union all select 'lang-tone', lang, tone, author from seen where tone is not null
      union all select 'lang-sure', lang, '', author from seen where tone is not null and tone <> 'unsure'
      union all select 'lang-read', lang, '', author from seen where tone is not null
      union all select 'network', network, '', author from seen
      union all select 'place', place, '', author from seen where place is not null
      union all select 'kind', kind, '', author from seen
      union all select 'name', called, kind, author from seen where kind in ('media', 'official')
      union all select 'emotion', emotion, lang, author from seen where emotion is not null and tone in ('negative', 'positive')
      union all select 'felt', '', '', author from seen where emotion <> 'unsure' and tone in ('negative', 'positive')
    ) as one group by 1, 2, 3`.execute(db)
  return facetsOf(rows)
}

function facetsOf(rows: readonly Row[]): Facets {
  const of = (facet: string): Row[] =>
    rows
      .filter((row) => row.facet === facet)
      .toSorted((a, b) => b.posts - a.posts || (a.name < b.name ? -1 : 1))
  const one = (facet: string, name = ''): Row | undefined =>
    rows.find((row) => row.facet === facet && row.name === name)
  const emotions: Record<string, number> = {}
  for (const { name, posts } of of('emotion')) emotions[name] = (emotions[name] ?? 0) + posts
  return {
    posts: one('all')?.posts ?? 0,
    authors: one('all')?.authors ?? 0,
    reposts: one('repost')?.posts ?? 0,
    tones: tonesFrom(of('tone'), { all: one('read-all'), sure: one('read', 'sure') }),
    languages: of('lang')
      .slice(0, languagesMax)
      .map((row) => ({
        ...counted(row),
        tones: tonesFrom(
          of('lang-tone').flatMap((tone) => (tone.name === row.name ? [{ ...tone, name: tone.more }] : [])),
          { all: one('lang-read', row.name), sure: one('lang-sure', row.name) },
        ),
      })),
    networks: of('network').map(counted),
    places: of('place')
      .filter(({ authors }) => authors >= placeAuthorsLeast)
      .slice(0, placesMax)
      .map(counted),
    kinds: of('kind').map(counted),
    names: of('name')
      .slice(0, namesMax)
      .map(({ name, more, posts }) => ({ kind: more, name, posts })),
    emotions: {
      counts: emotions,
      languages: [...new Set(of('emotion').map(({ more }) => more))].toSorted(),
      authors: one('felt')?.authors ?? 0,
    },
  }
}

function counted({ name, posts, authors }: Row): Counted {
  return { name, posts, authors }
}

function tonesFrom(rows: readonly Row[], of: { all: Row | undefined; sure: Row | undefined }): ToneCounts {
  const counts: Record<ToneName, number> = { negative: 0, neutral: 0, positive: 0, unsure: 0 }
  for (const { name, posts } of rows) if (name in counts) counts[name as ToneName] = posts
  return { ...noTones, ...counts, authors: of.all?.authors ?? 0, sureAuthors: of.sure?.authors ?? 0 }
}

/** Posts and different authors in buckets of this width from `fromMs` on; empty buckets are missing. */
export async function countCourse(
  db: ListeningDb,
  scope: Scope,
  bucketMin: number,
): Promise<Map<number, { posts: number; authors: number }>> {
  const { rows } = await sql<{ bucket: number; posts: number; authors: number }>`
    with ${within(scope)}
    select floor(extract(epoch from fit.at - ${new Date(scope.fromMs)}::timestamptz) / ${(bucketMin * minuteMs) / 1000})::int as bucket,
      count(*)::int as posts, count(distinct hashtextextended(coalesce(p.author_id, p.id), 0))::int as authors
    from ${seenPosts(scope)} group by 1`.execute(db)
  return new Map(rows.map(({ bucket, posts, authors }) => [bucket, { posts, authors }]))
}

/** Posts an hour, from whole hours of UTC on; hours without any are 0. */
export async function countHours(db: ListeningDb, scope: Scope): Promise<number[]> {
  const { rows } = await sql<{ hour: number; posts: number }>`
    with ${within(scope)}
    select floor(extract(epoch from at - ${new Date(scope.fromMs)}::timestamptz) / 3600)::int as hour, count(*)::int as posts
    from fit group by 1`.execute(db)
  const hours = Array.from({ length: Math.ceil((scope.toMs - scope.fromMs) / hourMs) }, () => 0)
  for (const { hour, posts } of rows) hours[hour] = posts
  return hours
}

/**
 * The hours (epoch ms of their beginning) that say nothing: those in which sources that bring at least half of what is heard in this time were
 * not heard for at least half of the hour.
 */
export async function unheardHours(db: ListeningDb, fromMs: number, toMs: number): Promise<Set<number>> {
  const from = new Date(fromMs)
  const to = new Date(toMs)
  const { rows } = await sql<{ hour: Date }>`
    with said as (
      select source, sum(heard)::float8 as heard from source_minutes where minute >= ${from} and minute < ${to} group by 1),
    hours as (
      select hour, gaps.source, sum(extract(epoch from least(to_at, hour + interval '1 hour') - greatest(from_at, hour))) as missed
      from gaps, generate_series(date_trunc('hour', greatest(from_at, ${from}::timestamptz)), least(to_at, ${to}::timestamptz), interval '1 hour') as hour
      where to_at > ${from} and from_at < ${to} group by 1, 2)
    select hour from hours join said using (source) where missed >= 1800
    group by hour having sum(heard) >= 0.5 * (select sum(heard) from said)`.execute(db)
  return new Set(rows.map(({ hour }) => hour.getTime()))
}

/** How many posts there are. */
export async function countPosts(db: ListeningDb, scope: Scope): Promise<number> {
  const { rows } = await sql<{
    posts: number
  }>`with ${within(scope)} select count(*)::int as posts from fit`.execute(db)
  return rows[0]?.posts ?? 0
}

/** The posts themselves with what was read of them; where there are more than `limit`, a sample that is the same every time. */
export async function readTexts(
  db: ListeningDb,
  scope: Scope,
  limit: number,
): Promise<{ post: Post; reading: PostReading | null }[]> {
  const { rows } = await sql<{ body: Post; reading: PostReading | null }>`
    with ${within(scope)}, picked as (select post_id, at from fit order by hashtext(post_id), post_id limit ${limit})
    select p.body, p.reading from picked join posts p on p.id = picked.post_id and p.at = picked.at
      and p.at >= ${new Date(scope.fromMs)} and p.at < ${new Date(scope.toMs)}`.execute(db)
  return rows.map(({ body, reading }) => ({ post: body, reading }))
}

/** News items among the posts, oldest first. */
export async function readMedia(db: ListeningDb, scope: Scope, limit: number): Promise<Post[]> {
  const { rows } = await sql<{ body: Post }>`
    with ${within(scope)} select p.body from ${seenPosts(scope)} where p.media order by p.at, p.id limit ${limit}`.execute(
    db,
  )
  return rows.map(({ body }) => body)
}

/** How many different newsrooms are among the authors. */
export async function countOutlets(
  db: ListeningDb,
  scope: Scope,
): Promise<{ outlets: number; items: number }> {
  const { rows } = await sql<{ outlets: number; items: number }>`
    with ${within(scope)} select count(distinct coalesce(p.author_id, p.source))::int as outlets, count(*)::int as items
    from ${seenPosts(scope)} where p.media`.execute(db)
  return rows[0] ?? { outlets: 0, items: 0 }
}

/** Kept posts by official accounts that reply to one of these; oldest first. Looks at official accounts' posts since then only. */
export async function officialReplies(
  db: ListeningDb,
  o: { ids: readonly string[]; sinceMs: number; ourHandles: readonly string[] },
): Promise<Post[]> {
  if (o.ids.length === 0) return []
  const { rows } = await sql<{ body: Post }>`
    select body from posts
    where at >= ${new Date(o.sinceMs)} and body->>'replyTo' = any(${[...o.ids]}::text[])
      and (body->'author'->>'kind' = 'official' or lower(ltrim(body->'author'->>'handle', '@')) = any(${[...o.ourHandles]}::text[]))
    order by at, id limit 1000`.execute(db)
  return rows.map(({ body }) => body)
}
