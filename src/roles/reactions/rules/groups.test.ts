import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupAlike } from '#roles/reactions/rules/groups.ts'
import { contentWords, vectorsOf } from '#roles/reactions/rules/words.ts'

const grouped = (texts: readonly string[], from = 0.4): number[] =>
  groupAlike(vectorsOf(texts.map(contentWords)), from)

test('what is alike comes together, what is not stays apart, and what says nothing is nowhere', () => {
  const groups = grouped([
    'parking is free at the library on sundays',
    'is library parking free sundays',
    'the overtime of staff costs too much',
    'who pays overtime for staff',
    '???',
  ])
  expect(groups).toEqual([0, 0, 1, 1, -1])
})

test('numbers have no gaps, equal texts share a group, and words of grammar group nothing', () => {
  const words = fc.constantFrom(
    'water',
    'bridge',
    'library',
    'parking',
    'tax',
    'the',
    'le',
    'et',
    'school',
    'bus',
  )
  const texts = fc.array(
    fc.array(words, { maxLength: 6 }).map((said) => said.join(' ')),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(texts, (said) => {
      const groups = grouped([...said, ...said])
      expect(groups.slice(0, said.length)).toEqual(groups.slice(said.length))
      const used = [...new Set(groups.filter((group) => group >= 0))]
      expect(used).toEqual(used.map((_group, at) => at))
      for (const [at, text] of said.entries()) if (contentWords(text).size === 0) expect(groups[at]).toBe(-1)
    }),
  )
})
