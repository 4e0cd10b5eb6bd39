import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWordMemo, keepShort, knownRow, memoKeySize, newRow } from '#language/heads/word-memo.ts'

const hash = fc.integer({ min: -9, max: 9 }).filter((number) => number !== 0)

test('what a memo gives back is what was kept for the word, or that it is not known', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(hash, hash), { maxLength: 60 }), (words) => {
      const memo = createWordMemo(4, 3)
      for (const [low, high] of words) {
        const known = knownRow(memo, low, high)
        const base = known === -1 ? newRow(memo, low, high) : known
        if (known === -1) {
          expect([...memo.ints.subarray(base + memoKeySize, base + memo.stride)].some(Boolean)).toBe(false)
          memo.ints[base + memoKeySize] = low * 100 + high
        }
        expect(memo.ints[base + memoKeySize]).toBe(low * 100 + high)
        expect(knownRow(memo, low, high)).toBe(base)
      }
    }),
  )
})

test('two words of one hash are kept, and the third pushes out the first', () => {
  const memo = createWordMemo(2, 1)
  newRow(memo, 1, 1)
  newRow(memo, 1, 2)
  expect([knownRow(memo, 1, 1), knownRow(memo, 1, 2)]).not.toContain(-1)
  newRow(memo, 1, 3)
  expect(knownRow(memo, 1, 1)).toBe(-1)
  expect([knownRow(memo, 1, 2), knownRow(memo, 1, 3)]).not.toContain(-1)
})

test('sums kept in 16 bits are right to a 32,767th of the largest', () => {
  const numbers = fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(numbers, (sums) => {
      const shorts = new Int16Array(sums.length + 3)
      const scale = keepShort(Float64Array.from(sums), shorts, 3)
      const most = Math.max(...sums.map(Math.abs))
      for (const [at, sum] of sums.entries())
        expect(Math.abs(scale * (shorts[3 + at] ?? 0) - sum)).toBeLessThanOrEqual(most / 65_534 + 1e-9)
    }),
  )
})
