import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  beliefOf,
  isSurelyBelow,
  logGamma,
  surpriseMaxOf,
  surpriseOf,
  upper95Of,
} from '#stream/trends/surprise.ts'

const usual = { priorShareOf1: 1e-4, priorPosts: 400, pastCount: 0, pastPosts: 0, dispersion: 1 }

test('as many as expected is no surprise', () => {
  const belief = beliefOf({ ...usual, pastCount: 100, pastPosts: 1000 })
  expect(surpriseOf(belief, 7, 100)).toBe(0)
})

test('the chance adds up: the tail from one equals one minus the chance of none', () => {
  const belief = { shape: 0.8, rate: 50 }
  const none = (50 / 80) ** 0.8
  expect(10 ** -surpriseOf(belief, 1, 30)).toBeCloseTo(1 - none, 3)
})

test('more posts with a word are more surprising, a longer past without it too', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 60, max: 5000 }),
      fc.integer({ min: 0, max: 100_000 }),
      (count, posts, past) => {
        const belief = beliefOf({ ...usual, pastPosts: past })
        const longer = beliefOf({ ...usual, pastPosts: past + 1000 })
        expect(surpriseOf(belief, count + 1, posts)).toBeGreaterThanOrEqual(surpriseOf(belief, count, posts))
        expect(surpriseOf(longer, count, posts)).toBeGreaterThanOrEqual(surpriseOf(belief, count, posts))
      },
    ),
  )
})

test('a key with a bursty past surprises less', () => {
  const even = beliefOf({ ...usual, pastCount: 50, pastPosts: 5000 })
  const bursty = beliefOf({ ...usual, pastCount: 50, pastPosts: 5000, dispersion: 8 })
  expect(surpriseOf(bursty, 9, 100)).toBeLessThan(surpriseOf(even, 9, 100))
})

test('95 of 100 ordinary windows stay at or below the upper bound', () => {
  const belief = beliefOf({ ...usual, pastCount: 100, pastPosts: 1000 })
  const upper = upper95Of(belief, 100)
  expect(upper).toBeGreaterThan(10)
  expect(10 ** -surpriseOf(belief, upper + 1, 100)).toBeLessThanOrEqual(0.05)
})

test('the log of the gamma function agrees with factorials', () => {
  expect(Math.exp(logGamma(6))).toBeCloseTo(120, 6)
})

test('the quick bound is never below the surprise it stands for', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 500, noNaN: true }),
      fc.double({ min: 10, max: 1e6, noNaN: true }),
      fc.integer({ min: 3, max: 5000 }),
      fc.integer({ min: 10, max: 65_536 }),
      (shape, rate, count, posts) => {
        const mean = (posts * shape) / rate
        expect(surpriseMaxOf(mean, count)).toBeGreaterThanOrEqual(surpriseOf({ shape, rate }, count, posts))
      },
    ),
    { numRuns: 3000 },
  )
})

test('what is said to be surely below a bound is below it, and what is far above is not', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 40, noNaN: true }),
      fc.double({ min: 1e-4, max: 60_000, noNaN: true }),
      fc.integer({ min: 1, max: 65_535 }),
      (bound, mean, count) => {
        if (isSurelyBelow(bound, mean, count)) expect(surpriseMaxOf(mean, count)).toBeLessThanOrEqual(bound)
      },
    ),
    { numRuns: 5000 },
  )
  expect(isSurelyBelow(6, 100, 110)).toBe(true)
  expect(isSurelyBelow(6, 2, 40)).toBe(false)
})
