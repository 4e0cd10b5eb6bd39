import type { Share } from '#roles/reactions/analysis/contract.ts'

/** Standard errors on either side that hold 95 % of a normal distribution. */
export const z95 = 1.959964

/** A share of 1 with its 95 % interval. */
export type Interval = { shareOf1: number; lowOf1: number; highOf1: number }

/**
 * The Wilson score interval of a share (Wilson 1927): never outside 0 to 1, and honest for small numbers.
 *
 * @param hits of `n`
 * @param nEffective how many of the `n` say something new; posts of one author hardly do. Missing: all of them
 */
export function wilson(hits: number, n: number, nEffective = n): Interval {
  if (n <= 0 || nEffective <= 0) return { shareOf1: 0, lowOf1: 0, highOf1: 1 }
  const share = hits / n
  const z2 = z95 * z95
  const middle = (share + z2 / (2 * nEffective)) / (1 + z2 / nEffective)
  const spread =
    (z95 * Math.sqrt((share * (1 - share)) / nEffective + z2 / (4 * nEffective * nEffective))) /
    (1 + z2 / nEffective)
  // At the ends the interval touches 0 and 1 exactly; floating point may miss that by a hair.
  return {
    shareOf1: share,
    lowOf1: hits === 0 ? 0 : Math.max(0, middle - spread),
    highOf1: hits === n ? 1 : Math.min(1, middle + spread),
  }
}

/** A share as it is told: the interval counts each author once. */
export function shareOf(posts: number, n: number, authors: number): Share {
  return { posts, ...wilson(posts, n, Math.min(n, Math.max(authors, 0))) }
}

/** By how much one share is above another, with its 95 % interval (Newcombe 1998, hybrid score). */
export function changeOf(
  after: Interval,
  before: Interval,
): { of1: number; lowOf1: number; highOf1: number } {
  const of1 = after.shareOf1 - before.shareOf1
  const below = Math.hypot(after.shareOf1 - after.lowOf1, before.highOf1 - before.shareOf1)
  const above = Math.hypot(after.highOf1 - after.shareOf1, before.shareOf1 - before.lowOf1)
  return { of1, lowOf1: Math.max(-1, of1 - below), highOf1: Math.min(1, of1 + above) }
}
