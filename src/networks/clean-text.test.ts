import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanText } from '#networks/clean-text.ts'

test('null bytes go, half characters become a replacement mark, the rest stays as written', () => {
  expect(cleanText('high\0 water')).toBe('high water')
  expect(cleanText('a\uD83Db')).toBe('a\uFFFDb')
  expect(cleanText('🌊 مياه 洪水 \u200B\u202Eok')).toBe('🌊 مياه 洪水 \u200B\u202Eok')
})

test('a long text is cut without breaking an emoji in two', () => {
  expect(cleanText('ab🌊', 3)).toBe('ab')
  expect(cleanText('ab🌊', 4)).toBe('ab🌊')
})

test('whatever comes in, what is kept can be stored as UTF-8 and is within its limit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(50), (text, lengthMax) => {
      const kept = cleanText(text, lengthMax)
      expect(kept.length).toBeLessThanOrEqual(lengthMax)
      expect(Buffer.from(kept, 'utf8').toString('utf8')).toBe(kept)
      expect(kept).not.toContain('\0')
    }),
  )
})
