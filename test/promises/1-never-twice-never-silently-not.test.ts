import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'
import { badDay } from '#sending/test-faults.ts'
import { outboxMigrations, testOutbox } from '#sending/test-sending.ts'
import { turn } from '#sending/worker.ts'

// Promise 1: a message to an account is sent once; an unknown outcome is read back before any retry; what cannot be known waits
// for a person as `unconfirmed`; a missed deadline pages someone. `npm run bench -- sending-faults` plays 10,000 such days.

let store: Store
beforeAll(async () => {
  store = await openTestStore(outboxMigrations)
})
afterAll(() => store.close())

const signal = new AbortController().signal

test('three hundred bad days, killed at one await after the other: nothing twice, nothing lost unseen', async () => {
  const states = new Map<string, number>()
  let deaths = 0
  for (let seed = 1; seed <= 300; seed++) {
    const day = await badDay(store, seed)
    expect(day.wrong, `seed ${seed}: ${JSON.stringify(day)}`).toEqual([])
    for (const { state } of day.rows) states.set(state, (states.get(state) ?? 0) + 1)
    deaths += day.deaths
  }
  // The days were bad enough to mean something.
  expect(deaths).toBeGreaterThan(200)
  expect(states.get('sent') ?? 0).toBeGreaterThan(200)
  expect(states.get('unconfirmed') ?? 0).toBeGreaterThan(5)
}, 300_000)

test('an outcome that is not known is asked about before anything is said again', async () => {
  const outbox = testOutbox(store, { seed: 1001 })
  const process = outbox.process()
  outbox.world.misbehave({ kind: 'lost-after' })
  await outbox.send({ en: ['Once?'] })
  await turn(process, signal)
  expect(await outbox.rows()).toMatchObject([{ state: 'unknown' }])
  await outbox.clock.sleep(3000)
  await turn(process, signal)
  expect(await outbox.rows()).toMatchObject([{ state: 'sent', why: 'found-there' }])
  expect(outbox.world.postsAt(Infinity)).toHaveLength(1)
})

test('where a repeat would be a second post, nobody but a person sends again', async () => {
  const outbox = testOutbox(store, { seed: 1002, repeats: 'none' })
  outbox.world.misbehave({ kind: 'lost-before' })
  await outbox.send({ en: ['Was it said?'] })
  await turn(outbox.process(), signal)
  for (let i = 0; i < 30; i++) {
    await outbox.clock.sleep(60_000)
    await turn(outbox.process(), signal)
  }
  expect(await outbox.rows()).toMatchObject([{ state: 'unconfirmed' }])
  expect(outbox.world.postsAt(Infinity)).toEqual([])
})

test('what is too late is not sent, and it is written down why', async () => {
  const outbox = testOutbox(store, { seed: 1003 })
  await outbox.send({ en: ['Too late.'] }, { lateMs: 60_000 })
  await outbox.clock.sleep(61_000)
  await turn(outbox.process(), signal)
  expect(await outbox.rows()).toMatchObject([{ state: 'missed', why: 'too-late' }])
  expect(outbox.world.postsAt(Infinity)).toEqual([])
})

test('the same round put into the outbox again and again goes out once', async () => {
  const outbox = testOutbox(store, { seed: 1004 })
  const came = await Promise.all([1, 2, 3, 4, 5].map(() => outbox.send({ en: ['Once.'] })))
  expect(came.filter(({ ok }) => ok)).toHaveLength(1)
  await turn(outbox.process(), signal)
  expect(outbox.world.postsAt(Infinity)).toHaveLength(1)
})

test('a test of these tests: an outbox that forgets to ask says things twice', async () => {
  const outbox = testOutbox(store, { seed: 1005, repeats: 'none' })
  outbox.world.misbehave({ kind: 'lost-after' })
  await outbox.send({ en: ['Forgetful.'] })
  await turn(outbox.process(), signal)
  // What a careless worker would do with `unknown`.
  await store.db
    .withTables<{ deliveries: { item: string; state: string; next_at: Date } }>()
    .updateTable('deliveries')
    .set({ state: 'waiting', next_at: new Date(outbox.clock.nowMs()) })
    .where('item', '=', 'message:s1005')
    .execute()
  await turn(outbox.process(), signal)
  expect(outbox.world.postsAt(Infinity)).toHaveLength(2)
})
