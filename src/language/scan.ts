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

/** Units between these that split words are no sign of anything, nor half of a pair. */
const [lastPlainSign, firstWideSign] = [0x2ff, 0xd800] as const
const [letterH, letterW] = [0x68, 0x77] as const
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
  tokenKind = new Uint8Array(512)
  /** Where the token stands in the text, UTF-16 units, sign and all. */
  tokenFrom = new Int32Array(512)
  tokenTo = new Int32Array(512)
  tokenLow = new Int32Array(512)
  tokenHigh = new Int32Array(512)
  wordCount = 0
  /** The token a word came from, or {@link scanGap}. A tag `#high_water` gives two words. */
  wordToken = new Int32Array(512)
  wordLow = new Int32Array(512)
  wordHigh = new Int32Array(512)
  /** Whether a word, `&` or `_` stands right before: no sign and no link begins there. */
  #afterWord = false

  /** Reads a text; everything read before is overwritten. Never throws; time and room grow with the length of the text. */
  read(text: string): void {
    this.#begin(text)
    const length = text.length
    const letters = plainLetters
    const { tokenKind, tokenFrom, tokenTo, tokenLow, tokenHigh, wordToken, wordLow, wordHigh } = this
    let at = 0
    while (at < length) {
      const unit = text.charCodeAt(at)
      let letter = unit < plainEnd ? (letters[unit] ?? plainOdd) : plainOdd
      if (letter === plainSplit && !isSign(unit)) {
        this.#afterWord = unit === 0x26 || unit === underscore
        at++
        continue
      }
      const mayBeLink =
        (letter === letterH || letter === letterW) && !this.#afterWord && mayBeginLink(text, at)
      if (letter === plainOdd || letter === plainSplit || mayBeLink) {
        at = this.#readOther(text, at, mayBeLink)
        continue
      }
      // Most of every text is here, so a plain word is read and added without a call.
      let low = lowStart
      let high = highStart
      let to = at
      do {
        low = Math.imul(low ^ letter, prime)
        high = Math.imul(high ^ letter, prime)
        if (++to === length) {
          letter = plainSplit
          break
        }
        const next = text.charCodeAt(to)
        letter = next < plainEnd ? (letters[next] ?? plainOdd) : plainOdd
      } while (letter > plainOdd)
      if (letter === plainOdd && !endsPlainWord(text, to)) {
        at = this.#readOdd(text, at)
        continue
      }
      low = mixed(low) | 0
      high = mixed(high) | 0
      const token = this.tokenCount++
      tokenKind[token] = wordKind
      tokenFrom[token] = at
      tokenTo[token] = to
      tokenLow[token] = low
      tokenHigh[token] = high
      const word = this.wordCount++
      wordToken[word] = token
      wordLow[word] = low
      wordHigh[word] = high
      this.#afterWord = true
      at = to
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

  /** A text has at most as many tokens, and as many words, as it has units; so nobody asks for room while reading. */
  #begin(text: string): void {
    this.text = text
    this.tokenCount = 0
    this.wordCount = 0
    this.#afterWord = false
    if (text.length > this.tokenKind.length) this.#grow(text.length)
  }

  /** Reads what begins with a sign or an odd character, or may be a link; gives where to go on. */
  #readOther(text: string, from: number, mayBeLink: boolean): number {
    if (mayBeLink) {
      const to = this.#plainLink(text, from)
      return to === from ? this.#readOdd(text, from) : to
    }
    const unit = text.charCodeAt(from)
    if (this.#afterWord) return this.#readOdd(text, from)
    let to = from
    if (unit === atSign) to = this.#plainMention(text, from)
    else if (unit === numberSign) to = this.#plainTag(text, from)
    if (to === from) return this.#readOdd(text, from)
    this.#afterWord = false
    return to
  }

  /** Asks the tokeniser; gives where to go on. */
  #readOdd(text: string, from: number): number {
    const unit = text.charCodeAt(from)
    if (unit > lastPlainSign && unit < firstWideSign && characterKind(unit) === kindOfCharacter.split) {
      this.#afterWord = false
      return from + 1
    }
    const token = tokenAt(text, from, this.#afterWord)
    if (token) {
      this.#addToken(token)
      this.#afterWord = opensAfter(text, token)
      return token.to
    }
    const codePoint = text.codePointAt(from) ?? 0
    if (characterKind(codePoint) === kindOfCharacter.split)
      this.#afterWord = codePoint === 0x26 || codePoint === underscore
    return from + (codePoint > 0xffff ? 2 : 1)
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
    this.#addName(tagKind, from, from + 1, to)
    return to
  }

  #plainMention(text: string, from: number): number {
    const to = mentionEnd(text, from)
    if (to > from) this.#addName(mentionKind, from, from + 1, to)
    return to
  }

  /** A link of ASCII alone; it gives no words, only a gap between them. */
  #plainLink(text: string, from: number): number {
    const to = linkEnd(text, from)
    for (let at = from; at < to; at++) if (text.charCodeAt(at) > 0x7f) return from
    if (to === from) return from
    this.#addWord(scanGap, gapLow, gapHigh)
    this.#addName(linkKind, from, from, to)
    this.#afterWord = false
    return to
  }

  /** Adds a token of plain units by its name, and unless it is a link the words the name is made of. */
  #addName(kind: number, from: number, nameFrom: number, to: number): void {
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

  // Numbers by place: an object for each would cost more than the reading.
  #add(kind: number, from: number, to: number, low: number, high: number): void {
    const at = this.tokenCount++
    this.tokenKind[at] = kind
    this.tokenFrom[at] = from
    this.tokenTo[at] = to
    this.tokenLow[at] = low
    this.tokenHigh[at] = high
  }

  #addWord(token: number, low: number, high: number): void {
    const at = this.wordCount++
    this.wordToken[at] = token
    this.wordLow[at] = low
    this.wordHigh[at] = high
  }

  #grow(length: number): void {
    const size = 2 ** Math.ceil(Math.log2(length))
    this.tokenKind = new Uint8Array(size)
    this.tokenFrom = new Int32Array(size)
    this.tokenTo = new Int32Array(size)
    this.tokenLow = new Int32Array(size)
    this.tokenHigh = new Int32Array(size)
    this.wordToken = new Int32Array(size)
    this.wordLow = new Int32Array(size)
    this.wordHigh = new Int32Array(size)
  }
}

/** Signs that may begin a token: a tag, cashtag, mention, or a key in a box. */
function isSign(unit: number): boolean {
  return unit === numberSign || unit === atSign || unit === dollar || unit === asterisk
}
