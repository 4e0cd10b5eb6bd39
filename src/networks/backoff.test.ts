import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffMs } from '#networks/backoff.ts'

const limits = { startMs: 1000, maxMs: 60_000 }

test('waits double from one second and stop growing at a minute', () => {
  expect([1, 2, 3, 4].map((failures) => backoffMs(failures, limits, 0.999_999))).toEqual([
    1000, 2000, 4000, 8000,
  ])
  expect(backoffMs(500, limits, 0.999_999)).toBe(60_000)
})

test('a wait is never shorter than the first nor longer than the longest', () => {
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0, max: 0.999_999, noNaN: true }), (failures, chance) => {
      const waitMs = backoffMs(failures, limits, chance)
      expect(waitMs).toBeGreaterThanOrEqual(limits.startMs)
      expect(waitMs).toBeLessThanOrEqual(limits.maxMs)
    }),
  )
})
