import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseFeedDate } from '#networks/feeds/dates.ts'

const iso = (text: string): string | undefined => {
  const ms = parseFeedDate(text)
  return ms === undefined ? undefined : new Date(ms).toISOString()
}

test('dates are read as newsrooms write them', () => {
  const same = '2026-11-23T14:05:00.000Z'
  const forms = [
    ...[
      '2026-11-23T14:05:00Z',
      '2026-11-23T14:05Z',
      '2026-11-23 14:05:00',
      '2026-11-23T09:05:00-05:00',
      '20261123T140500Z',
    ],
    ...['2026-11-23T14:05:00.123456Z', '2026-11-23T16:05:00+0200', ' 2026-11-23T14:05:00z '],
    ...[
      'Mon, 23 Nov 2026 14:05:00 GMT',
      'Mon, 23 Nov 2026 09:05:00 EST',
      '23 Nov 26 14:05 UT',
      'Monday, 23-Nov-2026 14:05:00 UTC',
    ],
    ...[
      'Mon, 23 November 2026 15:05:00 +0100',
      'Mon, 23 Nov 2026 14:05:00',
      'mon, 23 nov 2026 15:05:00 CET',
      '23 Nov 2026 10:35:00 NST',
    ],
  ]
  for (const form of forms) expect([form, iso(form)]).toEqual([form, same])
})

test('a day, a month and a year alone begin at their first minute', () => {
  expect(iso('2026-11-23')).toBe('2026-11-23T00:00:00.000Z')
  expect(iso('2026-11')).toBe('2026-11-01T00:00:00.000Z')
  expect(iso('23 Nov 2026')).toBe('2026-11-23T00:00:00.000Z')
  expect(iso('1 Jan 99 00:00 GMT')).toBe('1999-01-01T00:00:00.000Z')
})

test('what is no date is none, and never a guess', () => {
  for (const text of [
    '',
    'yesterday',
    'hello 1',
    '2026-13-01',
    '2026-11-45',
    '23 Foo 2026',
    '25:00',
    '23 Nov 2026 14:05 QQQ',
  ]) {
    expect([text, parseFeedDate(text)]).toEqual([text, undefined])
  }
  expect(parseFeedDate(undefined)).toBeUndefined()
  expect(parseFeedDate('1'.repeat(10_000))).toBeUndefined()
})

test('every moment is read back from both of its written forms', () => {
  const moments = fc.date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(moments, (date) => {
      const seconds = Math.floor(date.getTime() / 1000) * 1000
      expect(parseFeedDate(date.toISOString())).toBe(seconds)
      expect(parseFeedDate(date.toUTCString())).toBe(seconds)
    }),
  )
})
