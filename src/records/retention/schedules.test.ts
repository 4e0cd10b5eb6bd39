import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findEntries } from '#records/find.ts'
import { nextNight } from '#records/retention/next-night.ts'
import { schedules } from '#records/retention/schedules.ts'
import { Nights, yearMs } from '#records/retention/test-nights.ts'

let nights: Nights
beforeEach(async () => {
  nights = await Nights.open()
})
afterEach(() => nights.close())

test('a schedule shortened and lengthened again before the night changes nothing but the record of it', async () => {
  await nights.keep(2, { kind: 'search-begun' })
  nights.nowMs += 1.5 * yearMs
  expect(await nights.schedule('search-begun', 1)).toBe('changed')
  expect((await nextNight(nights.archive.db, nights.nowMs, nights.nowMs)).going).toMatchObject([{ count: 2 }])
  expect(await nights.schedule('search-begun', null)).toBe('changed')
  expect(await nights.schedule('search-begun', null)).toBe('same')
  expect(await nights.night()).toEqual({ disposed: 0 })
  const { entries } = await findEntries(nights.archive.db, { kind: 'schedule-changed' })
  expect(entries.map(({ facts }) => [facts?.['from'], facts?.['to']])).toEqual([
    [1, null],
    [5, 1],
  ])
})

test('two changes of one schedule at once say truly what they changed from', async () => {
  await Promise.all([3, 4, 5, 6].map((years) => nights.schedule('edit', years)))
  const { entries } = await findEntries(nights.archive.db, { kind: 'schedule-changed' })
  const oldestFirst = entries.toReversed()
  for (const [i, one] of oldestFirst.entries())
    if (i > 0) expect(one.facts?.['from']).toBe(oldestFirst[i - 1]?.facts?.['to'])
})

test('what proves the chain is kept for good: no schedule, and no SQL in the name of a disposal, empties it', async () => {
  for (const kind of ['disposal', 'key-made'] as const) expect(await nights.schedule(kind, 1)).toBe('fixed')
  await nights.archive.db
    .insertInto('records_schedules')
    .values({ kind: 'key-made', years: 1, changed_at: new Date(nights.nowMs) })
    .execute()
  expect((await schedules(nights.archive.db)).find(({ kind }) => kind === 'key-made')?.years).toBeNull()
  await nights.keep(1)
  nights.nowMs += 200 * yearMs
  await nights.night()
  expect(await nights.emptied()).toEqual([2])
  const byHand = sql`update records_entries set salt = null, body = null, words = null, actor = null,
    actor_name = null, subject = null, account = null, disposed_by = 3 where seq = 1`.execute(
    nights.archive.db,
  )
  await expect(byHand).rejects.toThrow(/stays/u)
})

test('a kind on a clock has no schedule of its own, whatever stands in the table', async () => {
  for (const kind of ['reply-received', 'reply-deleted', 'moderation'] as const)
    expect(await nights.schedule(kind, 1)).toBe('by-clock')
  await nights.archive.db
    .insertInto('records_schedules')
    .values({ kind: 'reply-received', years: 1, changed_at: new Date(nights.nowMs) })
    .execute()
  const all = await schedules(nights.archive.db)
  expect(
    all.filter(({ clock }) => clock === 'conversations').map(({ kind, years }) => [kind, years]),
  ).toEqual([
    ['reply-received', 2],
    ['reply-deleted', 2],
    ['moderation', 2],
    ['question-set-aside', 2],
  ])
  expect((await findEntries(nights.archive.db, { kind: 'schedule-changed' })).entries).toEqual([])
})
