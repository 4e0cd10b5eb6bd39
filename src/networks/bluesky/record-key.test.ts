import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ourKey } from '#networks/bluesky/record-key.ts'

const atMs = Date.UTC(2031, 3, 7, 12)
const key = fc.stringMatching(/^[a-z0-9-]{1,60}$/)
const time = fc.integer({ min: Date.UTC(2023, 0, 1), max: Date.UTC(2100, 0, 1) })

test('a part has the same key at every attempt, and it is a TID of the time it claims', () => {
  fc.assert(
    fc.property(key, time, (key, atMs) => {
      const { rkey, createdAt } = ourKey({ key, atMs })
      expect(rkey).toMatch(/^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/)
      expect(ourKey({ key, atMs })).toEqual({ rkey, createdAt })
      expect(Math.floor(microsecondsOf(rkey) / 1000)).toBe(atMs)
      expect(Date.parse(createdAt) - atMs).toBeLessThan(100)
    }),
  )
})

function microsecondsOf(rkey: string): number {
  let value = 0n
  for (const letter of rkey) value = value * 32n + BigInt('234567abcdefghijklmnopqrstuvwxyz'.indexOf(letter))
  return Number(value >> 10n)
}

test('the parts of a thread never share a key, and sort as they are read', () => {
  fc.assert(
    fc.property(key, time, (delivery, atMs) => {
      const parts = Array.from({ length: 50 }, (_, n) => ourKey({ key: `${delivery}-${n}`, atMs }))
      const keys = parts.map(({ rkey }) => rkey)
      expect(new Set(keys).size).toBe(50)
      expect(keys.toSorted()).toEqual(keys)
      const times = parts.map(({ createdAt }) => createdAt)
      expect(times.toSorted()).toEqual(times)
    }),
  )
})

test('deliveries of one moment have keys of their own: a few meet among a thousand at most', () => {
  const keys = Array.from({ length: 1000 }, (_, n) => ourKey({ key: `d${n}-0`, atMs }).rkey)
  expect(new Set(keys).size).toBeGreaterThan(997)
})

test('the key of a part is what it was when the desk was first used: changing it would post twice', () => {
  expect(ourKey({ key: 'd1-0', atMs })).toEqual({
    rkey: '3qyfdk2pg2jdg',
    createdAt: '2031-04-07T12:00:00.000Z',
  })
})
