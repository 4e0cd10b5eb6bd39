import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'
import { bandPath, linePath, straight, timeTicks, valueTicks } from '#web/parts/Chart/scale.ts'

test('the lines behind a picture are round, few, start at nothing and reach above everything', () => {
  fc.assert(
    fc.property(fc.nat(5_000_000), (most) => {
      const ticks = valueTicks(most)
      expect(ticks[0]).toBe(0)
      expect(ticks.length).toBeLessThanOrEqual(5)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most)
    }),
  )
})

test('counts of posts never get half a post, shares get fifths', () => {
  expect(valueTicks(0)).toEqual([0, 1])
  expect(valueTicks(3)).toEqual([0, 1, 2, 3])
  expect(valueTicks(29)).toEqual([0, 10, 20, 30])
  expect(valueTicks(0.61, 4, 0.2).map((tick) => tick.toFixed(1))).toEqual(['0.0', '0.2', '0.4', '0.6', '0.8'])
})

test('a scale of one value stands in the middle and is never not a number', () => {
  expect(straight([3, 3], [0, 100])(3)).toBe(50)
  expect(straight([0, 10], [100, 0])(2.5)).toBe(75)
})

test('moments below a picture are whole hours of the zone, also where it is half an hour off', () => {
  const fromMs = Date.UTC(2026, 10, 24, 16, 7)
  const { ticks, stepMs } = timeTicks({ fromMs, toMs: fromMs + 20 * hourMs }, 'America/St_Johns', 6)
  expect(stepMs).toBe(6 * hourMs)
  expect(ticks.map((at) => new Date(at).toISOString().slice(11, 16))).toEqual(['21:30', '03:30', '09:30'])
})

test('days begin at midnight of the zone before and after its clocks change', () => {
  const { ticks } = timeTicks(
    { fromMs: Date.UTC(2026, 2, 6, 12), toMs: Date.UTC(2026, 2, 10, 12) },
    'America/Toronto',
    5,
  )
  expect(ticks.map((at) => new Date(at).toISOString().slice(0, 13))).toEqual([
    '2026-03-07T05',
    '2026-03-08T05',
    '2026-03-09T04',
    '2026-03-10T04',
  ])
})

test('however long the time, the moments are few and inside it', () => {
  const when = fc.record({
    fromMs: fc.nat({ max: 4e12 }),
    lengthMs: fc.integer({ min: minuteMs, max: 400 * dayMs }),
  })
  fc.assert(
    fc.property(when, fc.integer({ min: 2, max: 12 }), ({ fromMs, lengthMs }, countMax) => {
      const { ticks } = timeTicks({ fromMs, toMs: fromMs + lengthMs }, 'America/Toronto', countMax)
      expect(ticks.length).toBeLessThanOrEqual(Math.max(countMax, 15) + 1)
      for (const at of ticks) {
        expect(at).toBeGreaterThanOrEqual(fromMs - 2 * hourMs)
        expect(at).toBeLessThanOrEqual(fromMs + lengthMs)
      }
    }),
    { numRuns: 40 },
  )
})

test('a line breaks where nothing is known, and a lone point is still seen', () => {
  const at = (x: number): { x: number; y: number } => ({ x, y: 1 })
  expect(linePath([at(0), at(1), undefined, at(3), undefined])).toBe('M0 1L1 1M3 1h0.1')
  expect(linePath([])).toBe('')
})

test('a band closes around each stretch that is known', () => {
  const at = (x: number, y: number): { x: number; y: number } => ({ x, y })
  expect(bandPath([at(0, 1), at(1, 1), undefined], [at(0, 5), at(1, 5), at(2, 5)])).toBe('M0 1L1 1L1 5L0 5Z')
  expect(bandPath([], [])).toBe('')
})
