import { longEnough } from '#stream/matcher/slab.ts'
import { type Hash, type Term, termHash } from '#stream/matcher/terms.ts'

/**
 * The terms that rules use, each with a small number. Found by 64-bit hash in open addressing; the texts are compared
 * on every hit, so that two terms with one hash stay two. Numbers are never used again for another term; `forgotten`
 * tells when a fresh table is worth its while.
 */
export class TermTable {
  #slots = new Int32Array(2048).fill(-1)
  #lows = new Int32Array(1024)
  #highs = new Int32Array(1024)
  #uses = new Int32Array(1024)
  readonly #terms: Term[] = []
  #used = 0

  /** Terms that some rule uses now. */
  get used(): number {
    return this.#used
  }

  /** Terms that no rule uses any more. */
  get forgotten(): number {
    return this.#terms.length - this.#used
  }

  /** The first text of a term. */
  textOf(id: number): string {
    return this.#terms[id]?.first ?? ''
  }

  /** The term of a number. */
  termOf(id: number): Term | undefined {
    return this.#terms[id]
  }

  /** The number of a term, or -1; `second` only for pairs. Its hash comes from `termHash` or its parts. */
  find({ low, high }: Hash, about: Term['space'], first: string, second: string): number {
    const mask = this.#slots.length - 1
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const id = this.#slots[slot] ?? -1
      if (id === -1) return -1
      if (this.#lows[id] !== (low | 0) || this.#highs[id] !== (high | 0)) continue
      const known = this.#terms[id]
      if (known && known.space === about && known.first === first && known.second === second) return id
    }
  }

  /** Counts one more use of a term and gives its number, a new one if need be. */
  use(wanted: Term): number {
    const hash = termHash(wanted)
    const found = this.find(hash, wanted.space, wanted.first, wanted.second)
    const id = found === -1 ? this.#append(wanted, hash) : found
    const uses = this.#uses[id] ?? 0
    if (uses === 0) this.#used++
    this.#uses[id] = uses + 1
    return id
  }

  /** Counts one use less. */
  release(id: number): void {
    const uses = this.#uses[id] ?? 0
    if (uses === 0) return
    this.#uses[id] = uses - 1
    if (uses === 1) this.#used--
  }

  #append(wanted: Term, { low, high }: Hash): number {
    const id = this.#terms.length
    this.#terms.push(wanted)
    this.#lows = longEnough(this.#lows, id + 1)
    this.#highs = longEnough(this.#highs, id + 1)
    this.#uses = longEnough(this.#uses, id + 1)
    this.#lows[id] = low
    this.#highs[id] = high
    if (this.#terms.length * 2 > this.#slots.length) this.#grow()
    else this.#place(id)
    return id
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1)
    for (let id = 0; id < this.#terms.length; id++) this.#place(id)
  }

  #place(id: number): void {
    const mask = this.#slots.length - 1
    let slot = (this.#lows[id] ?? 0) & mask
    while (this.#slots[slot] !== -1) slot = (slot + 1) & mask
    this.#slots[slot] = id
  }
}
