/**
 * Round numbers from 0 to at least the largest value, for the lines of a chart.
 *
 * @param most the largest value to be shown, 0 or more
 * @returns 2 to 6 whole numbers, rising, the first 0
 */
export function roundSteps(most: number): number[] {
  const top = Number.isFinite(most) ? Math.max(1, most) : 1
  const raw = top / 4
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = Math.max(1, ([1, 2, 5, 10].find((one) => one * power >= raw) ?? 10) * power)
  const count = Math.ceil(top / step)
  return Array.from({ length: count + 1 }, (_, i) => i * step)
}

/** Places for up to `count` times along an axis, evenly: indices of buckets, first and last among them. */
export function spread(length: number, count: number): number[] {
  if (length <= 1) return length === 1 ? [0] : []
  const shown = Math.min(count, length)
  return Array.from({ length: shown }, (_, i) => Math.round((i * (length - 1)) / (shown - 1)))
}
