import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askedLanguage } from '#api/asked-language.ts'

const both = ['en', 'fr']

test.each([
  [undefined, '', 'en'],
  [undefined, 'fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
  [undefined, 'en;q=0.1, fr;q=0.2', 'fr'],
  [undefined, 'fr;q=0', 'en'],
  [undefined, '*', 'en'],
  ['FR', 'en', 'fr'],
  ['fr-CA', undefined, 'fr'],
  ['de', 'fr', undefined],
  ['', 'fr', undefined],
])('asked for %s by a browser that says %s: %s', (asked, accepted, expected) => {
  expect(askedLanguage(both, { asked, accepted })).toBe(expected)
})

test('whatever a browser says, the answer is one of ours', () => {
  fc.assert(
    fc.property(fc.string(), (accepted) => {
      expect(both).toContain(askedLanguage(both, { asked: undefined, accepted }))
    }),
  )
})
