import { hash32, mixed } from '#kernel/hash.ts'
import { characterKind, foldedWord, kindOfCharacter } from '#language/tokens-characters.ts'
import {
  endsPlainTag,
  endsPlainWord,
  mayBeginLink,
  plainEnd,
  plainLetters,
  plainOdd,
  plainSplit,
} from '#language/tokens-plain.ts'
import { linkEnd, mentionEnd, opensAfter, spokenWords, type Token, tokenAt } from '#language/tokens.ts'

/** Kinds of tokens as the numbers a scan holds; the order is that of `Token['kind']`. */
export const scanKinds = ['word', 'tag', 'mention', 'cashtag', 'link', 'emoji'] as const

const [wordKind, tagKind, mentionKind, linkKind, emojiKind] = [0, 1, 2, 4, 5] as const

/** Stands in `wordToken` where a link interrupts the words: no phrase passes it. */
export const scanGap = -1

const [numberSign, dollar, asterisk, atSign, underscore] = [0x23, 0x24, 0x2a, 0x40, 0x5f] as const
/** States of `hash32` with the seeds 1 and 2 before the first unit, and its multiplier. */
const lowStart = 0x811c9dc5 ^ 0x9e3779b1
const highStart = 0x811c9dc5 ^ Math.imul(2, 0x9e3779b1)
const prime = 0x01000193
const gapLow = hash32('', 1)
const gapHigh = hash32('', 2)

/**
 * One text read once for everybody: the tokens of `tokens(text)` and the words of `spokenWords`, as numbers in arrays that
 * are used again for the next text. Nothing is cut out of the text until somebody asks for it.
 *
 * Hashes are `hash32(folded, 1)` and `hash32(folded, 2)` as signed 32-bit numbers. Arrays hold at least `tokenCount` (or
 * `wordCount`) numbers; what lies behind is left over from earlier texts.
 *
 * Plain words, tags, mentions (nothing beyond U+02FF) are read and hashed unit by unit here; whatever else stands in a
 * text is read by `tokenAt`, so the tokeniser has one truth, and a property test holds the two together.
 */
export class TextScan {
  text = ''
  tokenCount = 0
  /** Index into {@link scanKinds}. */
  tokenKind = new Uint8Array(64)
  /** Where the token stands in the text, UTF-16 units, sign and all. */
  tokenFrom = new Int32Array(64)
  tokenTo = new Int32Array(64)
  tokenLow = new Int32Array(64)
  tokenHigh = new Int32Array(64)
  wordCount = 0
  /** The token a word came from, or {@link scanGap}. A tag `#high_water` gives two words. */
  wordToken = new Int32Array(64)
  wordLow = new Int32Array(64)
  wordHigh = new Int32Array(64)

  /** Reads a text; everything read before is overwritten. Never throws; time grows with the length of the text. */
  read(text: string): void {
    this.text = text
    this.tokenCount = 0
    this.wordCount = 0
    let afterWord = false
    let at = 0
    while (at < text.length) {
      const unit = text.charCodeAt(at)
      const letter = unit < plainEnd ? (plainLetters[unit] ?? plainOdd) : plainOdd
      if (letter === plainSplit && !isSign(unit)) {
        afterWord = unit === 0x26 || unit === underscore
        at++
        continue
      }
      const to = this.#plainToken(text, at, letter, afterWord)
      if (to > at) {
        afterWord = letter > plainOdd && this.tokenKind[this.tokenCount - 1] === wordKind
        at = to
        continue
      }
      const token = tokenAt(text, at, afterWord)
      if (token) {
        this.#addToken(token)
        at = token.to
        afterWord = opensAfter(text, token)
      } else {
        const codePoint = text.codePointAt(at) ?? 0
        if (characterKind(codePoint) === kindOfCharacter.split)
          afterWord = codePoint === 0x26 || codePoint === underscore
        at += codePoint > 0xffff ? 2 : 1
      }
    }
  }

  /** The folded text of a token. */
  tokenText(at: number): string {
    const from = this.tokenFrom[at] ?? 0
    const to = this.tokenTo[at] ?? 0
    const kind = this.tokenKind[at] ?? 0
    if (at >= this.tokenCount) return ''
    if (kind === wordKind) return foldedWord(this.text.slice(from, to))
    if (kind === tagKind) return foldedWord(this.text.slice(from + 1, to))
    if (kind === emojiKind) return tokenAt(this.text, from, true)?.text ?? ''
    return this.text.slice(kind === linkKind ? from : from + 1, to).toLowerCase()
  }

  /** The folded text of a word; empty for a gap. */
  wordText(at: number): string {
    const token = this.wordToken[at] ?? scanGap
    if (at >= this.wordCount || token === scanGap) return ''
    const kind = scanKinds[this.tokenKind[token] ?? 0] ?? 'word'
    const text = this.tokenText(token)
    let part = 0
    while (part < at && this.wordToken[at - part - 1] === token) part++
    return spokenWords({ text, kind, from: 0, to: 0 })[part] ?? ''
  }

  /** Reads a plain word, tag, mention or link; gives where it ends, or `from` when `tokenAt` must look. */
  #plainToken(text: string, from: number, letter: number, afterWord: boolean): number {
    if (letter > plainOdd) {
      if (!afterWord && mayBeginLink(text, from)) return this.#plainLink(text, from)
      return this.#plainWord(text, from)
    }
    if (afterWord) return from
    const unit = text.charCodeAt(from)
    if (unit === atSign) return this.#plainMention(text, from)
    return unit === numberSign ? this.#plainTag(text, from) : from
  }

  #plainWord(text: string, from: number): number {
    let low = lowStart
    let high = highStart
    let to = from
    while (to < text.length) {
      const unit = text.charCodeAt(to)
      const letter = unit < plainEnd ? (plainLetters[unit] ?? plainOdd) : plainOdd
      if (letter <= plainOdd) break
      low = Math.imul(low ^ letter, prime)
      high = Math.imul(high ^ letter, prime)
      to++
    }
    if (!endsPlainWord(text, to)) return from
    low = mixed(low)
    high = mixed(high)
    this.#addWord(this.tokenCount, low, high)
    this.#add(wordKind, from, to, low, high)
    return to
  }

  /** A tag of plain letters, digits and `_`. */
  #plainTag(text: string, from: number): number {
    let to = from + 1
    let digitsOnly = true
    while (to < text.length) {
      const unit = text.charCodeAt(to)
      if (unit >= plainEnd || (unit !== underscore && (plainLetters[unit] ?? 0) <= plainOdd)) break
      if (unit < 0x30 || unit > 0x39) digitsOnly = false
      to++
    }
    if (digitsOnly || !endsPlainTag(text, to)) return from
    this.#addName(tagKind, from, { nameFrom: from + 1, to })
    return to
  }

  #plainMention(text: string, from: number): number {
    const to = mentionEnd(text, from)
    if (to > from) this.#addName(mentionKind, from, { nameFrom: from + 1, to })
    return to
  }

  /** A link of ASCII alone; it gives no words, only a gap between them. */
  #plainLink(text: string, from: number): number {
    const to = linkEnd(text, from)
    for (let at = from; at < to; at++) if (text.charCodeAt(at) > 0x7f) return from
    if (to === from) return this.#plainWord(text, from)
    this.#addWord(scanGap, gapLow, gapHigh)
    this.#addName(linkKind, from, { nameFrom: from, to })
    return to
  }

  /** Adds a token of plain units by its name, and unless it is a link the words the name is made of. */
  #addName(kind: number, from: number, { nameFrom, to }: { nameFrom: number; to: number }): void {
    let low = lowStart
    let high = highStart
    let partLow = lowStart
    let partHigh = highStart
    let partFrom = nameFrom
    for (let at = nameFrom; at <= to; at++) {
      const unit = at < to ? this.text.charCodeAt(at) : underscore
      const letter = plainLetters[unit] ?? plainSplit
      if (letter === plainSplit) {
        if (at > partFrom && kind !== linkKind)
          this.#addWord(this.tokenCount, mixed(partLow), mixed(partHigh))
        partFrom = at + 1
        partLow = lowStart
        partHigh = highStart
        if (at === to) break
      } else {
        partLow = Math.imul(partLow ^ letter, prime)
        partHigh = Math.imul(partHigh ^ letter, prime)
      }
      const folded = letter > plainOdd ? letter : unit
      low = Math.imul(low ^ folded, prime)
      high = Math.imul(high ^ folded, prime)
    }
    this.#add(kind, from, to, mixed(low), mixed(high))
  }

  /** Adds what `tokenAt` read. */
  #addToken(token: Token): void {
    if (token.kind === 'link') this.#addWord(scanGap, gapLow, gapHigh)
    for (const word of spokenWords(token)) this.#addWord(this.tokenCount, hash32(word, 1), hash32(word, 2))
    this.#add(
      scanKinds.indexOf(token.kind),
      token.from,
      token.to,
      hash32(token.text, 1),
      hash32(token.text, 2),
    )
  }

  // Five numbers by place: an object for each would cost more than the reading.
  #add(kind: number, from: number, to: number, low: number, high: number): void {
    const at = this.tokenCount++
    if (at === this.tokenKind.length) this.#growTokens()
    this.tokenKind[at] = kind
    this.tokenFrom[at] = from
    this.tokenTo[at] = to
    this.tokenLow[at] = low
    this.tokenHigh[at] = high
  }

  #addWord(token: number, low: number, high: number): void {
    const at = this.wordCount++
    if (at === this.wordToken.length) this.#growWords()
    this.wordToken[at] = token
    this.wordLow[at] = low
    this.wordHigh[at] = high
  }

  #growTokens(): void {
    const kinds = new Uint8Array(this.tokenKind.length * 2)
    kinds.set(this.tokenKind)
    this.tokenKind = kinds
    this.tokenFrom = doubled(this.tokenFrom)
    this.tokenTo = doubled(this.tokenTo)
    this.tokenLow = doubled(this.tokenLow)
    this.tokenHigh = doubled(this.tokenHigh)
  }

  #growWords(): void {
    this.wordToken = doubled(this.wordToken)
    this.wordLow = doubled(this.wordLow)
    this.wordHigh = doubled(this.wordHigh)
  }
}

/** Signs that may begin a token: a tag, cashtag, mention, or a key in a box. */
function isSign(unit: number): boolean {
  return unit === numberSign || unit === atSign || unit === dollar || unit === asterisk
}

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const bigger = new Int32Array(array.length * 2)
  bigger.set(array)
  return bigger
}
