import fc from 'fast-check'
import { expect, test } from 'vitest'
import { storableJson, storableText } from '#store/storable.ts'

test('null characters and half pairs are replaced, everything else stays', () => {
  expect(storableText('eau\u0000 brune \uD83D et 🌊 ok')).toBe('eau\uFFFD brune \uFFFD et 🌊 ok')
})

test('whatever text comes, the JSON holds nothing PostgreSQL refuses', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
      const json = storableJson({ texts })
      expect(json).not.toMatch(/\\u0000|\\ud[89a-f]/iu)
      expect(JSON.parse(json)).toEqual({ texts: texts.map(storableText) })
    }),
  )
})
