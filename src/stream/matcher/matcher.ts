import { assert } from '#kernel/assert.ts'
import { TextScan } from '#language/scan.ts'
import { anchorPlan, cheapestAnchors, eachPlanTerm } from '#stream/matcher/anchors.ts'
import { programFits } from '#stream/matcher/judge.ts'
import { LazyFacts } from '#stream/matcher/lazy-facts.ts'
import { Marks } from '#stream/matcher/marks.ts'
import { entry, entrySizes, PostingLists } from '#stream/matcher/posting-lists.ts'
import { compiled, eachProgramTerm } from '#stream/matcher/program.ts'
import { withoutRepeats } from '#stream/matcher/repeats.ts'
import type { RuledPost } from '#stream/matcher/ruled-post.ts'
import { SeenPost } from '#stream/matcher/seen-post.ts'
import { longEnough, Slab } from '#stream/matcher/slab.ts'
import { SmallSet } from '#stream/matcher/small-set.ts'
import { TermCosts } from '#stream/matcher/term-costs.ts'
import { TermTable } from '#stream/matcher/term-table.ts'
import { type Hash, type Term, termHash, textHash } from '#stream/matcher/terms.ts'
import { truthTable } from '#stream/matcher/truth-table.ts'
import type { Rule } from '#stream/rules/rule.ts'

/** Of the terms a rule waits for, the share of posts that makes it worth looking for a rarer one. */
const commonOf1 = 0.002
/** A term has turned common when it stands this many times above what it was when rules were anchored on it. */
const turnedCommonTimes = 8
/** A rule that waits at more terms than these is left to its program: writing that many tables takes too long. */
const tabledAnchorsMax = 24
/** Rules anchored anew after one post at most, so that no post waits long. */
const anewPerPostMax = 32

/**
 * Finds the rules a post fits, for up to a million rules, without asking each: a rule waits at the rarest terms one of
 * which a post must hold, and only rules met there are judged in full. How rare a term is, it learns from the posts.
 *
 * Rules come and go between posts at any time; the next post already sees it. One thread, no waiting, no clock. A rule is
 * numbers in one array: its program, then its plan of anchors (see `compiled` and `anchorPlan`). In the plan a term the
 * rule waits for now stands inverted (`~term`). Lists hold a rule's place and a second term it needs there, so that most
 * rules met in vain cost one look in an array that stays near; what little a rule asks beside the two stands in the list too, so few programs are run.
 */
export class Matcher {
  readonly #table = new TermTable()
  readonly #costs = new TermCosts()
  readonly #lists = new PostingLists()
  readonly #slab = new Slab()
  readonly #seen = new SeenPost(this.#table, this.#costs)
  readonly #facts = new LazyFacts()
  readonly #judged = { seen: this.#seen, facts: this.#facts, table: this.#table, looks: { left: 0 } }
  readonly #places = new Map<string, number>()
  /** Rules judged for the post at hand; terms joined for the rule at hand. */
  readonly #met = new SmallSet()
  readonly #joined = new Marks()
  /** Per place: the rule's id, where its numbers begin, how many they are, and where among them the plan begins. */
  readonly #ids: string[] = []
  #starts = new Int32Array(1024)
  #lengths = new Int32Array(1024)
  #plans = new Int32Array(1024)
  readonly #free: number[] = []
  /** Places of rules that wait for a term turned common. */
  readonly #turnedCommon: number[] = []
  /** Places in a plan of the anchors chosen for the rule at hand, and the term needed beside each. */
  readonly #chosen: number[] = []
  readonly #beside: number[] = []
  /** Places of the rules whose program must be run for the post at hand. */
  #unsure = new Int32Array(1024)
  /** Where those programs begin. */
  #programs = new Int32Array(1024)
  /** Places of the rules that fit the post at hand. */
  #fitting = new Int32Array(1024)
  /** Keeps reads alive that are made only to have memory near; says nothing. */
  #touched = 0
  /** Per term: the cost from which its rules look for another; 0 when none was set. */
  #limits = new Float32Array(1024)
  readonly #ownScan = new TextScan()
  readonly #quotedScan = new TextScan()
  readonly #costOf = (term: number): number =>
    this.#costs.costOf(this.#table.lowOf(term), this.#table.highOf(term), this.#table.guessOf(term))

  /** How many rules there are. */
  get size(): number {
    return this.#places.size
  }

  /** Bytes of the arrays that grow with the rules; ids and their map come on top. */
  get bytes(): number {
    const perPlace = this.#starts.byteLength * 3
    return (
      this.#table.bytes +
      this.#lists.bytes +
      this.#slab.numbers.byteLength +
      perPlace +
      this.#limits.byteLength
    )
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
    const use = this.#useOnce()
    const asked = withoutRepeats(rule)
    const plan = anchorPlan(asked, use)
    assert(plan, 'a rule asks for something that posts must hold')
    const program = compiled(asked, use)
    this.remove(id)
    const place = this.#free.pop() ?? this.#ids.length
    this.#makeRoom(place + 1)
    const length = program.length + plan.length
    const start = this.#slab.take(length)
    this.#slab.numbers.set(program, start)
    this.#slab.numbers.set(plan, start + program.length)
    this.#ids[place] = id
    this.#starts[place] = start
    this.#lengths[place] = length
    this.#plans[place] = program.length
    this.#places.set(id, place)
    this.#joinLists(place)
  }

  /** Counts uses of terms; each text of the rule at hand is hashed once, however often and in however many pairs it says it. */
  #useOnce(): (wanted: Term) => number {
    const hashes = new Map<string, Hash>()
    const hashOf = (text: string): Hash => {
      const known = hashes.get(text)
      if (known !== undefined) return known
      const hash = textHash(text)
      hashes.set(text, hash)
      return hash
    }
    return (wanted) => this.#table.use(wanted, termHash(wanted, hashOf))
  }

  /** Takes a rule away; false when there was none of this id. */
  remove(id: string): boolean {
    const place = this.#places.get(id)
    if (place === undefined) return false
    const numbers = this.#slab.numbers
    const start = this.#starts[place] ?? 0
    this.#leaveLists(place)
    const release = (term: number): void => this.#table.release(term)
    eachPlanTerm(numbers, this.#planAt(place), (at) => release(numbers[at] ?? 0))
    eachProgramTerm(numbers, start, release)
    this.#slab.giveBack(start, this.#lengths[place] ?? 0)
    this.#lengths[place] = 0
    this.#ids[place] = ''
    this.#places.delete(id)
    this.#free.push(place)
    return true
  }

  /** The ids of the rules this post fits, each once, in no particular order; and learns from the post. */
  match(post: RuledPost): string[] {
    this.#ownScan.read(post.text)
    return this.matchScanned(post, this.#ownScan)
  }

  /** The same for a post whose text the caller has read into `scan`, so that it is read once for all who need it. */
  matchScanned(post: RuledPost, scan: TextScan): string[] {
    const found: string[] = []
    this.matchInto(post, scan, found)
    return found
  }

  /**
   * The same into an array used again and again: the first `n` of `found` are the ids, `n` is what is returned, and what
   * lies behind is left over from earlier posts.
   */
  matchInto(post: RuledPost, scan: TextScan, found: string[]): number {
    const quoted = post.quotedText === undefined ? undefined : this.#quotedScan
    if (post.quotedText !== undefined) this.#quotedScan.read(post.quotedText)
    const isLearning = this.#costs.nextPost()
    this.#facts.turnTo(post, scan, quoted)
    this.#seen.read({ post, own: scan, quoted, facts: this.#facts }, isLearning)
    const count = this.#judge(found)
    if (isLearning) this.#watchCosts()
    return count
  }

  /**
   * Goes through the lists of the post's terms; what lists cannot tell, programs do, and ids come last. Each is a loop of
   * its own, because what costs is memory far away: reads that do not wait for one another are fetched side by side.
   */
  #judge(found: string[]): number {
    const { terms } = this.#seen
    const { members, size } = terms
    const { heads, numbers: waiting } = this.#lists
    this.#touchLists(members, size)
    let unsureCount = 0
    let count = 0
    this.#met.clear()
    for (let seen = 0; seen < size; seen++) {
      const term = members[seen] ?? 0
      const from = heads[term * 2] ?? 0
      const to = from + (heads[term * 2 + 1] ?? 0)
      for (let at = from, next = from; at < to; at = next) {
        const note = waiting[at + 1] ?? 0
        const way = (note >> entry.wayShift) & entry.wayMask
        next = at + (entrySizes[way] ?? 2)
        if (!terms.has(note >> entry.neededShift)) continue
        const place = waiting[at] ?? 0
        // A rule that waits at one term alone is met there once.
        if ((note & entry.severalBit) !== 0 && !this.#met.add(place)) continue
        if (way === entry.program) this.#unsure[unsureCount++] = place
        else if (way === 0 || this.#tableFits(waiting, at + 2, way)) this.#fitting[count++] = place
        if (unsureCount === this.#unsure.length) this.#unsure = longEnough(this.#unsure, unsureCount + 1)
        if (count === this.#fitting.length) this.#fitting = longEnough(this.#fitting, count + 1)
      }
    }
    count = this.#runPrograms(unsureCount, count)
    const ids = this.#ids
    for (let at = 0; at < count; at++) found[at] = ids[this.#fitting[at] ?? 0] ?? ''
    return count
  }

  /** Reads the beginning of every list once, so that the lists are near when they are gone through. */
  #touchLists(members: Int32Array, size: number): void {
    const { heads, numbers } = this.#lists
    let touched = 0
    for (let seen = 0; seen < size; seen++) touched ^= numbers[heads[(members[seen] ?? 0) * 2] ?? 0] ?? 0
    this.#touched = touched
  }

  /** Runs the programs of the unsure rules; gives how many rules fit by then. */
  #runPrograms(unsureCount: number, fitting: number): number {
    const { numbers } = this.#slab
    this.#programs = longEnough(this.#programs, unsureCount)
    let touched = this.#touched
    for (let at = 0; at < unsureCount; at++) {
      const start = this.#starts[this.#unsure[at] ?? 0] ?? 0
      this.#programs[at] = start
      touched ^= numbers[start] ?? 0
    }
    this.#touched = touched
    let count = fitting
    for (let at = 0; at < unsureCount; at++) {
      if (!programFits(numbers, this.#programs[at] ?? 0, this.#judged)) continue
      if (count === this.#fitting.length) this.#fitting = longEnough(this.#fitting, count + 1)
      this.#fitting[count++] = this.#unsure[at] ?? 0
    }
    return count
  }

  /** Asks the questions of a truth table, which begins with its answers. */
  #tableFits(numbers: Int32Array, at: number, questions: number): boolean {
    const { terms } = this.#seen
    let place = 0
    for (let rank = 0; rank < questions; rank++) {
      const question = numbers[at + 1 + rank] ?? 0
      let isSo = false
      if (question < 0) isSo = ((this.#facts.bits >>> ~question) & 1) === 1
      else isSo = terms.has(question)
      if (isSo) place |= 1 << rank
    }
    return (((numbers[at] ?? 0) >>> place) & 1) === 1
  }

  #planAt(place: number): number {
    return (this.#starts[place] ?? 0) + (this.#plans[place] ?? 0)
  }

  #joinLists(place: number): void {
    const numbers = this.#slab.numbers
    this.#chooseAnchors(place)
    const start = this.#starts[place] ?? 0
    const several = this.#chosen.length > 1 ? entry.severalBit : 0
    for (const [rank, at] of this.#chosen.entries()) {
      const term = numbers[at] ?? 0
      numbers[at] = ~term
      const needed = this.#beside[rank] ?? term
      const held = { known: term, needed }
      const table = this.#chosen.length > tabledAnchorsMax ? undefined : truthTable(numbers, start, held)
      this.#lists.add(term, entryFor(place, table, needed, several))
      this.#limits = longEnough(this.#limits, term + 1)
      const limit = Math.max(commonOf1, this.#costOf(term) * turnedCommonTimes)
      this.#limits[term] = Math.max(limit, this.#limits[term] ?? 0)
    }
  }

  /** Fills `chosen` and `beside`: each anchor once; what stands in two branches needs nothing that both do not need. */
  #chooseAnchors(place: number): void {
    const numbers = this.#slab.numbers
    const chosen = this.#chosen
    const beside = this.#beside
    chosen.length = 0
    beside.length = 0
    this.#joined.next()
    const choose = (at: number, needed: number): void => {
      const term = numbers[at] ?? 0
      if (this.#joined.add(term)) {
        chosen.push(at)
        beside.push(needed === -1 ? term : needed)
        return
      }
      const rank = chosen.findIndex((other) => numbers[other] === term)
      if (beside[rank] !== needed) beside[rank] = term
    }
    cheapestAnchors(numbers, this.#planAt(place), { costOf: this.#costOf, choose })
  }

  #leaveLists(place: number): void {
    const numbers = this.#slab.numbers
    eachPlanTerm(numbers, this.#planAt(place), (at) => {
      const term = ~(numbers[at] ?? 0)
      if (term < 0) return
      numbers[at] = term
      this.#lists.remove(term, place)
      if (this.#lists.isEmpty(term)) this.#limits[term] = 0
    })
  }

  /** Looks whether terms of this post have turned common, and lets some of their rules wait elsewhere. */
  #watchCosts(): void {
    const { members, size } = this.#seen.terms
    for (let at = 0; at < size; at++) {
      const term = members[at] ?? 0
      const limit = this.#limits[term] ?? 0
      if (limit > 0) this.#watchCost(term, limit)
    }
    for (let done = 0; done < anewPerPostMax; done++) {
      const place = this.#turnedCommon.pop()
      if (place === undefined) return
      if ((this.#lengths[place] ?? 0) === 0) continue
      this.#leaveLists(place)
      this.#joinLists(place)
    }
  }

  #watchCost(term: number, limit: number): void {
    const cost = this.#costOf(term)
    if (cost <= limit) return
    // Those that find nothing rarer stay, and are asked again only when the term has doubled once more.
    this.#limits[term] = cost * 2
    this.#lists.eachRule(term, (place) => this.#turnedCommon.push(place))
  }

  #makeRoom(places: number): void {
    this.#starts = longEnough(this.#starts, places)
    this.#lengths = longEnough(this.#lengths, places)
    this.#plans = longEnough(this.#plans, places)
  }
}

/** The numbers of an entry; see `entry`. */
function entryFor(
  place: number,
  table: ReturnType<typeof truthTable>,
  needed: number,
  several: number,
): number[] {
  const way = table ? table.questions.length : entry.program
  const note = (needed << entry.neededShift) | (way << entry.wayShift) | several
  return table && way > 0 ? [place, note, table.answers, ...table.questions] : [place, note]
}
