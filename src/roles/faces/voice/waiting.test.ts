import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answeredBy, reached, waitsOfAll, waitsOfAnswered, type Waited } from '#roles/faces/voice/waiting.ts'

const yes = (waitS: number): Waited => ({ waitS, isAnswered: true })
const not = (waitS: number): Waited => ({ waitS, isAnswered: false })

test('worked by hand: seven waits, of which three still go on', () => {
  // At 1: 1 of 7. At 3: 1 of 5 (one left at 2). At 5: 2 of 4, one more leaves there after them. At 9: nobody is left but one.
  const steps = answeredBy([yes(5), not(2), yes(1), not(5), yes(3), yes(5), not(9)])
  const waiting = [6 / 7, (6 / 7) * (4 / 5), (6 / 7) * (4 / 5) * (2 / 4)]
  expect(steps.map(({ atS }) => atS)).toEqual([1, 3, 5])
  for (const [at, one] of waiting.entries()) expect(steps[at]?.shareOf1).toBeCloseTo(1 - one, 12)
  expect(reached(steps, 0.5)).toBe(5)
  expect(reached(steps, 0.9)).toBeUndefined()
})

test('where everybody was answered it is the plain middle, and nine in ten', () => {
  const waits = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map(yes)
  expect(waitsOfAll(waits)).toEqual({ of: 10, answered: 10, halfS: 50, nineTenthsS: 90 })
  expect(waitsOfAll([yes(7)])).toEqual({ of: 1, answered: 1, halfS: 7, nineTenthsS: 7 })
})

test('questions that only just came do not make us look faster', () => {
  const old = [yes(60), yes(3600), yes(7200), yes(7200)]
  const rush = Array.from({ length: 20 }, () => not(30))
  expect(waitsOfAll([...old, ...rush])).toMatchObject({ of: 24, answered: 4, halfS: 3600 })
  // The plain middle of what was answered so far would be taken in by what is answered within the first minute.
  const fresh = Array.from({ length: 4 }, () => yes(20))
  const late = [...old, ...rush, ...fresh]
  expect(waitsOfAll(late).halfS ?? 0).toBeGreaterThan(20)
})

test('where most got no answer there is no time by which half had one, but half of those answered had', () => {
  const waits = [yes(10), yes(20), yes(30), ...Array.from({ length: 7 }, () => not(10_000))]
  expect(waitsOfAll(waits)).toEqual({ of: 10, answered: 3 })
  expect(waitsOfAnswered(waits, 1000)).toEqual({ of: 10, answered: 3, halfS: 20, nineTenthsS: 30 })
})

test('an answer after the time looked at is none', () => {
  expect(waitsOfAnswered([yes(10), yes(5000)], 1000)).toEqual({
    of: 2,
    answered: 1,
    halfS: 10,
    nineTenthsS: 10,
  })
  expect(waitsOfAnswered([yes(5000)], 1000)).toEqual({ of: 1, answered: 0 })
  expect(waitsOfAnswered([], 1000)).toEqual({ of: 0, answered: 0 })
  expect(waitsOfAll([not(1)])).toEqual({ of: 1, answered: 0 })
})

const someWaits = fc.array(fc.record({ waitS: fc.nat(500), isAnswered: fc.boolean() }), { maxLength: 60 })

test('shares only rise, stay between nothing and all, and do not depend on the order', () => {
  fc.assert(
    fc.property(someWaits, (waits) => {
      const shares = answeredBy(waits).map(({ shareOf1 }) => shareOf1)
      expect(shares).toEqual(shares.toSorted((a, b) => a - b))
      for (const share of shares) expect(share > 0 && share <= 1 + 1e-9).toBe(true)
      expect(answeredBy(waits.toReversed())).toEqual(answeredBy(waits))
      expect(answeredBy([...waits, ...waits]).at(-1)?.shareOf1 ?? 0).toBeCloseTo(shares.at(-1) ?? 0, 9)
    }),
  )
})

test('with nobody waiting any more the share by a moment is the plain share', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 60 }), fc.nat(50), (waits, atS) => {
      const share = answeredBy(waits.map(yes)).findLast((step) => step.atS <= atS)?.shareOf1 ?? 0
      expect(share).toBeCloseTo(waits.filter((wait) => wait <= atS).length / waits.length, 9)
    }),
  )
})

test('a wait that goes on makes no time by which half had an answer shorter', () => {
  fc.assert(
    fc.property(someWaits, fc.nat(500), (waits, waitS) => {
      const before = waitsOfAll(waits).halfS
      const after = waitsOfAll([...waits, not(waitS)]).halfS
      if (before === undefined) expect(after).toBeUndefined()
      else expect(after ?? Infinity).toBeGreaterThanOrEqual(before)
    }),
  )
})
