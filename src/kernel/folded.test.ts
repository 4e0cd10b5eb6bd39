import fc from 'fast-check'
import { expect, test } from 'vitest'
import { folded, foldedName } from '#kernel/folded.ts'

test('accents and capitals are no difference, letters are', () => {
  expect(folded('RÈGLEMENT')).toBe('reglement')
  expect(folded('Re\u0300glement')).toBe(folded('Règlement'))
  expect(folded('water')).not.toBe(folded('wader'))
})

test('kinds of apostrophe and runs of spaces are no difference in a name', () => {
  expect(foldedName('  Service de l’EAU \n potable ')).toBe("service de l'eau potable")
  expect(foldedName('')).toBe('')
})

test('what is folded stays as it is when it is folded again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      // Some capitals become two small letters of which one is a mark.
      const once = folded(folded(text))
      expect(folded(once)).toBe(once)
      expect(foldedName(foldedName(once))).toBe(foldedName(once))
    }),
  )
})
