import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dayMs, minuteMs } from '#kernel/time.ts'
import { sendingLimits } from '#sending/contract.ts'
import { halvesOut, mendHalf } from '#sending/halves.ts'
import { waitingForPeople } from '#sending/for-people.ts'
import { askRemoval, claimRemovals, takeDown } from '#sending/removals.ts'
import type { SendingTables } from '#sending/tables.ts'
import { outboxMigrations, testOutbox, type TestOutbox } from '#sending/test-sending.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

type Row = SendingTables['deliveries']

let store: Store
let outbox: TestOutbox
beforeEach(async () => {
  store = await openTestStore(outboxMigrations)
  outbox = testOutbox(store, { seed: 3 })
})
afterEach(() => store.close())

let count = 0
/** One delivery more, as it stands. */
async function delivery(stands: Partial<Row>): Promise<void> {
  count += 1
  const item = `message:n${count}`
  await outbox.send({ en: ['Brown water.'] }, { item })
  const db = store.db.withTables<SendingTables>()
  await db.updateTable('deliveries').set(stands).where('item', '=', item).execute()
}
const waiting = () => waitingForPeople(outbox.process())

test.each(['unconfirmed', 'missed', 'refused', 'paused'] as const)(
  'what is %s waits for somebody, however old',
  async (state) => {
    await delivery({ state, due_at: new Date(outbox.clock.nowMs() - 30 * dayMs) })
    expect(await waiting()).toBe(1)
  },
)

test('what the desk stopped or took down waits for somebody, for a day after its time; what people did does not', async () => {
  const now = new Date(outbox.clock.nowMs())
  const gone = { state: 'sent', removed_at: now, removed_why: 'other-half' } as const
  await delivery(gone)
  await delivery({ state: 'cancelled', why: 'not-approved' })
  await delivery({ state: 'cancelled', why: null })
  expect(await waiting()).toBe(3)
  await delivery({ ...gone, removed_by: 'Ana', removed_by_id: 'ana' })
  await delivery({ state: 'cancelled', why: 'by-person' })
  await delivery({ state: 'sent', why: 'all-there' })
  await delivery({ state: 'wait', why: 'other-half' })
  // It was asked for, and is not gone yet.
  await delivery({ state: 'sent', removed_why: 'other-half', remove_at: now })
  expect(await waiting()).toBe(3)
  await outbox.clock.sleep(sendingLimits.stoppedShownMs - 1)
  expect(await waiting()).toBe(3)
  await outbox.clock.sleep(minuteMs)
  expect(await waiting()).toBe(0)
})

test('what was stopped and put into the outbox once more waits for nobody; stopped again, it is counted once', async () => {
  await delivery({ state: 'cancelled', why: 'not-approved' })
  const item = `message:n${count}`
  const when = { atMs: outbox.clock.nowMs() + minuteMs, wall: '2031-04-10T12:01', zone: 'UTC' }
  await outbox.send({ fr: ['Eau brune.'] }, { item, round: 2, when })
  await sql`update deliveries set state = 'sent' where language = 'fr'`.execute(store.db)
  expect(await waiting()).toBe(1)
  await outbox.send({ en: ['Brown water.'] }, { item, round: 3, when })
  expect(await waiting()).toBe(0)
  await sql`update deliveries set state = 'cancelled', why = 'other-half' where round = 3`.execute(store.db)
  expect(await waiting()).toBe(1)
  await sql`update deliveries set why = 'by-person' where round = 3`.execute(store.db)
  expect(await waiting()).toBe(0)
})

test('what is both stopped and refused is counted once', async () => {
  const now = new Date(outbox.clock.nowMs())
  await delivery({ state: 'refused', removed_at: now, removed_why: 'other-half' })
  expect(await waiting()).toBe(1)
})

test('half of a pair that the desk takes down is counted once it is gone, beside the half that was refused', async () => {
  await outbox.send({ en: ['Brown water.'], fr: ['Eau brune.'] })
  const ground = outbox.process()
  await sql`update deliveries set state = 'sent' where language = 'en'`.execute(store.db)
  await sql`update deliveries set state = 'refused', why = 'not-accepted' where language = 'fr'`.execute(
    store.db,
  )
  expect(await waiting()).toBe(1)
  await outbox.clock.sleep(2 * minuteMs)
  for (const half of await halvesOut(ground)) await mendHalf(ground, half)
  expect(await waiting()).toBe(1)
  for (const one of await claimRemovals(ground)) await takeDown(ground, one, new AbortController().signal)
  expect(await waiting()).toBe(2)
})

test('what a person takes down is not counted, nor the edits that go with it', async () => {
  await delivery({ id: 'first', state: 'sent' })
  await delivery({ id: 'edit', state: 'sent', edits: 'first' })
  const ground = outbox.process()
  const by = { id: 'ana', name: 'Ana' }
  await store.inTransaction((tx) => askRemoval(ground, tx, 'first', { why: 'wrong street', by }))
  for (const one of await claimRemovals(ground)) await takeDown(ground, one, new AbortController().signal)
  const db = store.db.withTables<SendingTables>()
  const rows = await db.selectFrom('deliveries').select(['removed_at', 'removed_by']).execute()
  expect(rows.map((row) => [row.removed_at !== null, row.removed_by])).toEqual([
    [true, 'Ana'],
    [true, 'Ana'],
  ])
  expect(await waiting()).toBe(0)
})
