import { type PlaceList, placeSigns, placeSignsOf } from '#language/places.ts'
import type { TextScan } from '#language/scan.ts'
import { asksToRepeat, isAsked, isNoiseWord } from '#stream/trends/noise.ts'
import type { Prior } from '#stream/trends/prior.ts'
import { standsAlone, stemHash, termFrom } from '#stream/trends/terms.ts'
import { topicIndexOf } from '#stream/trends/topics.ts'

/** Words remembered; a power of two, 32 bytes each. The words of most posts are always among them. */
const wordsMax = 1 << 17
/** Places looked at for one word. */
const probes = 4

/** What a word is, as bits of {@link WordMemo.flags}. */
export const wordFlags = {
  /** Long enough to be counted by itself, and not just digits. */
  standsAlone: 1,
  /** Too long to be a word at all. */
  tooLong: 2,
  /** Comes in posts made by habit or machine. */
  maybeNoise: 4,
  tag: 8,
  /** `rt`, `via` and `amp`, which are no words where they stand before a name or inside `&amp;`. */
  maybeMark: 16,
  /** May be part of a place's name. */
  maybePlace: 32,
  /** May be the number of a road, and stand before one. */
  number: 64,
  maybeRoad: 128,
  /** `rt` and `retweet`, and what behind them begins a noise form. */
  asksToRepeat: 256,
  isAsked: 512,
} as const

const topicShift = 16
const flagMask = 0xffff
const longestWord = 60
const marks = new Set(['rt', 'via', 'amp'])

/**
 * Everything the engine asks of a word, found again by the word's 64-bit hash: its folded form's hash, how usual it is, how
 * strongly it speaks of harm, its topic and what it is. Texts are looked at once a word, not once a post.
 */
export class WordMemo {
  private readonly prior: Prior
  private readonly own: PlaceList
  private readonly words = new Int32Array(wordsMax * 8)
  private readonly floats = new Float64Array(this.words.buffer)
  private readonly singles = new Float32Array(this.words.buffer)
  private next = 0

  constructor(prior: Prior, own: PlaceList) {
    this.prior = prior
    this.own = own
  }

  /** Touches the places of all tokens of a scan at once, as `KeyTable.warm`; the sum says nothing. */
  warm(scan: TextScan, tokens: number): number {
    let sum = 0
    for (let token = 0; token < tokens; token++)
      sum ^= this.words[((scan.tokenLow[token] ?? 0) & (wordsMax - 1) & ~(probes - 1)) * 8] ?? 0
    return sum
  }

  /** The place of a word or tag of a scan; it holds until another word is asked for. */
  placeOf(scan: TextScan, token: number, isTag: boolean): number {
    const low = (scan.tokenLow[token] ?? 0) ^ (isTag ? 0x5bd1e995 : 0)
    const high = (scan.tokenHigh[token] ?? 0) | 1
    const begin = low & (wordsMax - 1) & ~(probes - 1)
    for (let place = begin; place < begin + probes; place++) {
      if (this.words[place * 8] === low && this.words[place * 8 + 1] === high) return place
    }
    const place = begin + (this.next++ & (probes - 1))
    this.words[place * 8] = low
    this.words[place * 8 + 1] = high
    this.read(place, scan.tokenText(token), isTag)
    return place
  }

  private read(place: number, text: string, isTag: boolean): void {
    const term = termFrom(text.length > longestWord ? '' : text, isTag)
    const said = isTag ? stemHash(text) : term
    const signs = text.length > longestWord ? placeSigns.name : placeSignsOf(text, this.own)
    const flags =
      (standsAlone(term) ? wordFlags.standsAlone : 0) |
      (text.length > longestWord ? wordFlags.tooLong : 0) |
      (isNoiseWord(text, isTag) ? wordFlags.maybeNoise : 0) |
      (asksToRepeat(text) ? wordFlags.asksToRepeat : 0) |
      (isAsked(text) ? wordFlags.isAsked : 0) |
      (isTag ? wordFlags.tag : 0) |
      (!isTag && marks.has(text) ? wordFlags.maybeMark : 0) |
      ((signs & placeSigns.name) === 0 ? 0 : wordFlags.maybePlace) |
      ((signs & placeSigns.road) === 0 ? 0 : wordFlags.maybeRoad) |
      ((signs & placeSigns.number) === 0 ? 0 : wordFlags.number)
    this.words[place * 8 + 2] = term.low
    this.words[place * 8 + 3] = term.high
    this.floats[place * 4 + 2] = this.prior.wordShareOf1(term.low | 0, term.high | 0)
    this.singles[place * 8 + 6] = Math.max(
      -0.7,
      Math.min(3, this.prior.concernOf(said.low | 0, said.high | 0)),
    )
    this.words[place * 8 + 7] = flags | ((topicIndexOf(text, isTag) + 1) << topicShift)
  }

  /** Hash of the folded word, signed halves. */
  low(place: number): number {
    return this.words[place * 8 + 2] ?? 0
  }

  high(place: number): number {
    return this.words[place * 8 + 3] ?? 0
  }

  /** Share of general posts that carry the word. */
  shareOf1(place: number): number {
    return this.floats[place * 4 + 2] ?? 0
  }

  /** How strongly it speaks of harm, -0.7 to 3. */
  concern(place: number): number {
    return this.singles[place * 8 + 6] ?? 0
  }

  /** Bits of {@link wordFlags}. */
  flags(place: number): number {
    return (this.words[place * 8 + 7] ?? 0) & flagMask
  }

  /** Index of its topic, or -1. */
  topic(place: number): number {
    return ((this.words[place * 8 + 7] ?? 0) >> topicShift) - 1
  }
}
