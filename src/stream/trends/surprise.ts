/** What is known about how often a key comes: from general language, and from this stream's own past. */
export type Known = {
  /** Share of general posts carrying the key. */
  priorShareOf1: number
  /** Posts that the general knowledge is worth. */
  priorPosts: number
  /** Decayed posts of this stream's past that carried the key, the window itself left out. */
  pastCount: number
  /** Decayed posts of this stream's past in all, the window itself left out. */
  pastPosts: number
  /** How much burstier than independent posts the key's own past was; 1 = not at all. */
  dispersion: number
}

/** A gamma belief about the share of posts that carry a key: mean = shape / rate. */
export type Belief = { shape: number; rate: number }

/** From this many past posts on a key's own share counts fully. */
const shownOftenFrom = 5

/** The share of posts taken to carry a key, after general language and this stream's own past have both spoken. */
export function shareOf(
  known: Pick<Known, 'priorShareOf1' | 'priorPosts' | 'pastCount' | 'pastPosts'>,
): number {
  const blended =
    (known.priorPosts * known.priorShareOf1 + known.pastCount) / (known.priorPosts + known.pastPosts)
  // What a stream has shown often enough is believed over general language: every place has its own words.
  const shown = known.pastCount >= shownOftenFrom ? known.pastCount / Math.max(1, known.pastPosts) : 0
  return Math.max(blended, shown)
}

/** The belief after general language and this stream's own past have both spoken; a bursty past keeps its mean but is less sure. */
export function beliefOf(known: Known): Belief {
  const rate = known.priorPosts + known.pastPosts / Math.max(1, known.dispersion)
  return { shape: shareOf(known) * rate, rate }
}

const lanczos = [
  76.18009172947146, -86.50532032941678, 24.01409824083091, -1.231739572450155, 1.208650973866179e-3,
  -5.395239384953e-6,
] as const

/** Natural log of the gamma function for positive numbers (Lanczos; relative error below 2e-10). */
export function logGamma(value: number): number {
  let y = value
  let series = 1.000000000190015
  for (const part of lanczos) series += part / ++y
  const lift = value + 5.5
  return (value + 0.5) * Math.log(lift) - lift + Math.log((2.5066282746310002 * series) / value)
}

/**
 * -log10 of the chance that an ordinary window of `posts` posts holds `count` or more with the key.
 *
 * Posterior predictive of the gamma belief: a negative binomial, so a window's own volume never alarms, and a
 * little-known key needs more. 0 for counts at or below what is expected; at most 60.
 */
export function surpriseOf(belief: Belief, count: number, posts: number): number {
  const mean = (posts * belief.shape) / belief.rate
  if (count <= mean || count <= 0) return 0
  const inside = posts / (posts + belief.rate)
  const logFirst =
    logGamma(count + belief.shape) -
    logGamma(belief.shape) -
    logGamma(count + 1) +
    belief.shape * Math.log1p(-inside) +
    count * Math.log(inside)
  return Math.min(60, -(logFirst + Math.log(tailFactor(belief.shape, count, inside))) / Math.LN10)
}

/**
 * A number that {@link surpriseOf} never exceeds for this mean and count: the first term of a Poisson tail, which is thinner than
 * that of any negative binomial where it matters, by Stirling's formula; a decade is added for where it hardly does.
 */
export function surpriseMaxOf(mean: number, count: number): number {
  if (count <= mean) return 0
  const natural = count * Math.log(count / mean) - count + mean + 0.5 * Math.log(2 * Math.PI * count)
  return natural / Math.LN10 + 1
}

/** More than half the natural log of 2 pi times any count of the key table. */
const halfLogMost = 6.5

/**
 * Whether {@link surpriseMaxOf} is surely below a bound, without any logarithm: for a share x of what is expected log x is at most
 * x - 1. True for nearly every key, false whenever it is not sure.
 */
export function isSurelyBelow(bound: number, mean: number, count: number): boolean {
  if (count <= mean) return bound > 0
  const natural = (bound - 1) * Math.LN10 - halfLogMost
  return (count - mean) * (count - mean) < mean * natural
}

/** Sum of the tail over its first term; stops when the rest cannot matter. */
function tailFactor(shape: number, count: number, inside: number): number {
  let term = 1
  let sum = 1
  for (let x = count; x < count + 400; x++) {
    term *= (inside * (x + shape)) / (x + 1)
    sum += term
    if (term < sum * 1e-4) break
  }
  return sum
}

/** The count that 95 % of ordinary windows of `posts` posts stay at or below. */
export function upper95Of(belief: Belief, posts: number): number {
  const mean = (posts * belief.shape) / belief.rate
  let count = Math.ceil(mean)
  const least = -Math.log10(0.05)
  for (let steps = 0; steps < 5000; steps++, count++) {
    if (surpriseOf(belief, count + 1, posts) >= least) return count
  }
  return count
}
