import { sql } from 'kysely'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import { dayMs, minuteMs, secondMs, wallClock } from '#kernel/time.ts'
import { federationStoreContract } from '#networks/activitypub/test-store-contract.ts'
import { until } from '#networks/activitypub/test-hearing.ts'
import { sweepEntries } from '#sending/federation/entries.ts'
import { claim, settle } from '#sending/federation/queue.ts'
import {
  handClock,
  storeOn,
  taking,
  type HandClock,
  type Taker,
} from '#sending/federation/test-federation.ts'
import { outboxMigrations } from '#sending/test-sending.ts'
import { openOn, type Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

let store: Store
beforeAll(async () => void (store = await openTestStore(outboxMigrations)))
afterAll(() => store.close())

federationStoreContract('PostgreSQL', async () => {
  await sql`truncate federation_entries, federation_deliveries`.execute(store.db)
  return { store: storeOn(store, wallClock), close: async () => undefined }
})

/** An empty federation; `other` is a second process on the same database. */
async function emptied(): Promise<{ other: Store }> {
  await sql`truncate federation_entries, federation_deliveries`.execute(store.db)
  const url = store.databaseUrl ?? ''
  const quiet = { log: silentLog, progress: () => undefined, clock: wallClock }
  const other = await openOn({ url, migrations: outboxMigrations, embedded: undefined, ...quiet })
  onTestFinished(() => other.close())
  return { other }
}

function taker(on: Store, clock = handClock()): Taker {
  const one = taking(storeOn(on, clock))
  onTestFinished(() => one.stop())
  return one
}

test('two processes share what waits: each delivery goes to one of them', async () => {
  const { other } = await emptied()
  const clock = handClock()
  const takers = [taker(store, clock), taker(other, clock)]
  const ids = Array.from({ length: 200 }, (_, at) => `d ${at}`)
  const [here, there] = [storeOn(store, clock), storeOn(other, clock)]
  // Both queue all of it, at the same moment and in opposite orders.
  await Promise.all([
    here.enqueue(ids.map((id) => ({ id, job: 1 }))),
    there.enqueue(ids.toReversed().map((id) => ({ id, job: 1 }))),
  ])
  await until(async () => (await waiting()) === 0)
  const given = takers.flatMap((one) => one.ids())
  expect(given.toSorted()).toEqual(ids.toSorted())
})

test('what is queued on one process wakes another, whose clock stands still', async () => {
  const { other } = await emptied()
  const there = taker(other)
  await storeOn(other, handClock()).enqueue([{ id: 'first', job: 1 }])
  await until(() => there.given.length === 1)
  await storeOn(store, handClock()).enqueue([{ id: 'second', job: 1 }])
  await until(() => there.given.length === 2)
  expect(there.ids()).toEqual(['first', 'second'])
})

/** Waits while time goes on: whoever was looking when the clock was moved would otherwise sleep for ever. */
function untilPassing(clock: HandClock, look: () => Promise<boolean> | boolean): Promise<boolean> {
  return until(() => {
    clock.advance(secondMs)
    return look()
  })
}

test('what was given to a process that vanished is given out again after its lease, and the one that vanished settles nothing', async () => {
  const { other } = await emptied()
  const clock = handClock()
  await storeOn(store, clock).enqueue([{ id: 'd', job: { at: 1 } }])
  const [lost] = await claim(other, 10, () => clock.nowMs())
  expect(lost?.waiting).toEqual({ id: 'd', job: { at: 1 }, attempts: 0 })
  expect(await claim(store, 10, () => clock.nowMs())).toEqual([])
  clock.advance(2 * minuteMs + 1)
  const [again] = await claim(store, 10, () => clock.nowMs())
  expect(again?.waiting).toEqual(lost?.waiting)
  if (lost === undefined || again === undefined) throw new Error('nothing was given out')
  await settle(other.db, lost, { kind: 'done' }, clock.nowMs())
  await settle(other.db, lost, { kind: 'again', inMs: 0 }, clock.nowMs())
  expect([await waiting(), await claim(other, 10, () => clock.nowMs())]).toEqual([1, []])
  await settle(store.db, again, { kind: 'done' }, clock.nowMs())
  expect(await waiting()).toBe(0)
})

test('what comes again comes when its time has come, and not before', async () => {
  await emptied()
  const clock = handClock()
  await storeOn(store, clock).enqueue([{ id: 'd', job: 1 }])
  const [first] = await claim(store, 1, () => clock.nowMs())
  if (first === undefined) throw new Error('nothing was given out')
  await settle(store.db, first, { kind: 'again', inMs: minuteMs }, clock.nowMs())
  const one = taker(store, clock)
  await storeOn(store, clock).enqueue([{ id: 'mark', job: 1 }])
  await until(() => one.given.length === 1)
  expect(one.ids()).toEqual(['mark'])
  clock.advance(minuteMs)
  await untilPassing(clock, () => one.given.length === 2)
  expect(one.given[1]).toMatchObject({ id: 'd', attempts: 1 })
})

test('a listener that breaks loses nothing: the delivery comes again, and the others go on', async () => {
  await emptied()
  const clock = handClock()
  const given: string[] = []
  const stop = new AbortController()
  const done = storeOn(store, clock).listen(async ({ id }) => {
    given.push(id)
    if (given.length === 1) throw new Error('planted')
    return { kind: 'done' }
  }, stop.signal)
  onTestFinished(async () => {
    stop.abort()
    await done
  })
  await storeOn(store, clock).enqueue([{ id: 'a', job: 1 }])
  await until(() => given.length === 1)
  await storeOn(store, clock).enqueue([{ id: 'b', job: 1 }])
  await until(() => given.length === 2)
  expect(given).toEqual(['a', 'b'])
  await until(async () => (await waiting()) === 1)
  clock.advance(3 * minuteMs)
  await untilPassing(clock, async () => (await waiting()) === 0)
  stop.abort()
  await done
  expect(given).toEqual(['a', 'b', 'a'])
})

test('what is kept for a while is gone after it, may be put anew, and is swept; what a waiting delivery tells is not', async () => {
  await emptied()
  const clock = handClock()
  const here = storeOn(store, clock)
  await here.set('seen/1', true, minuteMs)
  await here.set('activity/told', { type: 'Create' }, minuteMs)
  await here.set('activity/waiting', { type: 'Create' }, minuteMs)
  await here.set('note/a/1', { text: 'for good' })
  await here.enqueue([
    { id: 'd', job: { kind: 'tell', activity: 'activity/waiting' } },
    { id: 'e', job: { kind: 'tell', activity: { id: 'activity/told' } } },
  ])
  clock.advance(minuteMs - 1)
  expect([await here.get('seen/1'), await here.count('seen/')]).toEqual([true, 1])
  expect(await here.cas({ key: 'seen/1', expected: undefined, value: 'new' })).toBe(false)
  clock.advance(1)
  expect([
    await here.get('seen/1'),
    await here.count('seen/'),
    await here.list('seen/', { limit: 9 }),
  ]).toEqual([undefined, 0, []])
  expect(await here.cas({ key: 'seen/1', expected: true, value: 'new' })).toBe(false)
  expect(await sweepEntries(store.db, clock.nowMs())).toBe(2)
  const { rows } = await sql<{ key: string }>`select key from federation_entries order by key`.execute(
    store.db,
  )
  expect(rows.map(({ key }) => key)).toEqual(['activity/waiting', 'note/a/1'])
  await here.set('seen/2', true, 1)
  clock.advance(1)
  expect(await here.cas({ key: 'seen/2', expected: undefined, value: 'new' })).toBe(true)
  clock.advance(dayMs)
  expect(await here.get('seen/2')).toBe('new')
})

test('text that PostgreSQL cannot keep is kept as far as it can, and keys that are none are refused whole', async () => {
  await emptied()
  const here = storeOn(store, handClock())
  await here.set('heard/1', { text: 'a\u0000b \uD800 🚰' })
  expect(await here.get('heard/1')).toEqual({ text: 'a\uFFFDb \uFFFD 🚰' })
  for (const key of ['', 'é', 'a\nb', 'a'.repeat(401)]) {
    await expect(here.set(key, 1)).rejects.toThrow('check constraint')
    const deliveries = [{ id: 'never', job: 1 }]
    await expect(here.cas({ key, expected: undefined, value: 1, deliveries })).rejects.toThrow(
      'check constraint',
    )
  }
  expect(await waiting()).toBe(0)
})

async function waiting(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from federation_deliveries`.execute(store.db)
  return rows[0]?.count ?? -1
}
