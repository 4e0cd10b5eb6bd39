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
