import { expect, test } from 'vitest'
import { Doorkeeper } from '#stream/trends/doorkeeper.ts'

test('a key heard once is remembered with its post, and forgotten when it is heard again', () => {
  const door = new Doorkeeper(1 << 10, 1 << 5)
  expect(door.knock(7, -9, -41)).toBe(false)
  expect(door.knock(7, -9, 55)).toBe(true)
  expect(door.earlier).toBe(-41)
  expect(door.knock(7, -9, 60)).toBe(false)
})

test('a key that takes the place of another is never taken for it', () => {
  const door = new Doorkeeper(1 << 4, 1 << 2)
  const known = Array.from({ length: 1000 }, (_, i) => door.knock(i * 7919, i * 104_729, i))
  expect(known.every((isKnown) => !isKnown)).toBe(true)
})
