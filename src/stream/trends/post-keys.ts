import { joinedHigh, joinedLow, kindOf, namedHigh, namedLow } from '#stream/trends/joined-keys.ts'
import type { PostTerms } from '#stream/trends/post-terms.ts'
import type { Prior } from '#stream/trends/prior.ts'
import {
  cellShareOf1,
  commonShareOf1,
  concernedFrom,
  concernedShareOf1,
  type KeyChoice,
  leastShareOf1,
  pairTermsMax,
  placeShareOf1,
  topicShareOf1,
} from '#stream/trends/reading.ts'
import { termsMax } from '#stream/trends/terms.ts'
import { topicNames } from '#stream/trends/topics.ts'
import { wordFlags } from '#stream/trends/word-memo.ts'

/** More keys than any post of {@link termsMax} words has. */
export const postKeysMax = 512
/** Places of the table that finds repeats; twice as many. */
const seenSize = 1024

const topicLows = topicNames.map((name) => namedLow(name, kindOf.topic))
const topicHighs = topicNames.map((name) => namedHigh(name, kindOf.topic))
const concernedLow = namedLow('concerned', kindOf.topic)
const concernedHigh = namedHigh('concerned', kindOf.topic)

/** The share of general posts of a key of {@link PostKeys}, looked up when its prior leaves that to be done. */
export function priorOfKey(prior: Prior, low: number, high: number, share: number): number {
  return share < 0 ? prior.phraseShareOf1(low, high, -share) : share
}

/**
 * Every key of a post, without repeats: what `keysOf` gives, in the same order, as numbers in arrays used again for the next
 * post. Nothing is made of text but the few names of places.
 */
export class PostKeys {
  count = 0
  readonly low = new Int32Array(postKeysMax)
  readonly high = new Int32Array(postKeysMax)
  readonly kind = new Uint8Array(postKeysMax)
  /** Share of general posts; of a phrase whose share was not looked up, minus that of its rarer word: see {@link priorOfKey}. */
  readonly prior = new Float64Array(postKeysMax)
  /** For a pair, the two keys of its words in these arrays. */
  readonly first = new Uint16Array(postKeysMax)
  readonly second = new Uint16Array(postKeysMax)
  /** Of the content words: their key, and the term they come from. */
  private contentCount = 0
  private readonly content = new Uint16Array(termsMax)
  private readonly contentTerm = new Uint16Array(termsMax)
  private readonly seen = new Int32Array(seenSize)
  private readonly seenAt = new Uint32Array(seenSize)
  private stamp = 0
  private readonly prior1: Prior

  constructor(prior: Prior) {
    this.prior1 = prior
  }

  /** No keys: a post that counts as volume only. */
  clear(): void {
    this.count = 0
  }

  /** Makes the keys of a post that `terms` has just read. */
  read(terms: PostTerms, places: readonly string[], choice: KeyChoice): void {
    this.count = 0
    this.contentCount = 0
    this.stamp++
    this.addContent(terms)
    const firstTopic = this.count
    this.addTopics(terms)
    if (choice.cell !== undefined) this.addCell(choice.cell, firstTopic, this.count)
    if (choice.concern >= concernedFrom) this.addConcern()
    if (places.length > 0) this.addPlaces(terms, places)
    if (choice.phrases) this.addPhrases(terms)
    if (choice.pairs) this.addPairs()
  }

  /** Adds a key unless it is there; returns its index, or -1. */
  private add(low: number, high: number, kind: number, prior: number): number {
    let place = low & (seenSize - 1)
    while (this.seenAt[place] === this.stamp) {
      if (this.seen[place] === low) return -1
      place = (place + 1) & (seenSize - 1)
    }
    if (this.count === postKeysMax) return -1
    this.seenAt[place] = this.stamp
    this.seen[place] = low
    const at = this.count++
    this.low[at] = low
    this.high[at] = high
    this.kind[at] = kind
    this.prior[at] = prior
    return at
  }

  private addContent(terms: PostTerms): void {
    for (let term = 0; term < terms.count; term++) {
      const share = terms.shareOf1[term] ?? 0
      const flags = terms.flags[term] ?? 0
      if (share > commonShareOf1 || (flags & wordFlags.standsAlone) === 0) continue
      const kind = (flags & wordFlags.tag) === 0 ? kindOf.word : kindOf.tag
      const key = this.add(terms.low[term] ?? 0, terms.high[term] ?? 0, kind, share)
      if (key === -1) continue
      this.content[this.contentCount] = key
      this.contentTerm[this.contentCount++] = term
    }
  }

  private addTopics(terms: PostTerms): void {
    for (let term = 0; term < terms.count; term++) {
      const topic = terms.topic[term] ?? -1
      if (topic >= 0) this.add(topicLows[topic] ?? 0, topicHighs[topic] ?? 0, kindOf.topic, topicShareOf1)
    }
  }

  private addJoined(low: number, high: number, key: number, kind: number, prior: number): void {
    this.add(
      joinedLow(low, this.low[key] ?? 0, kind),
      joinedHigh(high, this.high[key] ?? 0, kind),
      kind,
      prior,
    )
  }

  private addCell(cell: string, firstTopic: number, lastTopic: number): void {
    const low = namedLow(cell, kindOf.place)
    const high = namedHigh(cell, kindOf.place)
    const joins = (key: number): void =>
      this.addJoined(low, high, key, kindOf['at-place'], cellShareOf1(this.prior[key] ?? 0))
    for (let key = firstTopic; key < lastTopic; key++) joins(key)
    for (let i = 0; i < Math.min(8, this.contentCount); i++) joins(this.content[i] ?? 0)
  }

  private addConcern(): void {
    this.add(concernedLow, concernedHigh, kindOf.topic, concernedShareOf1)
    for (let i = 0; i < Math.min(pairTermsMax, this.contentCount); i++) {
      const key = this.content[i] ?? 0
      const share = Math.max(3e-6, (this.prior[key] ?? 0) * concernedShareOf1)
      this.addJoined(concernedLow, concernedHigh, key, kindOf.concern, share)
    }
  }

  private addPlaces(terms: PostTerms, places: readonly string[]): void {
    for (const place of places.slice(0, 3)) {
      const name = place.toLowerCase()
      const low = namedLow(name, kindOf.place)
      const high = namedHigh(name, kindOf.place)
      this.add(low, high, kindOf.place, placeShareOf1)
      for (let i = 0; i < Math.min(6, this.contentCount); i++) {
        const key = this.content[i] ?? 0
        if (name.includes(terms.text(this.contentTerm[i] ?? 0))) continue
        this.addJoined(
          low,
          high,
          key,
          kindOf['at-place'],
          Math.max(leastShareOf1, (this.prior[key] ?? 0) * 0.02),
        )
      }
    }
  }

  private addPhrases(terms: PostTerms): void {
    const { low, high, shareOf1 } = terms
    for (let term = 1; term < terms.count; term++) {
      const firstLow = low[term - 1] ?? 0
      const secondLow = low[term] ?? 0
      const firstHigh = high[term - 1] ?? 0
      const secondHigh = high[term] ?? 0
      if (firstLow === secondLow && firstHigh === secondHigh) continue
      const phraseLow = joinedLow(firstLow, secondLow, kindOf.phrase)
      const phraseHigh = joinedHigh(firstHigh, secondHigh, kindOf.phrase)
      const rarer = Math.min(shareOf1[term - 1] ?? 0, shareOf1[term] ?? 0)
      // A phrase is no more usual than its rarer word: only among usual words must be asked whether it is a usual one.
      const share =
        rarer <= commonShareOf1 / 4 ? -rarer : this.prior1.phraseShareOf1(phraseLow, phraseHigh, rarer)
      if (share <= commonShareOf1 / 4) this.add(phraseLow, phraseHigh, kindOf.phrase, share)
    }
  }

  private addPairs(): void {
    const { low, high, prior } = this
    const count = Math.min(pairTermsMax, this.contentCount)
    for (let i = 0; i < count; i++) {
      for (let j = i + 1; j < count; j++) {
        const one = this.content[i] ?? 0
        const other = this.content[j] ?? 0
        const isInOrder = (low[one] ?? 0) >>> 0 < (low[other] ?? 0) >>> 0
        const a = isInOrder ? one : other
        const b = isInOrder ? other : one
        const key = this.add(
          joinedLow(low[a] ?? 0, low[b] ?? 0, kindOf.pair),
          joinedHigh(high[a] ?? 0, high[b] ?? 0, kindOf.pair),
          kindOf.pair,
          Math.max(leastShareOf1, Math.min(prior[a] ?? 0, prior[b] ?? 0) * 0.05),
        )
        if (key !== -1) {
          this.first[key] = a
          this.second[key] = b
        }
      }
    }
  }
}
