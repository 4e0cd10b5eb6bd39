import { expect, test } from 'vitest'
import { silentSinceMs } from '#sending/pulse.ts'

const nowMs = Date.UTC(2031, 3, 7, 12)

test('a sender that fell silent is silent since its last sign of life', () => {
  expect(silentSinceMs({ lastAtMs: nowMs - 300_000, overdueMs: 5000 }, nowMs)).toBe(nowMs - 300_000)
})

test('one that lives but leaves things lying, or was never there, is silent since the oldest was due', () => {
  expect(silentSinceMs({ lastAtMs: nowMs - 1000, overdueMs: 90_000 }, nowMs)).toBe(nowMs - 90_000)
  expect(silentSinceMs({ lastAtMs: undefined, overdueMs: 90_000 }, nowMs)).toBe(nowMs - 90_000)
})
