import { longEnough, roomFor, Slab } from '#stream/matcher/slab.ts'

/** For each term, the rules that wait for it. Terms and rules are small whole numbers. */
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
    return this.#slab.numbers[(this.#starts[term] ?? 0) + place] ?? -1
  }

  /** Lets a rule wait for a term. A rule is added once a term. */
  add(term: number, rule: number): void {
    this.#starts = longEnough(this.#starts, term + 1)
    this.#lengths = longEnough(this.#lengths, term + 1)
    const length = this.#lengths[term] ?? 0
    if (length === 0) this.#starts[term] = this.#slab.take(1)
    else if (length === roomFor(length)) this.#moveToLarger(term, length)
    this.#slab.numbers[(this.#starts[term] ?? 0) + length] = rule
    this.#lengths[term] = length + 1
  }

  /** The rule waits for the term no longer; the last of the list takes its place. */
  remove(term: number, rule: number): void {
    const start = this.#starts[term] ?? 0
    const length = this.#lengths[term] ?? 0
    const numbers = this.#slab.numbers
    const at = numbers.subarray(start, start + length).indexOf(rule)
    if (at === -1) return
    numbers[start + at] = numbers[start + length - 1] ?? -1
    this.#lengths[term] = length - 1
    if (length === 1) this.#slab.giveBack(start, 1)
    else if (roomFor(length - 1) < roomFor(length)) this.#moveToSmaller(term, length)
  }

  #moveToLarger(term: number, length: number): void {
    this.#move(term, { from: length, to: length + 1, length })
  }

  #moveToSmaller(term: number, length: number): void {
    this.#move(term, { from: length, to: length - 1, length: length - 1 })
  }

  #move(term: number, { from, to, length }: { from: number; to: number; length: number }): void {
    const old = this.#starts[term] ?? 0
    const start = this.#slab.take(to)
    this.#slab.numbers.copyWithin(start, old, old + length)
    this.#slab.giveBack(old, from)
    this.#starts[term] = start
  }
}
