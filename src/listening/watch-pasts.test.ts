import { afterEach, expect, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { hourMs, minuteMs, wallClock } from '#kernel/time.ts'
import type { Coverage } from '#listening/contract.ts'
import type { Heard } from '#networks/contract.ts'
import { Listening } from '#listening/listening.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import type { ListeningTables } from '#listening/tables.ts'
import { talker } from '#listening/test-talker.ts'
import { addWatch, endWatches } from '#listening/watches.ts'
import { recordsMigrations } from '#records/migrations.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

// A watch that is begun in the middle of a practice day or a replay is told what it would have heard; on a live desk it is not.

const source = 'practice:town'
const startMs = Math.floor(wallClock.nowMs() / hourMs) * hourMs - 3 * hourMs
const scripts = new URL('../../dist/server/', import.meta.url)
const undo: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

function post(minute: number, text: string, change: Partial<Post> = {}): Post {
  const atMs = startMs + minute * minuteMs
  const id = `practice:${minute}`
  return {
    id,
    network: 'practice',
    source,
    text,
    atMs,
    heardAtMs: atMs,
    author: { id: `p${minute}` },
    ...change,
  }
}

const history = [
  post(1, 'Is the library open today?'),
  post(2, 'Water is brown on Mill Street'),
  post(3, 'Nobody at the library knows when the new books come'),
  post(4, 'Nobody at the library knows when the new books come'),
  post(70, 'The library needs a new roof, says the mayor'),
]

type Town = {
  store: Store
  listening: Listening
  /** Says it, and waits until it is counted and kept. */
  say: (heard: Extract<Heard, { kind: 'posts' | 'deleted' }>) => Promise<void>
}

async function open(mode: Coverage['mode']): Promise<Town> {
  const store = await openTestStore([recordsMigrations, listeningMigrations])
  undo.push(() => store.close())
  await watch(store, 'water', 'water')
  const { reader, say } = talker(source)
  const about = { store, clock: wallClock, log: silentLog, scripts, matchThreads: 1 }
  const listening = await Listening.open({
    ...about,
    ...{ mode, readers: [reader], history: { source, posts: history } },
  })
  undo.push(() => listening.close())
  listening.start(async () => undefined)
  await expect.poll(() => listening.coverage().sources[0]?.state, { timeout: 15_000 }).toBe('hearing')
  await listening.settle()
  let cursors = 0
  const sayAll: Town['say'] = async (heard) => {
    const cursor = `v1:${++cursors}`
    say({ ...heard, cursor })
    await expect.poll(() => cursorOf(listening), { timeout: 15_000 }).toEqual({ cursor })
  }
  return { store, listening, say: sayAll }
}

async function cursorOf(listening: Listening): Promise<unknown> {
  await listening.settle()
  return listening.db.selectFrom('sources').select('cursor').where('source', '=', source).executeTakeFirst()
}

function posts(...said: Post[]): Extract<Heard, { kind: 'posts' }> {
  return { kind: 'posts', posts: said, cursor: '' }
}

async function watch(store: Store, id: string, rule: string): Promise<void> {
  const about = { name: id, purpose: 'To test the desk.', owner: 'Tests', endsAt: '2099-01-01T00:00:00.000Z' }
  await addWatch(store.db.withTables<ListeningTables>(), id, { ...about, rule }, new Date())
}

async function begin({ store, listening }: Town, id: string, rule: string): Promise<void> {
  await watch(store, id, rule)
  await listening.rulesChanged()
  await listening.settle()
}

/** What is counted for a watch, as minutes after the start, and its hours; a sum of both is the same number. */
async function counts({ listening: { db } }: Town, id: string) {
  const minutes = await db
    .selectFrom('watch_minutes')
    .selectAll()
    .where('watch_id', '=', id)
    .orderBy('minute')
    .execute()
  const hours = await db
    .selectFrom('watch_hours')
    .selectAll()
    .where('watch_id', '=', id)
    .orderBy('hour')
    .execute()
  const matches = await db
    .selectFrom('matches')
    .select('post_id')
    .where('watch_id', '=', id)
    .orderBy('at')
    .execute()
  return {
    minutes: minutes.map((row) => [(row.minute.getTime() - startMs) / minuteMs, row.posts]),
    hours: hours.map((row) => row.posts),
    matches: matches.map((row) => row.post_id),
  }
}

const libraryPast = {
  minutes: [
    [1, 1],
    [3, 1],
    [4, 0],
    [70, 1],
  ],
  hours: [2, 1],
  matches: ['practice:1', 'practice:3', 'practice:4', 'practice:70'],
}

test.each(['practice', 'replay'] as const)(
  'on a %s day a watch that is begun late is counted from the first post on, copies once',
  async (mode) => {
    const town = await open(mode)
    await begin(town, 'library', 'library')
    expect(await counts(town, 'library')).toEqual(libraryPast)
    expect(await town.listening.pastFromMs('library')).toBeUndefined()
    expect(await counts(town, 'water')).toMatchObject({ minutes: [[2, 1]], matches: ['practice:2'] })
  },
)

test('a watch that was there at the start has the same past, and nothing is counted twice', async () => {
  const early = await open('practice')
  await begin(early, 'late', 'water OR library')
  await early.listening.rulesChanged()
  await begin(early, 'again', 'water')
  expect(await counts(early, 'again')).toEqual(await counts(early, 'water'))
  expect((await counts(early, 'late')).hours).toEqual([3, 1])
})

test('what is said while and after the past is looked for is counted once, and what repeats the past is a copy', async () => {
  const town = await open('practice')
  await watch(town.store, 'library', 'library')
  const said = town.say(
    posts(
      post(80, 'A queue before the library'),
      post(81, 'Nobody at the library knows when the new books come'),
    ),
  )
  await town.listening.rulesChanged()
  await said
  await town.say(posts(post(90, 'Nobody at the library knows when the new books come, sadly')))
  const { minutes, matches } = await counts(town, 'library')
  expect(matches).toEqual([...libraryPast.matches, 'practice:80', 'practice:81', 'practice:90'])
  expect(minutes.filter(([minute]) => (minute ?? 0) >= 80)).toEqual([
    [80, 1],
    [81, 0],
    [90, 0],
  ])
})

test('on a live desk a watch has no past', async () => {
  const town = await open('live')
  await begin(town, 'library', 'library')
  expect(await counts(town, 'library')).toEqual({ minutes: [], hours: [], matches: [] })
})

test('what was taken back is no part of a past, whether before or just after it is asked for', async () => {
  const town = await open('practice')
  const { listening, store } = town
  await town.say({ kind: 'deleted', ids: ['practice:70'] })
  await begin(town, 'roof', 'roof')
  expect((await counts(town, 'roof')).matches).toEqual([])
  await watch(store, 'library', 'library')
  await listening.rulesChanged()
  await town.say({ kind: 'deleted', ids: ['practice:1'] })
  expect((await counts(town, 'library')).matches).toEqual(['practice:3', 'practice:4'])
})

test('a watch that is not heard for has no past, one of the start has all of it', async () => {
  const { listening } = await open('practice')
  expect(await listening.pastFromMs('unknown')).toBe(listening.streamNowMs)
  expect(await listening.pastFromMs('water')).toBeUndefined()
})

test('a watch that ends and begins again is given its past once', async () => {
  const town = await open('practice')
  await begin(town, 'library', 'library')
  await endWatches(town.listening.db, { id: 'library' })
  await town.listening.rulesChanged()
  await town.listening.settle()
  expect(await counts(town, 'library')).toEqual(libraryPast)
})
