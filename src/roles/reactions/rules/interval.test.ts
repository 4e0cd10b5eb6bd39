import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changeOf, shareOf, wilson } from '#roles/reactions/rules/interval.ts'

test('the interval is the one of the textbook', () => {
  // Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662; 0 of 20 gives 0 to 0.1611; 15 of 148 gives 0.0624 to 0.1605.
  expect(wilson(81, 263)).toMatchObject({
    lowOf1: expect.closeTo(0.2553, 4),
    highOf1: expect.closeTo(0.3662, 4),
  })
  expect(wilson(0, 20)).toMatchObject({ lowOf1: 0, highOf1: expect.closeTo(0.1611, 4) })
  expect(wilson(15, 148)).toMatchObject({
    lowOf1: expect.closeTo(0.0624, 4),
    highOf1: expect.closeTo(0.1605, 4),
  })
})

test('the difference is the one of the textbook', () => {
  // Newcombe 1998b, table II, method 10: 56/70 against 48/80 gives 0.0524 to 0.3339.
  const change = changeOf(wilson(56, 70), wilson(48, 80))
  expect(change).toMatchObject({ lowOf1: expect.closeTo(0.0524, 3), highOf1: expect.closeTo(0.3339, 3) })
})

test('of nothing nothing is known', () => {
  expect(shareOf(0, 0, 0)).toEqual({ posts: 0, shareOf1: 0, lowOf1: 0, highOf1: 1 })
})

test('an interval always holds its share, stays in 0 to 1, and is wider when few people said it', () => {
  const counts = fc
    .integer({ min: 1, max: 5000 })
    .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n), fc.integer({ min: 1, max: n })))
  fc.assert(
    fc.property(counts, ([hits, n, authors]) => {
      const all = wilson(hits, n)
      const few = shareOf(hits, n, authors)
      expect(all.lowOf1).toBeGreaterThanOrEqual(0)
      expect(all.highOf1).toBeLessThanOrEqual(1)
      expect(all.lowOf1).toBeLessThanOrEqual(all.shareOf1 + 1e-12)
      expect(all.highOf1).toBeGreaterThanOrEqual(all.shareOf1 - 1e-12)
      expect(few.highOf1 - few.lowOf1).toBeGreaterThanOrEqual(all.highOf1 - all.lowOf1 - 1e-9)
    }),
  )
})
