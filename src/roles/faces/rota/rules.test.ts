import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, hourMs } from '#kernel/time.ts'
import type { Shift, Single } from '#roles/faces/rota/contract.ts'
import { dayAfter, dayAt, mondayOf, wallReader, weekdayOf } from '#roles/faces/rota/days.ts'
import { gapsOf, nextAfter, onAt, stretchesOf, type Rota } from '#roles/faces/rota/rules.ts'

const zone = 'America/Toronto'
const read = wallReader()
const at = (day: string, clock: string): number => read(day, clock, zone)

function shift(more: Partial<Shift> & Pick<Shift, 'id' | 'weekday'>): Shift {
  return { personId: 'Sam', starts: '08:30', ends: '16:30', timeZone: zone, fromDay: '2026-01-01', ...more }
}

function rota(shifts: Shift[], singles: Single[] = [], holidays: string[] = []): Rota {
  return { shifts, singles, holidays: new Set(holidays) }
}

const week = { fromMs: at('2026-03-02', '00:00'), toMs: at('2026-03-09', '00:00') }

test('a weekly shift comes back on its day, at the time on the wall, also over a change of clocks', () => {
  const found = stretchesOf(rota([shift({ id: 'a', weekday: 1 })]), { ...week, toMs: week.toMs + 8 * dayMs })
  expect(found.map(({ day }) => day)).toEqual(['2026-03-02', '2026-03-09', '2026-03-16'])
  // On 8 March 2026 clocks in Toronto go forward: half past eight is an hour earlier in UTC from then on.
  expect(found.map(({ startMs }) => new Date(startMs).toISOString().slice(11, 16))).toEqual([
    '13:30',
    '12:30',
    '12:30',
  ])
  expect(found.map(({ startMs, endMs }) => endMs - startMs)).toEqual([8 * hourMs, 8 * hourMs, 8 * hourMs])
})

test('a shift of the night ends on the next day, an hour shorter or longer where clocks change', () => {
  const night = shift({ id: 'n', weekday: 6, starts: '22:00', ends: '06:00' })
  const long = (fromDay: string): number[] =>
    stretchesOf(rota([night]), { fromMs: at(fromDay, '00:00'), toMs: at(fromDay, '00:00') + 2 * dayMs }).map(
      ({ startMs, endMs }) => (endMs - startMs) / hourMs,
    )
  expect(long('2026-02-28')).toEqual([8])
  expect(long('2026-03-07')).toEqual([7])
  expect(long('2026-10-31')).toEqual([9])
})

test('shifts that meet at a time that is there twice, or never, leave no gap and no overlap', () => {
  for (const [day, clock] of [
    ['2026-11-01', '01:30'],
    ['2026-03-08', '02:30'],
  ] as const) {
    const pair = [
      shift({ id: 'a', weekday: 7, starts: '00:00', ends: clock }),
      shift({ id: 'b', weekday: 7, starts: clock, ends: '09:00', personId: 'Kim' }),
    ]
    const [first, second] = stretchesOf(rota(pair), { fromMs: at(day, '00:00'), toMs: at(day, '12:00') })
    expect(first?.endMs).toBe(second?.startMs)
  }
})

test('a day that goes otherwise: somebody else, nobody, somebody once more', () => {
  const monday = shift({ id: 'a', weekday: 1 })
  const who = (singles: Single[]): string[] =>
    stretchesOf(rota([monday], singles), week).map(({ personId }) => personId)
  expect(who([])).toEqual(['Sam'])
  expect(who([{ id: 's', day: '2026-03-02', shiftId: 'a', personId: 'Kim' }])).toEqual(['Kim'])
  expect(who([{ id: 's', day: '2026-03-02', shiftId: 'a' }])).toEqual([])
  expect(who([{ id: 's', day: '2026-03-03', shiftId: 'a' }])).toEqual(['Sam'])
  const own = { starts: '18:00', ends: '20:00', timeZone: zone }
  expect(who([{ id: 's', day: '2026-03-04', personId: 'Kim', own }])).toEqual(['Sam', 'Kim'])
})

test('on a holiday weekly shifts do not run and nothing is expected; who comes extra comes', () => {
  const own = { starts: '10:00', ends: '12:00', timeZone: zone }
  const single: Single = { id: 's', day: '2026-03-02', personId: 'Kim', own }
  const closed = rota([shift({ id: 'a', weekday: 1 })], [single], ['2026-03-02'])
  expect(stretchesOf(closed, week).map(({ personId }) => personId)).toEqual(['Kim'])
  const cover = [{ weekday: 1, starts: '08:30', ends: '16:30' }]
  expect(gapsOf([], { ...week, cover, holidays: closed.holidays, timeZone: zone })).toEqual([])
  expect(gapsOf([], { ...week, cover, holidays: new Set(), timeZone: zone })).toHaveLength(1)
})

test('a shift runs from its first day to its last', () => {
  const some = shift({ id: 'a', weekday: 1, fromDay: '2026-03-09', untilDay: '2026-03-16' })
  const found = stretchesOf(rota([some]), { ...week, toMs: week.toMs + 30 * dayMs })
  expect(found.map(({ day }) => day)).toEqual(['2026-03-09', '2026-03-16'])
})

test('who is on now, and who comes next', () => {
  const all = stretchesOf(
    rota([
      shift({ id: 'a', weekday: 1, ends: '12:00' }),
      shift({ id: 'b', weekday: 1, starts: '12:00', personId: 'Kim' }),
      shift({ id: 'c', weekday: 1, starts: '12:00', personId: 'Lou' }),
    ]),
    week,
  )
  const names = (list: readonly { personId: string }[]): string[] => list.map(({ personId }) => personId)
  expect(names(onAt(all, at('2026-03-02', '08:29')))).toEqual([])
  expect(names(onAt(all, at('2026-03-02', '08:30')))).toEqual(['Sam'])
  expect(names(onAt(all, at('2026-03-02', '12:00')))).toEqual(['Kim', 'Lou'])
  expect(names(nextAfter(all, at('2026-03-02', '09:00')))).toEqual(['Kim', 'Lou'])
  expect(nextAfter(all, at('2026-03-02', '12:00'))).toEqual([])
})

test('what nobody is on for is a gap, from the minute', () => {
  const cover = [{ weekday: 1, starts: '08:00', ends: '18:00' }]
  const all = stretchesOf(
    rota([shift({ id: 'a', weekday: 1, ends: '12:00' }), shift({ id: 'b', weekday: 1, starts: '13:00' })]),
    week,
  )
  const gaps = gapsOf(all, { ...week, cover, holidays: new Set(), timeZone: zone })
  const clock = (ms: number): string => new Date(ms - 5 * hourMs).toISOString().slice(11, 16)
  expect(gaps.map(({ fromMs, toMs }) => `${clock(fromMs)}-${clock(toMs)}`)).toEqual([
    '08:00-08:30',
    '12:00-13:00',
    '16:30-18:00',
  ])
})

test('gaps and shifts together are the hours to cover, and never overlap', () => {
  const clock = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`)
  const part = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), starts: clock, ends: clock })
  const parts = fc.array(
    part.filter(({ starts, ends }) => starts !== ends),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(parts, parts, (cover, shown) => {
      const stretches = stretchesOf(rota(shown.map((one, i) => shift({ id: `s${i}`, ...one }))), week)
      const gaps = gapsOf(stretches, { ...week, cover, holidays: new Set(), timeZone: zone })
      const wanted = gapsOf([], { ...week, cover, holidays: new Set(), timeZone: zone })
      for (let ms = week.fromMs + hourMs / 2; ms < week.toMs; ms += hourMs) {
        const inside = (spans: readonly { fromMs: number; toMs: number }[]): boolean =>
          spans.some(({ fromMs, toMs }) => fromMs <= ms && ms < toMs)
        expect(inside(gaps)).toBe(inside(wanted) && onAt(stretches, ms).length === 0)
      }
    }),
    { numRuns: 40 },
  )
})

test('days are those of the calendar', () => {
  expect(dayAfter('2026-02-28', 1)).toBe('2026-03-01')
  expect(weekdayOf('2026-03-01')).toBe(7)
  expect(mondayOf('2026-03-01')).toBe('2026-02-23')
  expect(dayAt(Date.UTC(2026, 2, 2, 3), zone)).toBe('2026-03-01')
})
