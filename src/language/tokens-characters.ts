/** What a character is for the tokeniser. Numbers, because they live in a table with one byte a character. */
export const kindOfCharacter = {
  /** Splits words: spaces, punctuation, symbols, lone halves of surrogate pairs. */
  split: 0,
  /** Letters and digits of scripts that put spaces between words. */
  word: 1,
  /** Continues what stands before it: accents, vowel signs. */
  mark: 2,
  /** Seen by nobody: zero-width characters, writing-direction controls, null bytes. Left out of every word. */
  unseen: 3,
  /** Scripts written without spaces; each character is a token of its own. */
  dense: 4,
  /** Starts an emoji. */
  emoji: 5,
} as const

const { split, word, mark, unseen, dense, emoji } = kindOfCharacter

const isUnseen = /[\0\p{Default_Ignorable_Code_Point}]/u
// Half-width voicing marks are letters to Unicode; for a reader they belong to the kana before them.
const isMark = /[\p{M}\u{1F3FB}-\u{1F3FF}\uFF9E\uFF9F]/u
const isDense =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u
const isLetterOrDigit = /[\p{L}\p{N}]/u
const isEmoji = /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u
/** Below this stand signs such as (c), (r), TM and arrows, which are punctuation to most writers. */
const firstEmoji = 0x231a

function classify(codePoint: number): number {
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return split
  const character = String.fromCodePoint(codePoint)
  if (isUnseen.test(character)) return unseen
  if (isMark.test(character)) return mark
  if (codePoint >= firstEmoji && isEmoji.test(character)) return emoji
  if (!isLetterOrDigit.test(character)) return split
  return isDense.test(character) ? dense : word
}

function tableOf(size: number): Uint8Array {
  const table = new Uint8Array(size)
  for (let codePoint = 0; codePoint < size; codePoint++) table[codePoint] = classify(codePoint)
  return table
}

// Planes 0 and 1 hold nearly everything people write; 128 KB bought once, at the first import.
const table = tableOf(0x20000)

/** What kind a code point is (see `kindOfCharacter`); any number, in constant time. */
export function characterKind(codePoint: number): number {
  return table[codePoint] ?? classify(codePoint)
}

const unseenInside = new RegExp(isUnseen.source, 'gu')
const wideForms = /[\uFF01-\uFF5E\uFF61-\uFF9F]+/g

/**
 * The form in which two spellings of one word are equal: lower case, composed accents (NFC), full-width letters and
 * half-width kana in their usual width, the Greek final sigma as sigma, and nothing unseen. Accents stay significant.
 */
export function foldedWord(raw: string): string {
  if (isPlain(raw)) return raw.toLowerCase()
  const seen = raw.replace(unseenInside, '')
  const usualWidth = seen.replace(wideForms, (wide) => wide.normalize('NFKC'))
  return usualWidth.normalize('NFC').toLowerCase().replaceAll('ς', 'σ').normalize('NFC')
}

/** Below U+0300 every letter is composed already; only case can differ (the soft hyphen is the exception). */
function isPlain(raw: string): boolean {
  for (let at = 0; at < raw.length; at++) {
    const unit = raw.charCodeAt(at)
    if (unit >= 0x300 || unit === 0xad || unit === 0) return false
  }
  return true
}
