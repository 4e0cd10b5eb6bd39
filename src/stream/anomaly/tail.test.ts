import { expect, test } from 'vitest'
import { createTail } from '#stream/anomaly/tail.ts'

test('the middle of the past is about one in two, its last hundredth about one in a hundred', () => {
  const tail = createTail(1e9)
  for (let value = 1; value <= 1000; value++) tail.next(value)
  expect(tail.next(500)).toBeCloseTo(Math.log10(2), 0.7)
  expect(tail.next(985)).toBeGreaterThan(1.2)
  expect(tail.next(985)).toBeLessThan(3)
})

test('beyond everything seen more is stranger, up to a limit', () => {
  const tail = createTail(1e9)
  for (let value = 1; value <= 1000; value++) tail.next(value % 100)
  const [near, far, absurd] = [tail.next(150), tail.next(400), tail.next(Number.MAX_VALUE)]
  expect(near).toBeGreaterThan(2)
  expect(far).toBeGreaterThan(near)
  expect(absurd).toBeLessThanOrEqual(13)
})

test('a level that lasts is forgotten to be strange', () => {
  const tail = createTail(100)
  for (let row = 0; row < 1000; row++) tail.next(1)
  const first = tail.next(8)
  for (let row = 0; row < 1000; row++) tail.next(8)
  expect(tail.next(8)).toBeLessThan(first / 4)
})

test('nothing, negative and not a number are the least of all', () => {
  const tail = createTail(1000)
  for (let row = 0; row < 100; row++) tail.next(row % 2)
  for (const odd of [0, -5, Number.NaN, -Infinity]) expect(tail.next(odd)).toBeLessThan(0.2)
})
