import { isUtf8 } from 'node:buffer'

/** Text of a feed and the encoding it was read in (a WHATWG label, or `utf-32le`, `utf-32be`). */
export type DecodedText = { text: string; encoding: string }

/**
 * Reads the bytes of a feed as text.
 *
 * Asked in this order: byte order mark, the shape of the first characters, the `charset` of the content type, the XML
 * declaration (RFC 7303); then UTF-8 where the bytes are valid UTF-8, else windows-1252, which is what the web means by
 * "unknown western". A label that the bytes contradict is not believed.
 *
 * @param contentType the header as received, if any
 * @returns undefined when the bytes are no text (pictures, archives, EBCDIC)
 */
export function decodeText(bytes: Buffer, contentType?: string): DecodedText | undefined {
  const marked = byMark(bytes)
  const labels = marked !== undefined ? [marked] : [charsetOf(contentType), declaredEncoding(bytes)]
  for (const label of [...labels, 'utf-8', 'windows-1252']) {
    const decoded = label === undefined ? undefined : decodeAs(bytes, label)
    if (decoded !== undefined) return isBinary(decoded.text) ? undefined : decoded
  }
  return undefined
}

// UTF-32 comes first: its little-endian mark begins like that of UTF-16.
const marks: readonly (readonly [readonly number[], string])[] = [
  [[0, 0, 0xfe, 0xff], 'utf-32be'],
  [[0xff, 0xfe, 0, 0], 'utf-32le'],
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xfe, 0xff], 'utf-16be'],
  [[0xff, 0xfe], 'utf-16le'],
  // No mark, but `<` or `{` in two or four bytes.
  [[0, 0, 0, 0x3c], 'utf-32be'],
  [[0x3c, 0, 0, 0], 'utf-32le'],
  [[0, 0x3c], 'utf-16be'],
  [[0x3c, 0], 'utf-16le'],
  [[0, 0x7b], 'utf-16be'],
  [[0x7b, 0], 'utf-16le'],
]

function byMark(bytes: Buffer): string | undefined {
  return marks.find(([mark]) => mark.every((byte, i) => bytes[i] === byte))?.[1]
}

function charsetOf(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(contentType?.slice(0, 500) ?? '')?.[1]
}

function declaredEncoding(bytes: Buffer): string | undefined {
  const head = bytes.toString('latin1', 0, 1024)
  return /<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(head)?.[1]
}

function decodeAs(bytes: Buffer, label: string): DecodedText | undefined {
  const name = label.toLowerCase().replaceAll('_', '-')
  if (name.startsWith('utf-32') || name === 'ucs-4') return decodeUtf32(bytes, name)
  // ASCII and Latin-1 are declared for text that is UTF-8 more often than they are meant.
  const isAsciiLike = /^(us-)?ascii$|^iso-?8859-1$|^latin-?1$/.test(name)
  if (isAsciiLike && isUtf8(bytes)) return decodeAs(bytes, 'utf-8')
  try {
    const decoder = new TextDecoder(name, { fatal: true })
    return { text: decoder.decode(bytes), encoding: decoder.encoding }
  } catch {
    return undefined // an unknown label, or bytes that are not what the label says: the next one is tried
  }
}

function decodeUtf32(bytes: Buffer, name: string): DecodedText | undefined {
  const isLittle = name === 'utf-32le' || (name !== 'utf-32be' && bytes[0] !== 0)
  const points: string[] = []
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
    if (point > 0x10ffff) return undefined
    if (at > 0 || point !== 0xfeff) points.push(String.fromCodePoint(point))
  }
  return { text: points.join(''), encoding: isLittle ? 'utf-32le' : 'utf-32be' }
}

// Text has no null bytes and few control characters; a picture read as windows-1252 has many.
function isBinary(text: string): boolean {
  let odd = 0
  for (let i = 0; i < Math.min(text.length, 4096); i += 1) {
    const code = text.charCodeAt(i)
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) odd += 1
  }
  return odd > Math.min(text.length, 4096) / 50
}
