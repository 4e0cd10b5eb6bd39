import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sortedJson, versionBytes, type VersionContent } from '#kernel/version-content.ts'

const content: VersionContent = { account: 'city', language: 'fr', parts: ['Fermé.'], media: [] }
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

test('the bytes do not depend on the order in which fields were written', () => {
  const turned = { media: [], parts: ['Fermé.'], language: 'fr', account: 'city' }
  expect(text(versionBytes(turned))).toBe(text(versionBytes(content)))
  expect(text(versionBytes(content))).toBe('{"account":"city","language":"fr","media":[],"parts":["Fermé."]}')
})

test('any change of a letter changes the bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      const bytes = [a, b].map((part) => text(versionBytes({ ...content, parts: [part] })))
      expect(bytes[0] === bytes[1]).toBe(a === b)
    }),
  )
})

test('sorted JSON reads back as what it was made of', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(sortedJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('a content without a poll has the bytes it always had; with one, all that is asked is in them', () => {
  expect(createHash('sha256').update(versionBytes(content)).digest('hex')).toBe(
    createHash('sha256')
      .update('{"account":"city","language":"fr","media":[],"parts":["Fermé."]}')
      .digest('hex'),
  )
  expect(text(versionBytes({ ...content, poll: undefined }))).toBe(text(versionBytes(content)))
  const poll = { options: ['Matin', 'Soir'], multiple: false, durationMin: 60 }
  const asked = text(versionBytes({ ...content, poll }))
  expect(asked).toContain('"poll":{"durationMin":60,"multiple":false,"options":["Matin","Soir"]}')
  const others = [
    { ...poll, options: ['Soir', 'Matin'] },
    { ...poll, multiple: true },
    { ...poll, durationMin: 61 },
  ]
  for (const other of others) expect(text(versionBytes({ ...content, poll: other }))).not.toBe(asked)
})

test('a poll of one option, of none, of fractions of a minute is none', () => {
  const poll = { options: ['a', 'b'], multiple: false, durationMin: 60 }
  const odd = [
    { ...poll, options: ['a'] },
    { ...poll, options: [] },
    { ...poll, options: Array.from({ length: 21 }, String) },
    { ...poll, durationMin: 0.5 },
    { ...poll, durationMin: 0 },
    { ...poll, durationMin: Infinity },
  ]
  for (const one of odd) expect(() => versionBytes({ ...content, poll: one })).toThrow('poll')
})

test('a field nobody knows is not approved along with the rest', () => {
  expect(text(versionBytes({ ...content, secret: 1 } as VersionContent))).toBe(text(versionBytes(content)))
})

test('captions, a point in sight and a card are part of the bytes; content without them has those it always had', () => {
  const film = { sha256: 'a'.repeat(64), mediaType: 'video/mp4', bytes: 9, alt: '', decorative: true }
  const plain = text(versionBytes({ ...content, media: [film] }))
  expect(plain).not.toMatch(/captions|focus|card/)
  expect(
    text(
      versionBytes({
        ...content,
        media: [{ ...film, captions: undefined, focus: undefined }],
        card: undefined,
      }),
    ),
  ).toBe(plain)
  const captions = { sha256: 'b'.repeat(64), language: 'fr' }
  const made = [
    { ...content, media: [{ ...film, captions }] },
    { ...content, media: [{ ...film, captions: { ...captions, language: 'en' } }] },
    { ...content, media: [{ ...film, focus: { x: 0.25, y: -1 } }] },
    { ...content, media: [film], card: { url: 'https://a.example/', title: 'A', description: '' } },
  ].map((one) => text(versionBytes(one)))
  expect(new Set([plain, ...made]).size).toBe(5)
  expect(made[2]).toContain('"focus":{"x":0.25,"y":-1}')
  expect(() => versionBytes({ ...content, media: [{ ...film, focus: { x: 1.01, y: 0 } }] })).toThrow('focus')
})
