import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  costMillidollars,
  kindOfPost,
  pricesMillidollars,
  spendableMillidollars,
  type SpendKind,
} from '#networks/x/price.ts'

test('prices are those of X, in thousandths of a dollar', () => {
  expect(costMillidollars('post-create')).toBe(15)
  expect(costMillidollars('post-create-with-link')).toBe(200)
  expect(costMillidollars('post-read', 1000)).toBe(5000)
  expect(() => costMillidollars('post-read', -1)).toThrow(RangeError)
  expect(() => costMillidollars('post-read', 0.5)).toThrow(RangeError)
})

test('a link makes a post dear, also where it answers somebody', () => {
  expect(kindOfPost({ hasLink: true, summoned: true })).toBe('post-create-with-link')
  expect(kindOfPost({ hasLink: false, summoned: true })).toBe('reply-summoned')
  expect(kindOfPost({ hasLink: false, summoned: false })).toBe('post-create')
})

const kinds = Object.keys(pricesMillidollars) as SpendKind[]
const spending = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    count: fc.nat(50),
    lane: fc.constantFrom('normal' as const, 'emergency' as const, 'exercise' as const),
  }),
  { maxLength: 60 },
)

test('whatever is asked for, the month holds, and an ordinary day leaves the reserve', () => {
  fc.assert(
    fc.property(
      fc.nat(20_000),
      fc.nat(20_000),
      spending,
      (monthMillidollars, reserveMillidollars, wishes) => {
        const budget = { monthMillidollars, reserveMillidollars }
        let spent = 0
        let spentOrdinarily = 0
        for (const { kind, count, lane } of wishes) {
          const cost = costMillidollars(kind, count)
          if (spent + cost > spendableMillidollars(budget, lane)) continue
          spent += cost
          if (lane !== 'emergency') spentOrdinarily += cost
        }
        expect(spent).toBeLessThanOrEqual(monthMillidollars)
        expect(spentOrdinarily).toBeLessThanOrEqual(Math.max(0, monthMillidollars - reserveMillidollars))
      },
    ),
  )
})

test('an emergency may spend whatever an ordinary day may, and a practised one no more', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), (monthMillidollars, reserveMillidollars) => {
      const budget = { monthMillidollars, reserveMillidollars }
      const [normal, emergency] = [
        spendableMillidollars(budget, 'normal'),
        spendableMillidollars(budget, 'emergency'),
      ]
      expect(emergency).toBeGreaterThanOrEqual(normal)
      expect(spendableMillidollars(budget, 'exercise')).toBe(normal)
      expect(normal).toBeGreaterThanOrEqual(0)
    }),
  )
})
