import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  approvalMigrations,
  begunMs,
  grant,
  openOffice,
  shownOf,
  texts,
  usual,
  type Office,
} from '#access/approvals/test-office.ts'
import { silentLog } from '#kernel/log.ts'
import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

let store: Store
beforeEach(async () => {
  store = await openTestStore(approvalMigrations)
}, 30_000)
afterEach(() => store.close())

/** Ana approves first; Oma owns the desk and is asked next. */
async function officeWithOwner(): Promise<Office> {
  const office = await openOffice(store, { ...usual, Oma: [] })
  await sql`update people set is_owner = (id = ${office.id('Oma')})`.execute(store.db)
  return office
}

const kindsFor = async (office: Office, name: string): Promise<string[]> =>
  (await office.bellFor(name)).notices.map(({ kind }) => kind).toReversed()

/** Does everything of this item that is due by the office's clock, as the worker would. */
async function workUntilDone(office: Office, nowMs: number): Promise<void> {
  office.time.nowMs = nowMs
  const worker = office.approvals.start(silentLog)
  try {
    await expect.poll(() => openJobs(nowMs), { timeout: 20_000 }).toBe(0)
  } finally {
    await worker.stop()
  }
}

async function openJobs(untilMs: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from jobs
    where kind = 'approvals' and (payload->>'atMs')::float8 <= ${untilMs}`.execute(store.db)
  return rows[0]?.count ?? -1
}

async function due(office: Office, step: 'remind' | 'escalate', round = 1): Promise<unknown> {
  const atMs = office.time.nowMs
  return store.inTransaction((tx) => office.approvals.onDue(tx, { step, item: office.item, round, atMs }))
}

test('at half of the time those who may approve are reminded, at the deadline the owners are asked', async () => {
  const office = await officeWithOwner()
  const { deadlineMs } = await office.ask(texts, { deadlineMs: begunMs + 2 * hourMs })
  expect(deadlineMs).toBe(begunMs + 2 * hourMs)
  expect(await kindsFor(office, 'Ana')).toEqual(['asked'])
  office.time.nowMs = begunMs + hourMs
  await due(office, 'remind')
  await due(office, 'remind')
  expect(await kindsFor(office, 'Ana')).toEqual(['asked', 'reminder'])
  expect(await kindsFor(office, 'Oma')).toEqual([])
  office.time.nowMs = deadlineMs
  await due(office, 'escalate')
  await due(office, 'escalate')
  expect(await kindsFor(office, 'Oma')).toEqual(['escalated'])
  expect(await office.review('Oma')).toMatchObject({ escalated: true, may: { approve: true } })
  expect((await office.records()).filter(({ kind }) => kind === 'approval-escalated')).toHaveLength(1)
  // A deadline that is over lets nothing out by itself.
  expect(await office.goesOut(texts)).toEqual(['not-approved', 'not-approved'])
})

test('woken too early by the clock of the store, it waits for its own', async () => {
  const office = await officeWithOwner()
  await office.ask(texts, { deadlineMs: begunMs + 2 * hourMs })
  const early = { step: 'escalate', item: office.item, round: 1, atMs: begunMs + 2 * hourMs } as const
  expect(await store.inTransaction((tx) => office.approvals.onDue(tx, early))).toEqual({
    runAgainInMs: 2 * hourMs,
  })
  expect(await kindsFor(office, 'Oma')).toEqual([])
})

test('nobody is reminded of what is approved, given back, edited, or asked anew', async () => {
  for (const what of ['approved', 'returned', 'edited', 'asked anew'] as const) {
    const office = await officeWithOwner()
    await office.ask(texts)
    if (what === 'approved') await office.approve('Ana', texts)
    if (what === 'returned') await office.giveBack('Ana')
    if (what === 'edited') await office.edit('Wen')
    if (what === 'asked anew') await office.ask({ ...texts, en: 'New.' })
    office.time.nowMs = begunMs + 2 * dayMs
    await due(office, 'remind', 1)
    await due(office, 'escalate', 1)
    expect([what, await kindsFor(office, 'Oma')]).toEqual([what, []])
    expect(await kindsFor(office, 'Ana')).not.toContain('reminder')
  }
})

test('the desk was down over the deadline: once it is back, both are told at once, and only once', async () => {
  const office = await officeWithOwner()
  const { deadlineMs } = await office.ask(texts, { deadlineMs: begunMs + 2 * hourMs })
  await workUntilDone(office, deadlineMs + 3 * hourMs)
  expect(await kindsFor(office, 'Ana')).toEqual(['asked', 'reminder'])
  expect(await kindsFor(office, 'Oma')).toEqual(['escalated'])
  await workUntilDone(office, deadlineMs + 4 * hourMs)
  expect(await kindsFor(office, 'Oma')).toEqual(['escalated'])
})

test('a review of one key that nobody did in a day is told to all who could, also when the desk was down', async () => {
  const office = await openOffice(store, {
    ...usual,
    Bo: [grant('write'), grant('break-glass')],
    Eve: [grant('approve', { language: 'fr' })],
  })
  await office.ask(texts, { lane: 'emergency', writers: ['Bo'] })
  expect(await office.breakGlass('Bo', shownOf(texts))).toEqual({ ok: true })
  expect(await kindsFor(office, 'Ana')).toEqual(['glass-broken'])
  expect(await kindsFor(office, 'Eve')).toEqual(['glass-broken'])
  expect(await kindsFor(office, 'Bo')).toEqual([])
  await workUntilDone(office, begunMs + dayMs + minuteMs)
  expect(await kindsFor(office, 'Ana')).toEqual(['glass-broken', 'glass-late'])
  expect(await kindsFor(office, 'Bo')).toEqual([])
  const { reviews } = await office.listFor('Ana')
  expect(reviews).toMatchObject([{ item: office.item, forMe: true }])
})

test('a notice is read by its own reader only: one by one, or all up to one', async () => {
  const office = await openOffice(store, { ...usual, Eve: [grant('approve')] })
  await office.ask(texts)
  await office.approve('Ana', { en: texts.en })
  await office.ask({ ...texts, en: 'New.' })
  const { notices } = await office.bellFor('Ana')
  expect(notices.map(({ kind }) => kind)).toEqual(['voided', 'asked'])
  const read = (name: string, seen: { upTo: number } | { ids: number[] }) =>
    office.approvals.noticesSeen(store.db, { personId: office.id(name), ...seen })
  await read('Eve', { ids: notices.map(({ id }) => id) })
  await read('Ana', { ids: [] })
  expect((await office.bellFor('Ana')).notices).toHaveLength(2)
  await read('Ana', { ids: [notices[0]?.id ?? -1] })
  expect(await kindsFor(office, 'Ana')).toEqual(['asked'])
  await read('Ana', { upTo: notices[0]?.id ?? -1 })
  expect(await office.bellFor('Ana')).toEqual({ notices: [], waits: 1 })
  expect(await office.bellFor('Eve')).toMatchObject({ notices: [{ kind: 'asked' }], waits: 1 })
})
