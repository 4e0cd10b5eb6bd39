import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codePointsOf, seenAndHidden } from '#kernel/hidden-characters.ts'

const hiddenIn = (text: string): string[] =>
  seenAndHidden(text)
    .filter((stretch) => stretch.hidden)
    .map((stretch) => codePointsOf(stretch.text))

test('what cannot be seen is named: turned direction, no width, controls, tags', () => {
  expect(hiddenIn('pay\u202Ebad\u200B\u200Bly\u0007')).toEqual(['U+202E', 'U+200B U+200B', 'U+0007'])
  expect(hiddenIn('a\u{E0041}b')).toEqual(['U+E0041'])
})

test('what scripts and emoji need is left alone, and so are lines and ordinary spaces', () => {
  expect(hiddenIn('👩‍🚒 می‌روم 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}')).toEqual([])
  expect(hiddenIn('Line\nline\tand\r\n« non\u00A0coupé »\u202F!')).toEqual([])
})

test('the stretches joined are the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(
        seenAndHidden(text)
          .map((stretch) => stretch.text)
          .join(''),
      ).toBe(text)
    }),
  )
})
