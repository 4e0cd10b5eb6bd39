import { longEnough, roomFor, Slab } from '#stream/matcher/slab.ts'

/**
 * An entry of a list: the rule's place, a note, and where a truth table tells whether the rule fits, its answers and then
 * its questions. A note is a second term needed (`neededShift`), how the rule is judged once both terms are there
 * (`wayShift`, `wayMask`: 0 it fits, 1 to 5 a table of so many questions, `program`), and whether it waits elsewhere too.
 */
export const entry = { severalBit: 1, wayShift: 1, wayMask: 7, neededShift: 4, program: 7 } as const

/** How many numbers an entry takes, by how it is judged. */
export const entrySizes = Uint8Array.of(2, 4, 5, 6, 7, 8, 2, 2)

function sizeOf(note: number): number {
  return entrySizes[(note >> entry.wayShift) & entry.wayMask] ?? 2
}

/** For each term, the rules that wait for it. Terms and places of rules are whole numbers. */
export class PostingLists {
  readonly #slab = new Slab()
  /** By twice the term: where its list begins in `numbers`, and how many numbers it takes. Never keep it. */
  heads = new Int32Array(2048)

  /** Bytes of all arrays. */
  get bytes(): number {
    return this.#slab.numbers.byteLength + this.heads.byteLength
  }

  /** Read through this and not longer than until the next change. */
  get numbers(): Int32Array {
    return this.#slab.numbers
  }

  /** Whether no rule waits for the term. */
  isEmpty(term: number): boolean {
    return this.#lengthOf(term) === 0
  }

  /** Calls `each` with the place of every rule that waits for the term. */
  eachRule(term: number, each: (place: number) => void): void {
    const numbers = this.#slab.numbers
    const start = this.#startOf(term)
    const end = start + this.#lengthOf(term)
    for (let at = start; at < end; at += sizeOf(numbers[at + 1] ?? 0)) each(numbers[at] ?? -1)
  }

  /** Adds an entry; a rule is added once a term. */
  add(term: number, numbers: readonly number[]): void {
    this.heads = longEnough(this.heads, term * 2 + 2)
    const length = this.#lengthOf(term)
    const longer = length + numbers.length
    if (length === 0) this.heads[term * 2] = this.#slab.take(longer)
    else if (longer > roomFor(length)) this.#move(term, longer)
    this.#slab.numbers.set(numbers, this.#startOf(term) + length)
    this.heads[term * 2 + 1] = longer
  }

  /** The rule waits for the term no longer. */
  remove(term: number, place: number): void {
    const numbers = this.#slab.numbers
    const length = this.#lengthOf(term)
    const end = this.#startOf(term) + length
    let at = this.#startOf(term)
    while (at < end && numbers[at] !== place) at += sizeOf(numbers[at + 1] ?? 0)
    if (at >= end) return
    const size = sizeOf(numbers[at + 1] ?? 0)
    numbers.copyWithin(at, at + size, end)
    this.heads[term * 2 + 1] = length - size
    if (length === size) this.#slab.giveBack(this.#startOf(term), length)
    else if (roomFor(length - size) < roomFor(length)) this.#move(term, length - size, length)
  }

  #startOf(term: number): number {
    return this.heads[term * 2] ?? 0
  }

  #lengthOf(term: number): number {
    return this.heads[term * 2 + 1] ?? 0
  }

  /** Moves a list to where `room` numbers have room; `taken` is what it had room for before. */
  #move(term: number, room: number, taken = this.#lengthOf(term)): void {
    const old = this.#startOf(term)
    const start = this.#slab.take(room)
    this.#slab.numbers.copyWithin(start, old, old + this.#lengthOf(term))
    this.#slab.giveBack(old, taken)
    this.heads[term * 2] = start
  }
}
