/** Chance that can be repeated: the same seed gives the same choices on every machine. */
export type Chance = {
  /** At least 0, below 1. */
  next(): number
  /** A whole number from 0 to `count` - 1. */
  below(count: number): number
  pick<T>(list: readonly T[]): T
  maybe(shareOf1: number): boolean
  shuffled<T>(list: readonly T[]): T[]
}

/**
 * Starts chance from a seed and a reason, so that asking one question more never changes the answers to the others.
 *
 * Source: mulberry32 by Tommy Ettinger (public domain), seeded with 32-bit FNV-1a. Not for secrets.
 */
export function seededChance(seed: number, ...reason: readonly (string | number)[]): Chance {
  let state = hash(`${seed}/${reason.join('/')}`)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number): number => Math.floor(next() * count)
  const pick = <T>(list: readonly T[]): T => {
    const chosen = list[below(list.length)]
    if (chosen === undefined) throw new RangeError('There is nothing to pick from.')
    return chosen
  }
  const shuffled = <T>(list: readonly T[]): T[] =>
    list
      .map((item) => ({ item, at: next() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ item }) => item)
  return { next, below, pick, maybe: (shareOf1) => next() < shareOf1, shuffled }
}

function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value
}
