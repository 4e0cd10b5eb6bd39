import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'
import { outboxMigrations, testOutbox, type TestOutbox } from '#sending/test-sending.ts'
import { turn } from '#sending/worker.ts'

// Promise 4: a language pair is one item; half of it is never public alone for more than 60 seconds. What is published by hand is
// only told: see `publishing.test.ts`. In the emergency lane half a warning stays, and somebody is called (docs/decisions/27).

let store: Store
beforeAll(async () => {
  store = await openTestStore(outboxMigrations)
})
afterAll(() => store.close())

const signal = new AbortController().signal
const pair = { en: ['Do not drink the water.'], fr: ['Ne buvez pas l’eau.'] }

/** Goes on in steps of some seconds; gives, for each second, which languages were public. */
async function watch(outbox: TestOutbox, seconds: number): Promise<string[]> {
  const seen: string[] = []
  const ground = outbox.process()
  for (let second = 0; second < seconds; second += 3) {
    await turn(ground, signal)
    const said = outbox.world.postsAt(outbox.clock.nowMs()).map(({ language }) => language)
    for (let i = 0; i < 3; i++) seen.push(said.toSorted().join('+'))
    await outbox.clock.sleep(3000)
  }
  return seen
}

/** The longest time in seconds that one language stood alone. */
function longestAlone(seen: readonly string[]): number {
  let longest = 0
  let now = 0
  for (const said of seen) {
    now = said === 'en' || said === 'fr' ? now + 1 : 0
    longest = Math.max(longest, now)
  }
  return longest
}

test('both go out, one right after the other', async () => {
  const outbox = testOutbox(store, { seed: 3001 })
  await outbox.send(pair)
  const seen = await watch(outbox, 30)
  expect(seen.at(-1)).toBe('en+fr')
  expect(longestAlone(seen)).toBe(0)
})

test('when the sign-in ends between the two, nothing can take the first down: somebody is called before the minute is over', async () => {
  const outbox = testOutbox(store, { seed: 3002 })
  await outbox.send(pair)
  outbox.world.follow(onceAfter(1, { kind: 'revoked' }))
  expect((await watch(outbox, 57)).at(-1)).toBe('en')
  expect((await outbox.rows())[0]).toMatchObject({ state: 'sent', halfTold: true })
})

test('when the second cannot be sent for long, the first does not stay alone', async () => {
  const outbox = testOutbox(store, { seed: 3003 })
  await outbox.send(pair)
  outbox.world.follow(onceAfter(1, { kind: 'busy', retryInMs: 600_000 }))
  const seen = await watch(outbox, 200)
  expect(longestAlone(seen)).toBeLessThanOrEqual(60)
  expect(seen.at(-1)).toBe('')
  const rows = await outbox.rows()
  expect(rows.map(({ state, removed }) => ({ state, removed }))).toEqual([
    { state: 'sent', removed: true },
    { state: 'cancelled', removed: false },
  ])
})

test('when the first is refused, the second never begins', async () => {
  const outbox = testOutbox(store, { seed: 3004 })
  await outbox.send({ en: ['x'.repeat(900)], fr: ['Court.'] })
  expect((await watch(outbox, 90)).every((said) => said === '')).toBe(true)
  expect((await outbox.rows()).map(({ state }) => state)).toEqual(['refused', 'refused'])
})

test('an approval taken back between the two leaves nothing alone', async () => {
  const outbox = testOutbox(store, { seed: 3005 })
  await outbox.send(pair)
  outbox.world.follow({
    next: (call) => {
      if (call === 'post') outbox.approved.yes = false
      return undefined
    },
  })
  const seen = await watch(outbox, 120)
  expect(longestAlone(seen)).toBeLessThanOrEqual(60)
  expect(seen.at(-1)).toBe('')
})

test('in an emergency half a warning stays, and somebody is called', async () => {
  const outbox = testOutbox(store, { seed: 3006 })
  await outbox.send(pair, { lane: 'emergency' })
  outbox.world.follow(onceAfter(1, { kind: 'busy', retryInMs: 3_600_000 }))
  const seen = await watch(outbox, 120)
  expect(seen.at(-1)).toBe('en')
  expect((await outbox.rows())[0]).toMatchObject({ state: 'sent', removed: false, halfTold: true })
})

/** Lets some posts through, and then every call that posts meets this. */
function onceAfter(
  fine: number,
  fault: { kind: 'revoked' } | { kind: 'busy'; retryInMs: number },
): Parameters<TestOutbox['world']['follow']>[0] {
  let posts = 0
  return { next: (call) => (call === 'post' && posts++ >= fine ? fault : undefined) }
}
