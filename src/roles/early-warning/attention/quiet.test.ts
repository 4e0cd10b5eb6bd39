import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, minuteMs } from '#kernel/time.ts'
import { quietUntilMs, type Quiet } from '#roles/early-warning/attention/quiet.ts'

const weekdays = [1, 2, 3, 4, 5, 6, 7]
const nights: Quiet = {
  quiet: [{ days: weekdays, from: '22:00', to: '07:00' }],
  holidays: [],
  quietOnHolidays: false,
  timeZone: 'America/Toronto',
}
const at = (iso: string): number => Date.parse(iso)

test('a night that passes midnight ends at seven by the clock on the wall', () => {
  expect(quietUntilMs(nights, at('2031-03-05T23:00-05:00'))).toBe(at('2031-03-06T07:00-05:00'))
  expect(quietUntilMs(nights, at('2031-03-06T06:59-05:00'))).toBe(at('2031-03-06T07:00-05:00'))
  expect(quietUntilMs(nights, at('2031-03-06T07:00-05:00'))).toBeUndefined()
  expect(quietUntilMs(nights, at('2031-03-06T21:59-05:00'))).toBeUndefined()
})

test('on the nights the clocks change it is still seven by the wall', () => {
  expect(quietUntilMs(nights, at('2031-03-08T23:00-05:00'))).toBe(at('2031-03-09T07:00-04:00'))
  expect(quietUntilMs(nights, at('2031-11-01T23:00-04:00'))).toBe(at('2031-11-02T07:00-05:00'))
})

test('a night belongs to the day it begins on', () => {
  const fridays = { ...nights, quiet: [{ days: [5], from: '22:00', to: '07:00' }] }
  expect(quietUntilMs(fridays, at('2031-03-08T02:00-05:00'))).toBe(at('2031-03-08T07:00-05:00'))
  expect(quietUntilMs(fridays, at('2031-03-07T02:00-05:00'))).toBeUndefined()
})

test('a holiday is quiet from midnight to midnight, and runs on into the night', () => {
  const holiday = { ...nights, holidays: [{ on: '2031-12-25', name: 'Christmas' }], quietOnHolidays: true }
  expect(quietUntilMs(holiday, at('2031-12-25T12:00-05:00'))).toBe(at('2031-12-26T07:00-05:00'))
  expect(quietUntilMs({ ...holiday, quietOnHolidays: false }, at('2031-12-25T12:00-05:00'))).toBeUndefined()
})

test('hours without a gap are looked at again after two weeks', () => {
  const always = {
    ...nights,
    quiet: [
      { days: weekdays, from: '00:00', to: '12:00' },
      { days: weekdays, from: '12:00', to: '00:00' },
    ],
  }
  const now = at('2031-03-05T23:00-05:00')
  expect((quietUntilMs(always, now) ?? 0) - now).toBeGreaterThanOrEqual(14 * dayMs)
})

test('whenever it is quiet, it is not at the end, and it was a minute before', () => {
  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => `${part}`.padStart(2, '0')).join(':'))
  const hours = fc
    .record({
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 }),
      from: clock,
      to: clock,
    })
    .filter(({ from, to }) => from !== to)
  const zones = fc.constantFrom(
    'UTC',
    'America/Toronto',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
    'America/Santiago',
  )
  fc.assert(
    fc.property(
      fc.array(hours, { maxLength: 3 }),
      zones,
      fc.integer({ min: 0, max: 400 * 24 * 60 }),
      (quiet, timeZone, minutes) => {
        const wish = { quiet, timeZone, holidays: [], quietOnHolidays: false }
        const nowMs = Date.UTC(2031, 0, 1) + minutes * minuteMs
        const end = quietUntilMs(wish, nowMs)
        if (end === undefined) return
        expect(end).toBeGreaterThan(nowMs)
        if (end - nowMs >= 14 * dayMs) return
        expect(quietUntilMs(wish, end)).toBeUndefined()
      },
    ),
    { numRuns: 300 },
  )
})
