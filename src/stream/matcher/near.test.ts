import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdsNear } from '#stream/matcher/near.ts'

function near(text: string, phrase: string, within: number): boolean {
  return holdsNear(text.split(' '), phrase.split(' '), within)
}

test('words may stand N tokens further apart than written, a reversed pair costs two', () => {
  expect(near('road is now closed', 'road closed', 2)).toBe(true)
  expect(near('road is now closed', 'road closed', 1)).toBe(false)
  expect(near('closed road', 'road closed', 2)).toBe(true)
  expect(near('closed road', 'road closed', 1)).toBe(false)
  expect(near('road', 'road road', 6)).toBe(false)
  expect(near('road a road', 'road road', 1)).toBe(true)
})

/** Every way of giving each rank a place of its own. */
function tryAll(words: readonly number[], phrase: readonly number[], within: number): boolean {
  const seek = (taken: readonly number[]): boolean => {
    const shifts = taken.map((place, rank) => place - rank)
    if (Math.max(...shifts) - Math.min(...shifts) > within) return false
    if (taken.length === phrase.length) return true
    return words.some(
      (word, place) => word === phrase[taken.length] && !taken.includes(place) && seek([...taken, place]),
    )
  }
  return seek([])
}

test('nearness agrees with trying every way there is', () => {
  const word = fc.integer({ min: 0, max: 2 })
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 9 }),
      fc.array(word, { minLength: 2, maxLength: 4 }),
      fc.integer({ min: 1, max: 6 }),
      (words, phrase, within) => {
        expect(holdsNear(words, phrase, within)).toBe(tryAll(words, phrase, within))
      },
    ),
    { numRuns: 3000 },
  )
})

test('a pair is found wherever it stands, in whatever order', () => {
  const word = fc.integer({ min: 0, max: 4 })
  const texts = fc.array(word, { maxLength: 60 })
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 6 }), (words, within) => {
      const near = words.some((first, at) =>
        words.some((second, other) => first === 0 && second === 1 && Math.abs(other - 1 - at) <= within),
      )
      expect(holdsNear(words, [0, 1], within)).toBe(near)
    }),
    { numRuns: 1000 },
  )
})

test.each([
  ['one word said over and over', 'a '.repeat(10_000), 'a '.repeat(19) + 'c', false],
  ['two words in turn', 'a b '.repeat(5000), 'a '.repeat(10) + 'b '.repeat(10), false],
  ['the end of a long post', `${'flood water '.repeat(1400)} road is closed`, 'road closed', true],
  [
    'the end of a long post, more words',
    `${'flood water '.repeat(1400)} the road is closed`,
    'the road closed',
    true,
  ],
])('%s: the search ends', (_, text, phrase, found) => {
  expect(near(text.trim().replaceAll('  ', ' '), phrase.trim(), 6)).toBe(found)
})
