/** What stands between two tokens, strongest first. */
export const gapKinds = {
  nothing: 0,
  space: 1,
  newline: 2,
  sentence: 3,
  comma: 4,
  stop: 5,
  hyphen: 6,
  slash: 7,
  apostrophe: 8,
  colon: 9,
  bracket: 10,
  quote: 11,
  and: 12,
  other: 13,
  start: 14,
} as const

const kindOfUnit = new Uint8Array(0x80).fill(gapKinds.other)
const written: [string, number][] = [
  [' \t', gapKinds.space],
  ['\n\r', gapKinds.newline],
  ['!?', gapKinds.sentence],
  [',', gapKinds.comma],
  ['.', gapKinds.stop],
  ['-', gapKinds.hyphen],
  ['/', gapKinds.slash],
  ["'", gapKinds.apostrophe],
  [':;|', gapKinds.colon],
  ['()[]{}', gapKinds.bracket],
  ['"', gapKinds.quote],
  ['&+', gapKinds.and],
]
for (const [units, kind] of written) for (const unit of units) kindOfUnit[unit.charCodeAt(0)] = kind

/** The first sign between two tokens that is no space, or the space; a stop right after a letter and before a space ends sentences and short forms alike. */
export function gapOf(text: string, from: number, to: number): number {
  let found: number = gapKinds.nothing
  const end = Math.min(to, from + 6)
  for (let at = from; at < end; at++) {
    const kind = kindAt(text.charCodeAt(at))
    if (kind === gapKinds.newline) return kind
    if (found <= gapKinds.space && kind !== gapKinds.space) found = kind
    else if (found === gapKinds.nothing) found = kind
  }
  return found
}

function kindAt(unit: number): number {
  if (unit < 0x80) return kindOfUnit[unit] ?? gapKinds.other
  if (unit === 0xa0) return gapKinds.space
  if (unit === 0x2019 || unit === 0x2018) return gapKinds.apostrophe
  if (unit === 0x2013 || unit === 0x2014) return gapKinds.hyphen
  if (unit === 0x201c || unit === 0x201d || unit === 0xab || unit === 0xbb) return gapKinds.quote
  return gapKinds.other
}
