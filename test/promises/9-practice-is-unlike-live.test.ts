import { readdir, rm } from 'node:fs/promises'
import { afterEach, expect, test } from 'vitest'
import { storePlace, type Desk } from '#app/desk.ts'
import { planPractice, planSources, SourcesDoNotMix } from '#app/plan-sources.ts'
import { wallClock } from '#kernel/time.ts'
import { testFolder } from '#store/test-store.ts'
import { watches } from '#listening/watches.ts'
import { openTestDesk, signIn } from '../support/desk.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

async function opened(desk: Promise<Desk>): Promise<Desk> {
  const ready = await desk
  undo.push(() => ready.close())
  return ready
}

test.each([
  ['replay', { kind: 'replay', file: 'event.jsonl' }],
  ['practice', { kind: 'practice', day: 'flood' }],
] as const)('a %s is never heard on the same desk as a live source', async (_what, wish) => {
  const wishes = [wish, { kind: 'jetstream', url: 'ws://127.0.0.1:9' } as const]
  const planning = planSources({ wishes, clock: wallClock, allowPrivateNetworks: false })
  await expect(planning).rejects.toThrow(SourcesDoNotMix)
})

test('practice and replays keep their data apart from the live desk, even when the owner brings a database', () => {
  const at = { dataDir: '/data', databaseUrl: 'postgres://live' }
  expect(storePlace('live', at)).toEqual({ dataDir: '/data/live', databaseUrl: 'postgres://live' })
  for (const mode of ['practice', 'replay'] as const) {
    expect(storePlace(mode, at)).toEqual({ dataDir: '/data/practice' })
  }
})

test('what is practised leaves nothing on the live desk, and every answer about hearing says that it is practice', async () => {
  const dataDir = testFolder()
  undo.push(() => rm(dataDir, { recursive: true, force: true }))
  const practice = await opened(
    openTestDesk(planPractice('quiet', { clock: wallClock, speed: 60 }), { dataDir }),
  )
  const ask = await signIn(practice)
  expect(await (await ask('/api/coverage')).json()).toMatchObject({ mode: 'practice', speed: 60 })
  expect((await watches(practice.listening.db)).length).toBeGreaterThan(0)
  expect(await readdir(dataDir)).toEqual(['practice'])
  const live = await opened(openTestDesk({ mode: 'live', readers: [], networks: [] }, { dataDir }))
  expect(await watches(live.listening.db)).toEqual([])
  const [kept] = await live.listening.db
    .selectFrom('posts')
    .select(({ fn }) => fn.countAll<number>().as('posts'))
    .execute()
  expect(kept?.posts).toBe(0)
})

test('a practice day begins from nothing: an earlier one is not counted twice, watches stay', async () => {
  const dataDir = testFolder()
  undo.push(() => rm(dataDir, { recursive: true, force: true }))
  const plan = (): ReturnType<typeof planPractice> => planPractice('quiet', { clock: wallClock, speed: 60 })
  const first = await openTestDesk(plan(), { dataDir })
  const before = (await watches(first.listening.db)).map((watch) => watch.id)
  await expect.poll(() => first.listening.coverage().heardLastHour, { timeout: 20_000 }).toBeGreaterThan(10)
  await first.close()
  const { history: _none, ...empty } = plan()
  const second = await opened(openTestDesk({ ...empty, readers: [] }, { dataDir }))
  expect(second.listening.coverage().heardLastHour).toBe(0)
  expect((await watches(second.listening.db)).map((watch) => watch.id)).toEqual(before)
})
