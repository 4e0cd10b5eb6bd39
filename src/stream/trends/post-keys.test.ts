import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TextScan } from '#language/scan.ts'
import { PostKeys, priorOfKey } from '#stream/trends/post-keys.ts'
import { PostTerms } from '#stream/trends/post-terms.ts'
import { shippedPrior } from '#stream/trends/prior.ts'
import { keysOf } from '#stream/trends/reading.ts'
import { termsOf } from '#stream/trends/terms.ts'

const prior = shippedPrior()
const terms = new PostTerms(prior, new TextScan())
const keys = new PostKeys(prior)

/** What the plain, text-made reading gives, and what the engine's gives. */
function bothReadings(text: string, places: string[], cell?: string): [unknown[], unknown[]] {
  terms.read(text)
  const choice = { phrases: true, pairs: true, concern: terms.concern, cell }
  keys.read(terms, places, choice)
  const plain = keysOf(termsOf(text), places, prior, choice).map((key) => [
    key.low | 0,
    key.high | 0,
    key.kind,
    key.prior,
  ])
  const read = Array.from({ length: keys.count }, (_, i) => [
    keys.low[i],
    keys.high[i],
    keys.kind[i],
    priorOfKey(prior, keys.low[i] ?? 0, keys.high[i] ?? 0, keys.prior[i] ?? 0),
  ])
  return [plain, read]
}

test.each([
  'Brown water from every tap on Mill St, is it safe to drink? https://town.example/notice',
  'RT @herald: huge fire at the sawmill &amp; black smoke over the east side #sawmillfire #flood',
  'inondation près du pont, la rivière déborde, les routes sont fermées via @ville',
  "I'm at Riverside Cafe (12 Ferry Street) w/ two others",
  'having tea (@ Old Mill Tea Room)',
  'RT if you saw the flooding, and via the bridge amp amp',
  '',
  '\u0000\uD800 \u202Eflood\u202C 🌊🌊 水位上昇 中',
  `${'x'.repeat(70)} flood flood floods flooded 12:30 5% a b`,
  'w '.repeat(3000),
])('the keys of %j are those of the plain reading', (text) => {
  const [plain, read] = bothReadings(text, ['Mill St', 'Old Town'], '45.0,-74.0')
  expect(read).toEqual(plain)
})

test('whatever people write, the keys are those of the plain reading', () => {
  const word = fc.constantFrom(
    'flood',
    'flooding',
    'water',
    'the',
    'river',
    'is',
    'closed',
    '#fire',
    '@mayor',
    'rt',
    'via',
    '&amp;',
    'a',
    '12',
    'crue',
    'l’eau',
    '🌊',
    'https://a.example/b',
  )
  const texts = fc.oneof(
    fc.array(fc.oneof(word, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 40 }),
    fc.array(word, { maxLength: 90 }),
  )
  fc.assert(
    fc.property(
      texts,
      fc.array(fc.constantFrom('Mill St', 'River Park'), { maxLength: 2 }),
      (words, places) => {
        const [plain, read] = bothReadings(words.join(' '), places)
        expect(read).toEqual(plain)
      },
    ),
    { numRuns: 60 },
  )
})
