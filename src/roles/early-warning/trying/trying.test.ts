import { afterEach, expect, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { dayMs, hourMs, minuteMs, wallClock } from '#kernel/time.ts'
import { Listening } from '#listening/listening.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import { ensurePostWeeks, keepPosts } from '#listening/posts.ts'
import type { AttentionTables } from '#roles/early-warning/attention/tables.ts'
import { earlyWarningMigrations } from '#roles/early-warning/migrations.ts'
import { WatchReplay } from '#roles/early-warning/trying/replay-watch.ts'
import { Trying } from '#roles/early-warning/trying/trying.ts'
import type { TryState } from '#roles/early-warning/trying/contract.ts'
import { keepStory, type EarlyWarningTables } from '#roles/early-warning/store.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'
import type { Story } from '#stream/story.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

const nowMs = Date.now()
const flat = { shareAt: () => 1 }

let made = 0
function post(text: string, atMs: number, more: Partial<Post> = {}): Post {
  made++
  const id = `practice:${made}`
  return { id, network: 'practice', source: 'p', text, atMs, heardAtMs: atMs, author: { id }, ...more }
}

const who = [
  'my aunt',
  'the baker',
  'our school',
  'a neighbour',
  'the ferry crew',
  'someone upstairs',
  'the dentist',
]
const did = [
  'complains',
  'wonders',
  'jokes',
  'reports',
  'sings',
  'asks',
  'writes',
  'shouts',
  'whispers',
  'sighs',
  'laughs',
]
const how = [
  'loudly before breakfast',
  'near the old mill',
  'after choir practice',
  'with a long letter',
  'while cycling home',
]

/** A sentence of its own about water: no two are near copies of one another. */
function sentence(i: number): string {
  return `${who[i % 7] ?? ''} ${did[i % 11] ?? ''} ${how[i % 5] ?? ''} that water costs ${i * 37} ${did[(i * 3 + 1) % 11] ?? ''}`
}

/** Water is spoken of once in six hours, and eight people do within half an hour on one day. */
function weeks(): Post[] {
  const ordinary = Array.from({ length: 56 }, (_, i) =>
    post(sentence(i), nowMs - 14 * dayMs + i * 6 * hourMs),
  )
  const brown = Array.from({ length: 8 }, (_, i) =>
    post(`${sentence(60 + i)} and it is brown`, nowMs - 3 * dayMs + hourMs + i * 3 * minuteMs),
  )
  return [...ordinary, ...brown].sort((a, b) => a.atMs - b.atMs)
}

const story: Story = {
  ...{
    id: 's1',
    state: 'steady',
    headline: 'The water is brown',
    firstSeenMs: 0,
    openedAtMs: 0,
    updatedAtMs: 0,
  },
  ...{
    windowMin: 15,
    posts: 5,
    authors: 5,
    copiesShareOf1: 0,
    postsInAll: 5,
    lift: 5,
    surprise: 6,
    terms: [],
  },
  ...{
    usual: { mean: 1, upper95: 2, basis: 'learned', hoursLearned: 30 },
    languages: [],
    places: [],
    networks: [],
  },
  ...{
    questions: 0,
    samples: [],
    postIds: [],
    course: { bucketMin: 5, startMs: 0, posts: [5] },
    watches: [],
  },
}

async function open(): Promise<{ trying: Trying; listening: Listening; store: Store }> {
  const store = await openTestStore([listeningMigrations, earlyWarningMigrations])
  undo.push(() => store.close())
  const listening = await Listening.open({
    ...{ store, clock: wallClock, log: silentLog, readers: [], mode: 'live' as const },
    scripts: new URL('../../../../dist/server/', import.meta.url),
    matchThreads: 1,
  })
  undo.push(() => listening.close())
  await ensurePostWeeks(listening.db, nowMs - 15 * dayMs, nowMs)
  const trying = new Trying({
    ...{ listening, clock: wallClock, log: silentLog },
    db: store.db.withTables<AttentionTables>(),
    timeZone: async () => 'UTC',
  })
  undo.push(async () => trying.close())
  return { trying, listening, store }
}

async function ended(trying: Trying, begun: TryState | undefined): Promise<TryState | undefined> {
  await expect.poll(() => trying.state(begun?.id ?? '')?.state, { timeout: 20_000 }).not.toBe('running')
  return trying.state(begun?.id ?? '')
}

test('a rule replayed over stored weeks says when it would have interrupted, with the posts', async () => {
  const { trying, listening } = await open()
  await keepPosts(listening.db, weeks())
  const state = await ended(trying, trying.begin('water', 4))
  expect(state).toMatchObject({
    state: 'done',
    result: { interruptions: 1, risenInAll: 1, matched: 64, stored: 64, isCut: false },
  })
  const risen = state?.state === 'done' ? state.result.risen[0] : undefined
  expect(risen).toMatchObject({ interrupts: true })
  expect(risen?.authors).toBeGreaterThanOrEqual(4)
  expect(risen?.samples.map(({ text }) => text).join(' ')).toContain('and it is brown')
})

test('a time that was told on Now names its story; one that was not says so', async () => {
  const { trying, listening, store } = await open()
  const posts = weeks()
  await keepPosts(listening.db, posts)
  const brown = posts.filter(({ text }) => text.includes('brown'))
  const told = {
    ...story,
    postIds: brown.slice(0, 2).map(({ id }) => id),
    firstSeenMs: brown[0]?.atMs ?? 0,
    updatedAtMs: nowMs,
  }
  await keepStory(store.db.withTables<EarlyWarningTables>(), told)
  expect(await ended(trying, trying.begin('water', 4))).toMatchObject({
    result: { risen: [{ story: { id: 's1', headline: 'The water is brown' } }] },
  })
})

test('what is as usual would have interrupted nobody', async () => {
  const { trying, listening } = await open()
  await keepPosts(listening.db, weeks())
  expect(await ended(trying, trying.begin('water -brown', 4))).toMatchObject({
    result: { interruptions: 0, risenInAll: 0, matched: 56 },
  })
})

test('a trial can be stopped, three run at once at most, and an unknown one is not there', async () => {
  const { trying } = await open()
  const begun = [1, 2, 3].map(() => trying.begin('water', 8))
  expect(begun.every((one) => one?.state === 'running')).toBe(true)
  expect(trying.begin('water', 8)).toBeUndefined()
  for (const one of begun) expect(trying.stop(one?.id ?? '')).toMatchObject({ state: 'stopped' })
  await expect.poll(() => trying.begin('water', 1)?.state, { timeout: 20_000 }).toBe('running')
  expect(trying.state('nowhere')).toBeUndefined()
  expect(trying.stop('nowhere')).toBeUndefined()
})

test('a replay hears people, not posts: one account, copies and reposts make nothing rise', () => {
  const replay = (posts: readonly Post[]): number => {
    const one = new WatchReplay(flat)
    for (const each of posts) one.hear(each)
    return one.end().length
  }
  const past = Array.from({ length: 40 }, (_, i) => post(sentence(i), nowMs - 10 * dayMs + i * 6 * hourMs))
  const burst = Array.from({ length: 12 }, (_, i) => post(sentence(50 + i), nowMs + i * minuteMs))
  expect(replay([...past, ...burst])).toBe(1)
  expect(replay([...past, ...burst.map((one) => ({ ...one, author: { id: 'loud' } }))])).toBe(0)
  expect(
    replay([...past, ...burst.map((one) => ({ ...one, text: 'the very same words about brown water' }))]),
  ).toBe(0)
  expect(replay([...past, ...burst.map((one) => ({ ...one, repostOf: 'practice:1' }))])).toBe(0)
})

test('nothing heard is nothing risen', () => {
  expect(new WatchReplay(flat).end()).toEqual([])
})
