import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'
import { personActs } from '#sending/acts.ts'
import type { PauseForm } from '#sending/contract.ts'
import type { Ground } from '#sending/ground.ts'
import { pause, resume } from '#sending/pausing.ts'
import { outboxMigrations, testOutbox, type TestOutbox } from '#sending/test-sending.ts'
import { turn } from '#sending/worker.ts'

// Promise 3: pause stops. It is looked at in the same transaction that claims the send; the emergency lane is exempt; resuming is a
// review list, never a flood.

let store: Store
beforeAll(async () => {
  store = await openTestStore(outboxMigrations)
  await sql`insert into people (id, name, locale, is_owner, created_at) values ('pat', 'Pat', 'en', true, now())`.execute(
    store.db,
  )
})
afterAll(() => store.close())

const signal = new AbortController().signal
const pat = { kind: 'person', id: 'pat', name: 'Pat' } as const

function stop(ground: Ground, form: PauseForm): Promise<string> {
  return store.inTransaction(async (tx) => (await pause(ground, tx, { form, by: pat })).id)
}

function goOn(ground: Ground, id: string): Promise<boolean> {
  return store.inTransaction((tx) => resume(ground, tx, { id, by: pat }))
}

async function many(outbox: TestOutbox, count: number): Promise<void> {
  for (let n = 0; n < count; n++)
    await outbox.send({ en: [`Notice ${n}`] }, { item: `message:${outbox.clock.nowMs()}-${n}` })
}

/** When each claim was committed, against the moment the pause was: by the order the store wrote them in. */
async function claimsAfter(pauseId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from delivery_events
    where to_state in ('claimed', 'sending') and (xmin::text::bigint) > (
      select xmin::text::bigint from pauses where id = ${pauseId})`.execute(store.db)
  return rows[0]?.n ?? -1
}

test('five hundred due in the same second, pause pressed in the middle: nothing is claimed after it is recorded', async () => {
  const outbox = testOutbox(store, { seed: 2001 })
  await many(outbox, 500)
  const workers = [1, 2, 3].map(() => outbox.process())
  let pauseId = ''
  const working = workers.map(async (ground) => {
    while ((await turn(ground, signal)) > 0);
  })
  await expect
    .poll(() => outbox.world.postsAt(Infinity).length, { interval: 1, timeout: 20_000 })
    .toBeGreaterThan(40)
  pauseId = await stop(outbox.process(), { scope: 'all', reason: 'Wrong number in the text' })
  const claimedBefore = await store.db
    .withTables<{ delivery_events: { to_state: string; delivery_id: string } }>()
    .selectFrom('delivery_events')
    .select((row) => row.fn.countAll<number>().as('n'))
    .where('to_state', '=', 'claimed')
    .executeTakeFirstOrThrow()
  await Promise.all(working)
  while ((await turn(outbox.process(), signal)) > 0);
  const claimedInAll = await store.db
    .withTables<{ delivery_events: { to_state: string } }>()
    .selectFrom('delivery_events')
    .select((row) => row.fn.countAll<number>().as('n'))
    .where('to_state', '=', 'claimed')
    .executeTakeFirstOrThrow()
  expect(claimedInAll.n).toBe(claimedBefore.n)
  expect(await claimsAfter(pauseId)).toBe(0)
  const said = outbox.world.postsAt(Infinity).length
  expect(said).toBeGreaterThan(0)
  expect(said).toBeLessThan(500)
  await goOn(outbox.process(), pauseId)
  while ((await turn(outbox.process(), signal)) > 0);
  // Resuming is a list to look at: nothing floods out.
  expect(outbox.world.postsAt(Infinity)).toHaveLength(said)
}, 120_000)

test('the emergency lane is exempt, and the rest is not', async () => {
  const outbox = testOutbox(store, { seed: 2002 })
  const ground = outbox.process()
  const id = await stop(ground, { scope: 'all', reason: 'Everything' })
  await outbox.send({ en: ['Leave now.'] }, { lane: 'emergency', item: 'message:2002-e' })
  await outbox.send({ en: ['A concert.'] }, { item: 'message:2002-n' })
  while ((await turn(ground, signal)) > 0);
  expect(outbox.world.postsAt(Infinity).map(({ text }) => text)).toEqual(['Leave now.'])
  await goOn(ground, id)
})

test.each([
  ['an account', { scope: 'account', value: 'town' }],
  ['a lane', { scope: 'lane', value: 'normal' }],
  ['a topic, whatever its accents', { scope: 'topic', value: 'élection' }],
] as const)('%s can be paused alone', async (_, form) => {
  const outbox = testOutbox(store, { seed: 2100 + form.scope.length })
  const ground = outbox.process()
  const id = await stop(ground, { ...form, reason: 'Alone' })
  const item = `message:alone-${form.scope}`
  await outbox.send({ en: ['About the ELECTION'] }, { item })
  while ((await turn(ground, signal)) > 0);
  expect(outbox.world.postsAt(Infinity)).toEqual([])
  await goOn(ground, id)
})

test('what a pause held goes when somebody lets it go, one by one', async () => {
  const outbox = testOutbox(store, { seed: 2003 })
  const ground = outbox.process()
  const id = await stop(ground, { scope: 'all', reason: 'A mistake' })
  await outbox.send({ en: ['Held.'] })
  while ((await turn(ground, signal)) > 0);
  const [row] = await outbox.rows()
  expect(row).toMatchObject({ state: 'paused' })
  await goOn(ground, id)
  while ((await turn(ground, signal)) > 0);
  expect(outbox.world.postsAt(Infinity)).toEqual([])
  expect(await personActs(ground, pat, { id: row?.id ?? '', does: 'release' })).toBe('done')
  while ((await turn(ground, signal)) > 0);
  expect(outbox.world.postsAt(Infinity).map(({ text }) => text)).toEqual(['Held.'])
})

test('a thread stops between two parts, and goes on where it was', async () => {
  const outbox = testOutbox(store, { seed: 2004 })
  await outbox.send({ en: ['One.', 'Two.', 'Three.'] })
  // The first worker dies after the first part; the pause comes before the second.
  for (let after = 1; outbox.world.postsAt(Infinity).length < 1 && after < 40; after++) {
    await turn(outbox.process(after), signal).catch(() => undefined)
    await outbox.clock.sleep(125_000)
  }
  const ground = outbox.process()
  const id = await stop(ground, { scope: 'all', reason: 'Stop' })
  await outbox.clock.sleep(180_000)
  for (let i = 0; i < 10; i++) {
    await turn(ground, signal)
    await outbox.clock.sleep(5000)
  }
  expect(outbox.world.postsAt(Infinity)).toHaveLength(1)
  await goOn(ground, id)
  const [row] = await outbox.rows()
  await personActs(ground, pat, { id: row?.id ?? '', does: 'release' })
  while ((await turn(ground, signal)) > 0);
  expect(outbox.world.postsAt(Infinity).map(({ text }) => text)).toEqual(['One.', 'Two.', 'Three.'])
})
