import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayMean, typingAt, withMention } from '#roles/publishing/web/compose/mention-typing.ts'

test('a name is typed after @, at the beginning of a word', () => {
  expect(typingAt('Ask @Wa', 7)).toEqual({ at: 4, typed: 'Wa' })
  expect(typingAt('@', 1)).toEqual({ at: 0, typed: '' })
  expect(typingAt('« @Service des eaux', 19)).toEqual({ at: 2, typed: 'Service des eaux' })
})

test('an address of mail, a finished name and words far away are no name being typed', () => {
  expect(typingAt('write to a@b', 12)).toBeUndefined()
  expect(typingAt('@[City] now', 11)).toBeUndefined()
  expect(typingAt('@City and then some more', 24)).toBeUndefined()
  expect(typingAt('none', 4)).toBeUndefined()
})

test('choosing puts the name in brackets and the caret after it', () => {
  expect(withMention('Ask @Wa today', { at: 4, typed: 'Wa' }, 'Water service')).toEqual({
    text: 'Ask @[Water service] today',
    caret: 20,
  })
  expect(withMention('@', { at: 0, typed: '' }, 'City')).toEqual({ text: '@[City] ', caret: 8 })
})

test('a name is found by the beginning of any of its words, without accents', () => {
  expect(mayMean('Service des eaux', 'eau')).toBe(true)
  expect(mayMean('Écoles de Havre-Clair', 'eco')).toBe(true)
  expect(mayMean('Water service', 'vice')).toBe(false)
  expect(mayMean('Anything', '')).toBe(true)
})

test('what stands around a chosen name never changes', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const at = before.length
      const { text } = withMention(`${before}@x${after}`, { at, typed: 'x' }, 'City')
      expect(text.startsWith(`${before}@[City]`)).toBe(true)
      expect(text.endsWith(after)).toBe(true)
    }),
  )
})
