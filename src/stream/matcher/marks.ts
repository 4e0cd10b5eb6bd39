import { longEnough } from '#stream/matcher/slab.ts'

const roundMax = 0x7fffffff

/** Remembers which small whole numbers came up in this round; forgetting all of them costs nothing. */
export class Marks {
  /** The round in which each number came up last, and the round at hand; for loops too hot to ask `has`. */
  rounds = new Int32Array(1024)
  round = 1

  /** Begins a round in which no number has come up. */
  next(): void {
    this.round++
    if (this.round < roundMax) return
    this.rounds.fill(0)
    this.round = 1
  }

  /** Whether the number came up in this round. */
  has(number: number): boolean {
    return this.rounds[number] === this.round
  }

  /** The number comes up; false when it had before in this round. */
  add(number: number): boolean {
    if (number >= this.rounds.length) this.rounds = longEnough(this.rounds, number + 1)
    if (this.rounds[number] === this.round) return false
    this.rounds[number] = this.round
    return true
  }
}
