import { hash32, joined32 } from '#kernel/hash.ts'
import type { Post } from '#kernel/post.ts'
import { scanGap, scanKinds, type TextScan } from '#language/scan.ts'
import { cellOf } from '#stream/matcher/earth.ts'
import type { LazyFacts } from '#stream/matcher/lazy-facts.ts'
import { Marks } from '#stream/matcher/marks.ts'
import { authorInId, idForms, namesFor } from '#stream/matcher/post-facts.ts'
import { longEnough } from '#stream/matcher/slab.ts'
import type { TermCosts } from '#stream/matcher/term-costs.ts'
import type { TermTable } from '#stream/matcher/term-table.ts'
import { space, type Space } from '#stream/matcher/terms.ts'
import { wordsIn, wordsInAddress } from '#stream/rules/read-words.ts'

const tagKind = scanKinds.indexOf('tag')
const mentionKind = scanKinds.indexOf('mention')
const cashtagKind = scanKinds.indexOf('cashtag')

const notYetLooked = -2

/** Term numbers in the order of a text; -1 for words no rule knows and where no phrase may pass. */
export type Run = { terms: Int32Array<ArrayBuffer>; length: number }

type Sources = { post: Post; own: TextScan; quoted: TextScan | undefined; facts: LazyFacts }

/**
 * The terms of the post being matched, as the numbers rules know them by. Spaces in which no rule has a term are not read
 * at all. One object serves every post in turn.
 */
export class SeenPost {
  /** Numbers of the terms the post holds and some rule knows, each once; `termCount` of them. */
  terms = new Int32Array(256)
  termCount = 0
  readonly words: Run = { terms: new Int32Array(64), length: 0 }
  readonly linkWords: Run = { terms: new Int32Array(64), length: 0 }
  readonly placeWords: Run = { terms: new Int32Array(64), length: 0 }
  /** The terms of this post; see `holds`. */
  readonly marks = new Marks()
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
    return this.marks.has(id)
  }

  /** Reads a post; with `isLearning` the costs learn from it. */
  read(sources: Sources, isLearning: boolean): void {
    const { own, quoted } = sources
    this.#isLearning = isLearning
    this.marks.next()
    this.termCount = 0
    this.#lang = notYetLooked
    this.words.length = 0
    this.linkWords.length = 0
    this.placeWords.length = 0
    const pairs = this.#asks(space.pair)
    this.#scanned(own, pairs)
    if (quoted) push(this.words, -1)
    if (quoted) this.#scanned(quoted, pairs)
    this.#people(sources)
    this.#relatives(sources.post)
    this.#rest(sources)
  }

  /** The number of the post's language as a term, -1 when no rule names it; looked up when the first rule asks. */
  langNumber(facts: LazyFacts): number {
    if (this.#lang === notYetLooked) this.#lang = this.#numberOf(space.lang, facts.lang)
    return this.#lang
  }

  #numberOf(about: Space, text: string): number {
    return this.#table.find(joined32(hash32(text, 1), about), joined32(hash32(text, 2), about + 101))
  }

  #asks(about: Space): boolean {
    return (this.#table.inSpace[about] ?? 0) > 0
  }

  /** Looks a hash up, remembers it when a rule knows it, and gives its number or -1. */
  #look(low: number, high: number): number {
    if (this.#isLearning) this.#costs.learn(low, high)
    const id = this.#table.find(low, high)
    if (id !== -1 && this.marks.add(id)) {
      if (this.termCount === this.terms.length) this.terms = longEnough(this.terms, this.termCount + 1)
      this.terms[this.termCount++] = id
    }
    return id
  }

  #lookIn(about: Space, low: number, high: number): number {
    return this.#look(joined32(low, about), joined32(high, about + 101))
  }

  #text(about: Space, text: string): number {
    return this.#lookIn(about, hash32(text, 1), hash32(text, 2))
  }

  #scanned(scan: TextScan, pairs: boolean): void {
    let before = -1
    for (let at = 0; at < scan.wordCount; at++) {
      if (scan.wordToken[at] === scanGap) {
        push(this.words, -1)
        before = -1
        continue
      }
      const low = scan.wordLow[at] ?? 0
      const high = scan.wordHigh[at] ?? 0
      push(this.words, this.#lookIn(space.word, low, high))
      if (pairs && before !== -1) {
        const pairLow = joined32(scan.wordLow[before] ?? 0, low)
        const pairHigh = joined32(scan.wordHigh[before] ?? 0, high ^ 0x5bd1e995)
        this.#lookIn(space.pair, pairLow, pairHigh)
      }
      before = at
    }
    this.#signed(scan)
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
      else if (kind === mentionKind && mentions) this.#names(space.mention, scan.tokenText(at))
    }
  }

  /** The names a handle answers to: `namesFor`, without cutting texts where the handle is plain lower case. */
  #names(about: Space, handle: string): void {
    const dot = plainDot(handle)
    if (dot === -1) this.#texts(about, namesFor(handle))
    else this.#text(about, handle)
    if (dot > 0 && dot < handle.length)
      this.#lookIn(about, hash32(handle.slice(0, dot), 1), hash32(handle.slice(0, dot), 2))
  }

  #texts(about: Space, texts: readonly string[]): void {
    for (const text of texts) this.#text(about, text)
  }

  #people({ post, own }: Sources): void {
    const { author, replyTo, repostOf } = post
    if (author && this.#asks(space.from)) {
      if (author.handle) this.#names(space.from, author.handle)
      this.#text(space.from, author.id.toLowerCase())
    }
    if (this.#asks(space.to)) {
      for (let at = 0; at < own.tokenCount && own.tokenKind[at] === mentionKind; at++)
        this.#names(space.to, own.tokenText(at))
      this.#texts(space.to, authorInId(replyTo))
    }
    if (repostOf !== undefined && this.#asks(space.repostsOf)) {
      if (own.tokenKind[1] === mentionKind && own.tokenCount > 1 && own.tokenText(0) === 'rt')
        this.#names(space.repostsOf, own.tokenText(1))
      this.#texts(space.repostsOf, authorInId(repostOf))
    }
  }

  #relatives({ id, replyTo, repostOf, quoteOf }: Post): void {
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
    if (geo && this.#asks(space.cell)) this.#text(space.cell, cellOf(geo))
    if (geo && this.#asks(space.holds)) this.#text(space.holds, 'coordinates')
    if (!facts.hasLinks) return
    if (this.#asks(space.holds)) this.#text(space.holds, 'links')
    if (!this.#asks(space.linkWord) && !this.#asks(space.linkPair)) return
    for (const link of facts.links) {
      push(this.linkWords, -1)
      this.#run(this.linkWords, wordsInAddress(link), { single: space.linkWord, pair: space.linkPair })
    }
  }

  #run(run: Run, words: readonly string[], { single, pair }: { single: Space; pair: Space }): void {
    let beforeLow = 0
    let beforeHigh = 0
    for (const [at, word] of words.entries()) {
      const low = hash32(word, 1)
      const high = hash32(word, 2)
      push(run, this.#lookIn(single, low, high))
      if (at > 0) this.#lookIn(pair, joined32(beforeLow, low), joined32(beforeHigh, high ^ 0x5bd1e995))
      beforeLow = low
      beforeHigh = high
    }
  }
}

function push(run: Run, term: number): void {
  if (run.length === run.terms.length) run.terms = longEnough(run.terms, run.length + 1)
  run.terms[run.length++] = term
}

/** Where the first dot or at sign of a plain handle stands, or its end; -1 for handles that `namesFor` must fold. */
function plainDot(handle: string): number {
  let dot = handle.length
  for (let at = handle.length - 1; at >= 0; at--) {
    const unit = handle.charCodeAt(at)
    if (unit === 0x2e || (unit === 0x40 && at > 0)) dot = at
    else if ((unit < 0x30 && unit !== 0x2d) || (unit > 0x39 && unit < 0x5f) || unit > 0x7a) return -1
  }
  return dot
}
