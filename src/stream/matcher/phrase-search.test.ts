import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allowLooks, holdsPhrase, type Looks } from '#stream/matcher/phrase-search.ts'

const looks: Looks = { left: 0 }

function holds(words: readonly number[], phrase: readonly number[]): boolean {
  allowLooks(looks)
  // What earlier posts left behind the words must not count.
  const run = { terms: Int32Array.from([...words, ...phrase]), length: words.length }
  return holdsPhrase(run, { numbers: Int32Array.from([9, phrase.length, ...phrase]), at: 1 }, looks)
}

test('a phrase is found exactly where its words stand one after another', () => {
  const word = fc.integer({ min: -1, max: 2 })
  const phrase = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), phrase, (words, sought) => {
      const stands = words.some((_, start) => sought.every((each, step) => words[start + step] === each))
      expect(holds(words, sought)).toBe(stands)
    }),
    { numRuns: 2000 },
  )
})

test('a phrase longer than any rule is written is found too', () => {
  const long = Array.from({ length: 5000 }, (_, at) => at % 7)
  expect(holds([...long.slice(0, 9), ...long], long)).toBe(true)
  expect(holds(long.slice(1), long)).toBe(false)
})

test('no search looks further than the rule may, and a new rule may look again', () => {
  const words = Int32Array.from({ length: 100_000 }, () => 1)
  words[99_999] = 2
  const run = { terms: words, length: words.length }
  const phrase = { numbers: Int32Array.of(3, 1, 1, 2), at: 0 }
  allowLooks(looks)
  expect(holdsPhrase(run, phrase, looks)).toBe(true)
  expect(holdsPhrase(run, phrase, looks)).toBe(false)
  expect(looks.left).toBe(0)
  allowLooks(looks)
  expect(holdsPhrase(run, phrase, looks)).toBe(true)
})
