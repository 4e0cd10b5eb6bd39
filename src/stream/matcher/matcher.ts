import { assert } from '#kernel/assert.ts'
import type { Post } from '#kernel/post.ts'
import { cheapestAnchors } from '#stream/matcher/anchors.ts'
import { programFits } from '#stream/matcher/judge.ts'
import { Marks } from '#stream/matcher/marks.ts'
import { postFacts } from '#stream/matcher/post-facts.ts'
import { PostingLists } from '#stream/matcher/posting-lists.ts'
import { compiled } from '#stream/matcher/program.ts'
import { SeenPost } from '#stream/matcher/seen-post.ts'
import { Slab } from '#stream/matcher/slab.ts'
import { TermCosts } from '#stream/matcher/term-costs.ts'
import { TermTable } from '#stream/matcher/term-table.ts'
import type { Term } from '#stream/matcher/terms.ts'
import type { Rule } from '#stream/rules/rule.ts'

/** A rule at home in the matcher; `terms` are all it uses, `anchors` those it waits for. */
type Kept = { id: string; rule: Rule; start: number; length: number; terms: number[]; anchors: number[] }

/** Of the terms a rule waits for, the share of posts that makes it worth looking for a rarer one. */
const commonOf1 = 0.002
/** A term has turned common when it stands this many times above what it was when rules were anchored on it. */
const turnedCommonTimes = 8
/** Rules anchored anew after one post at most, so that no post waits long. */
const anewPerPostMax = 32
/** Unused terms kept before the tables are built afresh. */
const forgottenMax = 4096

/**
 * Finds the rules a post fits, for up to a million rules, without asking each: a rule waits at the rarest terms one of
 * which a post must hold, and only rules met there are judged in full. How rare a term is, it learns from the posts.
 *
 * Rules come and go between posts at any time; the next post already sees it. One thread, no waiting, no clock.
 */
export class Matcher {
  readonly #costs = new TermCosts()
  readonly #seen = new SeenPost()
  readonly #places = new Map<string, number>()
  readonly #kept: (Kept | undefined)[] = []
  readonly #free: number[] = []
  readonly #turnedCommon: number[] = []
  /** Rules judged for the post at hand. */
  readonly #judged = new Marks()
  #table = new TermTable()
  #lists = new PostingLists()
  #programs = new Slab()
  /** Per term: the cost from which its rules look for another. */
  #limits = new Map<number, number>()

  /** How many rules there are. */
  get size(): number {
    return this.#places.size
  }

  /** Whether a rule of this id is there. */
  has(id: string): boolean {
    return this.#places.has(id)
  }

  /**
   * Adds a rule, or puts it in the place of the one that bore its id.
   *
   * @throws BrokenInvariant when the rule only narrows or leaves out; `parseRule` refuses such rules
   */
  add(id: string, rule: Rule): void {
    assert(
      cheapestAnchors(rule, () => 1),
      'a rule asks for something that posts must hold',
    )
    this.remove(id)
    const place = this.#free.pop() ?? this.#kept.length
    this.#places.set(id, place)
    this.#settle(place, id, rule)
  }

  /** Takes a rule away; false when there was none of this id. */
  remove(id: string): boolean {
    const place = this.#places.get(id)
    const kept = place === undefined ? undefined : this.#kept[place]
    if (place === undefined || !kept) return false
    this.#leaveLists(place, kept)
    for (const used of kept.terms) this.#table.release(used)
    this.#programs.giveBack(kept.start, kept.length)
    this.#kept[place] = undefined
    this.#places.delete(id)
    this.#free.push(place)
    if (this.#table.forgotten > this.#table.used + forgottenMax) this.#buildAfresh()
    return true
  }

  /** The ids of the rules this post fits, each once, in no particular order; and learns from the post. */
  match(post: Post): string[] {
    const facts = postFacts(post)
    const judged = { seen: this.#seen, facts, table: this.#table }
    this.#judged.next()
    this.#seen.read(facts, this.#table, this.#costs)
    const found: string[] = []
    for (const term of this.#seen.terms) {
      const waiting = this.#lists.lengthOf(term)
      for (let at = 0; at < waiting; at++) {
        const place = this.#lists.ruleAt(term, at)
        if (!this.#judged.add(place)) continue
        const kept = this.#kept[place]
        if (kept && programFits(this.#programs.numbers, kept.start, judged)) found.push(kept.id)
      }
      if (waiting > 0) this.#watchCost(term)
    }
    this.#anchorSomeAnew()
    return found
  }

  #settle(place: number, id: string, rule: Rule): void {
    const terms: number[] = []
    const use = (wanted: Term): number => {
      const used = this.#table.use(wanted)
      terms.push(used)
      return used
    }
    const program = compiled(rule, use)
    const start = this.#programs.take(program.length)
    this.#programs.numbers.set(program, start)
    const kept: Kept = { id, rule, start, length: program.length, terms, anchors: [] }
    this.#kept[place] = kept
    this.#joinLists(place, kept)
  }

  /** The anchors' terms are used apart from the program's, so that changing them leaves the program alone. */
  #joinLists(place: number, kept: Kept): void {
    const anchors = cheapestAnchors(kept.rule, (wanted) => this.#costs.costOf(wanted))
    for (const wanted of anchors?.terms ?? []) {
      const used = this.#table.use(wanted)
      if (kept.anchors.includes(used)) {
        this.#table.release(used)
        continue
      }
      kept.anchors.push(used)
      this.#lists.add(used, place)
      const limit = Math.max(commonOf1, this.#costs.costOf(wanted) * turnedCommonTimes)
      this.#limits.set(used, Math.max(limit, this.#limits.get(used) ?? 0))
    }
  }

  #leaveLists(place: number, kept: Kept): void {
    for (const anchor of kept.anchors) {
      this.#lists.remove(anchor, place)
      this.#table.release(anchor)
      if (this.#lists.lengthOf(anchor) === 0) this.#limits.delete(anchor)
    }
    kept.anchors = []
  }

  #watchCost(term: number): void {
    const wanted = this.#table.termOf(term)
    const cost = wanted ? this.#costs.costOf(wanted) : 0
    if (cost <= (this.#limits.get(term) ?? Infinity)) return
    // Those that find nothing rarer stay, and are asked again only when the term has doubled once more.
    this.#limits.set(term, cost * 2)
    for (let at = 0; at < this.#lists.lengthOf(term); at++)
      this.#turnedCommon.push(this.#lists.ruleAt(term, at))
  }

  #anchorSomeAnew(): void {
    for (let done = 0; done < anewPerPostMax; done++) {
      const place = this.#turnedCommon.pop()
      if (place === undefined) return
      const kept = this.#kept[place]
      if (!kept) continue
      this.#leaveLists(place, kept)
      this.#joinLists(place, kept)
    }
  }

  #buildAfresh(): void {
    this.#table = new TermTable()
    this.#lists = new PostingLists()
    this.#programs = new Slab()
    this.#limits = new Map()
    for (const [id, place] of this.#places) {
      const kept = this.#kept[place]
      if (kept) this.#settle(place, id, kept.rule)
    }
  }
}
