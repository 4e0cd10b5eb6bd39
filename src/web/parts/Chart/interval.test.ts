import fc from 'fast-check'
import { expect, test } from 'vitest'
import { intervalScale, sideOf } from '#web/parts/Chart/interval.ts'

const interval = fc
  .tuple(fc.double({ min: -50, max: 50, noNaN: true }), fc.double({ min: 0, max: 20, noNaN: true }))
  .map(([value, width]) => ({ value, low: value - width, high: value + width }))

test('everything is inside the picture, in order, with the reference in it', () => {
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 6 }), fc.constantFrom('straight', 'times'), (rows, kind) => {
      const x = intervalScale(rows, kind === 'times' ? 1 : 0, kind)
      for (const { value, low, high } of rows) {
        for (const at of [low, value, high].map(x)) {
          expect(at).toBeGreaterThanOrEqual(0)
          expect(at).toBeLessThanOrEqual(1)
        }
        expect(x(low)).toBeLessThanOrEqual(x(high))
      }
      const zero = x(kind === 'times' ? 1 : 0)
      expect(zero).toBeGreaterThan(0)
      expect(zero).toBeLessThan(1)
    }),
  )
})

test('half as much is as far from as much as twice as much', () => {
  const x = intervalScale([{ value: 2, low: 0.5, high: 2 }], 1, 'times')
  expect(x(2) - x(1)).toBeCloseTo(x(1) - x(0.5), 10)
})

test('an interval that holds the reference tells nothing', () => {
  expect(sideOf({ value: 1.2, low: 0.9, high: 1.6 }, 1)).toBe('level')
  expect(sideOf({ value: 3, low: 1.1, high: 5 }, 1)).toBe('above')
  expect(sideOf({ value: 0.5, low: 0.2, high: 0.9 }, 1)).toBe('below')
})
