import { longEnough, roomFor, Slab } from '#stream/matcher/slab.ts'

/** Numbers a list holds for each rule: the rule, and what its caller says of it. */
export const perRule = 2

/** For each term, the rules that wait for it, each with a note of its caller. Terms, rules and notes are whole numbers. */
export class PostingLists {
  readonly #slab = new Slab()
  /** By twice the term: where its list begins in `numbers`, and how many rules it holds. Never keep it. */
  heads = new Int32Array(2048)

  /** Bytes of all arrays. */
  get bytes(): number {
    return this.#slab.numbers.byteLength + this.heads.byteLength
  }

  /** How many rules wait for a term. */
  lengthOf(term: number): number {
    return this.heads[term * 2 + 1] ?? 0
  }

  /** Where the list of a term begins in `numbers`. */
  startOf(term: number): number {
    return this.heads[term * 2] ?? 0
  }

  /** Read through this and not longer than until the next change. */
  get numbers(): Int32Array {
    return this.#slab.numbers
  }

  /** The rule at a place of a term's list; places run from 0 to `lengthOf`. */
  ruleAt(term: number, place: number): number {
    return this.#slab.numbers[this.startOf(term) + perRule * place] ?? -1
  }

  /** Lets a rule wait for a term, with a note. A rule is added once a term. */
  add(term: number, rule: number, note: number): void {
    this.heads = longEnough(this.heads, term * 2 + 2)
    const length = this.lengthOf(term)
    if (length === 0) this.heads[term * 2] = this.#slab.take(perRule)
    else if (length * perRule === roomFor(length * perRule)) this.#moveToLarger(term, length)
    const at = this.startOf(term) + perRule * length
    this.#slab.numbers[at] = rule
    this.#slab.numbers[at + 1] = note
    this.heads[term * 2 + 1] = length + 1
  }

  /** The rule waits for the term no longer; the last of the list takes its place. */
  remove(term: number, rule: number): void {
    const start = this.startOf(term)
    const length = this.lengthOf(term)
    const numbers = this.#slab.numbers
    const end = start + perRule * length
    let at = start
    while (at < end && numbers[at] !== rule) at += perRule
    if (at >= end) return
    numbers.copyWithin(at, end - perRule, end)
    this.heads[term * 2 + 1] = length - 1
    if (length === 1) this.#slab.giveBack(start, perRule)
    else if (roomFor(perRule * (length - 1)) < roomFor(perRule * length)) this.#moveToSmaller(term, length)
  }

  #moveToLarger(term: number, length: number): void {
    this.#move(term, { from: length, to: length + 1, length })
  }

  #moveToSmaller(term: number, length: number): void {
    this.#move(term, { from: length, to: length - 1, length: length - 1 })
  }

  #move(term: number, { from, to, length }: { from: number; to: number; length: number }): void {
    const old = this.startOf(term)
    const start = this.#slab.take(perRule * to)
    this.#slab.numbers.copyWithin(start, old, old + perRule * length)
    this.#slab.giveBack(old, perRule * from)
    this.heads[term * 2] = start
  }
}
