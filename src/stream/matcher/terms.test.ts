import { expect, test } from 'vitest'
import { space, term, termHash } from '#stream/matcher/terms.ts'

const words = Array.from({ length: 260 }, (_, at) => `w${at}`)

/** How unevenly numbers fall into 256 cells: chi-squared over its 255 degrees of freedom, about 1 by chance. */
function unevenness(numbers: readonly number[]): number {
  const cells = new Int32Array(256)
  for (const number of numbers) cells[number & 255] = (cells[number & 255] ?? 0) + 1
  const mean = numbers.length / 256
  return cells.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0) / 255
}

test('terms of words, pairs and every other space have hashes of their own, spread evenly', () => {
  const all = [
    ...Object.values(space).flatMap((about) => words.map((word) => term(about, word))),
    ...words.flatMap((first) => words.map((second) => term(space.pair, first, second))),
    ...words.flatMap((first) => words.map((second) => term(space.linkPair, first, second))),
  ].map((wanted) => termHash(wanted))
  expect(new Set(all.map(({ low, high }) => `${low} ${high}`)).size).toBe(all.length)
  // Of 140,000 numbers of 32 bits, some two or three are equal by chance; a hundred would be a fault.
  for (const half of [all.map(({ low }) => low), all.map(({ high }) => high)]) {
    expect(half.length - new Set(half).size).toBeLessThan(100)
    expect(unevenness(half)).toBeLessThan(2)
    expect(unevenness(half.map((hash) => hash >>> 12))).toBeLessThan(2)
  }
})

test('the order of a pair counts, and the same text is another term in another space', () => {
  const low = (...wanted: Parameters<typeof term>): number => termHash(term(...wanted)).low
  expect(low(space.pair, 'high', 'water')).not.toBe(low(space.pair, 'water', 'high'))
  expect(low(space.word, 'flood')).not.toBe(low(space.tag, 'flood'))
})
