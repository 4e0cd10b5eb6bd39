import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordDiff, type Stretch } from '#web/word-diff.ts'

const without = (kind: Stretch['kind'], stretches: readonly Stretch[]): string =>
  stretches.flatMap((one) => (one.kind === kind ? [] : [one.text])).join('')

test('marks neither hide nor invent a character: both texts can be read back from them', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc
      .array(fc.constantFrom('do', 'not', 'drink', ' ', 'water', '.', '\u202E', '\n', 'l’eau'))
      .map((w) => w.join('')),
  )
  fc.assert(
    fc.property(text, text, (before, after) => {
      const stretches = wordDiff(before, after)
      expect(without('removed', stretches)).toBe(after)
      expect(without('added', stretches)).toBe(before)
    }),
    { numRuns: 150 },
  )
})

test('one word added is one mark', () => {
  expect(wordDiff('Do drink the water.', 'Do not drink the water.')).toEqual([
    { kind: 'same', text: 'Do ' },
    { kind: 'added', text: 'not ' },
    { kind: 'same', text: 'drink the water.' },
  ])
})

test('a phrase put in place of another is one mark each, not one a word', () => {
  expect(wordDiff('The water is brown and smells.', 'The water is clear again today.')).toEqual([
    { kind: 'same', text: 'The water is ' },
    { kind: 'removed', text: 'brown and smells' },
    { kind: 'added', text: 'clear again today' },
    { kind: 'same', text: '.' },
  ])
})

test('the same text has no marks, and an empty one is all new', () => {
  expect(wordDiff('As it was.', 'As it was.')).toEqual([{ kind: 'same', text: 'As it was.' }])
  expect(wordDiff('', 'New.')).toEqual([{ kind: 'added', text: 'New.' }])
})

test('two long texts with nothing in common are compared at once, coarsely', () => {
  const [before, after] = ['old ', 'new '].map((word) => word.repeat(12_000))
  const begunMs = performance.now()
  const stretches = wordDiff(before ?? '', after ?? '')
  expect(without('removed', stretches)).toBe(after)
  expect(performance.now() - begunMs).toBeLessThan(2000)
})
