/** Percent, two decimals, as figures are printed. */
export function percent(of1: number): number {
  return Math.round(of1 * 10_000) / 100
}

/**
 * The largest share of texts that can be answered, the surest first, while at least `rightOf1` of the answers are right.
 *
 * @param sureness of each answer, any scale
 * @returns percent
 */
export function coverageAt(
  rightOf1: number,
  sureness: readonly number[],
  isRight: readonly boolean[],
): number {
  const order = sureness.map((_, at) => at).toSorted((a, b) => (sureness[b] ?? 0) - (sureness[a] ?? 0))
  let right = 0
  let answered = 0
  order.forEach((place, at) => {
    if (isRight[place]) right++
    if (right / (at + 1) >= rightOf1) answered = at + 1
  })
  return percent(answered / Math.max(1, order.length))
}
