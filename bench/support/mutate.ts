type Chance = () => number

const lengthMax = 4096

/** What bytes are spoiled with: marks that mean something to some decoder, and bytes that are no text. */
const odd = [
  '"',
  '\\',
  '\\u0000',
  '\\ud800',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\n',
  '\r\n',
  ';',
  '\t',
  '<',
  '>',
  '&',
  '&#0;',
  ']]>',
  '<![CDATA[',
  '<!DOCTYPE a [',
  '<item>',
  '</item>',
  '(',
  ')',
  ' OR ',
  '-',
  '"a b"~3',
  '#',
  '@',
  'https://',
  '\0',
  '\u200D',
  '\u202E',
  '\u0301',
  '👩‍🚒',
  '🇨🇦',
  'İ',
  'ß',
  '水',
  'null',
  '1e999',
  '-0',
  '9007199254740993',
  'NaN',
  '__proto__',
  'constructor',
  'has:links',
  'lang:',
].map((text) => Buffer.from(text))
const noText = [
  [0xff],
  [0xfe, 0xff],
  [0xff, 0xfe],
  [0xc0, 0x80],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xe2, 0x82],
].map((bytes) => Buffer.from(bytes))
const spoils = [...odd, ...noText]

/**
 * Makes hostile bytes: a sample changed in one to six places (a byte, a range left out, said twice, or something odd put
 * in), or now and then bytes by chance alone. The same chance gives the same bytes; at most 4,096 of them.
 */
export function mutator(samples: readonly Buffer[], chance: Chance): () => Buffer {
  const below = (count: number): number => Math.floor(chance() * count)
  const random = (): Buffer => Buffer.from(Uint8Array.from({ length: below(64) }, () => below(256)))
  const pick = (): Buffer => samples[below(samples.length)] ?? random()
  const change = (bytes: Buffer): Buffer => {
    const at = below(bytes.length + 1)
    const rest = at + below(1 + Math.min(bytes.length - at, below(8) === 0 ? bytes.length : 12))
    switch (below(5)) {
      case 0: {
        const copy = Buffer.from(bytes)
        if (at < copy.length) copy[at] = below(256)
        return copy
      }
      case 1:
        return Buffer.concat([bytes.subarray(0, at), bytes.subarray(rest)])
      case 2:
        return Buffer.concat([bytes.subarray(0, rest), bytes.subarray(at)])
      case 3:
        return Buffer.concat([bytes.subarray(0, at), pick().subarray(below(200))])
      default:
        return Buffer.concat([
          bytes.subarray(0, at),
          spoils[below(spoils.length)] ?? random(),
          bytes.subarray(rest),
        ])
    }
  }
  return () => {
    if (chance() < 0.05) return random()
    let bytes = pick()
    for (let left = 1 + below(6); left > 0; left--) bytes = change(bytes)
    return bytes.length > lengthMax ? bytes.subarray(0, lengthMax) : bytes
  }
}
