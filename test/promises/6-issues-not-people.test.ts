import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { allMigrations } from '#app/desk.ts'
import { silentLog } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { dayMs, wallClock, weekMs } from '#kernel/time.ts'
import { WatchInput } from '#listening/contract.ts'
import { Listening, type ListeningNeeds } from '#listening/listening.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import { ensurePostWeeks, keepMatches, keepPosts } from '#listening/posts.ts'
import type { ListeningTables } from '#listening/tables.ts'
import { addWatch, watches } from '#listening/watches.ts'
import type { Heard, Reader } from '#networks/contract.ts'
import { townStillThere } from '#networks/practice/still-there.ts'
import { replayCapabilities } from '#networks/replay/replay.ts'
import { clockDays } from '#records/retention/contract.ts'
import type { NewRecord } from '#records/contract.ts'
import { findEntries } from '#records/find.ts'
import { keepRecord } from '#records/records.ts'
import type { RecordsTables } from '#records/tables.ts'
import { EarlyWarning, storiesChannel } from '#roles/early-warning/early-warning.ts'
import { doer, joins } from '#roles/early-warning/register/test-desk.ts'
import type { Store } from '#store/store.ts'
import type { Story } from '#stream/story.ts'
import { openTestStore } from '#store/test-store.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

const input = {
  name: 'Water',
  rule: 'water',
  purpose: 'Hear early when something is wrong with water.',
  owner: 'Communications',
  endsAt: '2099-01-01T00:00:00.000Z',
}

test.each(['purpose', 'owner', 'endsAt'] as const)('no search lives without its %s', (field) => {
  const { [field]: _left, ...without } = input
  expect(WatchInput.safeParse(without).success).toBe(false)
  expect(WatchInput.safeParse({ ...input, [field]: '' }).success).toBe(false)
})

function listeningNeeds(store: Store): ListeningNeeds {
  const scripts = new URL('../../dist/server/', import.meta.url)
  return { store, clock: wallClock, log: silentLog, readers: [], mode: 'live', scripts, matchThreads: 1 }
}

function readerOf(heard: readonly Heard[]): Reader {
  return {
    source: 'practice',
    label: 'Town',
    capabilities: replayCapabilities,
    timeline: { kind: 'live' },
    async *read() {
      yield* heard
    },
  }
}

/** A story whose samples are these posts, the first its headline. */
function storyOf(posts: readonly Post[]): Story {
  const atMs = posts[0]?.atMs ?? 0
  return {
    id: 's1',
    state: 'rising',
    headline: posts[0]?.text ?? '',
    firstSeenMs: atMs,
    openedAtMs: atMs,
    updatedAtMs: atMs,
    windowMin: 15,
    posts: posts.length,
    authors: posts.length,
    copiesShareOf1: 0,
    postsInAll: posts.length,
    usual: { mean: 1, upper95: 2, basis: 'learned', hoursLearned: 30 },
    lift: 3,
    surprise: 6,
    terms: [{ text: 'brown water', kind: 'phrase', posts: 3, lift: 30 }],
    languages: [],
    places: [],
    networks: [],
    questions: 1,
    samples: [...posts],
    postIds: posts.map(({ id }) => id),
    course: { bucketMin: 5, startMs: atMs, posts: [3] },
    watches: [],
  }
}

async function openAt(nowMs: () => number): Promise<Listening> {
  const store = await openTestStore([recordsMigrations, listeningMigrations])
  undo.push(() => store.close())
  const listening = await Listening.open({
    ...listeningNeeds(store),
    clock: { ...wallClock, nowMs },
  })
  undo.push(() => listening.close())
  return listening
}

function post(id: string, atMs: number): Post {
  return {
    id,
    network: 'practice',
    source: 'practice',
    text: 'water',
    atMs,
    heardAtMs: atMs,
    author: { id: 'someone' },
  }
}

test('a search ends by itself on its end date', async () => {
  const nowMs = Date.UTC(2026, 5, 1)
  const listening = await openAt(() => nowMs)
  await addWatch(
    listening.db,
    'w1',
    { ...input, endsAt: new Date(nowMs - 1).toISOString() },
    new Date(nowMs - dayMs),
  )
  listening.start(async () => undefined)
  await expect.poll(async () => (await watches(listening.db))[0]?.state, { timeout: 10_000 }).toBe('ended')
})

test('what was heard expires: a post past 30 days is gone, a fresh one is not', async () => {
  const nowMs = Date.UTC(2026, 5, 30)
  const listening = await openAt(() => nowMs)
  const limitMs = nowMs - clockDays.listening.usual * dayMs
  const posts = [
    post('practice:old', limitMs - weekMs),
    post('practice:just', limitMs - 1),
    { ...post('practice:2099', Date.UTC(2099, 0, 1)), heardAtMs: limitMs - 1 },
    post('practice:new', nowMs - dayMs),
  ]
  for (const { atMs } of posts) await ensurePostWeeks(listening.db, atMs, atMs)
  await keepPosts(listening.db, posts)
  await keepMatches(
    listening.db,
    posts.map(({ id, atMs }) => ({ watchId: 'w1', postId: id, atMs })),
  )
  listening.start(async () => undefined)
  const kept = async (): Promise<string[]> =>
    (await listening.db.selectFrom('posts').select('id').execute()).map((row) => row.id)
  await expect.poll(kept, { timeout: 10_000 }).toEqual(['practice:new'])
  const matched = async (): Promise<string[]> =>
    (await listening.db.selectFrom('matches').select('post_id').execute()).map((row) => row.post_id)
  await expect.poll(matched, { timeout: 10_000 }).toEqual(['practice:new'])
})

test('what was heard expires by the clock the organization has set: a week when it says a week', async () => {
  const nowMs = Date.UTC(2026, 5, 30)
  const listening = await openAt(() => nowMs)
  await sql`insert into records_clocks (clock, days, changed_at) values ('listening', 7, now())`.execute(
    listening.db,
  )
  const posts = [post('practice:old', nowMs - 8 * dayMs), post('practice:new', nowMs - 6 * dayMs)]
  for (const { atMs } of posts) await ensurePostWeeks(listening.db, atMs, atMs)
  await keepPosts(listening.db, posts)
  listening.start(async () => undefined)
  const kept = async (): Promise<string[]> =>
    (await listening.db.selectFrom('posts').select('id').execute()).map((row) => row.id)
  await expect.poll(kept, { timeout: 10_000 }).toEqual(['practice:new'])
})

test('a post taken back on its network is gone from cards too, and so is all that a withdrawn account said', async () => {
  const store = await openTestStore(allMigrations)
  undo.push(() => store.close())
  const said = [
    ['one', 'The water on Ferry Street is brown since last night'],
    ['two', 'Brown water here too, nobody tells us anything'],
    ['three', 'Is it safe to drink brown water from the tap?'],
  ] as const
  const posts = said.map(([author, text], n) => ({
    ...post(`practice:${author}`, wallClock.nowMs() + n),
    text,
    author: { id: author },
  }))
  const takenBack: Heard[] = [
    { kind: 'deleted', ids: ['practice:one'] },
    { kind: 'author-gone', authorId: 'two' },
  ]
  const listening = await Listening.open({ ...listeningNeeds(store), readers: [readerOf(takenBack)] })
  undo.push(() => listening.close())
  const earlyWarning = new EarlyWarning({ store, listening, clock: wallClock, log: silentLog })
  await earlyWarning.onStories([{ event: { kind: 'story', change: 'opened', story: storyOf(posts) }, posts }])
  await joins(store, 'Communications')
  await earlyWarning.takeOn('s1', doer('Communications'), {})
  const changed: unknown[] = []
  undo.push(await store.listen(storiesChannel, (payload) => changed.push(JSON.parse(payload))))
  listening.start(
    (stories) => earlyWarning.onStories(stories),
    (gone, tx) => earlyWarning.forget(gone, tx),
  )
  await expect.poll(async () => (await earlyWarning.story('s1'))?.samples.length, { timeout: 10_000 }).toBe(1)
  const card = await earlyWarning.story('s1')
  expect(card?.headline).toBe(said[2][1])
  expect(card).toMatchObject({ posts: 3, authors: 3, postsInAll: 3 })
  expect(await earlyWarning.register.list()).toMatchObject([{ title: said[2][1] }])
  const rows = JSON.stringify(await earlyWarning.db.selectFrom('stories').selectAll().execute())
  for (const trace of ['since last night', 'practice:one', 'nobody tells us'])
    expect(rows).not.toContain(trace)
  await expect.poll(() => changed).toContainEqual({ id: 's1', change: 'changed' })
})

test('a deletion nobody told us of is honoured all the same, in listening and on cards; what is official keeps its text', async () => {
  const store = await openTestStore(allMigrations)
  undo.push(() => store.close())
  const memory = { takenBack: new Set(['practice:one']) }
  const texts = [
    'The water on Ferry Street is brown since last night',
    'Brown water here too, nobody tells us anything',
  ]
  const posts = texts.map((text, n) => ({
    ...post(`practice:${['one', 'two'][n]}`, wallClock.nowMs() + n),
    text,
  }))
  const official: NewRecord = {
    kind: 'reply-received',
    by: { kind: 'desk' },
    subject: 'conversation:1',
    facts: { text: texts[0] ?? '' },
  }
  await store.inTransaction((tx) => keepRecord(tx, official, wallClock.nowMs()))
  const reader = { ...readerOf([]), stillThere: townStillThere(memory) }
  const listening = await Listening.open({ ...listeningNeeds(store), readers: [reader] })
  undo.push(() => listening.close())
  const earlyWarning = new EarlyWarning({ store, listening, clock: wallClock, log: silentLog })
  for (const { atMs } of posts) await ensurePostWeeks(listening.db, atMs, atMs)
  await keepPosts(
    listening.db,
    posts.map((one) => ({ ...one, network: replayCapabilities.network })),
  )
  await earlyWarning.onStories([{ event: { kind: 'story', change: 'opened', story: storyOf(posts) }, posts }])
  await joins(store, 'Communications')
  await earlyWarning.takeOn('s1', doer('Communications'), {})
  listening.start(
    (stories) => earlyWarning.onStories(stories),
    (gone, tx) => earlyWarning.forget(gone, tx),
  )
  const kept = async (): Promise<string[]> =>
    (await listening.db.selectFrom('posts').select('id').execute()).map(({ id }) => id)
  await expect.poll(kept, { timeout: 10_000 }).toEqual(['practice:two'])
  const issued = await earlyWarning.register.list()
  const card = await earlyWarning.story('s1')
  expect(JSON.stringify([card, issued])).not.toContain('Ferry Street')
  expect(issued).toMatchObject([{ title: texts[1] }])
  const archive = store.db.withTables<RecordsTables>()
  const { entries } = await findEntries(archive, { subject: 'conversation:1' })
  expect(entries).toMatchObject([{ facts: { text: texts[0] } }])
})

test('no table of the desk is about a person who posts', async () => {
  const listening = await openAt(() => Date.UTC(2026, 5, 1))
  const db = listening.db.withTables<ListeningTables>()
  const tables = await db.introspection.getTables()
  const names = tables.map((table) => table.name)
  expect(names.length).toBeGreaterThan(5)
  expect(names.filter((name) => /author|people_posts|profile|influenc|score/u.test(name))).toEqual([])
})
