import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placesIn, placesMax } from '#language/places.ts'

type Line = { text: string; wanted: Set<string> }

function linesOf(file: URL): Line[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.includes('|') && !line.startsWith('#'))
    .map((line) => {
      const [names = '', text = ''] = line.split('|')
      const wanted = names.split(';').map((name) => name.trim())
      return { text: text.trim(), wanted: new Set(wanted.filter((name) => name !== '')) }
    })
}

function figures(lines: readonly Line[]): { precision: number; recall: number; wrong: string[] } {
  let [right, found, gold] = [0, 0, 0]
  const wrong: string[] = []
  for (const { text, wanted } of lines) {
    const names = placesIn(text).map(({ name }) => name)
    const hits = names.filter((name) => wanted.has(name)).length
    right += hits
    found += names.length
    gold += wanted.size
    if (hits !== names.length || hits !== wanted.size) wrong.push(`${text} => ${names.join('; ')}`)
  }
  return { precision: right / found, recall: right / gold, wrong }
}

test.each([
  ['seen while the grammar was written', new URL('./grammar-lines.txt', import.meta.url), 140, 0.97],
  ['kept aside', new URL('./grammar-kept-aside.txt', import.meta.url), 50, 0.9],
])('streets and crossings in both languages, posts %s', (_, file, linesMin, floor) => {
  const lines = linesOf(file)
  expect(lines.length).toBeGreaterThan(linesMin)
  const { precision, recall, wrong } = figures(lines)
  expect(precision >= floor && recall >= floor ? [] : wrong).toEqual([])
})

test('a house number is left out, unless the own list holds the house', () => {
  expect(placesIn('fire at 14 Elm St')).toEqual([{ name: 'Elm St', kind: 'street' }])
  const own = [{ name: 'Shelter', also: ['14 Elm St'] }]
  expect(placesIn('fire at 14 Elm St', own)).toEqual([{ name: 'Shelter', kind: 'own' }])
})

test('a tag written as one word is the own place of several, other words are not', () => {
  const own = [{ name: 'Quai Bas' }, { name: 'Old Mill' }]
  expect(placesIn('odeur de gaz #QuaiBas', own)).toEqual([{ name: 'Quai Bas', kind: 'own' }])
  expect(placesIn('the quai, bas de la ville, then old. mills', own).map(({ name }) => name)).toEqual([
    'Quai Bas',
  ])
  expect(placesIn('an older mill', own)).toEqual([])
})

test.each([
  ['nothing', ''],
  ['a megabyte of streets', 'Mill St & 3rd '.repeat(75_000)],
  ['a megabyte of signs', '&/'.repeat(500_000)],
  ['a megabyte of articles', 'rue de la '.repeat(100_000)],
  ['half a pair', '\uD83DMill St\uDE00'],
  ['null bytes', 'on\0Mill\0St'],
  ['right to left', '\u202Eشارع Mill St'],
  ['emoji', 'Mill St🔥🔥 & 👍🏽'],
])('hostile input ends: %s', (_, text) => {
  expect(placesIn(text, [{ name: 'Mill St' }]).length).toBeLessThanOrEqual(placesMax)
})

test('any text gives names that stand in it', () => {
  const word = fc.constantFrom(
    'Mill',
    'St',
    'rue',
    'des',
    'Pins',
    '&',
    '/',
    'coin',
    'angle',
    '3rd',
    'I-95',
    'exit',
    '12',
    '.',
    'and',
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), (parts) => {
      const text = parts.join(' ')
      for (const { name } of placesIn(text)) expect(text).toContain(name)
    }),
  )
})
