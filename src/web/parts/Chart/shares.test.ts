import fc from 'fast-check'
import { expect, test } from 'vitest'
import { percents } from '#web/parts/Chart/shares.ts'

test('percents add up to a hundred and are never further than one from the truth', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1e6), { minLength: 1, maxLength: 8 }), (counts) => {
      const all = counts.reduce((sum, count) => sum + count, 0)
      const shown = percents(counts)
      expect(shown.reduce((sum, value) => sum + value, 0)).toBe(all === 0 ? 0 : 100)
      for (const [at, value] of shown.entries())
        expect(Math.abs(value - ((counts[at] ?? 0) / Math.max(1, all)) * 100)).toBeLessThan(1)
    }),
  )
})

test('three thirds are 34, 33 and 33', () => {
  expect(percents([1, 1, 1])).toEqual([34, 33, 33])
  expect(percents([])).toEqual([])
})
