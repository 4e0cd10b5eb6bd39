import fc from 'fast-check'
import { expect, test } from 'vitest'
import { factsIn } from '#roles/reactions/rules/facts.ts'
import { findMisreadings } from '#roles/reactions/rules/misreadings.ts'
import { readSaid } from '#roles/reactions/test-posts.ts'

const announced =
  'Libraries open on Sundays from November 8, 13:00 to 17:00. It costs $1.2 million a year. Les bibliothèques ouvrent le dimanche dès le 8 novembre.'

test.each([
  ['from November 8', ['day 11-8', 'month 11']],
  ['dès le 8 novembre', ['day 11-8', 'month 11']],
  ['le 1er août à 19 h 30', ['day 8-1', 'month 8', '7:30']],
  ['on Sundays at 7 p.m.', ['weekday 7', '7:00']],
  ['$1,200,000 or 1.2 million', ['$ 1200000']],
  ['1 200 000 $', ['$ 1200000']],
  ['€ 3.5 million, up 12 %', ['€ 3500000', '12']],
  ['12,5 pour cent', ['12.5']],
  ['we may march in mars', []],
  ['bus 42 has 3 stops', []],
  ['open 24 h', ['0:00']],
  ['see https://city.example/2026/november/8:30', []],
])('%s', (text, values) => {
  expect(factsIn(text).map(({ value }) => value)).toEqual(values)
})

/** Any code points at all, halves of pairs too; `unit: 'binary'` takes a second of CPU to draw forty. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 80 })
  .map((codes) => String.fromCodePoint(...codes))

test('two people who say another day or price may have misread it', () => {
  const { checked, items } = findMisreadings(
    announced,
    readSaid([
      { text: 'Libraries open Sundays from November 18, finally' },
      { text: 'so libraries open on sundays, November 18' },
      { text: 'libraries open sundays and it costs $12 million' },
      { text: 'Sundays at the libraries for 12 million dollars a year!' },
      { text: 'libraries open on Sundays November 8' },
    ]),
  )
  expect(checked.map(({ about }) => about)).toContain('amount')
  expect(items).toMatchObject([
    { about: 'amount', said: ['$1.2 million'], stated: '$12 million', authors: 2 },
    { about: 'date', said: ['November 8'], stated: 'November 18', authors: 2 },
  ])
})

test.each([
  ['asks', { text: 'do libraries open Sundays from December 1?', reading: { asks: true } }],
  ['is about something else', { text: 'my birthday is December 1' }],
  ['says both', { text: 'libraries open sundays from December 1, no: November 8' }],
  ['is our own', { text: 'libraries open sundays from December 1', kind: 'official' as const }],
])('who %s did not misread it', (_why, said) => {
  expect(findMisreadings(announced, readSaid([said, { ...said, author: 'b' }])).items).toEqual([])
})

test.each(['quai du Moulin', 'Quai du Moulin', 'Quai-du-Moulin', 'QUAI DU MOULIN'])(
  'a street written otherwise is the same street: %s',
  (street) => {
    const places = (text: string): string[] =>
      factsIn(text).flatMap(({ about, value }) => (about === 'place' ? [value] : []))
    expect(places(`On ferme le ${street} ce soir`)).toEqual(['quai du moulin'])
  },
)

test('a name with a hyphen and without an accent is no other place', () => {
  const [with_, without] = ['Elle se rend à Lac-Mégantic', 'accueillie à Lac Megantic hier'].map((text) =>
    factsIn(text).flatMap(({ about, value }) => (about === 'place' ? [value] : [])),
  )
  expect(with_).toEqual(['lac megantic'])
  expect(without).toEqual(with_)
})

test('one person alone is not pointed at, and without facts nothing is compared', () => {
  const one = { text: 'libraries open sundays from December 1' }
  expect(findMisreadings(announced, readSaid([one])).items).toEqual([])
  expect(findMisreadings('Libraries open longer', readSaid([one, { ...one, author: 'b' }]))).toEqual({
    checked: [],
    items: [],
  })
})

test('no text throws, and what repeats the announcement is never a misreading', () => {
  fc.assert(
    fc.property(anyText, (noise) => {
      factsIn(noise)
      const repeated = readSaid([
        { text: announced },
        { text: `${announced} ${noise.replaceAll(/\d/gu, '')}`.slice(0, announced.length + 40) },
      ])
      expect(findMisreadings(announced, repeated.slice(0, 1)).items).toEqual([])
    }),
    { numRuns: 40 },
  )
  factsIn('1 '.repeat(50_000))
  factsIn('1,000'.repeat(20_000))
})
