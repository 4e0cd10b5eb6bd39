import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { escaped, folded, icalText, type IcalEvent } from '#api/ical.ts'

function eventsIn(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as ConstructorParameters<typeof ICAL.Component>[0])
  return calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
}

const event: IcalEvent = {
  ...{ uid: 'a@b', startMs: 0, minutes: 15, stampMs: 0, summary: '', description: '', url: '' },
  isSure: true,
}
const calendarOf = (more: Partial<IcalEvent>) =>
  icalText({ product: 'Test', name: 'N', language: 'fr', refreshMin: 30, events: [{ ...event, ...more }] })

test('whatever a title holds, an independent reader gets it back and nothing else is said', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
      const text = calendarOf({ summary: title, description: title })
      const [read] = eventsIn(text)
      // oxlint-disable-next-line no-control-regex -- controls are what becomes a space
      const plain = title
        .toWellFormed()
        .replaceAll(/\r\n?/gu, '\n')
        .replaceAll(/[\u0000-\u0009\u000B-\u001F\u007F]/gu, ' ')
      expect(read?.summary).toBe(plain)
      expect(read?.description).toBe(plain)
      expect(eventsIn(text)).toHaveLength(1)
      for (const line of text.split('\r\n'))
        expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u)
    }),
  )
})

test('no title begins a property of its own', () => {
  const text = calendarOf({
    summary: 'x\r\nATTACH:http://evil.example\nEND:VEVENT\u0000',
    url: 'https://a.example/b',
  })
  expect(text).not.toMatch(/^ATTACH/mu)
  expect(eventsIn(text)).toHaveLength(1)
  expect(escaped('a\\b;c,d\ne')).toBe(String.raw`a\\b\;c\,d\ne`)
  expect(folded('x'.repeat(75))).toBe('x'.repeat(75))
  expect(folded('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`)
  expect(folded(`${'x'.repeat(73)}é😀`)).toBe(`${'x'.repeat(73)}é\r\n 😀`)
})

test('a duty makes busy, a message does not', () => {
  expect(calendarOf({ isBusy: true })).toContain('TRANSP:OPAQUE\r\n')
  expect(calendarOf({})).toContain('TRANSP:TRANSPARENT\r\n')
})
