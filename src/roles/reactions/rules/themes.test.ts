import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findKeywords, findThemes, freezePhrases } from '#roles/reactions/rules/themes.ts'
import { readSaid } from '#roles/reactions/test-posts.ts'

const parking = [
  'Parking at the branch is never free',
  'free parking would help the elderly',
  'who checks the parking garage on weekends',
  'the parking garage closes early',
]
const study = [
  'finally a quiet study space for exams',
  'students need quiet study rooms before exams',
  'exams are near and a quiet room helps',
  'study rooms fill up during exams',
]

/** Any code points at all, halves of pairs too; `unit: 'binary'` takes a second of CPU to draw forty. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 80 })
  .map((codes) => String.fromCodePoint(...codes))

test('themes are explained by the words that set them apart, with posts that show them', () => {
  const posts = readSaid([...parking, ...study, 'nothing to see'].map((text) => ({ text })))
  const themes = findThemes(posts)
  expect(themes).toHaveLength(2)
  const terms = themes.map((theme) => theme.terms.map(({ text }) => text))
  expect(terms.some((one) => one.includes('parking'))).toBe(true)
  expect(terms.some((one) => one.includes('exams'))).toBe(true)
  for (const { samples } of themes) expect(samples.length).toBeGreaterThan(0)
})

test('one voice makes no theme, however often it speaks', () => {
  expect(findThemes(readSaid(parking.map((text) => ({ text, author: 'loud' }))))).toEqual([])
})

test('a phrase that was always said is no keyword, a new one is, shown in its context', () => {
  const before = Array.from({ length: 40 }, (_one, at) => `city council meets again number ${at}`)
  const posts = readSaid(
    [
      'the city council gives a quiet study space',
      'a quiet study space at last',
      'quiet study space by city council',
    ].map((text) => ({
      text,
    })),
  )
  const keywords = findKeywords(posts, freezePhrases(before))
  const phrases = keywords.map(({ phrase }) => phrase)
  expect(phrases).toContain('quiet study space')
  expect(phrases).not.toContain('city council')
  const lines = keywords.find(({ phrase }) => phrase === 'quiet study space')?.lines ?? []
  expect(lines[0]).toMatchObject({
    before: 'the city council gives a ',
    phrase: 'quiet study space',
    after: '',
  })
})

test('frozen phrases hold nothing that fewer than three posts said', () => {
  const said = ['my house on fire', 'my house on fire', 'bridge closed', 'bridge closed', 'bridge closed']
  expect(freezePhrases(said)).toEqual({
    texts: 5,
    phrases: [
      ['bridge', 3],
      ['bridge closed', 3],
      ['closed', 3],
    ],
  })
})

test('a post is in one theme at most, and hostile text breaks nothing', () => {
  const text = fc.oneof(
    fc.constantFrom(...parking, ...study),
    anyText,
    fc.constant('\uD83D'),
    fc.constant('İstanbul İ İ parking garage'),
  )
  fc.assert(
    fc.property(fc.array(text, { maxLength: 50 }), (texts) => {
      const posts = readSaid(texts.map((one) => ({ text: one })))
      const members = findThemes(posts).flatMap((theme) => theme.members)
      expect(new Set(members).size).toBe(members.length)
      for (const { lines } of findKeywords(posts, freezePhrases([])))
        for (const { before, phrase, after, postId } of lines) {
          const whole = posts.find(({ id }) => id === postId)?.text ?? ''
          expect(whole).toContain(phrase)
          expect((before + after).isWellFormed()).toBe(true)
        }
    }),
    { numRuns: 30 },
  )
})
