import { expect, test } from 'vitest'
import { readTime } from '#networks/replay/times.ts'

const noon = Date.UTC(2024, 4, 6, 12)

test.each([
  ['2024-05-06T12:00:00Z', noon],
  ['2024-05-06 12:00:00', noon],
  ['2024-05-06T12:00:00.250', noon + 250],
  ['2024-05-06T08:00:00-04:00', noon],
  ['2024-05-06 08:00:00 -0400', noon],
  ['2024-05-06', noon - 12 * 3_600_000],
  ['Mon May 06 12:00:00 +0000 2024', noon],
  ['Mon, 06 May 2024 12:00:00 GMT', noon],
  [noon, noon],
  [noon / 1000, noon],
  [String(noon / 1000), noon],
  [noon * 1000, noon],
  ['1970-01-01T00:00:00Z', 0],
  [0, 0],
])('the date %s is read', (written, ms) => {
  expect(readTime(written)).toBe(ms)
})

test.each([
  undefined,
  null,
  '',
  'yesterday',
  '12',
  {},
  [],
  true,
  NaN,
  Infinity,
  'x'.repeat(500),
  '2024-99-99',
])('%s is no date, and nothing breaks', (written) => {
  expect(readTime(written)).toBeUndefined()
})
