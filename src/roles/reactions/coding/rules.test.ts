import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allot, errorsOf, shuffled, type Labelled, type Stratum } from '#roles/reactions/coding/rules.ts'
import { toneNames } from '#roles/reactions/rules/tones.ts'

const strata = (sizes: Record<string, number[]>): Stratum[] =>
  Object.entries(sizes).flatMap(([lang, each]) =>
    each.map((size, at) => ({ lang, tone: toneNames[at] ?? 'unsure', size })),
  )

test('a small language and a rare tone are measured too', () => {
  const drawn = allot(strata({ en: [9000, 60_000, 20_000, 10_000], fr: [40, 900, 300, 100] }), 100)
  const en = drawn.slice(0, 4)
  const fr = drawn.slice(4)
  expect(en.reduce((sum, one) => sum + one, 0) + fr.reduce((sum, one) => sum + one, 0)).toBe(100)
  expect(Math.max(...en.slice(0, 3)) - Math.min(...en.slice(0, 3))).toBeLessThanOrEqual(1)
  expect(fr.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(8)
})

test('a language of fewer than thirty posts, and one nobody can tell, are left out', () => {
  expect(
    allot(strata({ en: [100, 100, 100, 100], it: [5, 5, 5, 5], und: [999, 999, 999, 999] }), 40).slice(4),
  ).toEqual(Array.from({ length: 8 }, () => 0))
})

test('never more than there are, never more than asked, and all of it when there is enough', () => {
  const sizes = fc.array(
    fc.record({ lang: fc.constantFrom('en', 'fr', 'es'), size: fc.integer({ min: 0, max: 200 }) }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(sizes, fc.integer({ min: 0, max: 150 }), (given, total) => {
      const asked = given.map((one, at) => ({ ...one, tone: toneNames[at % 4] ?? 'unsure' }))
      const drawn = allot(asked, total)
      const all = drawn.reduce((sum, one) => sum + one, 0)
      for (const [at, one] of drawn.entries()) expect(one).toBeLessThanOrEqual(asked[at]?.size ?? 0)
      const drawable = asked.filter(
        ({ lang }) => asked.reduce((sum, one) => sum + (one.lang === lang ? one.size : 0), 0) >= 30,
      )
      expect(all).toBe(
        Math.min(
          total,
          drawable.reduce((sum, { size }) => sum + size, 0),
        ),
      )
    }),
  )
})

const labelled = (n: number, right: number, more: Partial<Labelled> = {}): Labelled[] =>
  Array.from({ length: n }, (_one, at) => ({
    ...{ lang: 'en', tone: 'positive' as const, size: 100 },
    hand: at < right ? ('positive' as const) : ('negative' as const),
    ...more,
  }))

test('the share that was right, with the interval of Wilson', () => {
  const { errors } = errorsOf(labelled(100, 81), '2026-10')
  expect(errors).toMatchObject([{ lang: 'en', month: '2026-10', n: 100, rightOf1: expect.closeTo(0.81, 5) }])
  expect(errors[0]?.lowOf1).toBeCloseTo(0.7222, 3)
  expect(errors[0]?.highOf1).toBeCloseTo(0.8749, 3)
})

test('what the tool says often weighs more than what it says seldom', () => {
  const often = labelled(20, 20, { size: 900 })
  const seldom: Labelled[] = labelled(20, 0, { size: 100, tone: 'negative', hand: 'positive' })
  expect(errorsOf([...often, ...seldom], '2026-10').errors[0]?.rightOf1).toBeCloseTo(0.9, 5)
})

test('from fewer than twenty nothing is told, and what cannot be said or was left open counts nowhere', () => {
  const few = [
    ...labelled(19, 19),
    ...labelled(9, 0, { hand: 'cannot-say' }),
    ...labelled(9, 0, { tone: 'unsure' }),
  ]
  expect(errorsOf(few, '2026-10')).toEqual({ errors: [], tooLittle: [{ lang: 'en', n: 19 }] })
})

test('the order of a round is its own, holds everything once, and does not follow the classes', () => {
  const items = Array.from({ length: 50 }, (_one, at) => ({ id: `p${at}`, tone: at < 25 ? 'a' : 'b' }))
  const order = shuffled(items, '2026-11')
  expect(order).not.toEqual(items)
  expect(order.toSorted((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)))).toEqual(items)
  expect(shuffled(items.toReversed(), '2026-11')).toEqual(order)
  expect(order.slice(0, 25).filter(({ tone }) => tone === 'a').length).toBeLessThan(20)
})
