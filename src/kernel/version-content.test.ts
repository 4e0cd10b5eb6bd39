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

test('a field nobody knows is not approved along with the rest', () => {
  expect(text(versionBytes({ ...content, secret: 1 } as VersionContent))).toBe(text(versionBytes(content)))
})
