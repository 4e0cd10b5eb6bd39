/** With fewer posts than this nothing is coloured: a share of so few says little (DESIGN, promise 5). */
export const toldFrom = 30

/** How a share is drawn. Each look has a shape of its own, so that colour is never alone. */
export type ShareLook = 'positive' | 'neutral' | 'negative' | 'unsure' | 'one' | 'two' | 'three' | 'rest'

/** The shape that stands for a look. */
export const shapes: Readonly<Record<ShareLook, string>> = {
  positive: '▲',
  neutral: '■',
  negative: '▼',
  unsure: '?',
  one: '●',
  two: '◆',
  three: '★',
  rest: '○',
}

/** One part of a whole. */
export type Share = {
  id: string
  name: string
  count: number
  look: ShareLook
  /** Its share in percent, where it is not the one of all that is counted here. */
  percent?: number | undefined
  /** The interval of its share, 0 to 1. */
  low?: number | undefined
  high?: number | undefined
}

/**
 * Whole percents of counts that add up to 100 (largest remainders), so that a picture never says 101.
 *
 * @returns in the same order; all 0 when nothing was counted
 */
export function percents(counts: readonly number[]): number[] {
  const all = counts.reduce((sum, count) => sum + count, 0)
  if (all === 0) return counts.map(() => 0)
  const exact = counts.map((count) => (count / all) * 100)
  const whole = exact.map(Math.floor)
  const left = 100 - whole.reduce((sum, value) => sum + value, 0)
  const order = exact.map((value, at) => ({ at, rest: value - Math.floor(value) }))
  for (const { at } of order.toSorted((a, b) => b.rest - a.rest || a.at - b.at).slice(0, left))
    whole[at] = (whole[at] ?? 0) + 1
  return whole
}
