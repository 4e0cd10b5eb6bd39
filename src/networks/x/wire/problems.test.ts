import { expect, test } from 'vitest'
import { limitedForMs, notTaken } from '#networks/x/wire/problems.ts'

function answered(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): ReturnType<typeof notTaken> {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  return notTaken({ kind: 'answer', status, headers, body: bytes, url: 'https://api.x.com' }, 1_000_000)
}

test.each([
  [{ detail: 'You are not allowed to create a Tweet with duplicate content.', status: 403 }, 'duplicate'],
  [{ errors: [{ code: 187, message: 'Status is a duplicate.' }] }, 'duplicate'],
  [
    { detail: 'Reply to this conversation is not allowed because you have not been mentioned' },
    'not-summoned',
  ],
  [{ detail: 'Your app does not have access to this endpoint.' }, 'forbidden'],
  [{ errors: 'none' }, 'forbidden'],
  ['<html>', 'forbidden'],
  ['', 'forbidden'],
])('403 %j is %s', (body, why) => {
  expect(answered(403, body)).toMatchObject({ kind: 'refused', why })
})

test('the longer of X’s two limits counts, and none is believed beyond a day', () => {
  const nowMs = Date.UTC(2026, 10, 28, 12)
  const after = (seconds: number): string => String(nowMs / 1000 + seconds)
  expect(limitedForMs({ 'x-rate-limit-reset': after(60) }, nowMs)).toBe(60_000)
  expect(limitedForMs({ 'x-rate-limit-reset': after(-600) }, nowMs)).toBe(1000)
  expect(limitedForMs({ 'x-rate-limit-reset': '99999999999' }, nowMs)).toBe(86_400_000)
  const daily = {
    'x-rate-limit-reset': after(60),
    'x-app-limit-24hour-remaining': '0',
    'x-app-limit-24hour-reset': after(7200),
  }
  expect(limitedForMs(daily, nowMs)).toBe(7_200_000)
  expect(limitedForMs({ 'retry-after': '7', 'x-rate-limit-reset': after(60) }, nowMs)).toBe(7000)
  for (const broken of ['', 'soon', '-5', 'NaN', '1e400'])
    expect(limitedForMs({ 'x-rate-limit-reset': broken }, nowMs)).toBe(undefined)
})

test('what came after the effect is never called refused', () => {
  for (const status of [500, 502, 503, 504, 408])
    expect(answered(status, 'x')).toMatchObject({ kind: 'unknown' })
})
