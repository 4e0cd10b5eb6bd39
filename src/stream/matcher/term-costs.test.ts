import { expect, test } from 'vitest'
import { guessFor, TermCosts } from '#stream/matcher/term-costs.ts'
import { space, type Term, term, termHash } from '#stream/matcher/terms.ts'

const flood = term(space.word, 'flood')
const water = term(space.word, 'water')

function costOf(costs: TermCosts, wanted: Term): number {
  const { low, high } = termHash(wanted)
  return costs.costOf(low, high, guessFor(wanted))
}

function learn(costs: TermCosts, wanted: Term): void {
  const { low, high } = termHash(wanted)
  costs.learn(low, high)
}

test('a word heard often costs more, holding it twice counts once, and silence forgets it slowly', () => {
  const costs = new TermCosts()
  const before = costOf(costs, flood)
  for (let post = 0; post < 1000; post++) {
    costs.nextPost()
    if (post % 2 === 0) learn(costs, flood)
    if (post % 2 === 0) learn(costs, flood)
  }
  expect(before).toBeLessThan(0.05)
  expect(costOf(costs, flood)).toBeGreaterThan(0.35)
  expect(costOf(costs, flood)).toBeLessThan(0.5)
  expect(costOf(costs, water)).toBeLessThan(0.01)
  for (let post = 0; post < 400_000; post++) costs.nextPost()
  expect(costOf(costs, flood)).toBeLessThan(0.01)
})
