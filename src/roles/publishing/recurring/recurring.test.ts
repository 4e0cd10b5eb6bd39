import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import { dayMs, hourMs } from '#kernel/time.ts'
import { workRecurring } from '#roles/publishing/recurring/jobs.ts'
import type { Series } from '#roles/publishing/recurring/contract.ts'
import { makeDue, prepare } from '#roles/publishing/recurring/making.ts'
import { bothForm, grant, openOffice, signedIn } from '#roles/publishing/test-office.ts'

let office: Awaited<ReturnType<typeof openOffice>>
const wen = signedIn('Wen')
const ana = signedIn('Ana')
const eve = signedIn('Eve')

beforeEach(async () => {
  office = await openOffice({
    Wen: [grant('write')],
    Ana: [grant('approve'), grant('write')],
    Eve: [grant('write', { account: 'elsewhere' })],
  })
})
afterEach(() => office.store.close())

const rule = { unit: 'day', every: 1, from: '2026-03-02', time: '09:00', zone: 'UTC' } as const

/** It is 1 March, 09:00 UTC; a draft is made a day ahead. */
async function begun(more: Partial<Series['rule']> = {}): Promise<Series> {
  const message = await office.publishing.create(
    wen,
    bothForm('Market today.', 'Marché aujourd’hui.', 'Market'),
  )
  if (!message.ok) throw new Error(message.why)
  const form = { message: message.value.id, rule: { ...rule, ...more }, leadMin: 24 * 60 }
  const made = await office.publishing.recurring.begin(wen, form)
  if (!made.ok) throw new Error(made.why)
  return made.value
}

/** One look of a worker. */
async function look(id: string): Promise<number | undefined> {
  const { room } = office.publishing.recurring
  const prepared = await prepare(room, id)
  if (prepared === undefined) return undefined
  return office.store.inTransaction((tx) => makeDue(room, tx, { id, prepared }))
}

async function drafts(): Promise<string[]> {
  const { rows } = await sql<{
    title: string
  }>`select title from messages where title like 'Market, %' order by title`.execute(office.store.db)
  return rows.map(({ title }) => title)
}

async function seriesNow(id: string): Promise<Series> {
  const found = (await office.publishing.recurring.list(wen)).series.find((one) => one.id === id)
  if (found === undefined) throw new Error('it is gone')
  return found
}

test('ahead of each time a draft is made by copy, meant for that time, written by its owner and approved by nobody', async () => {
  const series = await begun()
  expect(await look(series.id)).toBe(Date.UTC(2026, 2, 2, 9))
  expect(await drafts()).toEqual(['Market, 2026-03-02'])
  const made = (await seriesNow(series.id)).ahead[0]
  expect(made).toMatchObject({ how: 'made', wall: '2026-03-02T09:00' })
  const message = await office.publishing.one(ana, made?.message ?? '')
  expect(message).toMatchObject({ state: 'draft', writers: ['Wen'], owner: { name: 'Wen' } })
  expect(message?.versions.map(({ content }) => content.parts)).toEqual([
    ['Market today.'],
    ['Marché aujourd’hui.'],
  ])
  expect(await office.publishing.planning.plan(wen, made?.message ?? '')).toMatchObject({
    ...{ meant: { at: '2026-03-02T09:00:00.000Z', wall: '2026-03-02T09:00' }, recurring: series.id },
  })
  const { rows } = await sql`select 1 from deliveries`.execute(office.store.db)
  expect(rows).toEqual([])
})

test('looked at again, by two workers at once, or after a crash in the middle, each time has one draft', async () => {
  const series = await begun()
  await Promise.all([look(series.id), look(series.id), look(series.id)])
  expect(await drafts()).toHaveLength(1)
  office.time.nowMs += dayMs
  const { room } = office.publishing.recurring
  const prepared = await prepare(room, series.id)
  if (prepared === undefined) throw new Error('prepared')
  // It crashes after the draft is written, before it is committed.
  await expect(
    office.store.inTransaction(async (tx) => {
      await makeDue(room, tx, { id: series.id, prepared })
      throw new Error('the power went')
    }),
  ).rejects.toThrow('the power went')
  expect(await drafts()).toHaveLength(1)
  await Promise.all([look(series.id), look(series.id)])
  expect(await drafts()).toEqual(['Market, 2026-03-02', 'Market, 2026-03-03'])
})

test('two workers at work make one draft, by themselves, and go on', async () => {
  const series = await begun()
  const { room } = office.publishing.recurring
  const workers = [
    await workRecurring({ room, log: silentLog }),
    await workRecurring({ room, log: silentLog }),
  ]
  await expect.poll(drafts).toEqual(['Market, 2026-03-02'])
  const waiting = async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from jobs where kind = 'publishing-recurring' and state = 'waiting'`.execute(
      office.store.db,
    )
    return rows[0]?.n
  }
  await expect.poll(waiting).toBe(1)
  await Promise.all(workers.map((worker) => worker.stop()))
  expect((await seriesNow(series.id)).ahead.filter(({ how }) => how === 'made')).toHaveLength(1)
})

test('what passed while the desk was off is noted and not made: nothing comes in a flood', async () => {
  const series = await begun()
  await look(series.id)
  office.time.nowMs += 10 * dayMs
  await look(series.id)
  expect(await drafts()).toEqual(['Market, 2026-03-02', 'Market, 2026-03-12'])
  const { past } = await seriesNow(series.id)
  expect(past.map(({ wall, how }) => `${wall.slice(5, 10)} ${how}`)).toEqual([
    ...['03-11 passed', '03-10 passed', '03-09 passed', '03-08 passed', '03-07 passed'],
  ])
})

test('one time is left out, and the series goes on; a time whose draft is made is not left out', async () => {
  const { recurring } = office.publishing
  const series = await begun()
  await look(series.id)
  expect(await recurring.skip(wen, series.id, '2026-03-02T09:00')).toMatchObject({ why: 'no-occurrence' })
  expect(await recurring.skip(wen, series.id, '2026-03-02T10:00')).toMatchObject({ why: 'no-occurrence' })
  expect(await recurring.skip(eve, series.id, '2026-03-03T09:00')).toMatchObject({ why: 'no-right-to-write' })
  expect(await recurring.skip(wen, series.id, '2026-03-03T09:00')).toMatchObject({ ok: true })
  expect(await recurring.skip(wen, series.id, '2026-03-03T09:00')).toMatchObject({ why: 'no-occurrence' })
  office.time.nowMs += 2 * dayMs
  await look(series.id)
  expect(await drafts()).toEqual(['Market, 2026-03-02', 'Market, 2026-03-04'])
})

test('it ends when somebody ends it, with its last day, or after so many times', async () => {
  const { recurring } = office.publishing
  const series = await begun()
  expect(await recurring.end(eve, series.id)).toMatchObject({ why: 'no-right-to-write' })
  expect(await recurring.end(ana, series.id)).toMatchObject({ ok: true, value: { ended: { by: 'Ana' } } })
  expect(await look(series.id)).toBeUndefined()
  expect(await recurring.end(ana, series.id)).toMatchObject({ why: 'no-such-series' })
  expect(await drafts()).toEqual([])
  const twice = await begun({ count: 2 })
  for (let day = 0; day < 5; day++) {
    await look(twice.id)
    office.time.nowMs += dayMs
  }
  expect(await drafts()).toEqual(['Market, 2026-03-02', 'Market, 2026-03-03'])
  const message = await office.publishing.create(wen, bothForm('x', 'y'))
  if (!message.ok) throw new Error(message.why)
  const over = { message: message.value.id, rule: { ...rule, until: '2026-03-03' }, leadMin: 60 }
  expect(await recurring.begin(wen, over)).toMatchObject({ why: 'never-occurs' })
  expect(await recurring.begin(eve, { ...over, rule })).toMatchObject({ why: 'no-right-to-write' })
  expect(await recurring.begin(wen, { ...over, rule, message: 'none' })).toMatchObject({
    why: 'no-such-message',
  })
})

test('whoever lost the right makes no drafts, the series says so, and a colleague takes it over', async () => {
  const { recurring } = office.publishing
  const series = await begun()
  await office.leave('Wen')
  expect(await look(series.id)).toBe(office.time.nowMs + hourMs / 6)
  expect(await drafts()).toEqual([])
  expect(await seriesNow(series.id)).toMatchObject({ trouble: 'no-right' })
  expect(await recurring.takeOver(eve, series.id)).toMatchObject({ why: 'no-right-to-write' })
  expect(await recurring.takeOver(ana, series.id)).toMatchObject({ ok: true, value: { owner: 'Ana' } })
  await look(series.id)
  expect(await drafts()).toEqual(['Market, 2026-03-02'])
  expect(await seriesNow(series.id)).not.toHaveProperty('trouble')
})

test('a draft that somebody deletes is not made again', async () => {
  const series = await begun()
  await look(series.id)
  const made = (await seriesNow(series.id)).ahead[0]
  expect(await office.publishing.remove(wen, made?.message ?? '')).toMatchObject({ ok: true })
  await look(series.id)
  expect(await drafts()).toEqual([])
  expect((await seriesNow(series.id)).ahead[0]).toEqual({
    ...{ wall: '2026-03-02T09:00', at: '2026-03-02T09:00:00.000Z', how: 'made' },
  })
})
