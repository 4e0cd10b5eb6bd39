import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeText } from '#networks/feeds/encoding.ts'

const xml = (encoding: string, words: string): string =>
  `<?xml version="1.0" encoding="${encoding}"?><rss>${words}</rss>`

function utf32(text: string, isLittle: boolean): Buffer {
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0)
  const bytes = Buffer.alloc(points.length * 4)
  points.forEach((point, i) =>
    isLittle ? bytes.writeUInt32LE(point, i * 4) : bytes.writeUInt32BE(point, i * 4),
  )
  return bytes
}

test('a byte order mark wins over whatever is declared', () => {
  const words = xml('iso-8859-1', 'é 🌊')
  const marked = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(words, 'utf16le')])
  expect(decodeText(marked, 'text/xml; charset=us-ascii')).toMatchObject({ encoding: 'utf-16le' })
  expect(decodeText(marked)?.text).toContain('é 🌊')
})

test('two and four bytes a character are recognised without a mark', () => {
  const words = xml('utf-16', 'rivière 🌊')
  expect(decodeText(Buffer.from(words, 'utf16le'))?.text).toContain('rivière 🌊')
  expect(decodeText(Buffer.from(words, 'utf16le').swap16())?.text).toContain('rivière 🌊')
  expect(decodeText(utf32(words, true))).toMatchObject({ encoding: 'utf-32le' })
  expect(decodeText(utf32(words, false))?.text).toContain('rivière 🌊')
})

test('the header says the encoding, else the declaration, else it is guessed', () => {
  const latin = Buffer.from(xml('windows-1252', 'inond\u00e9e'), 'latin1')
  expect(decodeText(latin)?.text).toContain('inondée')
  expect(decodeText(Buffer.from('<rss>inond\u00e9e</rss>', 'latin1'))).toMatchObject({
    encoding: 'windows-1252',
  })
  expect(decodeText(Buffer.from([0x3c, 0xc4, 0xe3]), 'text/xml; charset="gb2312"')?.text).toBe('<你')
  expect(decodeText(Buffer.from([0x3c, 0xcd, 0xce]), 'text/xml;charset=koi8-r')?.text).toBe('<мн')
})

test('a label that is unknown, or that the bytes contradict, is not believed', () => {
  const words = Buffer.from(xml('iso-8859-1', 'inondée'))
  expect(decodeText(words, 'text/xml; charset=utf-8')?.text).toContain('inondée')
  expect(decodeText(words)?.text).toContain('inondée')
  expect(decodeText(words, 'text/xml; charset=klingon')?.text).toContain('inondée')
  const latin = Buffer.from('<rss>inond\u00e9e</rss>', 'latin1')
  expect(decodeText(latin, 'text/xml; charset=utf-8')?.text).toContain('inondée')
})

test('a picture is not text', () => {
  expect(
    decodeText(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 1, 2, 3, 4])),
  ).toBeUndefined()
})

test('whatever the bytes and the header are, reading ends without throwing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (bytes, header) => {
      const decoded = decodeText(Buffer.from(bytes), `text/xml; charset=${header}`)
      expect(typeof (decoded?.text ?? '')).toBe('string')
    }),
  )
})
