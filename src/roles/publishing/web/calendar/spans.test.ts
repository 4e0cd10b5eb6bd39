import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateIn, daysOf, spanOf, spanWords, step, views } from '#roles/publishing/web/calendar/spans.ts'

test('a week begins on Monday, a month shows whole weeks, a list four weeks from its day', () => {
  expect(spanOf('week', '2026-03-08')).toEqual({ from: '2026-03-02', days: 7 })
  expect(spanOf('week', '2026-03-09')).toEqual({ from: '2026-03-09', days: 7 })
  expect(spanOf('month', '2026-03-15')).toEqual({ from: '2026-02-23', days: 42 })
  // February 2027 begins on a Monday and has 28 days.
  expect(spanOf('month', '2027-02-20')).toEqual({ from: '2027-02-01', days: 28 })
  expect(spanOf('list', '2026-12-30')).toEqual({ from: '2026-12-30', days: 28 })
})

test('on and back again leads to the same days, whatever the day', () => {
  const dates = fc
    .integer({ min: 0, max: 365 * 40 })
    .map((days) => new Date(Date.UTC(2000, 0, 1) + days * 86_400_000).toISOString().slice(0, 10))
  fc.assert(
    fc.property(dates, fc.constantFrom(...views), (date, view) => {
      const on = step(view, date, 1)
      expect(spanOf(view, step(view, on, -1))).toEqual(spanOf(view, date))
      const days = daysOf(spanOf(view, date))
      expect(days).toContain(date)
      expect(days.length).toBeLessThanOrEqual(62)
      expect(new Set(days).size).toBe(days.length)
    }),
  )
})

test('what is no day in an address is no day', () => {
  for (const odd of ['2026-02-30', '1999-12-31', '2101-01-01', 'today', '', undefined, '2026-3-1'])
    expect(dateIn(odd)).toBeUndefined()
  expect(dateIn('2028-02-29')).toBe('2028-02-29')
})

test('spans are named in both languages', () => {
  expect(spanWords('month', '2026-03-15', 'en-CA')).toBe('March 2026')
  expect(spanWords('month', '2026-03-15', 'fr-CA')).toBe('mars 2026')
  expect(spanWords('week', '2026-03-15', 'en-CA')).toMatch(/March 9.*15, 2026/u)
})
