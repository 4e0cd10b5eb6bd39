import { space, type Space, type Term } from '#stream/matcher/terms.ts'

/** Cells of one row; two rows of counts and marks take 4 MB. A cell is a count and the post that counted last. */
const cellsPerRow = 1 << 18
const cellMask = cellsPerRow - 1
/** Every so many posts all counts are halved, so that yesterday's common word may be rare again: slow on purpose. */
const halveEvery = 1 << 15
/** The guess below weighs as much as this many posts. */
const guessWeightPosts = 200

/** Share of posts that hold a term of this kind, before anything is heard. Orders of magnitude only. */
const guessOf1: Partial<Record<Space, number>> = {
  [space.pair]: 0.002,
  [space.tag]: 0.002,
  [space.mention]: 0.001,
  [space.linkWord]: 0.01,
  [space.linkPair]: 0.002,
  [space.placeWord]: 0.01,
  [space.country]: 0.05,
  [space.holds]: 0.3,
}
const restGuessOf1 = 0.0005
/** Short words are common: 4 % for one letter, 0.5 % for eight. */
const wordGuessOf1 = 0.04

/** Every post is learned from up to here, later every eighth: the counts are good by then, and learning costs more than looking up. */
const learnAllPosts = 1 << 14
const learnEvery = 8

/**
 * How common terms are in the stream, learned from it: the share of posts that hold each, slowly forgetting. Counts sit
 * in two hashed rows, the lower one counts (rare terms may look more common than they are, never rarer).
 */
export class TermCosts {
  readonly #lows = new Int32Array(cellsPerRow * 2)
  readonly #highs = new Int32Array(cellsPerRow * 2)
  #heard = 0
  #round = 0
  #posts = 0
  #sinceHalved = 0

  /** A new post begins; whether it is one to learn from. */
  nextPost(): boolean {
    this.#heard++
    if (this.#heard > learnAllPosts && this.#heard % learnEvery !== 0) return false
    this.#round = (this.#round + 1) | 0
    this.#posts++
    this.#sinceHalved++
    if (this.#sinceHalved === halveEvery) this.#halve()
    return true
  }

  /** The post holds the term of this hash; holding it twice counts once. */
  learn(low: number, high: number): void {
    count(this.#lows, (low & cellMask) * 2, this.#round)
    count(this.#highs, (high & cellMask) * 2, this.#round)
  }

  /** Share of posts expected to hold the term of this hash, 0 to 1; `guess` is `guessFor` the term. */
  costOf(low: number, high: number, guess: number): number {
    const counted = Math.min(this.#lows[(low & cellMask) * 2] ?? 0, this.#highs[(high & cellMask) * 2] ?? 0)
    return (counted + guess * guessWeightPosts) / (this.#posts + guessWeightPosts)
  }

  #halve(): void {
    for (const row of [this.#lows, this.#highs]) {
      for (let cell = 0; cell < row.length; cell += 2) row[cell] = (row[cell] ?? 0) >> 1
    }
    this.#posts /= 2
    this.#sinceHalved = 0
  }
}

function count(row: Int32Array, at: number, round: number): void {
  if (row[at + 1] === round) return
  row[at + 1] = round
  row[at] = (row[at] ?? 0) + 1
}

/** The share of posts guessed to hold a term before anything is heard, 0 to 1. */
export function guessFor({ space: about, first }: Term): number {
  if (about === space.word) return wordGuessOf1 / Math.max(1, first.length)
  return guessOf1[about] ?? restGuessOf1
}
