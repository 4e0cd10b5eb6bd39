import { expect, test } from 'vitest'
import { bucketsOf, gapsIn, marksIn, mostOf, moved, spanOf } from '#web/parts/Chart/series.ts'

test('arrow keys move by one, pages by ten, and nobody leaves the picture', () => {
  expect(moved('ArrowRight', 3, 20)).toBe(4)
  expect(moved('ArrowLeft', 0, 20)).toBe(0)
  expect(moved('PageUp', 15, 20)).toBe(19)
  expect(moved('Home', 15, 20)).toBe(0)
  expect(moved('End', 3, 20)).toBe(19)
})

test('other keys and an empty picture do nothing', () => {
  expect(moved('Enter', 3, 20)).toBeUndefined()
  expect(moved('ArrowRight', 0, 0)).toBeUndefined()
})

test('the highest thing drawn counts its interval and the band, and unknown values count for nothing', () => {
  const lines = [{ id: 'a', name: 'Posts', values: [1, undefined, 4], high: [2, undefined, 9] }]
  expect(mostOf({ lines })).toBe(9)
  expect(mostOf({ lines, band: { name: 'usual', low: [0], high: [12] } })).toBe(12)
  expect(mostOf({ lines: [] })).toBe(0)
  expect(bucketsOf({ lines })).toBe(3)
})

test('a moment belongs to the bucket it begins, a gap to every bucket it touches', () => {
  const span = spanOf({ startMs: 0, bucketMs: 10 }, 2)
  expect(span).toEqual({ fromMs: 20, toMs: 30 })
  const mark = (atMs: number) => ({ id: String(atMs), atMs, label: '', kind: 'ours' as const })
  expect(marksIn([mark(19), mark(20), mark(29), mark(30)], span).map(({ atMs }) => atMs)).toEqual([20, 29])
  expect(gapsIn([{ fromMs: 0, toMs: 20, label: '' }], span)).toEqual([])
  expect(gapsIn([{ fromMs: 0, toMs: 21, label: '' }], span)).toHaveLength(1)
})
