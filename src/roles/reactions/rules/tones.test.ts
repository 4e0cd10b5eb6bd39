import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countTones, noTones, toneChange, toneNames, tonesOf } from '#roles/reactions/rules/tones.ts'

const counts = (negative: number, positive: number, unsure = 0) => ({
  ...{ negative, neutral: 0, positive, unsure },
  authors: negative + positive + unsure,
  sureAuthors: negative + positive,
})

test('shares are of what the tool is sure of, and what it is not sure of is told apart', () => {
  const tones = tonesOf(counts(10, 30, 10))
  expect(tones).toMatchObject({ n: 50, sure: 40, enough: true })
  expect(tones.positive.shareOf1).toBe(0.75)
  expect(tones.unsure.shareOf1).toBe(0.2)
})

test('under thirty sure posts nothing is coloured and no change is told', () => {
  const few = tonesOf(counts(9, 20, 400))
  expect(few.enough).toBe(false)
  expect(toneChange(few, tonesOf(counts(30, 30)))).toBeUndefined()
  expect(toneChange(tonesOf(counts(30, 30)), undefined)).toBeUndefined()
  expect(tonesOf(noTones)).toMatchObject({ n: 0, enough: false })
})

test('a change of tone is told with its interval', () => {
  const change = toneChange(tonesOf(counts(10, 90)), tonesOf(counts(50, 50)))
  expect(change?.positive).toMatchObject({ of1: expect.closeTo(0.4, 5) })
  expect(change?.positive.lowOf1).toBeGreaterThan(0)
  expect(change?.negative.highOf1).toBeLessThan(0)
})

test('tones of posts add up, and one loud author does not make the interval narrow', () => {
  const posts = fc.array(
    fc.record({ tone: fc.constantFrom(...toneNames, undefined), author: fc.constantFrom('a', 'b', 'c') }),
    { maxLength: 200 },
  )
  fc.assert(
    fc.property(posts, (said) => {
      const tones = tonesOf(countTones(said))
      expect(tones.n).toBe(said.filter(({ tone }) => tone !== undefined).length)
      expect(tones.negative.posts + tones.neutral.posts + tones.positive.posts).toBe(tones.sure)
      expect(tones.sure + tones.unsure.posts).toBe(tones.n)
      expect(tones.authors).toBeLessThanOrEqual(3)
      // Three people: no share of theirs can be known to better than this.
      if (tones.sure > 0) expect(tones.positive.highOf1 - tones.positive.lowOf1).toBeGreaterThan(0.4)
    }),
  )
})
