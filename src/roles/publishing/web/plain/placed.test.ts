import { expect, test } from 'vitest'
import { hardness, placedHints } from '#roles/publishing/web/plain/placed.ts'

const hint = (about: string, from: number) => ({
  ...{ kind: 'jargon', about, from, to: from + about.length },
  words: { en: 'x', fr: 'x' },
})

test('a hint stands where it was given as long as its words do', () => {
  const text = 'utilize it, then utilize it again'
  expect(placedHints(text, [hint('utilize', 17)])[0]?.place).toEqual({ from: 17, to: 24 })
  expect(placedHints(`Now ${text}`, [hint('utilize', 17)])[0]?.place).toBeUndefined()
})

test('a hint about all of the text has no place in it', () => {
  expect(placedHints('words', [hint('', 0)])[0]?.place).toBeUndefined()
})

test('a grade is told as easy, harder or hard', () => {
  expect([6, 8, 9, 12, 13].map(hardness)).toEqual(['easy', 'easy', 'harder', 'harder', 'hard'])
})
