import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownNameOf, placesIn, placesMax } from '#language/places.ts'

function names(text: string, own: { name: string; also?: string[] }[] = []): string[] {
  return placesIn(text, own).map((place) => place.name)
}

test.each([
  ['Water is coming up through the drains on Mill St right now', 'Mill St'],
  ['Tree down across Old Harbour Road, nobody can pass', 'Old Harbour Road'],
  ["Plus d'eau rue des Tanneurs depuis ce matin", 'rue des Tanneurs'],
  ['Accident at Main & 3rd, stay away', 'Main & 3rd'],
  ['Panne de feux angle Peel/Sherbrooke', 'angle Peel/Sherbrooke'],
  ['Fuel spill on I-95 exit 12, two lanes closed', 'I-95 exit 12'],
  ['Le pont Saint-Roch est fermé', 'pont Saint-Roch'],
])('a street or crossing is read from "%s"', (text, name) => {
  expect(names(text)).toContain(name)
})

test("the organization's own places are found by any spelling, also as a hashtag", () => {
  const own = [{ name: 'Quai Bas', also: ['lower quay', 'quaibas'] }]
  expect(names('the lower quay smells of gas', own)).toEqual(['Quai Bas'])
  expect(names('odeur de gaz #quaibas', own)).toEqual(['Quai Bas'])
})

test.each([
  'what a great way to start',
  'I was in court all day',
  'my street is quiet',
  'See you at the park',
])('no place is made up from "%s"', (text) => {
  expect(names(text)).toEqual([])
})

test('any text at all gives at most the agreed number of places and never fails', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      expect(names(text).length).toBeLessThanOrEqual(placesMax)
    }),
  )
})

test('a place of the own list goes by one name, in both languages and with the town behind it', () => {
  const own = [{ name: 'Ferry Lane', also: ['ruelle du Bac'] }, { name: 'Old Mill' }]
  expect(names('water on Ferry Lane', own)).toEqual(['Ferry Lane'])
  expect(names('de l’eau ruelle du Bac', own)).toEqual(['Ferry Lane'])
  expect(names('River at Ferry Lane is up', own)).toEqual(['Ferry Lane'])
  expect(ownNameOf('Old Mill, Somewhere', own)).toBe('Old Mill')
  expect(ownNameOf('Elsewhere', own)).toBeUndefined()
})
