import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countGraphemes, measureText } from '#networks/mastodon/measure.ts'

test.each([
  ['', 0],
  ['Fermé.', 6],
  ['👩‍👩‍👧‍👦 🇨🇦', 3],
  ['e\u0301', 1],
  ['line\nline', 9],
  // An address is 23, however long or short, and what ends the sentence is no part of it.
  ['https://town.example/', 23],
  [`See https://town.example/${'a'.repeat(300)}.`, 4 + 23 + 1],
  ['(https://town.example/a_(b))', 25],
  ['https://town.example/?a=1&b=2 and http://x.town.example', 23 + 5 + 23],
  // Not addresses to Mastodon, so counted as they stand.
  ['town.example/page', 17],
  ['http://localhost/x', 18],
  ['xhttps://town.example', 21],
  // Only the name counts.
  ['@ana@elsewhere.example hello', 10],
  ['@ana hello', 10],
  ['mail ana@elsewhere.example', 26],
])('%j is %i long', (text, length) => {
  expect(measureText(text, 23)).toBe(length)
})

test('plain words count as people see them, and hostile ones end', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', ' ', 'é', '🚰', '\n', '字')), (signs) => {
      expect(measureText(signs.join(''), 23)).toBe(countGraphemes(signs.join('')))
    }),
  )
  for (const bad of [
    '@a'.repeat(20_000),
    'https://'.repeat(6000),
    `https://a.bc/${')'.repeat(5000)}`,
    '@a@'.repeat(15_000),
  ])
    expect(measureText(bad, 23)).toBeGreaterThan(0)
})
