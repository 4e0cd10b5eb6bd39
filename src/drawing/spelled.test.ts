import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openLettering } from '#drawing/lettering.ts'
import { spelled } from '#drawing/spelled.ts'

const isLatin = (codePoint: number): boolean => codePoint >= 0x20 && codePoint < 0x180

test('what the font has is left as it is', () => {
  expect(spelled('Déjà vu, ŝi diris', isLatin, 'fr')).toEqual([{ text: 'Déjà vu, ŝi diris' }])
})

test('a script the font lacks is named once, with what stood there', () => {
  expect(spelled('Oui: السلام عليكم!', isLatin, 'fr')).toEqual([
    { text: 'Oui: ' },
    { text: '[écriture arabe]', stands: 'السلام عليكم' },
    { text: '!' },
  ])
  expect(spelled('ᐃᓄᒃᑎᑐᑦ', isLatin, 'en')).toEqual([{ text: '[syllabics]', stands: 'ᐃᓄᒃᑎᑐᑦ' }])
})

test('an emoji of many parts is one, and keeps its parts', () => {
  expect(spelled('a 👩‍👩‍👧 b', isLatin, 'en')).toEqual([
    { text: 'a ' },
    { text: '[emoji]', stands: '👩‍👩‍👧' },
    { text: ' b' },
  ])
})

test('marks nobody sees are left out, narrow spaces become spaces that do not break', () => {
  expect(spelled('a\u200Bb\u2060c 12\u202Fh', isLatin, 'en')).toEqual([{ text: 'abc 12\u00A0h' }])
})

test('nothing vanishes: whatever is written is drawn or named, with letters the font has', async () => {
  const lettering = await openLettering('en')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (text) => {
      const runs = lettering.runs(text, 'regular')
      for (const { text: part, face } of runs)
        for (const letter of part)
          expect(face.font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)).toBe(true)
      const isSeen = /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}]/u.test(text)
      expect(runs.length > 0 || !isSeen).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('any text at all has a width, lone surrogates included', async () => {
  const lettering = await openLettering('fr')
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      expect(lettering.width(text, { cut: 'bold', size: 10 })).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 300 },
  )
})
