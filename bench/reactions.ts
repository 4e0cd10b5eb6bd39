import { join } from 'node:path'
import { sql } from 'kysely'
import { silentLog } from '#kernel/log.ts'
import { dayMs, hourMs, wallClock } from '#kernel/time.ts'
import { Listening } from '#listening/listening.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import { ensurePostWeeks } from '#listening/posts.ts'
import { searchPosts } from '#listening/search.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { reactionsMigrations } from '#roles/reactions/migrations.ts'
import { Reactions } from '#roles/reactions/reactions.ts'
import { readPostsBehind, readSeries } from '#roles/reactions/boards/series.ts'
import { openStore, type Store } from '#store/store.ts'
import { dataFolder } from './support/built-desk.ts'
import { figure, machine } from './support/measure.ts'

/**
 * Ninety days of two million matched posts in an embedded store: what a dashboard, the posts behind a point, a search and a whole analysis cost. Beside each
 * dashboard figure, in the same run: the same counts made from the matches themselves instead of the counts a minute. Smaller: `npm run bench --
 * reactions --posts=200000`.
 */
const asked = process.argv.find((word) => word.startsWith('--posts='))?.slice(8)
const posts = Number(asked ?? 2_000_000)
const days = 90
const watchIds = Array.from({ length: 12 }, (_one, at) => `w${at}`)
const nowMs = Math.floor(Date.now() / hourMs) * hourMs
const fromMs = nowMs - days * dayMs
const iso = (ms: number): string => new Date(ms).toISOString()

const place = dataFolder()
try {
  figure({ bench: 'reactions', what: 'machine', ...machine() })
  const store = await openStore({
    ...{ dataDir: join(place.folder, 'live'), language: 'en', log: silentLog, progress: () => undefined },
    migrations: [recordsMigrations, listeningMigrations, reactionsMigrations],
  })
  try {
    await run(store)
  } finally {
    await store.close()
  }
} finally {
  place.remove()
}

async function run(store: Store): Promise<void> {
  const begun = performance.now()
  const listening = await Listening.open({
    ...{ store, clock: wallClock, log: silentLog, readers: [], mode: 'live', matchThreads: 1 },
    scripts: new URL('../dist/server/', import.meta.url),
  })
  try {
    await ensurePostWeeks(listening.db, fromMs, nowMs + dayMs)
    await fill(listening.db)
    figure({
      bench: 'reactions',
      what: 'filled',
      posts,
      seconds: Math.round((performance.now() - begun) / 1000),
    })
    await measure(store, listening)
  } finally {
    await listening.close()
  }
}

type Db = Listening['db']

/** Posts of made-up words by 20,000 authors, each in one to three of twelve watches, more by day than by night. */
async function fill(db: Db): Promise<void> {
  for (const [at, id] of watchIds.entries()) {
    const watch = {
      id,
      name: `Watch ${at}`,
      rule: `word${at}`,
      purpose: 'to be measured',
      owner: 'bench',
      state: 'live' as const,
    }
    await db
      .insertInto('watches')
      .values({
        ...watch,
        created_at: new Date(fromMs),
        ends_at: new Date(nowMs + dayMs),
        shown_in: null,
        owner_id: null,
        exception_id: null,
      })
      .execute()
  }
  const step = 100_000
  for (let from = 0; from < posts; from += step) await fillSome(db, from, Math.min(posts, from + step))
  await sql`
    insert into watch_minutes (watch_id, minute, posts, authors)
    select watch_id, date_trunc('minute', at), count(*)::int, count(*)::int from matches group by 1, 2`.execute(
    db,
  )
  await sql`
    insert into source_minutes (source, minute, heard)
    select 'bench', minute, 20 from generate_series(${new Date(fromMs)}::timestamptz, ${new Date(nowMs)}, interval '1 minute') as minute`.execute(
    db,
  )
  await sql`vacuum analyze`.execute(db)
}

async function fillSome(db: Db, from: number, to: number): Promise<void> {
  await sql`
    insert into posts (id, at, network, source, text, lang, author_id, media, body, words, heard_at, reading)
    select id, at, 'bench', 'bench', said, lang, author, false,
      jsonb_build_object('id', id, 'network', 'bench', 'source', 'bench', 'text', said, 'lang', lang,
        'atMs', extract(epoch from at) * 1000, 'heardAtMs', extract(epoch from at) * 1000, 'author', jsonb_build_object('id', author)),
      array_to_tsvector(string_to_array(said, ' ')), at,
      jsonb_build_object('tone', (array['negative', 'neutral', 'positive', 'unsure'])[1 + n % 4], 'asks', n % 9 = 0, 'complains', false)
    from (
      select n, 'bench:' || n as id, case when n % 3 = 0 then 'fr' else 'en' end as lang, 'a' || (hashint4(n) & 16383) as author,
        (select string_agg(distinct word, ' ') from (
          select 'word' || floor(power(((hashint4(n * 31 + w) & 1048575)::float8 / 1048576), 3) * 40000)::int as word
          from generate_series(1, 14) as w) as words) as said,
        ${new Date(fromMs)}::timestamptz + (n::float8 / ${posts} * ${days}) * interval '1 day' as at
      from generate_series(${from}::int, ${to - 1}::int) as n) as made`.execute(db)
  await sql`
    insert into matches (watch_id, post_id, at)
    select distinct 'w' || (hashint4(n * 7 + k) & 2147483647) % 12, 'bench:' || n,
      ${new Date(fromMs)}::timestamptz + (n::float8 / ${posts} * ${days}) * interval '1 day'
    from generate_series(${from}::int, ${to - 1}::int) as n, generate_series(0, n % 3) as k on conflict do nothing`.execute(
    db,
  )
}

async function measure(store: Store, listening: Listening): Promise<void> {
  let ids = 0
  const reactions = new Reactions({
    ...{ store, listening, log: silentLog, nowMs: () => Date.now(), newId: () => `bench-${ids++}` },
    ...{ timeZone: async () => 'America/Toronto', ourHandles: async () => [] },
    policy: async () => ({ knownHandles: new Set<string>(), own: undefined }),
  })
  for (const [what, forMs, watches] of [
    ['one watch, a day', dayMs, 1],
    ['twelve watches, a week', 7 * dayMs, 12],
    ['twelve watches, 90 days', days * dayMs, 12],
  ] as const) {
    const query = {
      watches: watchIds.slice(0, watches).join(','),
      from: iso(nowMs - forMs),
      to: iso(nowMs),
      points: 400,
    }
    const ours = await timed(10, () => readSeries(reactions.ground, query))
    const beside = await timed(3, () => fromMatches(listening.db, watchIds.slice(0, watches), nowMs - forMs))
    figure({
      bench: 'reactions',
      what: `series: ${what}`,
      ...ours,
      fromMatchesMs: beside.p50Ms,
      timesSlower: ratio(beside, ours),
    })
  }
  await behind(listening.db)
  await search(listening)
  await analysis(reactions)
}

/** The same counts without the counts a minute. */
function fromMatches(db: Db, ids: readonly string[], sinceMs: number): Promise<unknown> {
  return sql`
    select watch_id, date_bin(interval '6 hours', at, ${new Date(sinceMs)}::timestamptz) as bucket, count(*)::int
    from matches where watch_id = any(${[...ids]}::text[]) and at >= ${new Date(sinceMs)} group by 1, 2`.execute(
    db,
  )
}

async function behind(db: Db): Promise<void> {
  const query = { watches: watchIds.join(','), from: iso(fromMs), to: iso(nowMs) }
  const page = { before: undefined, limit: 50 }
  figure({
    bench: 'reactions',
    what: 'posts behind a point: twelve watches, 90 days',
    ...(await timed(10, () => readPostsBehind(db, query, page))),
  })
  const rare = { ...query, tone: 'negative' as const, lang: 'fr', asks: 'yes' as const }
  figure({
    bench: 'reactions',
    what: 'the same, negative questions in French',
    ...(await timed(10, () => readPostsBehind(db, rare, page))),
  })
}

async function search(listening: Listening): Promise<void> {
  // Words from the most said to the hardly said; some of them never stand together.
  const rules = [1, 40, 400, 4000, 12_000, 30_000].flatMap((at) => [
    `word${at}`,
    `word${at} word${at + 1}`,
    `word${at} OR word${at * 2}`,
  ])
  const times: number[] = []
  for (const q of rules)
    for (let again = 0; again < 5; again++) {
      const begun = performance.now()
      await searchPosts(listening, { q, from: iso(fromMs) })
      times.push(performance.now() - begun)
    }
  figure({ bench: 'reactions', what: 'search over 90 days', asked: times.length, ...percentiles(times) })
}

async function analysis(reactions: Reactions): Promise<void> {
  const by = { actor: { kind: 'desk' as const }, name: 'bench' }
  const startedAt = iso(nowMs - 2 * dayMs)
  const begun = performance.now()
  const made = await reactions.create(
    {
      title: 'Measured',
      text: 'From November 8',
      watchIds: ['w0', 'w1'],
      startedAt,
      baselineDays: 28,
      reactionHours: 48,
    },
    { by, mayWatch: true },
  )
  if (!made.ok) throw new Error(made.problem.en)
  figure({
    bench: 'reactions',
    what: 'an announcement begun, 28 days of baseline frozen',
    ms: Math.round(performance.now() - begun),
  })
  const first = performance.now()
  const found = await reactions.analysis(made.value.id)
  figure({
    bench: 'reactions',
    what: 'its whole analysis',
    posts: found?.volume.posts,
    ms: Math.round(performance.now() - first),
  })
  figure({
    bench: 'reactions',
    what: 'the list of announcements',
    ...(await timed(5, () => reactions.list())),
  })
}

async function timed(times: number, work: () => Promise<unknown>): Promise<{ p50Ms: number; p95Ms: number }> {
  const took: number[] = []
  for (let at = 0; at < times; at++) {
    const begun = performance.now()
    await work()
    took.push(performance.now() - begun)
  }
  return percentiles(took)
}

function percentiles(times: readonly number[]): { p50Ms: number; p95Ms: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): number =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10
  return { p50Ms: at(0.5), p95Ms: at(0.95) }
}

function ratio(beside: { p50Ms: number }, ours: { p50Ms: number }): number {
  return Math.round((beside.p50Ms / ours.p50Ms) * 10) / 10
}
