import { expect, test } from 'vitest'
import { coverageAt, percent } from '#app/evaluate/sureness.ts'

test('coverage counts the surest answers as long as enough of them are right', () => {
  const sureness = [0.7, 0.9, 0.8, 0.6]
  expect(coverageAt(0.75, sureness, [false, true, true, true])).toBe(100)
  expect(coverageAt(0.75, sureness, [false, true, true, false])).toBe(50)
  expect(coverageAt(0.75, sureness, [false, false, false, false])).toBe(0)
  expect(coverageAt(0.75, [], [])).toBe(0)
})

test('shares are printed as percent with two decimals', () => {
  expect(percent(2 / 3)).toBe(66.67)
})
