import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { weekMs } from '#kernel/time.ts'
import { dropWeeksBefore, ensureWeeks, partitionsOf } from '#store/partitions.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'
import { mondayOf, mondayOfName, nameOfWeek, weeksBetween } from '#store/weeks.ts'

const notes = {
  room: 'notes',
  steps: [
    {
      name: '001',
      sql: `create table notes (id bigint generated always as identity, at timestamptz not null, text text not null,
        length int generated always as (char_length(text)) stored, heard_at timestamptz not null default now(),
        primary key (id, at)) partition by range (at)`,
    },
  ],
}
let store: Store
beforeAll(async () => {
  store = await openTestStore([notes])
})
afterAll(() => store.close())

const day = (text: string): number => Date.parse(`${text}T12:00:00Z`)
const write = (text: string, at: string) =>
  sql`insert into notes (at, text) values (${new Date(day(at))}, ${text})`.execute(store.db)
const homeOf = async (text: string): Promise<string[]> =>
  (
    await sql<{
      home: string
    }>`select tableoid::regclass::text as home from notes where text = ${text}`.execute(store.db)
  ).rows.map(({ home }) => home)

test('weeks bear their ISO names, at the turn of a year too', () => {
  expect(nameOfWeek(day('2026-11-23'))).toBe('2026w48')
  expect(nameOfWeek(day('2027-01-01'))).toBe('2026w53')
  expect(nameOfWeek(day('2024-12-30'))).toBe('2025w01')
})

test('every moment lies in exactly one week, and the name leads back to its Monday', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2090, 0, 1) }), (ms) => {
      const monday = mondayOf(ms)
      expect(new Date(monday).getUTCDay()).toBe(1)
      expect(ms - monday).toBeGreaterThanOrEqual(0)
      expect(ms - monday).toBeLessThan(weekMs)
      expect(mondayOfName(nameOfWeek(ms))).toBe(monday)
    }),
  )
})

test('a span of a thousand years asks for no more weeks than are believable', () => {
  const weeks = weeksBetween(Date.UTC(1500, 0, 1), Date.UTC(2500, 0, 1), day('2026-11-23'))
  expect(weeks[0]?.fromMs).toBe(Date.UTC(2006, 0, 2))
  expect(weeks.at(-1)?.name).toBe('2027w48')
})

test('a row lands in its week, and a row from 1970 or 2099 lands among the other dates', async () => {
  expect(await ensureWeeks(store.db, 'notes', day('2026-11-23'), day('2026-11-30'))).toEqual([
    'notes_other',
    'notes_2026w48',
    'notes_2026w49',
  ])
  await write('now', '2026-11-24')
  await write('epoch', '1970-01-01')
  await write('far', '2099-06-01')
  expect(await homeOf('now')).toEqual(['notes_2026w48'])
  expect(await homeOf('epoch')).toEqual(['notes_other'])
  expect(await homeOf('far')).toEqual(['notes_other'])
  expect(await ensureWeeks(store.db, 'notes', day('1970-01-01'), day('1970-01-01'))).toEqual([])
  expect(await ensureWeeks(store.db, 'notes', day('2099-01-01'), day('2099-06-01'))).toEqual([])
})

test('a row that came before its week was made moves into it, whole', async () => {
  await write('early', '2026-12-15')
  expect(await homeOf('early')).toEqual(['notes_other'])
  await ensureWeeks(store.db, 'notes', day('2026-12-15'), day('2026-12-15'))
  expect(await homeOf('early')).toEqual(['notes_2026w51'])
})

test('ten places making the same weeks at once do not get in each other’s way', async () => {
  const [from, to] = [day('2026-03-02'), day('2026-05-11')]
  const made = await Promise.all(Array.from({ length: 10 }, () => ensureWeeks(store.db, 'notes', from, to)))
  expect(made.flat().sort()).toEqual(weeksBetween(from, to, to).map(({ name }) => `notes_${name}`))
})

test('weeks can be made inside a transaction, and go with it when it fails', async () => {
  await expect(
    store.inTransaction(async (tx) => {
      await ensureWeeks(tx, 'notes', day('2025-06-02'), day('2025-06-02'))
      throw new Error('changed my mind')
    }),
  ).rejects.toThrow('changed my mind')
  expect((await partitionsOf(store.db, 'notes')).has('notes_2025w23')).toBe(false)
})

test('old weeks go, with old rows of other dates and, by our own clock, those from the future', async () => {
  await sql`update notes set heard_at = '2026-12-01'`.execute(store.db)
  const dropped = await dropWeeksBefore(store.db, 'notes', day('2026-11-25'), { heardColumn: 'heard_at' })
  expect(dropped.weeks).toContain('notes_2026w10')
  expect(dropped.weeks).not.toContain('notes_2026w48')
  expect(await homeOf('epoch')).toEqual([])
  expect(await homeOf('now')).toEqual(['notes_2026w48'])
  await sql`update notes set heard_at = '2020-01-01' where text = 'far'`.execute(store.db)
  const later = await dropWeeksBefore(store.db, 'notes', day('2026-11-25'), { heardColumn: 'heard_at' })
  expect(later).toEqual({ weeks: [], otherRows: 1 })
})

test('a table name that is not one is refused before it reaches SQL', async () => {
  await expect(ensureWeeks(store.db, 'notes; drop table notes', 0, 0)).rejects.toThrow('plain table name')
})
