import fc from 'fast-check'
import { expect, test } from 'vitest'
import { usualTime } from '#networks/bluesky/usual-time.ts'

test('a time as apps write it is read as Date.parse reads it', () => {
  const time = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-28'), noInvalidDate: true })
  fc.assert(
    fc.property(time, (date) => {
      const text = date.toISOString()
      expect(usualTime(text)).toBe(date.getUTCDate() <= 28 ? Date.parse(text) : undefined)
    }),
    { numRuns: 2000 },
  )
})

test('whatever a damaged time gives, it is what Date.parse gives or nothing', () => {
  const change = fc.tuple(fc.nat(24), fc.constantFrom(...'0123456789-:.TZ+ /é\0\ud800'))
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      let text = '2026-11-24T12:30:45.678Z'
      for (const [at, letter] of changes) text = text.slice(0, at) + letter + text.slice(at + 1)
      const ms = usualTime(text)
      if (ms !== undefined) expect(ms).toBe(Date.parse(text))
    }),
    { numRuns: 5000 },
  )
})

test.each([
  '',
  '2026-11-24T12:00:00Z',
  '2026-11-24T12:00:00.000000Z',
  '2026-11-24T24:00:00.000Z',
  '2026-02-29T12:00:00.000Z',
  '2026-13-01T12:00:00.000Z',
  '2026-00-01T12:00:00.000Z',
  '2026-11-24T12:00:60.000Z',
  '0000-01-01T00:00:00.000Z',
  '2026-11-24t12:00:00.000z',
])('%j is left to Date.parse', (text) => {
  expect(usualTime(text)).toBeUndefined()
})
