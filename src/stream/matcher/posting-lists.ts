import { longEnough, roomFor, Slab } from '#stream/matcher/slab.ts'

/** Numbers a list holds for each rule: the rule, and a second term it needs. */
export const perRule = 2

/** For each term, the rules that wait for it, with a second term each needs. Terms and rules are whole numbers. */
export class PostingLists {
  readonly #slab = new Slab()
  #starts = new Int32Array(1024)
  #lengths = new Int32Array(1024)

  /** Bytes of all arrays. */
  get bytes(): number {
    return this.#slab.numbers.byteLength + this.#starts.byteLength * 2
  }

  /** How many rules wait for a term. */
  lengthOf(term: number): number {
    return this.#lengths[term] ?? 0
  }

  /** Where the list of a term begins in `numbers`. */
  startOf(term: number): number {
    return this.#starts[term] ?? 0
  }

  /** Read through this and not longer than until the next change. */
  get numbers(): Int32Array {
    return this.#slab.numbers
  }

  /** The rule at a place of a term's list; places run from 0 to `lengthOf`. */
  ruleAt(term: number, place: number): number {
    return this.#slab.numbers[this.startOf(term) + perRule * place] ?? -1
  }

  /** Lets a rule wait for a term, beside the `second` term it needs too. A rule is added once a term. */
  add(term: number, rule: number, second: number): void {
    this.#starts = longEnough(this.#starts, term + 1)
    this.#lengths = longEnough(this.#lengths, term + 1)
    const length = this.#lengths[term] ?? 0
    if (length === 0) this.#starts[term] = this.#slab.take(perRule)
    else if (length * perRule === roomFor(length * perRule)) this.#moveToLarger(term, length)
    const at = (this.#starts[term] ?? 0) + perRule * length
    this.#slab.numbers[at] = rule
    this.#slab.numbers[at + 1] = second
    this.#lengths[term] = length + 1
  }

  /** The rule waits for the term no longer; the last of the list takes its place. */
  remove(term: number, rule: number): void {
    const start = this.#starts[term] ?? 0
    const length = this.#lengths[term] ?? 0
    const numbers = this.#slab.numbers
    const end = start + perRule * length
    let at = start
    while (at < end && numbers[at] !== rule) at += perRule
    if (at >= end) return
    numbers.copyWithin(at, end - perRule, end)
    this.#lengths[term] = length - 1
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
    const old = this.#starts[term] ?? 0
    const start = this.#slab.take(perRule * to)
    this.#slab.numbers.copyWithin(start, old, old + perRule * length)
    this.#slab.giveBack(old, perRule * from)
    this.#starts[term] = start
  }
}
