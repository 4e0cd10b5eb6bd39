import { hash32, mixed } from '#kernel/hash.ts'
import { scanGap, scanKinds, type TextScan } from '#language/scan.ts'
import { cellsAt } from '#stream/matcher/earth.ts'
import type { LazyFacts } from '#stream/matcher/lazy-facts.ts'
import { authorInId, idForms, namesFor } from '#stream/matcher/post-facts.ts'
import type { RuledPost } from '#stream/matcher/ruled-post.ts'
import { longEnough } from '#stream/matcher/slab.ts'
import { SmallSet } from '#stream/matcher/small-set.ts'
import type { TermCosts } from '#stream/matcher/term-costs.ts'
import type { TermTable } from '#stream/matcher/term-table.ts'
import {
  pairHash,
  pairHigh,
  pairLow,
  space,
  spaceHigh,
  spaceLow,
  type Space,
  textHash,
} from '#stream/matcher/terms.ts'
import { wordsIn, wordsInAddress } from '#stream/rules/read-words.ts'

const tagKind = scanKinds.indexOf('tag')
const mentionKind = scanKinds.indexOf('mention')
const cashtagKind = scanKinds.indexOf('cashtag')

const notYetLooked = -2
/** Numbers a look holds: low hash, high hash, place in `words` or -1. */
const perLook = 3

/** States of `hash32` with the seeds 1 and 2 before the first unit, and its multiplier. */
const lowStart = 0x811c9dc5 ^ 0x9e3779b1
const highStart = 0x811c9dc5 ^ Math.imul(2, 0x9e3779b1)
const prime = 0x01000193
const [pairSpaceLow, pairSpaceHigh] = [spaceLow[space.pair] ?? 0, spaceHigh[space.pair] ?? 0]

/** Term numbers in the order of a text; -1 for words no rule knows and where no phrase may pass. */
export type Run = { terms: Int32Array<ArrayBuffer>; length: number }

type Sources = { post: RuledPost; own: TextScan; quoted: TextScan | undefined; facts: LazyFacts }

/**
 * The terms of the post being matched, as the numbers rules know them by. Spaces in which no rule has a term are not read
 * at all. One object serves every post in turn.
 *
 * Hashes that the table's filter lets pass are first gathered, then looked up in one loop, so that memory is fetched side
 * by side.
 */
export class SeenPost {
  /** Numbers of the terms the post holds and some rule knows. */
  readonly terms = new SmallSet()
  readonly words: Run = { terms: new Int32Array(64), length: 0 }
  readonly linkWords: Run = { terms: new Int32Array(64), length: 0 }
  readonly placeWords: Run = { terms: new Int32Array(64), length: 0 }
  #looks = new Int32Array(256 * perLook)
  #lookCount = 0
  #lang = notYetLooked
  readonly #table: TermTable
  readonly #costs: TermCosts
  #isLearning = false

  constructor(table: TermTable, costs: TermCosts) {
    this.#table = table
    this.#costs = costs
  }

  /** Whether the post holds the term. */
  holds(id: number): boolean {
    return this.terms.has(id)
  }

  /** Reads a post; with `isLearning` the costs learn from it. */
  read(sources: Sources, isLearning: boolean): void {
    const { own, quoted } = sources
    this.#isLearning = isLearning
    this.#forget()
    this.#scanned(own)
    if (quoted) push(this.words, -1)
    if (quoted) this.#scanned(quoted)
    this.#people(sources)
    this.#relatives(sources.post)
    this.#rest(sources)
    this.#resolve()
  }

  /** The number of the post's language as a term, -1 when no rule names it; looked up when the first rule asks. */
  langNumber(facts: LazyFacts): number {
    if (this.#lang === notYetLooked) this.#lang = this.#numberOf(space.lang, facts.lang)
    return this.#lang
  }

  #forget(): void {
    this.terms.clear()
    this.#lookCount = 0
    this.#lang = notYetLooked
    this.words.length = 0
    this.linkWords.length = 0
    this.placeWords.length = 0
  }

  #numberOf(about: Space, text: string): number {
    return this.#table.find(
      hash32(text, 1) ^ (spaceLow[about] ?? 0),
      hash32(text, 2) ^ (spaceHigh[about] ?? 0),
    )
  }

  #asks(about: Space): boolean {
    return (this.#table.inSpace[about] ?? 0) > 0
  }

  /** Looks up what was gathered, and remembers what some rule knows. */
  #resolve(): void {
    const table = this.#table
    const looks = this.#looks
    const words = this.words.terms
    const end = this.#lookCount * perLook
    for (let at = 0; at < end; at += perLook) {
      const id = table.find(looks[at] ?? 0, looks[at + 1] ?? 0)
      if (id === -1) continue
      const place = looks[at + 2] ?? -1
      if (place !== -1) words[place] = id
      this.terms.add(id)
    }
  }

  /** Remembers a hash to be looked up where the filter lets it pass. */
  #lookIn(about: Space, textLow: number, textHigh: number): void {
    const low = textLow ^ (spaceLow[about] ?? 0)
    const high = textHigh ^ (spaceHigh[about] ?? 0)
    if (this.#isLearning) this.#costs.learn(low, high)
    const { filter, filterMask } = this.#table
    const bit = (high ^ (high >>> 15)) & filterMask
    if ((((filter[bit >>> 5] ?? 0) >>> bit) & 1) === 0) return
    this.#roomForLooks(1)
    const at = this.#lookCount++ * perLook
    this.#looks[at] = low
    this.#looks[at + 1] = high
    this.#looks[at + 2] = -1
  }

  #roomForLooks(count: number): void {
    this.#looks = longEnough(this.#looks, (this.#lookCount + count) * perLook)
  }

  #text(about: Space, text: string): void {
    this.#lookIn(about, hash32(text, 1), hash32(text, 2))
  }

  // The hottest loop of matching: words and pairs of the text, with the filter asked in place.
  #scanned(scan: TextScan): void {
    const { wordToken, wordLow, wordHigh, wordCount } = scan
    const { filter, filterMask } = this.#table
    const pairs = this.#asks(space.pair)
    const run = this.words
    const first = run.length
    run.length += wordCount
    run.terms = longEnough(run.terms, run.length)
    const terms = run.terms
    this.#roomForLooks(wordCount * 2)
    const looks = this.#looks
    let next = this.#lookCount * perLook
    let beforeLow = 0
    let beforeHigh = 0
    let isAfterWord = false
    for (let at = 0; at < wordCount; at++) {
      terms[first + at] = -1
      if (wordToken[at] === scanGap) {
        isAfterWord = false
        continue
      }
      const low = wordLow[at] ?? 0
      const high = wordHigh[at] ?? 0
      const bit = (high ^ (high >>> 15)) & filterMask
      if ((((filter[bit >>> 5] ?? 0) >>> bit) & 1) === 1) {
        looks[next] = low
        looks[next + 1] = high
        looks[next + 2] = first + at
        next += perLook
      }
      if (isAfterWord && pairs) {
        const bothHigh = ((Math.imul(beforeHigh, pairHigh) + high) | 0) ^ pairSpaceHigh
        const bothBit = (bothHigh ^ (bothHigh >>> 15)) & filterMask
        if ((((filter[bothBit >>> 5] ?? 0) >>> bothBit) & 1) === 1) {
          looks[next] = ((Math.imul(beforeLow, pairLow) + low) | 0) ^ pairSpaceLow
          looks[next + 1] = bothHigh
          looks[next + 2] = -1
          next += perLook
        }
      }
      beforeLow = low
      beforeHigh = high
      isAfterWord = true
    }
    this.#lookCount = next / perLook
    if (this.#isLearning) this.#learnWords(scan, pairs)
    this.#signed(scan)
  }

  #learnWords({ wordToken, wordLow, wordHigh, wordCount }: TextScan, pairs: boolean): void {
    for (let at = 0; at < wordCount; at++) {
      if (wordToken[at] === scanGap) continue
      const low = wordLow[at] ?? 0
      const high = wordHigh[at] ?? 0
      this.#costs.learn(low, high)
      if (!pairs || at === 0 || wordToken[at - 1] === scanGap) continue
      const bothLow = (Math.imul(wordLow[at - 1] ?? 0, pairLow) + low) | 0
      const bothHigh = (Math.imul(wordHigh[at - 1] ?? 0, pairHigh) + high) | 0
      this.#costs.learn(bothLow ^ pairSpaceLow, bothHigh ^ pairSpaceHigh)
    }
  }

  #signed(scan: TextScan): void {
    const tags = this.#asks(space.tag)
    const mentions = this.#asks(space.mention)
    const cashtags = this.#asks(space.cashtag)
    if (!(tags || mentions || cashtags)) return
    for (let at = 0; at < scan.tokenCount; at++) {
      const kind = scan.tokenKind[at] ?? 0
      if (kind === 0) continue
      const low = scan.tokenLow[at] ?? 0
      const high = scan.tokenHigh[at] ?? 0
      if (kind === tagKind && tags) this.#lookIn(space.tag, low, high)
      else if (kind === cashtagKind && cashtags) this.#lookIn(space.cashtag, low, high)
      else if (kind === mentionKind && mentions) this.#mention(space.mention, scan, at)
    }
  }

  #mention(about: Space, { text, tokenFrom, tokenTo }: TextScan, at: number): void {
    this.#names(about, { text, from: (tokenFrom[at] ?? 0) + 1, to: tokenTo[at] ?? 0 })
  }

  /** The names a handle answers to: `namesFor`, hashed in place where the handle is plain. */
  #names(about: Space, { text, from, to }: { text: string; from: number; to: number }): void {
    let low = lowStart
    let high = highStart
    let first = -1
    let firstLow = 0
    let firstHigh = 0
    for (let at = from; at < to; at++) {
      const unit = text.charCodeAt(at)
      const isEnd = unit === 0x2e || (unit === 0x40 && at > from)
      if (!isEnd && !isPlainInHandle(unit)) {
        for (const name of namesFor(text.slice(from, to))) this.#text(about, name)
        return
      }
      if (isEnd && first === -1) {
        first = at
        firstLow = low
        firstHigh = high
      }
      const folded = unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit
      low = Math.imul(low ^ folded, prime)
      high = Math.imul(high ^ folded, prime)
    }
    this.#lookIn(about, mixed(low), mixed(high))
    if (first > from) this.#lookIn(about, mixed(firstLow), mixed(firstHigh))
  }

  /** A text in lower case, hashed in place where it is ASCII. */
  #lowerCase(about: Space, text: string): void {
    let low = lowStart
    let high = highStart
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      if (unit > 0x7f) {
        this.#text(about, text.toLowerCase())
        return
      }
      const folded = unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit
      low = Math.imul(low ^ folded, prime)
      high = Math.imul(high ^ folded, prime)
    }
    this.#lookIn(about, mixed(low), mixed(high))
  }

  #texts(about: Space, texts: readonly string[]): void {
    for (const text of texts) this.#text(about, text)
  }

  #people({ post, own }: Sources): void {
    const { author, replyTo, repostOf } = post
    if (author && this.#asks(space.from)) {
      if (author.handle) this.#names(space.from, { text: author.handle, from: 0, to: author.handle.length })
      this.#lowerCase(space.from, author.id)
    }
    if (this.#asks(space.to)) {
      for (let at = 0; at < own.tokenCount && own.tokenKind[at] === mentionKind; at++)
        this.#mention(space.to, own, at)
      this.#texts(space.to, authorInId(replyTo))
    }
    if (repostOf !== undefined && this.#asks(space.repostsOf)) {
      if (own.tokenKind[1] === mentionKind && own.tokenCount > 1 && own.tokenText(0) === 'rt')
        this.#mention(space.repostsOf, own, 1)
      this.#texts(space.repostsOf, authorInId(repostOf))
    }
  }

  #relatives({ id, replyTo, repostOf, quoteOf }: RuledPost): void {
    if (this.#asks(space.replyTo)) this.#texts(space.replyTo, idForms(replyTo))
    if (this.#asks(space.repostOf)) this.#texts(space.repostOf, idForms(repostOf))
    if (this.#asks(space.quoteOf)) this.#texts(space.quoteOf, idForms(quoteOf))
    if (!this.#asks(space.conversation)) return
    this.#texts(space.conversation, idForms(id))
    this.#texts(space.conversation, idForms(replyTo))
  }

  #rest({ post: { place, country, geo }, facts }: Sources): void {
    if (place !== undefined && (this.#asks(space.placeWord) || this.#asks(space.placePair)))
      this.#run(this.placeWords, wordsIn(place), { single: space.placeWord, pair: space.placePair })
    if (country !== undefined && this.#asks(space.country)) this.#text(space.country, country.toLowerCase())
    if (geo && this.#asks(space.cell)) this.#texts(space.cell, cellsAt(geo))
    if (geo && this.#asks(space.holds)) this.#text(space.holds, 'coordinates')
    if (!facts.hasLinks) return
    if (this.#asks(space.holds)) this.#text(space.holds, 'links')
    if (!this.#asks(space.linkWord) && !this.#asks(space.linkPair)) return
    for (const link of facts.links) {
      push(this.linkWords, -1)
      this.#run(this.linkWords, wordsInAddress(link), { single: space.linkWord, pair: space.linkPair })
    }
  }

  /** Few texts come here, so their words are looked up at once. */
  #run(run: Run, words: readonly string[], { single, pair }: { single: Space; pair: Space }): void {
    for (const [at, word] of words.entries()) {
      this.#text(single, word)
      push(run, this.#numberOf(single, word))
      if (at === 0) continue
      const before = textHash(words[at - 1] ?? '')
      const { low, high } = pairHash(before, textHash(word))
      this.#lookIn(pair, low, high)
    }
  }
}

function push(run: Run, term: number): void {
  if (run.length === run.terms.length) run.terms = longEnough(run.terms, run.length + 1)
  run.terms[run.length++] = term
}

/** ASCII letters, digits, `-`, `_`; what else a handle holds, `namesFor` must fold. A colon is for DIDs, which have one name. */
function isPlainInHandle(unit: number): boolean {
  if (unit >= 0x61 && unit <= 0x7a) return true
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a) || unit === 0x5f || unit === 0x2d
}
