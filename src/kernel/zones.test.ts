import { expect, test } from 'vitest'
import { isTimeZone, startOfDayMs, zoneOffsetMs } from '#kernel/zones.ts'

const iso = (ms: number): string => new Date(ms).toISOString()

test.each([
  ['2026-06-02T14:20:00Z', 'America/Toronto', '2026-06-02T04:00:00.000Z'],
  ['2026-06-02T03:20:00Z', 'America/Toronto', '2026-06-01T04:00:00.000Z'],
  ['2026-03-08T20:00:00Z', 'America/Toronto', '2026-03-08T05:00:00.000Z'],
  ['2026-11-01T20:00:00Z', 'America/Toronto', '2026-11-01T04:00:00.000Z'],
  ['2026-06-02T14:20:00Z', 'Asia/Kolkata', '2026-06-01T18:30:00.000Z'],
  ['2026-06-02T14:20:00Z', 'UTC', '2026-06-02T00:00:00.000Z'],
])('the day of %s in %s began at %s', (at, zone, start) => {
  expect(iso(startOfDayMs(Date.parse(at), zone))).toBe(start)
})

test('an offset has its sign and its half hours', () => {
  expect(zoneOffsetMs(Date.UTC(2026, 0, 1), 'America/St_Johns')).toBe(-3.5 * 3_600_000)
})

test('a made-up zone is known as such', () => {
  expect(isTimeZone('America/Toronto')).toBe(true)
  expect(isTimeZone('Havre/Clair')).toBe(false)
})
