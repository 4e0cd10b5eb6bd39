import { afterEach, expect, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { dayMs, minuteMs, wallClock } from '#kernel/time.ts'
import type { Heard, Reader, ReaderNeeds } from '#networks/contract.ts'
import { replayCapabilities } from '#networks/replay/replay.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { gonePostsChannel } from '#listening/keeper.ts'
import { Listening } from '#listening/listening.ts'
import { postsOfWatch, toneOfWatch } from '#listening/posts.ts'
import { searchPosts, wouldHaveMatched } from '#listening/search.ts'
import type { ListeningTables } from '#listening/tables.ts'
import { addWatch, endWatches, watchCourses } from '#listening/watches.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

const startMs = Date.UTC(2026, 5, 2, 13)
const scripts = new URL('../../dist/server/', import.meta.url)
const undo: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

function post(n: number, text: string, change: Partial<Post> = {}): Post {
  const atMs = startMs + n * minuteMs
  return {
    id: `practice:${n}`,
    network: 'practice',
    source: 'practice:town',
    text,
    atMs,
    heardAtMs: atMs,
    author: { id: `p${n}` },
    ...change,
  }
}

/** A post of just now: on a live desk an old one expires. */
function fresh(n: number, text: string, author = { id: `p${n}` }): Post {
  const atMs = wallClock.nowMs() + n
  return post(n, text, { atMs, heardAtMs: atMs, author })
}

/** A reader whose far side is this list; it ends when the list does. */
function readerOf(heard: readonly Heard[], seen: (needs: ReaderNeeds) => void = () => undefined): Reader {
  return {
    source: 'practice:town',
    label: 'Town',
    capabilities: replayCapabilities,
    timeline: { kind: 'recorded', speed: 'max' },
    async *read(needs) {
      seen(needs)
      yield { kind: 'state', state: 'hearing' }
      yield* heard
      yield { kind: 'state', state: 'ended' }
    },
  }
}

async function storeWith(...rules: string[]): Promise<Store> {
  const store = await openTestStore([recordsMigrations, listeningMigrations])
  undo.push(() => store.close())
  const db = store.db.withTables<ListeningTables>()
  for (const [i, rule] of rules.entries()) {
    const input = {
      name: `Watch ${i}`,
      rule,
      purpose: 'To test the desk.',
      owner: 'Tests',
      endsAt: '2099-01-01T00:00:00.000Z',
    }
    await addWatch(db, `w${i}`, input, new Date(startMs))
  }
  return store
}

async function hear(
  store: Store,
  readers: readonly Reader[],
  mode: 'live' | 'replay' = 'replay',
): Promise<Listening> {
  const listening = await Listening.open({
    store,
    clock: wallClock,
    log: silentLog,
    readers,
    mode,
    scripts,
    matchThreads: 1,
  })
  undo.push(() => listening.close())
  listening.start(async () => undefined)
  await ended(listening)
  return listening
}

async function ended(listening: Listening): Promise<void> {
  await expect
    .poll(() => listening.coverage().sources.every((source) => source.state === 'ended'), { timeout: 25_000 })
    .toBe(true)
  await listening.settle()
}

async function keptTexts(listening: Listening, watchId: string): Promise<string[]> {
  return (await postsOfWatch(listening.db, watchId, { limit: 100 })).map((one) => one.text)
}

test('posts that fit a watch are kept, newest first; the others are counted and forgotten', async () => {
  const store = await storeWith('water')
  const listening = await hear(store, [
    readerOf([
      {
        kind: 'posts',
        posts: [post(1, 'brown water on Mill St'), post(2, 'nice weather'), post(3, 'water still brown')],
        cursor: 'v1:3',
      },
    ]),
  ])
  expect(await keptTexts(listening, 'w0')).toEqual(['water still brown', 'brown water on Mill St'])
  expect(listening.coverage().heardLastHour).toBe(3)
  const rows = await listening.db.selectFrom('posts').select('id').execute()
  expect(rows).toHaveLength(2)
})

test('reading goes on from the cursor that was kept with its posts', async () => {
  const store = await storeWith('water')
  await hear(store, [readerOf([{ kind: 'posts', posts: [post(1, 'water')], cursor: 'v1:1' }])], 'live')
  for (const step of undo.splice(1).toReversed()) await step()
  const seen: (string | undefined)[] = []
  await hear(store, [readerOf([], ({ cursor }) => seen.push(cursor))], 'live')
  expect(seen).toEqual(['v1:1'])
})

test('the same post a thousand times is kept and matched once', async () => {
  const store = await storeWith('water')
  const posts = Array.from({ length: 1000 }, () => post(1, 'water'))
  const listening = await hear(store, [
    readerOf([
      { kind: 'posts', posts },
      { kind: 'posts', posts },
    ]),
  ])
  expect(await keptTexts(listening, 'w0')).toEqual(['water'])
})

test('fifty thousand posts in one burst are all counted', async () => {
  const store = await storeWith('flood')
  const posts = Array.from({ length: 50_000 }, (_, n) =>
    post(0, n % 100 === 0 ? `flood ${n}` : `a fine day ${n}`, {
      id: `practice:${n}`,
      author: { id: `p${n}` },
    }),
  )
  const bursts = Array.from({ length: 50 }, (_, n): Heard => ({
    kind: 'posts',
    posts: posts.slice(n * 1000, (n + 1) * 1000),
  }))
  const listening = await Listening.open({
    store,
    clock: wallClock,
    log: silentLog,
    readers: [readerOf(bursts)],
    mode: 'replay',
    scripts,
    matchThreads: 1,
  })
  undo.push(() => listening.close())
  // The engine has measurements of its own; here it hears what fits the watch.
  await listening.setScope('flood')
  listening.start(async () => undefined)
  await ended(listening)
  expect(listening.coverage().heardLastHour).toBe(50_000)
  expect(await listening.db.selectFrom('matches').select('post_id').execute()).toHaveLength(500)
}, 60_000)

test('an edited post shows its new text', async () => {
  const store = await storeWith('water')
  const listening = await hear(store, [
    readerOf([
      { kind: 'posts', posts: [post(1, 'water')] },
      { kind: 'posts', posts: [post(1, 'water is clear again')] },
    ]),
  ])
  expect(await keptTexts(listening, 'w0')).toEqual(['water is clear again'])
})

test('a post the network took back is forgotten', async () => {
  const store = await storeWith('water')
  const listening = await hear(store, [
    readerOf([{ kind: 'posts', posts: [fresh(1, 'water'), fresh(2, 'more water')] }]),
  ])
  await hear(store, [readerOf([{ kind: 'deleted', ids: ['practice:1'] }])], 'live')
  expect(await keptTexts(listening, 'w0')).toEqual(['more water'])
})

test('a post taken back while it is still on its way is not kept', async () => {
  const store = await storeWith('water')
  const said: Heard[] = [
    { kind: 'posts', posts: [post(1, 'water'), post(2, 'more water')] },
    { kind: 'deleted', ids: ['practice:1'] },
  ]
  const listening = await hear(store, [readerOf(said)])
  expect(await keptTexts(listening, 'w0')).toEqual(['more water'])
})

test('a post that comes back after it was taken back is kept', async () => {
  const store = await storeWith('water')
  const again: Heard = { kind: 'posts', posts: [post(1, 'water')] }
  const listening = await hear(store, [readerOf([again, { kind: 'deleted', ids: ['practice:1'] }, again])])
  expect(await keptTexts(listening, 'w0')).toEqual(['water'])
})

test('all posts of an author who is gone are forgotten, and nobody else’s', async () => {
  const store = await storeWith('water')
  const one = { id: 'one' }
  const said = [fresh(1, 'water 1', one), fresh(2, 'water 2', one), fresh(3, 'water 3')]
  const first = await hear(store, [readerOf([{ kind: 'posts', posts: said }])])
  expect(await keptTexts(first, 'w0')).toHaveLength(3)
  const told: string[] = []
  undo.push(
    await store.listen(gonePostsChannel, (payload) =>
      told.push(...(JSON.parse(payload) as { ids: string[] }).ids),
    ),
  )
  const gone: Heard[] = [
    { kind: 'posts', posts: [fresh(4, 'water 4', one)] },
    { kind: 'author-gone', authorId: 'one', cursor: 'v1:4' },
  ]
  const listening = await hear(store, [readerOf(gone)], 'live')
  expect(await keptTexts(listening, 'w0')).toEqual(['water 3'])
  expect(await listening.db.selectFrom('matches').select('post_id').execute()).toEqual([
    { post_id: 'practice:3' },
  ])
  expect(await listening.db.selectFrom('sources').select('cursor').execute()).toEqual([{ cursor: 'v1:4' }])
  // The fourth is told too when it had been kept before its author left: both orders are right.
  await expect
    .poll(() => told.filter((id) => id !== 'practice:4').toSorted())
    .toEqual(['practice:1', 'practice:2'])
})

test.each([
  ['null characters and half pairs', 'water \u0000 \uD800 end'],
  ['right to left and zero width', 'water \u202E\u200B\u200F السيل'],
  ['emoji', 'water 👩‍👩‍👧‍👦🌊'],
  ['no spaces, many scripts', '洪水water水害'],
  ['twenty thousand characters', `water ${'x'.repeat(20_000)}`],
  ['quotes for the database', `water'); drop table posts; --`],
])('a post with %s is kept and the stream goes on', async (_what, text) => {
  const store = await storeWith('water OR next')
  const listening = await hear(store, [
    readerOf([{ kind: 'posts', posts: [post(1, text), post(2, 'next')] }]),
  ])
  expect(await keptTexts(listening, 'w0')).toContain('next')
})

test.each([Date.UTC(1970, 0, 1), Date.UTC(2099, 0, 1), Date.UTC(2026, 5, 1)])(
  'a post dated %d is kept and stops nothing',
  async (atMs) => {
    const store = await storeWith('water')
    const odd = post(2, 'water of another time', { atMs })
    const listening = await hear(store, [
      readerOf([{ kind: 'posts', posts: [post(1, 'water'), odd, post(3, 'water again')] }]),
    ])
    expect((await keptTexts(listening, 'w0')).toSorted()).toEqual([
      'water',
      'water again',
      'water of another time',
    ])
  },
)

test('input that could not be read is counted by its reason', async () => {
  const store = await storeWith()
  const listening = await hear(store, [
    readerOf([
      { kind: 'refused', why: 'too-long', count: 2 },
      { kind: 'refused', why: 'not-json', count: 1 },
    ]),
  ])
  expect(listening.coverage().sources[0]?.refused).toEqual([
    { why: 'too-long', count: 2 },
    { why: 'not-json', count: 1 },
  ])
})

test('a watch that ends matches nothing from then on', async () => {
  const store = await storeWith('water')
  let passOn = (): void => undefined
  const changed = new Promise<void>((resolve) => (passOn = resolve))
  const reader = readerOf([])
  const slow: Reader = {
    ...reader,
    async *read() {
      yield { kind: 'state', state: 'hearing' }
      yield { kind: 'posts', posts: [post(1, 'water before')] }
      await changed
      yield { kind: 'posts', posts: [post(2, 'water after')] }
      yield { kind: 'state', state: 'ended' }
    },
  }
  const listening = await Listening.open({
    store,
    clock: wallClock,
    log: silentLog,
    readers: [slow],
    mode: 'replay',
    scripts,
    matchThreads: 2,
  })
  undo.push(() => listening.close())
  listening.start(async () => undefined)
  await expect.poll(() => keptTexts(listening, 'w0'), { timeout: 10_000 }).toEqual(['water before'])
  await endWatches(listening.db, { id: 'w0' })
  await listening.rulesChanged()
  passOn()
  await ended(listening)
  expect(await keptTexts(listening, 'w0')).toEqual(['water before'])
})

test('search finds what the rule really matches among kept posts, page by page', async () => {
  const store = await storeWith('water OR news')
  const posts = Array.from({ length: 120 }, (_, n) =>
    post(n, n % 2 === 0 ? `brown water ${n}` : `water news ${n}`),
  )
  const listening = await hear(store, [readerOf([{ kind: 'posts', posts }])])
  const first = await searchPosts(listening, { q: '"brown water" -news' })
  expect(first.posts).toHaveLength(50)
  const second = await searchPosts(listening, { q: '"brown water" -news', before: first.next })
  expect(second.posts).toHaveLength(10)
  expect(second.next).toBeUndefined()
  const all = [...first.posts, ...second.posts].map((one) => one.at)
  expect(all).toEqual(all.toSorted().toReversed())
})

test('a rule can be tried on kept posts before it is saved', async () => {
  const store = await storeWith('water')
  const posts = Array.from({ length: 20 }, (_, n) =>
    post(n, n < 5 ? 'water is brown' : 'water is fine', { author: { id: `p${n % 3}` } }),
  )
  const listening = await hear(store, [readerOf([{ kind: 'posts', posts }])])
  const tried = await wouldHaveMatched(listening, 'brown', dayMs)
  expect(tried).toMatchObject({ matched: 5, of: 20, authors: 3 })
})

test('a watch shows what it heard today and per hour', async () => {
  const store = await storeWith('water')
  const posts = Array.from({ length: 90 }, (_, n) => post(n, `water ${n}`))
  const listening = await hear(store, [
    readerOf([
      { kind: 'posts', posts },
      { kind: 'clock', atMs: startMs + 95 * minuteMs },
    ]),
  ])
  const courses = await watchCourses(listening.db, new Date(startMs + 95 * minuteMs), new Date(startMs))
  expect(courses.get('w0')?.today).toBe(90)
  expect(courses.get('w0')?.course.reduce((sum, count) => sum + count, 0)).toBe(90)
})

test('posts that fit a watch are read, an edit is read anew, and how they sound is counted with what nobody can tell', async () => {
  const store = await storeWith('bus')
  const said = [
    post(0, 'The bus is late AGAIN, third time this week, terrible service, nobody answers the phone!'),
    post(1, 'When does the first bus leave on Sunday?'),
    post(2, 'bus'),
    post(3, 'A quiet walk by the river'),
  ]
  const edited = post(1, 'The first bus on Sunday leaves at seven')
  await hear(store, [
    readerOf([
      { kind: 'posts', posts: said, cursor: '1' },
      { kind: 'posts', posts: [edited], cursor: '2' },
    ]),
  ])
  const db = store.db.withTables<ListeningTables>()
  const tone = await toneOfWatch(db, 'w0', new Date(startMs))
  expect(tone).toMatchObject({ posts: 3, asks: 0, complains: 1 })
  expect(tone.negative + tone.neutral + tone.positive + tone.unsure).toBe(3)
  expect(tone.negative).toBe(1)
  expect(tone.unsure).toBeGreaterThanOrEqual(1)
  expect((await toneOfWatch(db, 'w0', new Date(startMs + 3 * minuteMs))).posts).toBe(0)
  const rows = await db.selectFrom('posts').select(['id', 'reading']).orderBy('id').execute()
  expect(rows.map((row) => [row.id, row.reading !== null])).toEqual([
    ['practice:0', true],
    ['practice:1', true],
    ['practice:2', true],
  ])
})

const taps = [
  'Brown water from every tap on Mill Street this morning, is it safe to drink?',
  'our tap water is brown this morning near Mill Street and in Cooper Lane',
  'The water on Mill Street is brown again, what is going on with the taps?',
  'Anyone else with brown water from the tap? We are on Mill Street',
  'Brown tap water in the whole building on Mill Street, nobody tells us anything',
  'My tap on Mill Street runs brown water since seven this morning',
]

test('posts behind a story have their language, also where their network declares none', async () => {
  const ordinary = Array.from({ length: 300 }, (_, n) =>
    post(
      n,
      `an ordinary remark number ${n} about the ${['cat', 'bus', 'sun', 'match', 'show'][n % 5]} today`,
    ),
  )
  const told = taps.map((text, n) => post(300 + n / 4, text, { id: `practice:tap-${n}` }))
  const store = await storeWith('tap cooper')
  const later = Array.from({ length: 60 }, (_, n) =>
    post(302 + n, `a later remark number ${n} about nothing`),
  )
  const posts = [...ordinary, ...told, ...later]
  const listening = await hear(store, [readerOf([{ kind: 'posts', posts, cursor: 'v1:1' }])])
  const kept = await listening.db
    .selectFrom('posts')
    .select(['id', 'lang'])
    .where('id', 'like', 'practice:tap-%')
    .execute()
  // The watch alone would have kept one.
  expect(kept.length).toBeGreaterThan(3)
  expect(kept.filter(({ lang }) => lang !== 'en')).toEqual([])
})
