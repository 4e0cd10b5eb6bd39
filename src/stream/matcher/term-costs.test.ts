import { expect, test } from 'vitest'
import { TermCosts } from '#stream/matcher/term-costs.ts'
import { space, term, termHash } from '#stream/matcher/terms.ts'

const flood = term(space.word, 'flood')
const water = term(space.word, 'water')

test('a word heard often costs more, holding it twice counts once, and silence forgets it slowly', () => {
  const costs = new TermCosts()
  const before = costs.costOf(flood)
  for (let post = 0; post < 1000; post++) {
    costs.nextPost()
    if (post % 2 === 0) costs.learn(termHash(flood))
    if (post % 2 === 0) costs.learn(termHash(flood))
  }
  expect(before).toBeLessThan(0.05)
  expect(costs.costOf(flood)).toBeGreaterThan(0.35)
  expect(costs.costOf(flood)).toBeLessThan(0.5)
  expect(costs.costOf(water)).toBeLessThan(0.01)
  for (let post = 0; post < 100_000; post++) costs.nextPost()
  expect(costs.costOf(flood)).toBeLessThan(0.01)
})
