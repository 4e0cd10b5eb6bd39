import fc from 'fast-check'
import { expect, test } from 'vitest'
import { classScores, rankingAuc } from '#app/evaluate/class-scores.ts'

test('scores of a small table, computed by hand', () => {
  const scores = classScores(['a', 'a', 'b', 'b'], ['a', 'b', 'b', 'c'])
  expect(scores).toEqual({
    accuracy: 0.5,
    macroF1: 0.5833,
    macroRecall: 0.5,
    perClass: {
      a: { n: 2, precision: 1, recall: 0.5, f1: 0.6667 },
      b: { n: 2, precision: 0.5, recall: 0.5, f1: 0.5 },
    },
  })
})

test('ranking: perfect, turned round, tied, and none to rank', () => {
  expect(rankingAuc([1, 2, 3], [false, false, true])).toBe(1)
  expect(rankingAuc([1, 2, 3], [true, false, false])).toBe(0)
  expect(rankingAuc([1, 1, 1], [true, false, false])).toBe(0.5)
  expect(rankingAuc([1, 2], [true, true])).toBeUndefined()
  expect(rankingAuc([], [])).toBeUndefined()
})

test('the area is the share of pairs in the right order', () => {
  const row = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.boolean())
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
      const pairs = rows.flatMap(([a, positive]) =>
        positive ? rows.filter(([, other]) => !other).map(([b]) => (Math.sign(a - b) + 1) / 2) : [],
      )
      const area = rankingAuc(
        rows.map(([score]) => score),
        rows.map(([, positive]) => positive),
      )
      if (pairs.length === 0) expect(area).toBeUndefined()
      else expect(area).toBeCloseTo(pairs.reduce<number>((sum, pair) => sum + pair, 0) / pairs.length, 3)
    }),
  )
})
