import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ManyMessage, ManyVersion } from '#networks/to-many.ts'
import { payloadBytesMax, pushPayload, type PushPayload } from './payload.ts'

function payloadOf(version: Partial<ManyVersion>, topic = 'area'): PushPayload {
  const whole: ManyVersion = { language: 'en', title: 'Title', text: 'Text', ...version }
  const message: ManyMessage = { key: 'k', atMs: 0, versions: [whole], topic, isUrgent: false }
  const json = pushPayload(message, whole)
  expect(Buffer.byteLength(json)).toBeLessThanOrEqual(payloadBytesMax)
  return JSON.parse(json) as PushPayload // what we wrote a line above
}

test('a short message goes out whole', () => {
  expect(payloadOf({ text: 'Leave now.' })).toEqual({
    key: 'k',
    title: 'Title',
    body: 'Leave now.',
    lang: 'en',
    tag: 'area',
  })
})

test('a long one is cut at a word and says so, and the way to the rest stays', () => {
  const { body, url } = payloadOf({ text: 'flood '.repeat(2000), url: 'https://city.example/é' })
  expect(body).toMatch(/flood…$/)
  expect(body.length).toBeGreaterThan(3000)
  expect(url).toBe('https://city.example/%C3%A9')
})

test('no character is cut in half, in any script', () => {
  for (const one of ['👨‍👩‍👧‍👦', '水', '"', '\u0001', 'é\u0301', '🇨🇦']) {
    const { body } = payloadOf({ text: one.repeat(5990 / one.length) })
    expect(body.isWellFormed()).toBe(true)
    expect(body.replace(/…$/, '').length % one.length).toBe(0)
  }
})

test('whatever is said, it fits', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 5000 }),
    fc.string({ unit: 'grapheme', maxLength: 5000 }),
  )
  fc.assert(
    fc.property(text, text, text, text, (title, words, topic, url) => {
      payloadOf({ title, text: words, url: `https://city.example/${url}` }, topic)
    }),
    { numRuns: 30 },
  )
})

test('only addresses of the web are opened from a notification', () => {
  for (const url of ['javascript:alert(1)', 'data:text/html,x', 'x', `https://a.example/${'x'.repeat(2000)}`])
    expect(payloadOf({ url })).not.toHaveProperty('url')
})
