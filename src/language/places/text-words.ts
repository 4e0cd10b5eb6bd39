import { foldedAt, foldedOf } from '#language/places/folding.ts'
import { roleTable } from '#language/places/grammar-words.ts'

/** Longest part of a text that is read for streets and own places, UTF-16 units. */
export const readMax = 2000
const wordsMax = readMax / 2 + 2

/** How a word is written, one bit each. */
export const forms = { capital: 1, ordinal: 2, number: 4, shouted: 8, tag: 16 } as const

/** What stands before a word. */
export const gaps = {
  none: 0,
  space: 1,
  hyphen: 2,
  slash: 3,
  ampersand: 4,
  apostrophe: 5,
  stop: 6,
  comma: 7,
  other: 8,
} as const

/** The words of one text in arrays that are used again for the next: read, use, forget. */
export type TextWords = {
  text: string
  count: number
  from: Int32Array
  to: Int32Array
  hash: Int32Array
  power: Int32Array
  role: Uint16Array
  form: Uint8Array
  gap: Uint8Array
}

/** Room for the words of one text. */
export function textWords(): TextWords {
  return {
    text: '',
    count: 0,
    from: new Int32Array(wordsMax),
    to: new Int32Array(wordsMax),
    hash: new Int32Array(wordsMax),
    power: new Int32Array(wordsMax),
    role: new Uint16Array(wordsMax),
    form: new Uint8Array(wordsMax),
    gap: new Uint8Array(wordsMax),
  }
}

const base = 0x0100_0193
/** By how much a hash moves on for so many letters (see `folding.ts`). */
const powers = powersUpTo(readMax)

function powersUpTo(lettersMax: number): Int32Array {
  const table = new Int32Array(lettersMax + 1).fill(1)
  for (let letters = 1; letters <= lettersMax; letters++)
    table[letters] = Math.imul(table[letters - 1] ?? 1, base)
  return table
}

/** Reads the words of a text (its first {@link readMax} units); links and mentions are none. */
export function readWords(words: TextWords, text: string): void {
  words.text = text
  words.count = 0
  const length = Math.min(text.length, readMax)
  let gap: number = gaps.other
  let at = 0
  while (at < length) {
    const unit = text.charCodeAt(at)
    const folded = foldedOf(unit)
    if (folded === 0) {
      if (unit === 0x40) {
        at = afterMention(text, at + 1, length)
        gap = gaps.other
      } else {
        gap = widerGap(gap, unit)
        at++
      }
    } else if ((folded === 0x68 || folded === 0x77) && isLink(text, at)) {
      while (at < length && text.charCodeAt(at) > 0x20) at++
      gap = gaps.other
    } else {
      at = readWord(words, at, length, gap)
      gap = gaps.none
    }
  }
}

/** The hot loop: one word from its first letter, hashed as it is read. */
function readWord(words: TextWords, start: number, length: number, gap: number): number {
  const { text } = words
  let hash = 0
  let capitals = 0
  let digits = 0
  let letters = 0
  let at = start
  for (; at < length; at++) {
    const unit = text.charCodeAt(at)
    const folded = foldedOf(unit)
    if (folded === 0) {
      if (unit >= 0x300 && unit < 0x370) continue
      break
    }
    hash = (Math.imul(hash, base) + folded) | 0
    letters++
    if (folded <= 0x39) digits++
    else if (unit !== folded && isCapital(unit)) capitals++
  }
  const word = words.count++
  words.from[word] = start
  words.to[word] = at
  words.hash[word] = hash
  words.power[word] = powers[letters] ?? 1
  words.role[word] = roleTable.bitsOf(hash)
  words.gap[word] = gap
  const sign = text.charCodeAt(start - 1) === 0x23 ? forms.tag : 0
  const isPlain = capitals === 0 && digits === 0
  words.form[word] = isPlain ? sign : sign | formOf(text, start, at, { capitals, digits, letters })
  return at
}

/** A folded unit that differs is a capital or has an accent; only the case tells them apart. */
function isCapital(unit: number): boolean {
  if (unit < 0x80) return true
  return unit >= 0xc0 && String.fromCharCode(unit).toLowerCase() !== String.fromCharCode(unit)
}

type Counts = { capitals: number; digits: number; letters: number }

function formOf(text: string, from: number, to: number, { capitals, digits, letters }: Counts): number {
  if (digits === letters) return forms.number
  if (digits > 0) return isOrdinal(text, from, to, digits) ? forms.ordinal : 0
  const first = text.charCodeAt(from)
  const folded = foldedAt(text, from)
  const capital = folded !== first && isCapital(first) ? forms.capital : 0
  return capitals === letters && letters > 1 ? capital | forms.shouted : capital
}

const endings = new Set(['st', 'nd', 'rd', 'th', 'e', 're', 'er', 'eme', 'ème', 'ième'])

function isOrdinal(text: string, from: number, to: number, digits: number): boolean {
  const code = text.charCodeAt(from + digits - 1)
  if (digits > 3 || code < 0x30 || code > 0x39) return false
  return endings.has(text.slice(from + digits, to).toLowerCase())
}

function widerGap(gap: number, unit: number): number {
  const kind = gapOf(unit)
  if (gap === gaps.none) return kind
  if (kind === gaps.space) return gap
  return gap === gaps.space ? kind : gaps.other
}

function gapOf(unit: number): number {
  switch (unit) {
    case 0x20:
    case 0xa0:
      return gaps.space
    case 0x2d:
    case 0x2010:
    case 0x2011:
      return gaps.hyphen
    case 0x2f:
      return gaps.slash
    case 0x26:
    case 0x2b:
      return gaps.ampersand
    case 0x27:
    case 0x2019:
      return gaps.apostrophe
    case 0x2e:
      return gaps.stop
    case 0x2c:
      return gaps.comma
    default:
      return gaps.other
  }
}

function afterMention(text: string, from: number, length: number): number {
  let at = from
  while (at < length && (foldedAt(text, at) !== 0 || text.charCodeAt(at) === 0x5f)) at++
  return at
}

function isLink(text: string, at: number): boolean {
  const isStart = at === 0 || foldedAt(text, at - 1) === 0
  if (!isStart) return false
  const next = text.charCodeAt(at + 1) | 32
  if (next !== 0x74 && next !== 0x77) return false
  return /^(?:https?:\/\/|www\.)/iu.test(text.slice(at, at + 8))
}
