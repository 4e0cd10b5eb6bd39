import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, hourMs } from '#kernel/time.ts'
import { zoneOffsetMs } from '#kernel/zones.ts'
import { nextAt, oddDays, type Rhythm } from '#roles/reactions/reports/planning/schedule-rules.ts'

const toronto = { every: 'day', atTime: '07:30', timeZone: 'America/Toronto' } as const
const iso = (ms: number): string => new Date(ms).toISOString()

test('every day at half past seven stays half past seven when clocks change', () => {
  expect(iso(nextAt(toronto, Date.UTC(2026, 10, 28, 12)))).toBe('2026-11-28T12:30:00.000Z')
  expect(iso(nextAt(toronto, Date.UTC(2026, 10, 28, 12, 30)))).toBe('2026-11-29T12:30:00.000Z')
  expect(iso(nextAt(toronto, Date.UTC(2026, 6, 1, 12)))).toBe('2026-07-02T11:30:00.000Z')
})

test('a day of the week and the last day of a month are found', () => {
  const monday: Rhythm = { ...toronto, every: 'week', onDay: 1 }
  expect(iso(nextAt(monday, Date.UTC(2026, 10, 28)))).toBe('2026-11-30T12:30:00.000Z')
  const last: Rhythm = { ...toronto, every: 'month', onDay: 0 }
  expect(iso(nextAt(last, Date.UTC(2028, 1, 3)))).toBe('2028-02-29T12:30:00.000Z')
  expect(iso(nextAt({ ...last, onDay: 28 }, Date.UTC(2026, 0, 30)))).toBe('2026-02-28T12:30:00.000Z')
})

test('a time that clocks jump over is asked about, and goes out at the jump or not at all', () => {
  const night: Rhythm = { ...toronto, atTime: '02:30' }
  expect(oddDays(night, Date.UTC(2027, 0, 1))).toEqual({ skippedOn: '2027-03-14' })
  const before = Date.UTC(2027, 2, 13, 12)
  expect(iso(nextAt({ ...night, ifSkipped: 'after' }, before))).toBe('2027-03-14T07:00:00.000Z')
  expect(iso(nextAt({ ...night, ifSkipped: 'leave-out' }, before))).toBe('2027-03-15T06:30:00.000Z')
})

test('a time that clocks show twice is asked about, and goes out once', () => {
  const night: Rhythm = { ...toronto, atTime: '01:30' }
  expect(oddDays(night, Date.UTC(2027, 0, 1))).toEqual({ twiceOn: '2027-11-07' })
  const before = Date.UTC(2027, 10, 7)
  expect(iso(nextAt({ ...night, ifTwice: 'first' }, before))).toBe('2027-11-07T05:30:00.000Z')
  const second = nextAt({ ...night, ifTwice: 'second' }, before)
  expect(iso(second)).toBe('2027-11-07T06:30:00.000Z')
  expect(iso(nextAt({ ...night, ifTwice: 'second' }, second))).toBe('2027-11-08T06:30:00.000Z')
})

test('a zone without changes is asked nothing, and a time by day neither', () => {
  expect(oddDays({ ...toronto, timeZone: 'America/Regina', atTime: '02:30' }, 0)).toEqual({})
  expect(oddDays(toronto, Date.UTC(2027, 0, 1))).toEqual({})
})

test('it is always later, never more than a period away, and shows the time that was asked for', () => {
  const zones = [
    'America/Toronto',
    'America/St_Johns',
    'Europe/Paris',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'UTC',
  ]
  const rhythms = fc.record({
    every: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
    onDay: fc.integer({ min: 1, max: 7 }),
    hour: fc.integer({ min: 4, max: 22 }),
    timeZone: fc.constantFrom(...zones),
    afterMs: fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2032, 0) }),
  })
  fc.assert(
    fc.property(rhythms, ({ hour, afterMs, ...rest }) => {
      const rhythm = { ...rest, atTime: `${String(hour).padStart(2, '0')}:15` }
      const at = nextAt(rhythm, afterMs)
      const period = { day: 1, week: 7, month: 31 }[rhythm.every] * dayMs
      expect(at).toBeGreaterThan(afterMs)
      expect(at - afterMs).toBeLessThanOrEqual(period + 2 * hourMs)
      expect(iso(at + zoneOffsetMs(at, rhythm.timeZone)).slice(11, 16)).toBe(rhythm.atTime)
    }),
    { numRuns: 60 },
  )
})
