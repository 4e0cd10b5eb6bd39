import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placesIn } from '#language/places.ts'
import { TextScan } from '#language/scan.ts'
import { PostTerms } from '#stream/trends/post-terms.ts'
import { shippedPrior } from '#stream/trends/prior.ts'

const own = [{ name: 'Old Town' }, { name: 'Quai Bas', also: ['low quay'] }, { name: '旧市街' }]
const terms = new PostTerms(shippedPrior(), new TextScan(), own)

test.each([
  'fire on Mill St',
  'rue des Tanneurs, ça brûle',
  'crash at Main & 3rd',
  'angle Peel/Sherbrooke',
  'I-95 exit 12',
  'US 101 is closed',
  'stau auf der A-7',
  'crash at 3rd & Main',
  'queue in Old Town again',
  '#QuaiBas under water',
  'smoke over 旧市街 now',
  "I'm at Old Town (12 Ferry Street) w/ two others",
  `${'word '.repeat(70)} Old Town`,
])('%j may name a place', (text) => {
  terms.read(text)
  expect(terms.maybePlace).toBe(true)
})

test.each([
  'the water is brown again and nobody tells us why',
  'waited 45 minutes with 12 others since 2019',
  'option b and 7 more',
])('%j need not be searched for places', (text) => {
  terms.read(text)
  expect(terms.maybePlace).toBe(false)
})

test('a post that is said to name no place names none', () => {
  const word = fc.constantFrom(
    ...'Main and & / at 3rd US 101 A 7 13e 2019 Mill St street rue de la Peel coin corner of I-95 Hwy 12 Old Town Quai Bas the low quay Saint-Denis #OldTown @mayor place Park fire'.split(
      ' ',
    ),
  )
  const texts = fc.oneof(
    fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )
  fc.assert(
    fc.property(texts, (text) => {
      terms.read(text)
      if (!terms.maybePlace) expect(placesIn(text, own)).toEqual([])
    }),
    { numRuns: 1500 },
  )
})
