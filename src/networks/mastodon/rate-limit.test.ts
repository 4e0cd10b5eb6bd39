import { expect, test } from 'vitest'
import { budgetOf } from '#networks/mastodon/rate-limit.ts'

const nowMs = Date.UTC(2026, 10, 28, 12)
const date = new Date(nowMs).toUTCString()

test('what cannot be read is no budget', () => {
  const whole = {
    'x-ratelimit-limit': '300',
    'x-ratelimit-remaining': '7',
    'x-ratelimit-reset': '2026-11-28T12:01:00.5Z',
    date,
  }
  expect(budgetOf(whole, nowMs)).toEqual({ left: 7, of: 300, resetsAtMs: nowMs + 60_500 })
  for (const name of Object.keys(whole).filter((name) => name !== 'date'))
    for (const odd of ['', 'soon', '-1']) expect(budgetOf({ ...whole, [name]: odd }, nowMs)).toBeUndefined()
})
