import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rateLimit } from '#api/rate-limit.ts'

test('a burst is allowed, then turns come back one by one', () => {
  const limit = rateLimit({ burst: 2, perMin: 60 })
  expect([limit.take('a', 0).ok, limit.take('a', 0).ok]).toEqual([true, true])
  expect(limit.take('a', 0)).toEqual({ ok: false, waitMs: 1000 })
  expect(limit.take('b', 0).ok).toBe(true)
  expect(limit.take('a', 1000).ok).toBe(true)
})

test('the number of keys remembered has an end', () => {
  const limit = rateLimit({ burst: 1, perMin: 1 }, 100)
  for (let i = 0; i < 1000; i++) limit.take(String(i), i)
  expect(limit.size()).toBe(100)
})

test('however it is asked, nobody gets more than the burst plus the rate', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2000), { maxLength: 200 }), (waits) => {
      const limit = rateLimit({ burst: 5, perMin: 60 })
      let nowMs = 0
      let taken = 0
      for (const wait of waits) {
        nowMs += wait
        if (limit.take('a', nowMs).ok) taken++
      }
      expect(taken).toBeLessThanOrEqual(5 + nowMs / 1000)
    }),
  )
})
