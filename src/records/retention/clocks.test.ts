import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dayMs } from '#kernel/time.ts'
import { findEntries } from '#records/find.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { keepReplies, keepRepliesGone, replySubject, type Reply } from '#records/replies.ts'
import { readClock, readYearsClock, setClock, setYearsClock } from '#records/retention/clocks.ts'
import { ConversationsClockChange } from '#records/retention/contract.ts'
import { conversationsStep } from '#records/retention/migration.ts'
import { nextNight } from '#records/retention/next-night.ts'
import { ada, Nights, startMs, yearMs } from '#records/retention/test-nights.ts'
import type { RecordsTables } from '#records/tables.ts'
import { openTestStore } from '#store/test-store.ts'

let nights: Nights
beforeEach(async () => {
  nights = await Nights.open()
})
afterEach(() => nights.close())

test('the clock of listening data is 30 days until somebody sets it, and setting it is on record', async () => {
  expect(await readClock(nights.archive.store.db, 'listening')).toEqual({ days: 30 })
  const set = (days: number) =>
    nights.archive.store.inTransaction((tx) =>
      setClock(tx, { clock: 'listening', days, reason: 'the policy', by: ada }, nights.nowMs),
    )
  expect(await set(7)).toBe(true)
  expect(await set(7)).toBe(false)
  expect((await readClock(nights.archive.store.db, 'listening')).days).toBe(7)
  await nights.archive.db.updateTable('records_clocks').set({ days: 3000 }).execute()
  expect((await readClock(nights.archive.store.db, 'listening')).days).toBe(90)
  const { entries } = await findEntries(nights.archive.db, { subject: 'clock:listening' })
  expect(entries.map(({ facts }) => [facts?.['from'], facts?.['to']])).toEqual([[30, 7]])
})

const setYears = (years: number) =>
  nights.archive.store.inTransaction((tx) =>
    setYearsClock(tx, { clock: 'conversations', years, reason: 'the policy', by: ada }, nights.nowMs),
  )

test('the clock of conversations is 2 years until somebody sets it, and setting it is on record', async () => {
  const { db } = nights.archive
  expect(await readYearsClock(db, 'conversations')).toEqual({ years: 2 })
  expect(await setYears(5)).toBe(true)
  expect(await setYears(5)).toBe(false)
  expect(await readYearsClock(db, 'conversations')).toEqual({
    years: 5,
    changedAt: new Date(startMs).toISOString(),
  })
  const { entries } = await findEntries(db, { subject: 'clock:conversations' })
  expect(entries.map(({ facts }) => facts)).toEqual([{ from: 2, to: 5, unit: 'years', reason: 'the policy' }])
})

test.each([0, 11, -1, 1.5, 200, Number.NaN, '2', null])(
  'a clock of conversations of %s years is refused, and never read from the table either',
  async (years) => {
    expect(ConversationsClockChange.safeParse({ years, reason: 'the policy' }).success).toBe(false)
    if (typeof years !== 'number' || !Number.isInteger(years) || years < 1) return
    await setYears(years)
    expect((await readYearsClock(nights.archive.db, 'conversations')).years).toBe(10)
  },
)

test('two changes of the clock at once say truly what they changed from', async () => {
  await Promise.all([3, 4, 5, 6].map(setYears))
  const { entries } = await findEntries(nights.archive.db, { subject: 'clock:conversations' })
  const oldestFirst = entries.toReversed()
  expect(oldestFirst[0]?.facts?.['from']).toBe(2)
  for (const [i, one] of oldestFirst.entries())
    if (i > 0) expect(one.facts?.['from']).toBe(oldestFirst[i - 1]?.facts?.['to'])
})

const reply: Reply = {
  id: 'practice:r1',
  network: 'practice',
  author: 'maria',
  text: 'Is the water safe to drink?',
  saidAtMs: startMs,
  isQuote: false,
  answers: {
    message: 'message:m1',
    title: 'Brown water',
    url: 'https://t.example/1',
    account: 'city',
    language: 'en',
  },
}
const hear = (one: Reply) => nights.archive.store.inTransaction((tx) => keepReplies(tx, [one], nights.nowMs))
const takenBack = (id: string) =>
  nights.archive.store.inTransaction((tx) => keepRepliesGone(tx, [id], nights.nowMs))

test('a reply that its network deleted stays for two calendar years, and its disposal is on record', async () => {
  await hear(reply)
  nights.nowMs += dayMs
  await takenBack(reply.id)
  nights.nowMs = Date.UTC(2033, 3, 6)
  expect(await nights.night()).toEqual({ disposed: 0 })
  const { entries } = await findEntries(nights.archive.db, { subject: replySubject(reply.id) })
  expect(entries.map(({ kind, facts }) => [kind, facts?.['text']])).toEqual([
    ['reply-deleted', undefined],
    ['reply-received', reply.text],
  ])
  nights.nowMs = Date.UTC(2033, 3, 9)
  expect(await nights.night()).toEqual({ disposed: 2 })
  expect((await findEntries(nights.archive.db, { subject: replySubject(reply.id) })).entries).toEqual([])
  const { entries: disposals } = await findEntries(nights.archive.db, { kind: 'disposal' })
  expect(disposals[0]?.facts).toMatchObject({
    kinds: { 'reply-received': 1, 'reply-deleted': 1 },
    schedule: { 'reply-received': 2, 'reply-deleted': 2 },
  })
  expect((await nights.check()).finding).toBeUndefined()
})

test('a legal hold wins over the clock of conversations, also when it is made shorter', async () => {
  await hear(reply)
  await hear({ ...reply, id: 'practice:r2' })
  const held = await nights.hold({ subject: replySubject(reply.id) })
  await setYears(1)
  nights.nowMs += yearMs + dayMs
  expect((await nextNight(nights.archive.db, nights.nowMs, nights.nowMs)).going).toMatchObject([{ count: 1 }])
  expect(await nights.night()).toEqual({ disposed: 1 })
  expect(await nights.emptied()).toEqual([3])
  await nights.lift(held?.id ?? '')
  expect(await nights.night()).toEqual({ disposed: 1 })
})

test('a longer clock keeps what would have gone, and official records mind it as little as it minds theirs', async () => {
  await hear(reply)
  await nights.keep(1, { kind: 'search-begun' })
  await setYears(10)
  nights.nowMs += 6 * yearMs
  expect(await nights.night()).toEqual({ disposed: 1 })
  expect(await nights.emptied()).toEqual([3])
})

test.each([
  [[['reply-received', 5]], 5],
  [
    [
      ['reply-received', 3],
      ['moderation', null],
    ],
    10,
  ],
  [[['moderation', 50]], 10],
  [[['edit', 9]], 2],
] as [[string, number | null][], number][])(
  'schedules of an earlier version, %j, become a clock of %i years',
  async (earlier, years) => {
    const steps = recordsMigrations.steps.filter(({ name }) => name < conversationsStep.name)
    const store = await openTestStore([{ ...recordsMigrations, steps }])
    const db = store.db.withTables<RecordsTables>()
    for (const [kind, kept] of earlier)
      await db
        .insertInto('records_schedules')
        .values({ kind, years: kept, changed_at: new Date(startMs) })
        .execute()
    await sql.raw(conversationsStep.sql).execute(db)
    expect((await readYearsClock(db, 'conversations')).years).toBe(years)
    const left = await db.selectFrom('records_schedules').select('kind').execute()
    expect(left.map(({ kind }) => kind)).toEqual(
      earlier.map(([kind]) => kind).filter((kind) => kind === 'edit'),
    )
    await store.close()
  },
)
