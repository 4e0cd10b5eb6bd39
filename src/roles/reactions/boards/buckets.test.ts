import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'
import { startOfDayMs } from '#kernel/zones.ts'
import { bucketsFor } from '#roles/reactions/boards/buckets.ts'

const zone = 'America/St_Johns'
const fromMs = Date.UTC(2026, 10, 2, 13, 7)

test.each([
  ['an hour in 60', hourMs, 60, 1],
  ['a day in 200', dayMs, 200, 10],
  ['90 days in 200', 90 * dayMs, 200, 720],
  ['90 days in 91', 90 * dayMs, 92, 1440],
])('%s points', (_what, forMs, points, bucketMin) => {
  const start = startOfDayMs(fromMs, zone)
  expect(
    bucketsFor({ fromMs: fromMs - (fromMs % minuteMs), toMs: fromMs + forMs }, start, points),
  ).toMatchObject({ bucketMin })
})

test('there are never more points than asked for, and they cover the range from its start to its end', () => {
  const ranges = fc.tuple(
    fc.integer({ min: 0, max: dayMs }),
    fc.integer({ min: 1, max: 400 * dayMs }),
    fc.integer({ min: 2, max: 400 }),
  )
  fc.assert(
    fc.property(ranges, ([shift, forMs, points]) => {
      const range = { fromMs: fromMs + shift, toMs: fromMs + shift + forMs }
      const { startMs, bucketMin, count } = bucketsFor(range, startOfDayMs(range.fromMs, zone), points)
      expect(count).toBeLessThanOrEqual(points)
      expect(startMs + count * bucketMin * minuteMs).toBeGreaterThanOrEqual(range.toMs)
      if (forMs < (points - 1) * dayMs) expect(startMs).toBeLessThanOrEqual(range.fromMs)
    }),
  )
})
