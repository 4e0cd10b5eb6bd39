import { longEnough } from '#stream/matcher/slab.ts'
import { guessFor } from '#stream/matcher/term-costs.ts'
import { type Hash, space, type Term } from '#stream/matcher/terms.ts'

/** A slot holds low hash, high hash, number of the term plus one; 0 when free. */
const perSlot = 3
const firstSlots = 2048
/** Bits of the filter for each slot. */
const filterBitsPerSlot = 8

/**
 * The terms that rules use, each with a small number that is used again once no rule needs it.
 *
 * A term is its 64-bit hash: texts are neither kept nor compared. With a million terms a word of a post is taken for
 * another one once in 2^44 looks (19 years at 500 posts of 60 looks a second, were both hashes ideal), and that two terms of rules share a hash has a
 * chance of 3 in 10^8; then each hears the other's posts too. Open addressing, with a small filter of bits before it,
 * because most words of a post are in no rule.
 */
export class TermTable {
  /** How many terms are in use in each space, so that nobody reads what no rule asks. */
  readonly inSpace = new Int32Array(32)
  #slots = new Int32Array(firstSlots * perSlot)
  /** A bit for each hash that may be there; see `find`, and `filterMask` for how many bits there are. */
  filter = new Int32Array((firstSlots * filterBitsPerSlot) / 32)
  #lows = new Int32Array(1024)
  #highs = new Int32Array(1024)
  #uses = new Int32Array(1024)
  #spaces = new Uint8Array(1024)
  #guesses = new Float32Array(1024)
  readonly #texts = new Map<number, string>()
  readonly #free: number[] = []
  #end = 0
  #used = 0

  /** Terms that some rule uses now. */
  get used(): number {
    return this.#used
  }

  /** Bytes of all arrays. */
  get bytes(): number {
    return (
      this.#slots.byteLength + this.filter.byteLength + this.#lows.byteLength * 4 + this.#spaces.byteLength
    )
  }

  /** The text of a term of `space.linkPart`, the only ones that are compared as texts. */
  textOf(id: number): string {
    return this.#texts.get(id) ?? ''
  }

  lowOf(id: number): number {
    return this.#lows[id] ?? 0
  }

  highOf(id: number): number {
    return this.#highs[id] ?? 0
  }

  /** The share of posts guessed to hold the term before anything was heard. */
  guessOf(id: number): number {
    return this.#guesses[id] ?? 0
  }

  /** To be put over `high ^ (high >>> 15)`, which gives the bit of a hash in `filter`. */
  get filterMask(): number {
    return this.filter.length * 32 - 1
  }

  /** The number of the term with this hash, or -1. Most looks end sooner for who looks into `filter` first. */
  find(low: number, high: number): number {
    const slots = this.#slots
    const mask = slots.length / perSlot - 1
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const at = slot * perSlot
      const id = slots[at + 2] ?? 0
      if (id === 0) return -1
      if (slots[at] === (low | 0) && slots[at + 1] === (high | 0)) return id - 1
    }
  }

  /** Counts one more use of a term, whose `termHash` is given, and gives its number, a new one if need be. */
  use(wanted: Term, { low, high }: Hash): number {
    const found = this.find(low, high)
    const id = found === -1 ? this.#append(wanted, low, high) : found
    this.#uses[id] = (this.#uses[id] ?? 0) + 1
    return id
  }

  /** Counts one use less; the number of a term nobody uses is free for another. */
  release(id: number): void {
    const uses = (this.#uses[id] ?? 0) - 1
    this.#uses[id] = uses
    if (uses > 0) return
    const about = this.#spaces[id] ?? 0
    this.inSpace[about] = (this.inSpace[about] ?? 0) - 1
    this.#used--
    this.#texts.delete(id)
    this.#takeOut(id)
    this.#free.push(id)
  }

  #append(wanted: Term, low: number, high: number): number {
    const id = this.#free.pop() ?? this.#end++
    this.#makeRoom(id + 1)
    this.#lows[id] = low
    this.#highs[id] = high
    this.#spaces[id] = wanted.space
    this.#guesses[id] = guessFor(wanted)
    this.inSpace[wanted.space] = (this.inSpace[wanted.space] ?? 0) + 1
    if (wanted.space === space.linkPart) this.#texts.set(id, wanted.first)
    this.#used++
    if (this.#used * 3 > (this.#slots.length / perSlot) * 2) this.#grow()
    this.#place(id)
    return id
  }

  #makeRoom(length: number): void {
    if (length <= this.#lows.length) return
    this.#lows = longEnough(this.#lows, length)
    this.#highs = longEnough(this.#highs, length)
    this.#uses = longEnough(this.#uses, length)
    const spaces = new Uint8Array(this.#lows.length)
    spaces.set(this.#spaces)
    this.#spaces = spaces
    const guesses = new Float32Array(this.#lows.length)
    guesses.set(this.#guesses)
    this.#guesses = guesses
  }

  /** Twice the slots; the filter forgets the bits of terms long gone. */
  #grow(): void {
    const old = this.#slots
    this.#slots = new Int32Array(old.length * 2)
    this.filter = new Int32Array(((this.#slots.length / perSlot) * filterBitsPerSlot) / 32)
    for (let at = 2; at < old.length; at += perSlot) {
      const id = (old[at] ?? 0) - 1
      if (id >= 0) this.#place(id)
    }
  }

  #place(id: number): void {
    const low = this.#lows[id] ?? 0
    const high = this.#highs[id] ?? 0
    const bit = (high ^ (high >>> 15)) & (this.filter.length * 32 - 1)
    this.filter[bit >>> 5] = (this.filter[bit >>> 5] ?? 0) | (1 << (bit & 31))
    const mask = this.#slots.length / perSlot - 1
    let slot = low & mask
    while (this.#slots[slot * perSlot + 2] !== 0) slot = (slot + 1) & mask
    this.#slots[slot * perSlot] = low
    this.#slots[slot * perSlot + 1] = high
    this.#slots[slot * perSlot + 2] = id + 1
  }

  /** Empties a slot and moves back those behind it that it kept from their place (Knuth's algorithm R). */
  #takeOut(id: number): void {
    const slots = this.#slots
    const mask = slots.length / perSlot - 1
    let hole = (this.#lows[id] ?? 0) & mask
    while (slots[hole * perSlot + 2] !== id + 1) hole = (hole + 1) & mask
    for (let slot = (hole + 1) & mask; slots[slot * perSlot + 2] !== 0; slot = (slot + 1) & mask) {
      const home = (slots[slot * perSlot] ?? 0) & mask
      if (((slot - home) & mask) < ((slot - hole) & mask)) continue
      slots.copyWithin(hole * perSlot, slot * perSlot, (slot + 1) * perSlot)
      hole = slot
    }
    slots.fill(0, hole * perSlot, (hole + 1) * perSlot)
  }
}
