import { afterEach, expect, test } from 'vitest'
import { accessMigrations } from '#access/migrations.ts'
import { silentLog } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { hourMs, minuteMs, wallClock } from '#kernel/time.ts'
import { Listening } from '#listening/listening.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import { ensurePostWeeks, keepPosts } from '#listening/posts.ts'
import { EarlyWarning } from '#roles/early-warning/early-warning.ts'
import { doer, joins } from '#roles/early-warning/register/test-desk.ts'
import { writerOf } from '#roles/early-warning/register/ground.ts'
import { earlyWarningMigrations } from '#roles/early-warning/migrations.ts'
import { testStory } from '#roles/early-warning/test-story.ts'
import { mutedNow } from '#roles/early-warning/attention/lessons.ts'
import { recordsMigrations } from '#records/migrations.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'
import type { Story } from '#stream/story.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

const nowMs = Date.now()

const story = (change: Partial<Story> = {}): Story => testStory(nowMs, change)

async function openRole(): Promise<{ role: EarlyWarning; listening: Listening; store: Store }> {
  const store = await openTestStore([
    recordsMigrations,
    accessMigrations,
    listeningMigrations,
    earlyWarningMigrations,
  ])
  undo.push(() => store.close())
  const scripts = new URL('../../../dist/server/', import.meta.url)
  const listening = await Listening.open({
    store,
    clock: wallClock,
    log: silentLog,
    readers: [],
    mode: 'live',
    scripts,
    matchThreads: 1,
  })
  undo.push(() => listening.close())
  return { role: new EarlyWarning({ store, listening, clock: wallClock, log: silentLog }), listening, store }
}

async function tell(role: EarlyWarning, told: Story): Promise<void> {
  await role.onStories([{ event: { kind: 'story', change: 'opened', story: told }, posts: [] }])
}

test('a story is taken on once; who comes second hears who has it', async () => {
  const { role, store } = await openRole()
  for (const name of ['Ada', 'Bea']) await joins(store, name)
  await tell(role, story())
  const taken = (kind: string): unknown => ({ ok: true, value: { kind, issue: { owner: 'Ada' } } })
  expect(await role.takeOn('s1', doer('Ada'), {})).toMatchObject(taken('taken-on') as object)
  expect(await role.takeOn('s1', doer('Bea'), {})).toMatchObject(taken('taken') as object)
  expect(await role.takeOn('nowhere', doer('Bea'), {})).toEqual({ ok: false, why: 'no-such-story' })
})

test('a story called not important leaves the list, and comes back when that is undone', async () => {
  const { role } = await openRole()
  await tell(role, story())
  expect((await role.setMuted('s1', true, writerOf(doer('Ada'))))?.muted).toBe(true)
  expect(await mutedNow(role.attention.db)).toEqual([{ id: 's1', terms: ['brown water'] }])
  expect(await role.stories('open')).toMatchObject({ stories: [], muted: 1 })
  await role.setMuted('s1', false, writerOf(doer('Ada')))
  expect(await mutedNow(role.attention.db)).toEqual([])
  expect((await role.stories('open')).stories).toHaveLength(1)
})

test('the first news item about a story is recognised, and how far ahead we were', async () => {
  const { role, listening } = await openRole()
  const atMs = nowMs - 5 * minuteMs
  const news: Post = {
    id: 'feeds:1',
    network: 'feeds',
    source: 'feeds:herald',
    text: 'Brown water reported on Ferry Street',
    atMs,
    heardAtMs: atMs,
    author: { id: 'h', name: 'The Herald', kind: 'media' },
  }
  await ensurePostWeeks(listening.db, atMs, atMs)
  await keepPosts(listening.db, [news])
  await tell(role, story())
  expect((await role.story('s1'))?.news).toMatchObject({ label: 'The Herald', aheadMin: 10 })
})

test('after a restart, a story that ended while nobody listened is over everywhere', async () => {
  const { role } = await openRole()
  await tell(role, story({ updatedAtMs: nowMs - 3 * hourMs }))
  await tell(role, story({ id: 's2' }))
  await role.open()
  expect((await role.stories('open')).stories.map(({ id }) => id)).toEqual(['s2'])
  expect((await role.stories('over')).stories).toMatchObject([{ id: 's1', state: 'over' }])
})
