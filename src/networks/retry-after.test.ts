import { expect, test } from 'vitest'
import { comeBackMs, retryAfterMs } from '#networks/retry-after.ts'

const nowMs = Date.UTC(2031, 3, 7, 12)

test('patience asked for is read as seconds or as a date', () => {
  expect(retryAfterMs('120', nowMs)).toBe(120_000)
  expect(retryAfterMs(' 0 ', nowMs)).toBe(0)
  expect(retryAfterMs(new Date(nowMs + 60_000).toUTCString(), nowMs)).toBe(60_000)
  expect(retryAfterMs(new Date(nowMs - 60_000).toUTCString(), nowMs)).toBe(0)
})

test('what is neither says nothing', () => {
  for (const header of [undefined, '', 'soon', '-5', '1e9', '9'.repeat(40)])
    expect(retryAfterMs(header, nowMs)).toBeUndefined()
})

const date = new Date(nowMs).toUTCString()
const epochS = nowMs / 1000

test.each([
  ['Mastodon', 'x-ratelimit-reset', new Date(nowMs + 90_000).toISOString()],
  ['GoToSocial', 'x-ratelimit-reset', String(epochS + 90)],
  ['X', 'x-rate-limit-reset', String(epochS + 90)],
  ['Bluesky', 'ratelimit-reset', String(epochS + 90)],
  ['the draft of the IETF', 'ratelimit-reset', '90'],
])('when a new budget begins is read as %s writes it', (_, name, value) => {
  expect(comeBackMs({ [name]: value }, nowMs)).toBe(90_000)
  expect(comeBackMs({ [name]: value, 'retry-after': '7' }, nowMs)).toBe(7000)
})

test('a wrong clock on either side does not matter, and nothing waits longer than a day', () => {
  const aheadMs = 7_200_000
  const theirs = new Date(nowMs + aheadMs).toUTCString()
  for (const at of [
    { 'x-ratelimit-reset': new Date(nowMs + aheadMs + 60_000).toISOString() },
    { 'ratelimit-reset': String(epochS + 7260) },
    { 'retry-after': new Date(nowMs + aheadMs + 60_000).toUTCString() },
  ])
    expect(comeBackMs({ ...at, date: theirs }, nowMs)).toBe(60_000)
  expect(comeBackMs({ 'x-ratelimit-reset': '2099-01-01T00:00:00Z', date }, nowMs)).toBe(86_400_000)
  expect(comeBackMs({ 'x-ratelimit-reset': '2001-01-01T00:00:00Z', date }, nowMs)).toBe(0)
  expect(comeBackMs({ 'retry-after': '999999999' }, nowMs)).toBe(86_400_000)
})

test('what cannot be read does not hide what can', () => {
  for (const odd of ['', 'soon', '-5', '1e9', 'NaN', '9'.repeat(40)]) {
    expect(comeBackMs({ 'retry-after': odd, 'x-rate-limit-reset': odd, date: odd }, nowMs)).toBeUndefined()
    expect(comeBackMs({ 'retry-after': odd, 'ratelimit-reset': '90' }, nowMs)).toBe(90_000)
  }
})
