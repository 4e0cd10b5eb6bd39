import { afterEach, expect, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { dayMs, wallClock, weekMs } from '#kernel/time.ts'
import { WatchInput } from '#listening/contract.ts'
import { keptForDays, Listening } from '#listening/listening.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import { ensurePostWeeks, keepMatches, keepPosts } from '#listening/posts.ts'
import type { ListeningTables } from '#listening/tables.ts'
import { addWatch, watches } from '#listening/watches.ts'
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

async function openAt(nowMs: () => number): Promise<Listening> {
  const store = await openTestStore([listeningMigrations])
  undo.push(() => store.close())
  const listening = await Listening.open({
    store,
    clock: { ...wallClock, nowMs },
    log: silentLog,
    readers: [],
    mode: 'live',
    scripts: new URL('../../dist/server/', import.meta.url),
    matchThreads: 1,
  })
  undo.push(() => listening.close())
  return listening
}

function post(id: string, atMs: number): Post {
  return { id, network: 'practice', source: 'practice', text: 'water', atMs, heardAtMs: atMs, author: { id: 'someone' } }
}

test('a search ends by itself on its end date', async () => {
  const nowMs = Date.UTC(2026, 5, 1)
  const listening = await openAt(() => nowMs)
  await addWatch(listening.db, 'w1', { ...input, endsAt: new Date(nowMs - 1).toISOString() }, new Date(nowMs - dayMs))
  listening.start(async () => undefined)
  await expect.poll(async () => (await watches(listening.db))[0]?.state, { timeout: 10_000 }).toBe('ended')
})

test('what was heard expires: a post past 30 days is gone, a fresh one is not', async () => {
  const nowMs = Date.UTC(2026, 5, 30)
  const listening = await openAt(() => nowMs)
  const limitMs = nowMs - keptForDays * dayMs
  const posts = [
    post('practice:old', limitMs - weekMs),
    post('practice:just', limitMs - 1),
    { ...post('practice:2099', Date.UTC(2099, 0, 1)), heardAtMs: limitMs - 1 },
    post('practice:new', nowMs - dayMs),
  ]
  for (const { atMs } of posts) await ensurePostWeeks(listening.db, atMs, atMs)
  await keepPosts(listening.db, posts)
  await keepMatches(listening.db, posts.map(({ id, atMs }) => ({ watchId: 'w1', postId: id, atMs })))
  listening.start(async () => undefined)
  const kept = async (): Promise<string[]> => (await listening.db.selectFrom('posts').select('id').execute()).map((row) => row.id)
  await expect.poll(kept, { timeout: 10_000 }).toEqual(['practice:new'])
  const matched = async (): Promise<string[]> => (await listening.db.selectFrom('matches').select('post_id').execute()).map((row) => row.post_id)
  await expect.poll(matched, { timeout: 10_000 }).toEqual(['practice:new'])
})

test('no table of the desk is about a person who posts', async () => {
  const listening = await openAt(() => Date.UTC(2026, 5, 1))
  const db = listening.db.withTables<ListeningTables>()
  const tables = await db.introspection.getTables()
  const names = tables.map((table) => table.name)
  expect(names.length).toBeGreaterThan(5)
  expect(names.filter((name) => /author|people_posts|profile|influenc|score/u.test(name))).toEqual([])
})
