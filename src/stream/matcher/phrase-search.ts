import type { Run } from '#stream/matcher/seen-post.ts'
import { ruleLimits } from '#stream/rules/rule.ts'

/** Where a phrase stands among numbers: its length at `at`, then its terms. */
export type Operands = { numbers: Int32Array; at: number }

/**
 * How many words one rule may look at in one post for its exact phrases, so that no rule and no text together cost a
 * millisecond. An article of 20,000 letters has 3,300 words, so a rule reaches it only with 36 and more phrases of which that
 * text holds every word, or in texts of thousands of one-letter words.
 */
const looksMax = 120_000

/** Words that may still be looked at for the rule at hand. */
export type Looks = { left: number }

/** Begins a new rule or post. */
export function allowLooks(looks: Looks): void {
  looks.left = looksMax
}

/** Room for the ways of any phrase but those of signs that stand for several words each. */
const usualWays = new Int32Array(ruleLimits.lengthMax)

/**
 * Whether the terms of a phrase stand one after another in a run. Looks at each word of the run once and compares it twice
 * at most, taken over the whole run, however often a phrase repeats itself (Knuth, Morris and Pratt 1977).
 *
 * @param looks what is left of them; when they are used up, what was not found is not said
 */
export function holdsPhrase(run: Run, { numbers, at }: Operands, looks: Looks): boolean {
  const length = numbers[at] ?? 0
  const from = at + 1
  const { terms } = run
  const end = Math.min(run.length, looks.left)
  const begin = firstPlace(run, numbers[from + length - 1] ?? -1, end) - length + 1
  const ways = readWays(numbers, from, length)
  const first = numbers[from]
  let rank = 0
  let place = Math.max(0, begin)
  while (place < end && rank < length) {
    const term = terms[place++]
    if (rank === 0 && term !== first) continue
    while (rank >= 0 && term !== numbers[from + rank]) rank = ways[rank] ?? -1
    rank++
  }
  looks.left -= place
  return rank === length
}

function firstPlace({ terms }: Run, term: number, end: number): number {
  let place = 0
  while (place < end && terms[place] !== term) place++
  return place
}

/** Per rank of the phrase: the rank to go on with when its word does not stand there, or -1. Good until the next phrase. */
function readWays(numbers: Int32Array, from: number, length: number): Int32Array {
  const ways = length <= usualWays.length ? usualWays : new Int32Array(length)
  let other = 0
  ways[0] = -1
  for (let rank = 1; rank < length; rank++) {
    const word = numbers[from + rank]
    ways[rank] = word === numbers[from + other] ? (ways[other] ?? -1) : other
    while (other >= 0 && word !== numbers[from + other]) other = ways[other] ?? -1
    other++
  }
  return ways
}
