import { characterKind, foldedWord, kindOfCharacter } from '#language/tokens-characters.ts'

/**
 * One piece of a text as rules and counts see it. `text` is folded for comparing (`#Crue` gives `crue`);
 * `from` and `to` are where it stands in the original, in UTF-16 units, sign and all.
 */
export type Token = {
  text: string
  kind: 'word' | 'tag' | 'mention' | 'cashtag' | 'link' | 'emoji'
  from: number
  to: number
}

const { split, word, mark, unseen, dense, emoji } = kindOfCharacter
const zeroWidthJoiner = 0x200d
const keycap = 0x20e3
/** An emoji longer than this many UTF-16 units is cut: the longest real sequences have about 35. */
const emojiLengthMax = 64
const cashtagLengthMax = 6

/**
 * Splits a text into tokens, for rules, counts and search alike.
 *
 * As on X (filtered stream, operators `keyword` and `#`, docs of 2026-08): case does not matter, accents do; words end
 * at punctuation, symbols and spaces, so `coca-cola` is `coca` `cola`, `l'eau` is `l` `eau`, `don't` is `don` `t`.
 * A tag, mention or cashtag is one token here; X splits the body of a post at its sign, so the keyword `flood` also
 * hears `#flood` and `@flood` - `spokenWords` gives these words. The other way round does not hold: `#flood` hears only tags.
 * Our own decisions: full-width letters fold to usual ones; scripts without spaces (Han, kana, Thai, Lao, Khmer,
 * Myanmar) give one token a character, so that a keyword there is found anywhere, whatever a dictionary thinks; an
 * emoji with its skin tone, flag letters or joined figures is one token; links are tokens of their own, never words.
 *
 * Never throws; time grows with the length of the text only.
 */
export function tokens(text: string): Token[] {
  const found: Token[] = []
  let at = 0
  let afterWord = false
  while (at < text.length) {
    const token = tokenAt(text, at, afterWord)
    if (token) {
      found.push(token)
      at = token.to
      afterWord = opensAfter(text, token)
    } else {
      const codePoint = text.codePointAt(at) ?? 0
      // A mark without a letter before it, and what nobody sees, end nothing and begin nothing.
      if (characterKind(codePoint) === split) afterWord = codePoint === 0x26 || codePoint === 0x5f
      at += codePoint > 0xffff ? 2 : 1
    }
  }
  return found
}

/**
 * The words a keyword can hear in a token: a word itself, the parts of a tag, mention or cashtag (`#high_water` gives
 * `high` `water`); a link gives none.
 */
export function spokenWords(token: Token): string[] {
  if (token.kind === 'word' || token.kind === 'emoji') return [token.text]
  if (token.kind === 'link') return []
  const parts: string[] = []
  let at = 0
  while (at < token.text.length) {
    const part = wordAt(token.text, at)
    if (part) parts.push(part.text)
    at = part ? part.to : at + 1
  }
  return parts
}

/**
 * The token that begins at `at`, if one does; `afterWord` when a word or one of `&` and `_` stands right before, where no
 * sign and no link begins.
 */
export function tokenAt(text: string, at: number, afterWord: boolean): Token | undefined {
  const unit = text.charCodeAt(at)
  const signed = afterWord ? undefined : signedAt(text, at, unit)
  return signed ?? keycapAt(text, at, unit) ?? emojiAt(text, at) ?? wordAt(text, at)
}

function signedAt(text: string, at: number, unit: number): Token | undefined {
  if (unit === 0x23 || unit === 0xff03) return tagAt(text, at)
  if (unit === 0x40 || unit === 0xff20) return mentionAt(text, at)
  if (unit === 0x24) return cashtagAt(text, at)
  if (unit === 0x68 || unit === 0x48 || unit === 0x77 || unit === 0x57) return linkAt(text, at)
  return undefined
}

/** Whether what follows the token right away still belongs to a word, so that a sign there is none. */
export function opensAfter(text: string, token: Token): boolean {
  return token.kind === 'word' && !isDenseAt(text, token.from)
}

function isDenseAt(text: string, at: number): boolean {
  return characterKind(text.codePointAt(at) ?? 0) === dense
}

/** A word, or one character of a script without spaces with its marks. */
function wordAt(text: string, from: number): Token | undefined {
  const first = text.codePointAt(from) ?? 0
  const kind = characterKind(first)
  if (kind !== word && kind !== dense) return undefined
  let to = from + (first > 0xffff ? 2 : 1)
  while (to < text.length) {
    const codePoint = text.codePointAt(to) ?? 0
    const next = characterKind(codePoint)
    const goesOn = next === mark || next === unseen || (next === word && kind === word)
    if (!goesOn) break
    to += codePoint > 0xffff ? 2 : 1
  }
  return { text: foldedWord(text.slice(from, to)), kind: 'word', from, to }
}

/** Where letters, digits, marks and `_` end; `digitsOnly` when nothing but digits stood there. */
function nameEnd(text: string, from: number): { to: number; digitsOnly: boolean } {
  let to = from
  let digitsOnly = true
  while (to < text.length) {
    const codePoint = text.codePointAt(to) ?? 0
    const kind = characterKind(codePoint)
    if (codePoint !== 0x5f && (kind === split || kind === emoji)) break
    if (to === from && (kind === mark || kind === unseen)) break
    if (kind !== unseen && !isDigit(codePoint)) digitsOnly = false
    to += codePoint > 0xffff ? 2 : 1
  }
  return { to, digitsOnly }
}

function isDigit(codePoint: number): boolean {
  return (codePoint >= 0x30 && codePoint <= 0x39) || (codePoint >= 0xff10 && codePoint <= 0xff19)
}

function tagAt(text: string, from: number): Token | undefined {
  const { to, digitsOnly } = nameEnd(text, from + 1)
  if (digitsOnly) return undefined
  return { text: foldedWord(text.slice(from + 1, to)), kind: 'tag', from, to }
}

function mentionAt(text: string, from: number): Token | undefined {
  const to = mentionEnd(text, from)
  if (to === from) return undefined
  return { text: text.slice(from + 1, to).toLowerCase(), kind: 'mention', from, to }
}

/** Where `@city`, `@city.example` (Bluesky) or `@city@town.example` (Mastodon) ends; `from` when there is none. */
export function mentionEnd(text: string, from: number): number {
  let to = handlePartEnd(text, from + 1)
  if (to === from + 1) return from
  while (to < text.length) {
    const joiner = text.charCodeAt(to)
    if (joiner !== 0x2e && joiner !== 0x2d && joiner !== 0x40) break
    const next = handlePartEnd(text, to + 1)
    if (next === to + 1) break
    to = next
  }
  return to
}

function handlePartEnd(text: string, from: number): number {
  let to = from
  while (to < text.length && isHandleUnit(text.charCodeAt(to))) to++
  return to
}

function isHandleUnit(unit: number): boolean {
  return isDigit(unit) && unit < 0x80 ? true : isAsciiLetter(unit) || unit === 0x5f
}

function isAsciiLetter(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a)
}

function cashtagAt(text: string, from: number): Token | undefined {
  let to = from + 1
  while (to - from <= cashtagLengthMax && isAsciiLetter(text.charCodeAt(to))) to++
  if (to === from + 1) return undefined
  const after = characterKind(text.codePointAt(to) ?? 0)
  if (to < text.length && (after === word || after === mark)) return undefined
  return { text: text.slice(from + 1, to).toLowerCase(), kind: 'cashtag', from, to }
}

const linkStarts = ['https://', 'http://', 'www.']

function linkAt(text: string, from: number): Token | undefined {
  const to = linkEnd(text, from)
  return to === from ? undefined : { text: text.slice(from, to).toLowerCase(), kind: 'link', from, to }
}

/** Where the link that begins at `from` ends, without the punctuation behind it; `from` when there is none. */
export function linkEnd(text: string, from: number): number {
  const head = text.slice(from, from + 8).toLowerCase()
  const start = linkStarts.find((each) => head.startsWith(each))
  if (!start) return from
  let to = from + start.length
  while (to < text.length && isLinkUnit(text.charCodeAt(to))) to++
  while (to > from + start.length && '.,;:!?\'")]}*_'.includes(text.charAt(to - 1))) to--
  return to === from + start.length ? from : to
}

/** Links end at spaces, quotes, angle brackets and at anything people write right after one without a space (CJK). */
function isLinkUnit(unit: number): boolean {
  if (unit <= 0x20 || unit === 0x22 || unit === 0x3c || unit === 0x3e || unit === 0x7f) return false
  if (unit < 0x80) return true
  const kind = characterKind(unit)
  return kind === word || kind === mark
}

function keycapAt(text: string, from: number, unit: number): Token | undefined {
  const isKey = (unit >= 0x30 && unit <= 0x39) || unit === 0x23 || unit === 0x2a
  if (!isKey) return undefined
  const signAt = text.charCodeAt(from + 1) === 0xfe0f ? from + 2 : from + 1
  if (text.charCodeAt(signAt) !== keycap) return undefined
  return { text: text.charAt(from) + String.fromCharCode(keycap), kind: 'emoji', from, to: signAt + 1 }
}

/** One emoji with all that belongs to it: skin tone, second flag letter, tag letters, joined figures. */
function emojiAt(text: string, from: number): Token | undefined {
  const first = text.codePointAt(from) ?? 0
  if (characterKind(first) !== emoji) return undefined
  let to = from + (first > 0xffff ? 2 : 1)
  if (isFlagLetter(first)) {
    if (isFlagLetter(text.codePointAt(to) ?? 0)) to += 2
  } else {
    to = joinedEnd(text, to, from + emojiLengthMax)
  }
  // The variation selector says colour or not; `text` leaves it out, so both answer to one rule.
  return {
    text: text.slice(from, to).replaceAll('\uFE0F', '').replaceAll('\uFE0E', ''),
    kind: 'emoji',
    from,
    to,
  }
}

function joinedEnd(text: string, start: number, limit: number): number {
  let to = start
  while (to < text.length && to < limit) {
    const codePoint = text.codePointAt(to) ?? 0
    const length = codePoint > 0xffff ? 2 : 1
    const next = text.codePointAt(to + length) ?? 0
    const joins = codePoint === zeroWidthJoiner && characterKind(next) === emoji && !isFlagLetter(next)
    if (joins) to += length + (next > 0xffff ? 2 : 1)
    else if (belongsToEmoji(codePoint)) to += length
    else break
  }
  return to
}

function belongsToEmoji(codePoint: number): boolean {
  const isVariant = codePoint === 0xfe0f || codePoint === 0xfe0e
  const isSkin = codePoint >= 0x1f3fb && codePoint <= 0x1f3ff
  const isFlagTag = codePoint >= 0xe0020 && codePoint <= 0xe007f
  return isVariant || isSkin || isFlagTag || codePoint === keycap
}

function isFlagLetter(codePoint: number): boolean {
  return codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff
}
