import { characterKind, kindOfCharacter } from '#language/tokens-characters.ts'

/** Below this every letter stands for itself: nothing to compose, only case to fold. */
export const plainEnd = 0x300

/** What `plainLetters` says of a character that splits words. */
export const plainSplit = 0
/** What `plainLetters` says of a character that only the whole tokeniser can read (unseen ones, a capital dotted I). */
export const plainOdd = 1

/**
 * For each UTF-16 unit below `plainEnd` its folded letter or digit, or `plainSplit` or `plainOdd`. A word made of these
 * alone is folded unit by unit; `foldedWord` gives the same.
 */
export const plainLetters = Uint16Array.from({ length: plainEnd }, (_, unit) => plainLetter(unit))

function plainLetter(unit: number): number {
  const kind = characterKind(unit)
  if (kind === kindOfCharacter.split) return plainSplit
  const lower = String.fromCharCode(unit).toLowerCase()
  const folded = lower.charCodeAt(0)
  const isOne = lower.length === 1 && characterKind(folded) === kindOfCharacter.word
  return isOne && kind === kindOfCharacter.word ? folded : plainOdd
}

/** Whether a word of plain letters has come to its end before the unit at `at`: nothing there continues a word. */
export function endsPlainWord(text: string, at: number): boolean {
  if (at >= text.length) return true
  const unit = text.charCodeAt(at)
  if (unit < plainEnd) return plainLetters[unit] === plainSplit
  const kind = characterKind(text.codePointAt(at) ?? 0)
  return kind === kindOfCharacter.split || kind === kindOfCharacter.dense || kind === kindOfCharacter.emoji
}

/** Whether a tag of plain letters has come to its end before the unit at `at`. Unlike words, tags run through dense scripts. */
export function endsPlainTag(text: string, at: number): boolean {
  if (at >= text.length) return true
  const unit = text.charCodeAt(at)
  if (unit < plainEnd) return plainLetters[unit] === plainSplit && unit !== 0x5f
  const kind = characterKind(text.codePointAt(at) ?? 0)
  return kind === kindOfCharacter.split || kind === kindOfCharacter.emoji
}

/** Whether `http` or `www` begins here; a cheap look, `tokens` decides whether it is a link. */
export function mayBeginLink(text: string, at: number): boolean {
  const first = text.charCodeAt(at) | 0x20
  const second = text.charCodeAt(at + 1) | 0x20
  const third = text.charCodeAt(at + 2) | 0x20
  return (
    (first === 0x68 && second === 0x74 && third === 0x74) ||
    (first === 0x77 && second === 0x77 && third === 0x77)
  )
}
