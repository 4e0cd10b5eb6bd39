import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTextReader, type Reading } from '#language/reading.ts'
import { TextScan } from '#language/scan.ts'

const reader = createTextReader()
const scan = new TextScan()

function read(text: string, declared?: string): Reading {
  scan.read(text)
  return reader.read(scan, declared)
}

test('plain moods are told apart', () => {
  expect(
    read('I love the new park, thank you so much, what a beautiful day for all of us!').sentiment.label,
  ).toBe('positive')
  expect(
    read('This is awful, the worst service ever, I hate waiting for nothing. Disgusting.').sentiment.label,
  ).toBe('negative')
})

test('what says nothing is unsure, and what no head was trained for is not read', () => {
  expect(read('').sentiment.label).toBe('unsure')
  expect(read('Die Brücke über den Fluss ist heute wegen Hochwasser gesperrt').emotion).toBeUndefined()
})

test('the words on the labels are those of the types', () => {
  const { sentiment, emotion } = read('The water is rising on our street and the bridge is closed')
  expect(Object.keys(sentiment.scores)).toEqual(['negative', 'neutral', 'positive'])
  expect(Object.keys(emotion?.scores ?? {})).toEqual(['anger', 'joy', 'optimism', 'sadness'])
})

test('a reading depends on the text alone: not on what was read before, nor on another reader', () => {
  const other = createTextReader()
  const texts = [
    'Thank you all :)',
    'La route est fermée, c’est une honte !!!',
    'WHY is the bus late AGAIN??',
    'ok',
    '水が来ています',
  ]
  const first = texts.map((text) => read(text))
  const again = texts.toReversed().map((text) => {
    scan.read(text)
    return other.read(scan)
  })
  expect(again.toReversed()).toEqual(first)
})

test('any text gets a reading with shares between 0 and 1', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom(
      '\ud83d',
      '\0'.repeat(50),
      '😀'.repeat(200),
      '\u202e\u0645\u0631\u062d\u0628\u0627',
      '!?'.repeat(500),
    ),
  )
  fc.assert(
    fc.property(anything, fc.constantFrom(undefined, '', 'fr-CA', 'zz', '\ud83d'), (text, declared) => {
      const { sentiment, offensive, lang } = read(text, declared)
      const shares = [...Object.values(sentiment.scores), offensive ?? 0]
      expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true)
      expect(lang).not.toBe('')
    }),
    { numRuns: 60 },
  )
})
