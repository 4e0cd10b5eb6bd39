import { expect, test } from 'vitest'
import { endOfDay } from '#access/web/approvals/end-of-day.ts'

test.each([
  ['2026-05-05', 'America/Toronto', '2026-05-06T04:00:00.000Z'],
  // The clocks go forward, then back: days of 23 and 25 hours.
  ['2026-03-08', 'America/Toronto', '2026-03-09T04:00:00.000Z'],
  ['2026-11-01', 'America/Toronto', '2026-11-02T05:00:00.000Z'],
  ['2026-05-05', 'Pacific/Kiritimati', '2026-05-05T10:00:00.000Z'],
  ['2026-05-05', 'Pacific/Pago_Pago', '2026-05-06T11:00:00.000Z'],
  ['2026-05-05', 'UTC', '2026-05-06T00:00:00.000Z'],
])('%s in %s ends at %s', (day, zone, end) => {
  expect(endOfDay(day, zone, 0)).toBe(end)
})

test('a day that is over, and what is no day, has no end to wait for', () => {
  const noon = Date.UTC(2026, 4, 5, 12)
  expect(endOfDay('2026-05-04', 'UTC', noon)).toBeUndefined()
  expect(endOfDay('2026-05-05', 'UTC', noon)).toBe('2026-05-06T00:00:00.000Z')
  for (const odd of ['', '2026-13-01', 'tomorrow', '2026-5-5'])
    expect(endOfDay(odd, 'UTC', 0)).toBeUndefined()
})
