import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asksNothing } from '#roles/reactions/rules/asks-nothing.ts'

test.each([
  'Honestly?',
  'Oh, honestly???',
  'But seriously?',
  'Really? 🙄',
  'Is this a joke?',
  'Seriously, is this a joke?',
  'For real?',
  'What were they thinking?',
  '?',
  '',
])('in English this asks nothing: %s', (sentence) => {
  expect(asksNothing(sentence, 'en')).toBe(true)
})

test.each([
  'Franchement ?',
  'Honnêtement ?',
  'Honnetement ?',
  'Non mais sérieux ?',
  'Ah bon, vraiment ?',
  'C’est une blague ?',
  'Mais on se moque de qui ?',
  'Sérieusement, on croit rêver ?',
])('in French this asks nothing: %s', (sentence) => {
  expect(asksNothing(sentence, 'fr')).toBe(true)
})

test.each([
  ['When?', 'en'],
  ['Why?', 'en'],
  ['Parking?', 'en'],
  ['Sundays too?', 'en'],
  ['Honestly, who pays for it?', 'en'],
  ['Is this a joke or does it start in November?', 'en'],
  ['Honestly? #sundays', 'en'],
  ['Quand ?', 'fr'],
  ['Pourquoi ?', 'fr'],
  ['Stationnement ?', 'fr'],
  ['Franchement, qui va payer ?', 'fr'],
  ['Vraiment le dimanche ?', 'fr'],
  ['Et les enfants ?', 'fr'],
  ['Is it true?', 'en'],
  ['C’est vrai, ça ?', 'fr'],
])('this asks: %s', (sentence, lang) => {
  expect(asksNothing(sentence, lang)).toBe(false)
})

test('each language knows its own words only, without a language both are tried, and in others a mark decides', () => {
  expect(asksNothing('Franchement ?', 'en')).toBe(false)
  expect(asksNothing('Honestly?', 'fr')).toBe(false)
  for (const lang of [undefined, 'und'])
    expect([asksNothing('Franchement ?', lang), asksNothing('Honestly?', lang)]).toEqual([true, true])
  expect(asksNothing('Really?', 'es')).toBe(false)
  expect(asksNothing('¿?', 'es')).toBe(true)
})

test('what somebody asks stays a question, whatever they wonder before and behind it', () => {
  const wonder = fc.constantFrom('Honestly', 'Seriously', 'Really', 'Oh', 'lol', 'Right')
  const asked = fc.constantFrom('which branches open', 'is parking free', 'why', 'when does it start')
  fc.assert(
    fc.property(fc.array(wonder, { maxLength: 2 }), asked, fc.array(wonder, { maxLength: 2 }), (a, q, b) => {
      expect(asksNothing(`${[...a, q, ...b].join(', ')}?`, 'en')).toBe(false)
    }),
  )
  fc.assert(
    fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (text) => {
      expect(typeof asksNothing(text, undefined)).toBe('boolean')
    }),
  )
})

test.each([
  ['Le maire a démissionné, a-t-on appris ce matin', true],
  ['La ville, dit-elle, n’y peut rien', true],
  ['A-t-on appris quelque chose ?', false],
  ['Où va-t-on dormir ce soir', false],
])('who said something is told with turned words in French: %s', (sentence, nothing) => {
  expect(asksNothing(sentence, 'fr')).toBe(nothing)
})
