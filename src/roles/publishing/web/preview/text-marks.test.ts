import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textMarks } from '#roles/publishing/web/preview/text-marks.ts'

const pressed = (text: string): string[] =>
  textMarks(text).flatMap(({ text: one, kind }) => (kind === undefined ? [] : [`${kind} ${one}`]))

test('links, mentions and hashtags are marked without the punctuation after them', () => {
  expect(
    pressed('See https://havre-clair.example/go/water, ask @city@social.example. #OldTown (#été2031)!'),
  ).toEqual([
    'link https://havre-clair.example/go/water',
    'mention @city@social.example',
    'tag #OldTown',
    'tag #été2031',
  ])
})

test('an address of mail, a number and a heading are no mention and no hashtag', () => {
  expect(pressed('Write to water@havre-clair.example, form #3, item # 4, a/#b')).toEqual([])
})

test('marking loses and adds nothing, whatever the text', () => {
  const pieces = fc.constantFrom('@', '#', 'https://', 'a', ' ', '.', 'é', '\n', '1', '/')
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'grapheme' }))), (parts) => {
      const text = parts.join('')
      expect(
        textMarks(text)
          .map((one) => one.text)
          .join(''),
      ).toBe(text)
    }),
  )
})

test('a text of 50,000 signs is marked at once, however it was meant', () => {
  const started = performance.now()
  for (const piece of ['@a.', '#', 'https://a.', '@@', '#é']) textMarks(piece.repeat(50_000 / piece.length))
  expect(performance.now() - started).toBeLessThan(2000)
})
