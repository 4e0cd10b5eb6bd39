import { expect, test } from 'vitest'
import { ExactCopies } from '#stream/trends/exact-copies.ts'

test('the same words in the same order are a copy for a day; other words or another order are not', () => {
  const copies = new ExactCopies()
  const first = copies.seen([1, 2, 3], 0)
  expect(first.copy).toBe(false)
  expect(copies.seen([1, 2, 3], 1000)).toEqual({ cluster: first.cluster, copy: true })
  expect(copies.seen([3, 2, 1], 1000).copy).toBe(false)
  expect(copies.seen([1, 2], 1000).copy).toBe(false)
  expect(copies.seen([1, 2, 3], 100_000_000).copy).toBe(false)
})

test('posts without words are never copies of each other', () => {
  const copies = new ExactCopies()
  const clusters = [copies.seen([], 0), copies.seen([], 0)]
  expect(clusters.map((one) => one.copy)).toEqual([false, false])
  expect(clusters[0]?.cluster).not.toBe(clusters[1]?.cluster)
})
