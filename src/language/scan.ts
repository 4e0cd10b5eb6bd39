import { hash32 } from '#kernel/hash.ts'
import { spokenWords, type Token, tokens } from '#language/tokens.ts'

/** Kinds of tokens as the numbers a scan holds; the order is that of `Token['kind']`. */
export const scanKinds = ['word', 'tag', 'mention', 'cashtag', 'link', 'emoji'] as const

/** Stands in `wordToken` where a link interrupts the words: no phrase passes it. */
export const scanGap = -1

/**
 * One text read once for everybody: the tokens of `tokens(text)` and the words of `spokenWords`, as numbers in arrays that
 * are used again for the next text. Nothing is cut out of the text until somebody asks for it.
 *
 * Hashes are `hash32(folded, 1)` and `hash32(folded, 2)` as signed 32-bit numbers. Arrays hold at least `tokenCount` (or
 * `wordCount`) numbers; what lies behind is left over from earlier texts.
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
  #tokens: Token[] = []
  #words: string[] = []

  /** Reads a text; everything read before is overwritten. Never throws. */
  read(text: string): void {
    this.text = text
    this.#tokens = tokens(text)
    this.#words = []
    this.tokenCount = 0
    this.wordCount = 0
    for (const token of this.#tokens) this.#add(token)
  }

  /** The folded text of a token. */
  tokenText(at: number): string {
    return this.#tokens[at]?.text ?? ''
  }

  /** The folded text of a word; empty for a gap. */
  wordText(at: number): string {
    return this.#words[at] ?? ''
  }

  #add(token: Token): void {
    const at = this.tokenCount++
    if (at === this.tokenKind.length) this.#growTokens()
    this.tokenKind[at] = scanKinds.indexOf(token.kind)
    this.tokenFrom[at] = token.from
    this.tokenTo[at] = token.to
    this.tokenLow[at] = hash32(token.text, 1)
    this.tokenHigh[at] = hash32(token.text, 2)
    if (token.kind === 'link') this.#addWord('', scanGap)
    for (const word of spokenWords(token)) this.#addWord(word, at)
  }

  #addWord(word: string, token: number): void {
    const at = this.wordCount++
    if (at === this.wordToken.length) this.#growWords()
    this.#words[at] = word
    this.wordToken[at] = token
    this.wordLow[at] = hash32(word, 1)
    this.wordHigh[at] = hash32(word, 2)
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

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const bigger = new Int32Array(array.length * 2)
  bigger.set(array)
  return bigger
}
