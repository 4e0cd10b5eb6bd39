import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isQuestion } from '#language/questions.ts'

test.each([
  ['Is the water safe to drink?', 'en'],
  ['anyone know why the siren went off', 'en'],
  ['@townhall when will the bridge open again', 'en'],
  ['where is the shelter', 'en'],
  ['Est-ce que la piscine est ouverte', 'fr'],
  ['Pourquoi l’eau est brune ce matin', 'fr'],
  ['quelqu’un sait si la rue du Port est fermée', 'fr'],
  ['¿Dónde está el albergue?', 'es'],
])('"%s" asks something', (text, lang) => {
  expect(isQuestion(text, lang)).toBe(true)
})

test.each([
  ['The bridge is closed until Monday.', 'en'],
  ['What a beautiful evening by the river', 'en'],
  ['When the rain stops we will go out', 'en'],
  ['Look at this https://news.example/a?b=c', 'en'],
  ['Quelle belle journée au bord de l’eau', 'fr'],
  ['La rue est fermée.', 'fr'],
])('"%s" asks nothing', (text, lang) => {
  expect(isQuestion(text, lang)).toBe(false)
})

test('any text gets an answer', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      (text) => typeof isQuestion(text) === 'boolean',
    ),
  )
})
