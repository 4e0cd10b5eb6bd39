import { expect, test } from 'vitest'
import { momentIn, onOwnClock } from '#sending/web/times.ts'

const toronto = { tag: 'en-CA', timeZone: 'America/Toronto' }

test('of two times that clocks show twice, the words say which one is meant', () => {
  const first = momentIn(new Date(Date.UTC(2026, 10, 1, 5, 30)).toISOString(), toronto)
  const second = momentIn(new Date(Date.UTC(2026, 10, 1, 6, 30)).toISOString(), toronto)
  expect([first, second].map((words) => words.includes('01:30'))).toEqual([true, true])
  expect(first).not.toBe(second)
})

test('the reader’s own clock is named only where it shows something else', () => {
  const at = new Date(Date.UTC(2026, 5, 1, 16)).toISOString()
  const zone = 'America/Toronto'
  expect(onOwnClock(at, { tag: 'en-CA', zone, own: 'America/Montreal' })).toBeUndefined()
  expect(onOwnClock(at, { tag: 'fr-CA', zone, own: 'America/Halifax' })).toMatch(/13.h.00/u)
  // The same numbers on another day are another time.
  expect(onOwnClock(at, { tag: 'en-CA', zone: 'Pacific/Kiritimati', own: 'Pacific/Honolulu' })).toBeDefined()
})
