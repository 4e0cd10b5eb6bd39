/** Bins of the histogram: six to a doubling, 33 doublings to either side of 1. Bin 0 is for nothing at all. */
const bins = 400
const binOfOne = 200
const binsPerDoubling = 6
/** Before the weights of new values grow past this, all are scaled back. */
const weightMax = 1e100
/** A chance below one in 10^this is not told apart. */
const decadesMax = 12
/** Above which share of the past the tail is taken to be exponential. */
const tailShareOf1 = 0.02

/** How unusual each value of one measure is among its own past. */
export type Tail = {
  /**
   * -log10 of the chance of a value as high or higher under the past, then takes it into the past.
   *
   * @param value 0 or more; what is not a positive number counts as 0
   */
  next: (value: number) => number
}

/**
 * A fading histogram of one measure on a scale of doublings, so that no range need be known beforehand. Past its busiest
 * 98 % the tail is half counted and half taken to fall exponentially, so that a value never seen before still has a rank.
 *
 * @param memory values after which an old one counts 1 / e
 */
export function createTail(memory: number): Tail {
  const past = new Float64Array(bins)
  const growth = 1 / (1 - 1 / memory)
  let weight = 1
  let total = 0
  let top = 0

  const scaleBack = (): void => {
    for (let bin = 0; bin < bins; bin++) past[bin] = (past[bin] ?? 0) / weight
    total /= weight
    weight = 1
  }
  const rank = (value: number, bin: number): number => {
    let above = 0.5 * (past[bin] ?? 0)
    for (let higher = top; higher > bin; higher--) above += past[higher] ?? 0
    const counted = decades(above)
    const isInTail = above < 0.5 * tailShareOf1 * total && total > (past[0] ?? 0)
    return isInTail ? 0.5 * (counted + Math.min(beyond(value), decadesMax)) : counted
  }
  const decades = (above: number): number => -Math.log10((above + 0.3 * weight) / (total + weight))
  /** The exponential tail: its beginning, and how far values in it lie above that on average. */
  const beyond = (value: number): number => {
    let count = 0
    let sum = 0
    let bin = top
    for (; bin > 0; bin--) {
      count += past[bin] ?? 0
      sum += (past[bin] ?? 0) * valueOf(bin)
      if (count >= tailShareOf1 * total) break
    }
    const begin = valueOf(bin - 0.5)
    const excess = Math.max(1e-12, sum / count - begin, 0.02 * begin)
    return decades(count) + Math.max(0, value - begin) / excess / Math.LN10
  }
  return {
    next: (value) => {
      const bin = binOf(value)
      const told = rank(value, bin)
      weight *= growth
      past[bin] = (past[bin] ?? 0) + weight
      total += weight
      top = Math.max(top, bin)
      if (weight > weightMax) scaleBack()
      return told
    },
  }
}

function binOf(value: number): number {
  if (!(value > 1e-12)) return 0
  return Math.max(1, Math.min(bins - 1, Math.round(binOfOne + binsPerDoubling * Math.log2(value))))
}

function valueOf(bin: number): number {
  return 2 ** ((bin - binOfOne) / binsPerDoubling)
}
