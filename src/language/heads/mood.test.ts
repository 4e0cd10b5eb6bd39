import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addMood, moodLexicons, moodSize, readMood } from '#language/heads/mood.ts'
import { TextScan } from '#language/scan.ts'

const lexiconOf = moodLexicons()
const [english, french, unknown] = [lexiconOf('en'), lexiconOf('fr'), lexiconOf('xx')]
const scan = new TextScan()
const flags = new Uint8Array(moodSize)

function signs(text: string, lexicon = english): number[] {
  scan.read(text)
  readMood(scan, lexicon, flags)
  return [...flags].flatMap((flag, sign) => (flag === 1 ? [sign] : []))
}

test('good and bad words are counted, and a negation turns what follows until the clause ends', () => {
  expect(signs('good')).toEqual(expect.arrayContaining([0, 10, 20]))
  expect(signs('awful')).toEqual(expect.arrayContaining([4, 8, 21]))
  expect(signs('not good')).toEqual(expect.arrayContaining([4, 8, 21, 22, 23]))
  expect(signs("I don't like it")).toContain(4)
  expect(signs('no, good')).toEqual(expect.arrayContaining([0, 10, 20, 22]))
  expect(signs('awful!')).toContain(26)
})

test('French words and emoji are heard; a language without a list hears emoji alone', () => {
  expect(signs('c’est magnifique', french)).toContain(0)
  expect(signs('pas magnifique', french)).toContain(4)
  expect(signs('magnifique', unknown)).toEqual([9, 15])
  expect(signs('😍', unknown)).toContain(0)
})

test('names are not judged, and any text stays within its signs', () => {
  expect(signs('@awful')).toEqual([9, 15])
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(signs(text).every((sign) => sign < moodSize)).toBe(true)
    }),
    { numRuns: 50 },
  )
  expect(signs('good '.repeat(60_000))).toContain(3)
})

test('what the signs say is added to the scores of one head only', () => {
  signs('good')
  const scores = new Float64Array(4)
  const mood = [0, 1].map((output) =>
    Array.from({ length: moodSize }, (_, sign) => (sign === 0 ? output + 1 : 0)),
  )
  addMood(mood, flags, scores, 1)
  expect([...scores]).toEqual([0, 1, 2, 0])
})
