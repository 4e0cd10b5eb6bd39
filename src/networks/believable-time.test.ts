import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { believable, believableAtMs } from '#networks/believable-time.ts'

const noonMs = Date.UTC(2026, 10, 23, 12)

test('an author who claims ten minutes ago is believed', () => {
  expect(believableAtMs(noonMs - 600_000, noonMs)).toBe(noonMs - 600_000)
})

test('no date, 1970, 2099 and nonsense all count as the moment of hearing', () => {
  for (const claim of [undefined, 0, Date.UTC(2099, 0, 1), Number.NaN, Infinity, -Infinity]) {
    expect(believableAtMs(claim, noonMs)).toBe(noonMs)
  }
})

test('the edges of what is believed are a day behind and five minutes ahead, both included', () => {
  const edges = [noonMs - believable.behindMs, noonMs + believable.aheadMs]
  for (const edge of edges) expect(believableAtMs(edge, noonMs)).toBe(edge)
  expect(believableAtMs(noonMs - believable.behindMs - 1, noonMs)).toBe(noonMs)
  expect(believableAtMs(noonMs + believable.aheadMs + 1, noonMs)).toBe(noonMs)
})

test('whatever is claimed, a post never counts far from when it was heard', () => {
  fc.assert(
    fc.property(fc.double(), (claim) => {
      const at = believableAtMs(claim, noonMs)
      expect(at).toBeGreaterThanOrEqual(noonMs - believable.behindMs)
      expect(at).toBeLessThanOrEqual(noonMs + believable.aheadMs)
    }),
  )
})
