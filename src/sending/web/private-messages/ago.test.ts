import { expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'
import { agoWords } from '#sending/web/private-messages/ago.ts'

const now = Date.UTC(2031, 3, 7, 12)

test.each([
  [0, /^now$/u, /^maintenant$/u],
  [-hourMs, /^now$/u, /^maintenant$/u],
  [12 * minuteMs, /^12 min\w*\.? ago$/u, /^il y a 12\smin\.?$/u],
  [3 * hourMs, /^3 h\w*\.? ago$/u, /^il y a 3\sh$/u],
  [dayMs, /^yesterday$/u, /^hier$/u],
  [5 * dayMs, /^5 days ago$/u, /^il y a 5\sj(?:ours)?$/u],
])('how long ago, in words: %d ms', (ms, en, fr) => {
  expect(agoWords(now - ms, now, 'en-CA')).toMatch(en)
  expect(agoWords(now - ms, now, 'fr-CA')).toMatch(fr)
})

test('after six days a date says more', () => {
  expect(agoWords(now - 6 * dayMs, now, 'en-CA')).toBeUndefined()
})
