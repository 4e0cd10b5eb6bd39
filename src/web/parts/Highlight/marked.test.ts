import fc from 'fast-check'
import { expect, test } from 'vitest'
import { marked } from '#web/parts/Highlight/marked.ts'

const markedIn = (text: string, terms: string[]): string[] =>
  marked(text, terms)
    .filter((stretch) => stretch.marked)
    .map((stretch) => stretch.text)

test('a term is marked whatever its case and accents', () => {
  expect(markedIn('L’Écluse est fermée, une ECLUSE de moins', ['écluse'])).toEqual(['Écluse', 'ECLUSE'])
})

test('a term inside a longer word is left alone, a plural is not', () => {
  expect(markedIn('The waterworks say the waters are fine', ['water'])).toEqual(['waters'])
})

test('a term that stands inside another is marked once', () => {
  expect(markedIn('so much brown water here', ['brown water', 'water'])).toEqual(['brown water'])
})

test('marking loses and adds nothing, whatever the text and terms', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string({ unit: 'grapheme' })), (text, terms) => {
      expect(
        marked(text, terms)
          .map((stretch) => stretch.text)
          .join(''),
      ).toBe(text)
    }),
  )
})
