import { expect, test } from 'vitest'
import { CorrectionForm, correctionLimits } from '#roles/publishing/corrections/contract.ts'

const says = (en: unknown): boolean => CorrectionForm.safeParse({ revision: 1, sentences: { en } }).success

test('what was wrong is one line of words that can be kept', () => {
  expect(says('The closing time was wrong: it is 18:00, not 16:00.')).toBe(true)
  expect(says('L’heure était fausse\u00A0: c’est 18 h. 🕕')).toBe(true)
  for (const spoiled of ['', '   ', 'Two\nlines.', 'A null\u0000.', 'Half \uD83D of one.', 7, null, ['So.']])
    expect([spoiled, says(spoiled)]).toEqual([spoiled, false])
  expect(says('x'.repeat(correctionLimits.sentenceLengthMax))).toBe(true)
  expect(says('x'.repeat(correctionLimits.sentenceLengthMax + 1))).toBe(false)
})

test('a form with anything else in it is refused, and no program slips in what a version answers', () => {
  const form = { revision: 1, sentences: { en: 'So.' } }
  expect(CorrectionForm.safeParse({ ...form, replyTo: 'practice:1' }).success).toBe(false)
  expect(CorrectionForm.safeParse({ ...form, revision: 0 }).success).toBe(false)
  expect(CorrectionForm.safeParse({ ...form, sentences: { x: 'So.' } }).success).toBe(false)
})
