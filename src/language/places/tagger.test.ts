import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPlaceTagger } from '#language/places/load.ts'
import { TextScan } from '#language/scan.ts'

const tagger = createPlaceTagger()

function names(text: string): string[] {
  return tagger.tag(text).map((place) => place.text)
}

test.each([
  ['Flooding in Calgary, Alberta', ['Calgary', 'Alberta']],
  ['Stay safe #Calgary', ['Calgary']],
  ['Power is out all over Puerto Rico', ['Puerto Rico']],
  ['U.S. officials arrived in Haiti', ['U.S.', 'Haiti']],
  ['Reading is fun and nice', []],
])('%s', (text, places) => {
  expect(names(text)).toEqual(places)
})

test('a place says of which kind it is', () => {
  expect(tagger.tag('Flooding in Calgary, Alberta').map(({ kind }) => kind)).toEqual(['city', 'region'])
})

test('a scan and its text are read alike, and a reader used before changes nothing', () => {
  const scan = new TextScan()
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('Fire', 'in', 'Quito', '#Peru', ',', 'U.S.', '👍🏽', 'the', 'new')),
      (parts) => {
        const text = parts.join(' ')
        scan.read(text)
        expect(tagger.tag(scan)).toEqual(tagger.tag(text))
      },
    ),
  )
})

const nasty = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom(
    '\uD83D',
    '\uDE00',
    '\0',
    '\u202E',
    '#',
    '@',
    '.',
    ' ',
    'Quito',
    'U.S.',
    'St. ',
    '東京',
    'ไทย',
    '👩‍👩‍👧',
  ),
)

test('any text gives spans in reading order that quote it, and never fails', () => {
  fc.assert(
    fc.property(fc.array(nasty, { maxLength: 40 }), (parts) => {
      const text = parts.join('')
      let end = 0
      for (const place of tagger.tag(text)) {
        expect(place.start).toBeGreaterThanOrEqual(end)
        expect(text.slice(place.start, place.end)).toBe(place.text)
        expect(place.text).not.toBe('')
        end = place.end
      }
    }),
  )
})

test.each([
  ['nothing', ''],
  ['half a pair', '\uD83D in Quito \uDE00'],
  ['null bytes', '\0Quito\0'],
  ['right to left', 'حريق في القاهرة \u202E Quito'],
  ['a megabyte', 'Quito '.repeat(175_000)],
])('hostile input: %s', (_, text) => {
  expect(Array.isArray(tagger.tag(text))).toBe(true)
})

test('more new words than fit are read like the first ones', () => {
  const small = createPlaceTagger(2048)
  const text = 'Flooding in Calgary, Alberta'
  const first = small.tag(text)
  for (let i = 0; i < 40; i++) {
    small.tag(Array.from({ length: 80 }, (_, j) => `w${i}x${j}`).join(' '))
    expect(small.tag(text)).toEqual(first)
  }
})
