import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import { dayMs } from '#kernel/time.ts'
import { keys } from '#networks/activitypub/addresses.ts'
import type { FederationDesk } from '#networks/activitypub/desk.ts'
import { countDelivery, endDelivery } from '#networks/activitypub/jobs.ts'
import type { Question } from '#networks/activitypub/kept-note.ts'
import { tellCount } from '#networks/activitypub/tell-count.ts'
import { until } from '#networks/activitypub/test-hearing.ts'
import type { FederationStore } from '#networks/activitypub/federation-store.ts'
import { personActs } from '#sending/acts.ts'
import type { DeliveryView, PauseForm } from '#sending/contract.ts'
import { deliveryOfPart } from '#sending/federation/held.ts'
import {
  handClock,
  storeOn,
  taking,
  type HandClock,
  type Taker,
} from '#sending/federation/test-federation.ts'
import type { Ground } from '#sending/ground.ts'
import { waitingForPeople } from '#sending/for-people.ts'
import { listDeliveries } from '#sending/listing.ts'
import { pause, resume } from '#sending/pausing.ts'
import { outboxMigrations, testOutbox, type TestOutbox } from '#sending/test-sending.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

// Promise 3 for what is told to other servers: what a pause covers is not given out while it holds, and after it not before
// somebody has looked at it and lets it go.

const pat = { kind: 'person', id: 'pat', name: 'Pat' } as const

let store: Store
let outbox: TestOutbox
let clock: HandClock
let here: FederationStore
let taker: Taker

beforeEach(async () => {
  store = await openTestStore(outboxMigrations)
  outbox = testOutbox(store, { seed: 1 })
  clock = handClock()
  here = storeOn(store, clock)
  await connect()
  await sql`insert into people (id, name, locale, is_owner, created_at) values ('pat', 'Pat', 'en', true, now())`.execute(
    store.db,
  )
})

afterEach(async () => {
  await taker.stop()
  await store.close()
})

/** A process of the desk, by the clock of this test. */
function ground(): Ground {
  return { ...outbox.process(), clock }
}

async function connect(): Promise<void> {
  await sql`insert into connections (account, connected_at, connected_by) values ('town', now(), 'Pat')`.execute(
    store.db,
  )
}

/** Puts something into the outbox, and what tells it into the queue of the federation. Returns the key of its part. */
async function said(text: string, lane: 'normal' | 'emergency' = 'normal'): Promise<string> {
  const item = `message:${text}`
  await outbox.send({ en: [text] }, { lane, item })
  const { rows } = await sql<{ id: string }>`select id from deliveries where item = ${item}`.execute(store.db)
  // It is public at our own address: its delivery is done.
  await sql`update deliveries set state = 'sent' where item = ${item}`.execute(store.db)
  return `${rows[0]?.id ?? ''}-0`
}

async function pauseNow(form: PauseForm): Promise<string> {
  return (await store.inTransaction((tx) => pause(ground(), tx, { form, by: pat }))).id
}

async function resumeNow(id: string): Promise<void> {
  await store.inTransaction((tx) => resume(ground(), tx, { id, by: pat }))
}

/** What the outbox shows as held back, and what somebody who may publish lets go of it. */
async function letGo(): Promise<void> {
  for (const { id, isHeldBack, may } of await shown())
    if (isHeldBack === true && may.includes('release'))
      await personActs(ground(), pat, { id, does: 'release' })
}

const everywhere = { verb: 'publish', account: '*', language: '*', lane: '*' } as const

function shown(): Promise<DeliveryView[]> {
  return listDeliveries(ground(), { show: 'open' }, [everywhere])
}

async function held(): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from federation_deliveries where due_at is null order by id`.execute(store.db)
  return rows.map(({ id }) => id)
}

/** Waits until whoever takes was given all there was to give. */
async function settled(): Promise<void> {
  const mark = `mark ${taker.given.length}`
  // A moment later than all the rest: what is due at the same instant is given out in no order.
  clock.advance(1)
  await here.enqueue([{ id: mark, job: null }])
  await until(() => taker.ids().includes(mark))
}

const told = (): string[] => taker.ids().filter((id) => !id.startsWith('mark'))

test.each([
  { scope: 'all', reason: 'Wrong' },
  { scope: 'lane', value: 'normal', reason: 'Wrong' },
  { scope: 'account', value: 'town', reason: 'Wrong' },
  { scope: 'topic', value: 'WATER', reason: 'Wrong' },
] as const satisfies PauseForm[])('a pause of $scope holds what says it, and nothing else', async (form) => {
  const says = await said('Brown water on Mill Street')
  const urgent = await said('Do not drink the water', 'emergency')
  const id = await pauseNow(form)
  taker = taking(here)
  await here.enqueue([
    { id: 'a', job: { kind: 'tell' }, says },
    { id: 'b', job: { kind: 'tell' }, says },
    // An emergency, that something is gone, that a follower is welcome: never held.
    { id: 'urgent', job: { kind: 'tell' }, says: urgent },
    { id: 'gone', job: { kind: 'tell' } },
  ])
  await settled()
  expect(told().toSorted()).toEqual(['gone', 'urgent'])
  expect(await held()).toEqual(['a', 'b'])
  await resumeNow(id)
  await settled()
  expect(await held()).toEqual(['a', 'b'])
  await letGo()
  await until(() => told().length === 4)
  expect(told().slice(2).toSorted()).toEqual(['a', 'b'])
})

test('what another account says, and what has other words, goes on', async () => {
  const says = await said('The library is open')
  await pauseNow({ scope: 'account', value: 'elsewhere', reason: 'Wrong' })
  await pauseNow({ scope: 'topic', value: 'flood', reason: 'Wrong' })
  taker = taking(here)
  await here.enqueue([{ id: 'a', job: 1, says }])
  await settled()
  expect([told(), await held()]).toEqual([['a'], []])
})

test('a pause that begins while much waits holds the rest of it; two pauses hold until both are over', async () => {
  const says = await said('Brown water')
  await here.enqueue(Array.from({ length: 100 }, (_, at) => ({ id: `d ${at}`, job: 1, says })))
  const first = await pauseNow({ scope: 'all', reason: 'Wrong' })
  const second = await pauseNow({ scope: 'account', value: 'town', reason: 'Wrong too' })
  taker = taking(here)
  await settled()
  expect([told(), (await held()).length]).toEqual([[], 100])
  await resumeNow(first)
  await settled()
  expect([told(), (await held()).length]).toEqual([[], 100])
  // Let go too early, it is held again.
  await letGo()
  await settled()
  expect([told(), (await held()).length]).toEqual([[], 100])
  await resumeNow(second)
  await letGo()
  await until(() => told().length === 100)
  expect(new Set(told()).size).toBe(100)
})

test('what was due while nobody was there is looked at as well; what comes later of the same waits with it', async () => {
  const says = await said('Brown water')
  await here.enqueue([{ id: 'a', job: 1, says }])
  await resumeNow(await pauseNow({ scope: 'all', reason: 'Wrong' }))
  await here.enqueue([{ id: 'later', job: 1, says }])
  taker = taking(here)
  await settled()
  expect([told(), await held()]).toEqual([[], ['a', 'later']])
  await letGo()
  await until(() => told().length === 2)
})

test('what is held stands in the outbox, is counted, and is let go once, on record, by who may publish there', async () => {
  const says = await said('Brown water')
  const id = deliveryOfPart(says)
  taker = taking(here)
  expect(await shown()).toEqual([])
  const pauseId = await pauseNow({ scope: 'all', reason: 'Wrong' })
  await here.enqueue([{ id: 'a', job: 1, says }])
  await settled()
  await resumeNow(pauseId)
  expect(await shown()).toMatchObject([{ id, state: 'sent', isHeldBack: true, may: ['release'] }])
  expect(await listDeliveries(ground(), { show: 'open' }, [])).toMatchObject([{ id, may: [] }])
  expect(await waitingForPeople(ground())).toBe(1)
  const nobody = { id: 'nobody', name: 'Nobody' }
  expect(await personActs(ground(), nobody, { id, does: 'release' })).toBe('no-right')
  expect(await personActs(ground(), pat, { id, does: 'release' })).toBe('done')
  expect(await personActs(ground(), pat, { id, does: 'release' })).toBe('not-now')
  await until(() => told().length === 1)
  expect([await shown(), await waitingForPeople(ground())]).toEqual([[], 0])
  const { rows } = await sql<{ facts: unknown }>`
    select body::jsonb -> 'facts' as facts from records_entries where kind = 'delivery'`.execute(store.db)
  expect(rows).toEqual([{ facts: { title: 'Brown water', delivery: id, followers: 'go-on' } }])
})

test('what is taken down during a pause waits for nobody: whoever is given it finds nothing to tell', async () => {
  const says = await said('Brown water')
  await pauseNow({ scope: 'all', reason: 'Wrong' })
  taker = taking(here)
  await here.enqueue([{ id: 'a', job: 1, says }])
  await settled()
  await sql`update deliveries set removed_at = now(), removed_why = 'Wrong'`.execute(store.db)
  await settled()
  await until(() => told().length === 1)
  expect([await held(), await shown()]).toEqual([[], []])
})

test('what would be told is kept however long the pause takes', async () => {
  const says = await said('Brown water')
  const id = await pauseNow({ scope: 'all', reason: 'Wrong' })
  await here.set('activity/1', { type: 'Create' }, dayMs)
  await here.enqueue([{ id: 'a', job: { kind: 'tell', activity: 'activity/1' }, says }])
  taker = taking(here)
  await settled()
  clock.advance(30 * dayMs)
  await settled()
  expect(await here.get('activity/1')).toEqual({ type: 'Create' })
  await resumeNow(id)
  await letGo()
  await until(() => told().length === 1)
  expect(await here.get('activity/1')).toEqual({ type: 'Create' })
  clock.advance(5 * dayMs)
  expect(await here.get('activity/1')).toBeUndefined()
})

test('a disconnected account says nothing until it is connected again', async () => {
  const says = await said('Brown water')
  await sql`delete from connections`.execute(store.db)
  taker = taking(here)
  await here.enqueue([{ id: 'a', job: 1, says }])
  await settled()
  expect([told(), await held()]).toEqual([[], ['a']])
  await connect()
  await settled()
  await until(() => told().length === 1)
})

test('emergencies are given out before everything that waits longer', async () => {
  const says = await said('The library is open')
  const urgent = await said('Leave Mill Street now', 'emergency')
  await here.enqueue(Array.from({ length: 40 }, (_, at) => ({ id: `d ${at}`, job: 1, says })))
  clock.advance(1000)
  await here.enqueue([{ id: 'urgent', job: 1, says: urgent }])
  taker = taking(here)
  await until(() => told().length === 41)
  expect(told()[0]).toBe('urgent')
})

/** What our actors stand on, over the store of this test. */
function desk(): FederationDesk {
  return {
    ...{ origin: 'https://town.example', store: here, clock, log: silentLog, version: '1' },
    actors: async () => [],
    ensureActors: async ({ name }) => ({ kind: 'taken', name }),
    mediaUrl: ({ sha256 }) => `https://town.example/files/${sha256}`,
    signal: new AbortController().signal,
  }
}

test('a pause holds the counts of a poll as it holds its words: those to be told, and those counted while it holds', async () => {
  const says = await said('When should we open?')
  const question: Question = {
    ...{ kind: 'there', actor: 'havre_clair', key: says, revisions: [says], atMs: clock.nowMs() },
    ...{ text: 'When should we open?', language: 'en', media: [] },
    poll: { options: ['Morning', 'Evening'], multiple: false, endsMs: clock.nowMs() + 60_000 },
  }
  await here.set(keys.note(question), question)
  const counting = countDelivery(question, clock.nowMs())
  const id = await pauseNow({ scope: 'account', value: 'town', reason: 'Wrong' })
  taker = taking(here)
  await here.enqueue([counting, endDelivery(question)])
  await settled()
  // Only the end was given out: it counts, and what tells its followers of it is held.
  expect(told()).toEqual([endDelivery(question).id])
  clock.advance(60_000)
  const count = { actor: 'havre_clair', key: says, atMs: clock.nowMs(), ends: true }
  expect(await tellCount({ kind: 'count', ...count }, desk())).toEqual({ kind: 'done' })
  await settled()
  expect(told()).toEqual([endDelivery(question).id])
  const { rows } = await sql<{ says: string; type: string | null; about: string | null }>`
    select says, job -> 'activity' ->> 'type' as type, job -> 'activity' -> 'object' ->> 'type' as about
    from federation_deliveries where due_at is null order by type nulls first`.execute(store.db)
  expect(rows).toEqual([
    { says, type: null, about: null },
    { says, type: 'Update', about: 'Question' },
  ])
  await resumeNow(id)
  await settled()
  expect(await held()).toHaveLength(2)
  await letGo()
  await until(() => told().length === 3)
})
