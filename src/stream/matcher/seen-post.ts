import { cellOf } from '#stream/matcher/earth.ts'
import { gap, type PostFacts } from '#stream/matcher/post-facts.ts'
import { Marks } from '#stream/matcher/marks.ts'
import type { TermCosts } from '#stream/matcher/term-costs.ts'
import type { TermTable } from '#stream/matcher/term-table.ts'
import { type Hash, hashIn, pairHash, space, type Space, textHash } from '#stream/matcher/terms.ts'

/** The terms of the post being matched, as the numbers rules know them by. One object serves every post in turn. */
export class SeenPost {
  /** Numbers of the terms the post holds and some rule knows, each once. */
  readonly terms: number[] = []
  /** Term numbers in the order of the text; -1 for words no rule knows and where no phrase may pass. */
  wordTerms: readonly number[] = []
  linkTerms: readonly number[] = []
  placeTerms: readonly number[] = []
  readonly #marks = new Marks()

  /** Whether the post holds the term. */
  holds(id: number): boolean {
    return this.#marks.has(id)
  }

  /** Reads a post, and lets `costs` learn from it. */
  read(facts: PostFacts, table: TermTable, costs: TermCosts): void {
    this.#marks.next()
    this.terms.length = 0
    costs.nextPost()
    const look = new Look(this, table, costs)
    this.wordTerms = look.run(facts.words, space.word, space.pair)
    this.linkTerms = look.run(facts.linkWords, space.linkWord, space.linkPair)
    this.placeTerms = look.run(facts.placeWords, space.placeWord, space.placePair)
    readNames(facts, look)
    if (facts.country !== undefined) look.each([facts.country], space.country)
    if (facts.geo) look.each([cellOf(facts.geo)], space.cell)
    if (facts.geo) look.each(['coordinates'], space.holds)
    if (facts.links.length > 0) look.each(['links'], space.holds)
  }

  /** Remembers that the post holds a term. */
  add(id: number): void {
    if (this.#marks.add(id)) this.terms.push(id)
  }
}

function readNames(facts: PostFacts, look: Look): void {
  look.each(facts.tags, space.tag)
  look.each(facts.mentions, space.mention)
  look.each(facts.cashtags, space.cashtag)
  look.each(facts.from, space.from)
  look.each(facts.to, space.to)
  look.each(facts.repostsOf, space.repostsOf)
  look.each(facts.replyTo, space.replyTo)
  look.each(facts.repostOf, space.repostOf)
  look.each(facts.quoteOf, space.quoteOf)
  look.each(facts.conversation, space.conversation)
}

/** One post's way through the table. */
class Look {
  readonly #seen: SeenPost
  readonly #table: TermTable
  readonly #costs: TermCosts

  constructor(seen: SeenPost, table: TermTable, costs: TermCosts) {
    this.#seen = seen
    this.#table = table
    this.#costs = costs
  }

  each(texts: readonly string[], about: Space): void {
    for (const text of texts) this.#find(hashIn(about, textHash(text)), about, text, '')
  }

  /** Every word and every pair of neighbours; gives the words' numbers in order. */
  run(words: readonly string[], single: Space, pair: Space): number[] {
    const ids: number[] = []
    let before: { word: string; hash: Hash } | undefined
    for (const word of words) {
      if (word === gap) {
        ids.push(-1)
        before = undefined
        continue
      }
      const hash = textHash(word)
      ids.push(this.#find(hashIn(single, hash), single, word, ''))
      if (before) this.#find(hashIn(pair, pairHash(before.hash, hash)), pair, before.word, word)
      before = { word, hash }
    }
    return ids
  }

  #find(hash: Hash, about: Space, first: string, second: string): number {
    this.#costs.learn(hash)
    const id = this.#table.find(hash, about, first, second)
    if (id !== -1) this.#seen.add(id)
    return id
  }
}
