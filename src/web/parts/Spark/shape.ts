/** A line through counts, as an SVG path, and the band of what is usual. */
export type SparkShape = {
  line: string
  area: string
  end: { x: number; y: number }
  usualTop: number
  usualBottom: number
}

/** The size to draw in, and how much room to leave around, in SVG units. */
export type SparkFrame = { width: number; height: number; pad: number }

const round = (value: number): number => Math.round(value * 10) / 10

/**
 * Turns counts into a picture. The scale starts at 0, so that small does not look big.
 *
 * @param counts posts per bucket, oldest first
 * @param usualMax the top of the usual band for one bucket; missing: no band
 */
export function sparkShape(
  counts: readonly number[],
  usualMax: number | undefined,
  frame: SparkFrame,
): SparkShape {
  const { width, height, pad } = frame
  const top = Math.max(1, usualMax ?? 0, ...counts)
  const y = (count: number): number => round(height - pad - (count / top) * (height - 2 * pad))
  const step = (width - 2 * pad) / Math.max(1, counts.length - 1)
  const points = counts.map((count, place) => ({ x: round(pad + place * step), y: y(count) }))
  const line = points.map((point, place) => `${place === 0 ? 'M' : 'L'}${point.x} ${point.y}`).join('')
  const end = points.at(-1) ?? { x: pad, y: y(0) }
  const first = points[0] ?? end
  return {
    line,
    area: line === '' ? '' : `${line}L${end.x} ${y(0)}L${first.x} ${y(0)}Z`,
    end,
    usualTop: y(usualMax ?? 0),
    usualBottom: y(0),
  }
}

/**
 * A course in a few numbers for people who do not see the picture: about six, evenly taken, ending with the last.
 */
export function telling(counts: readonly number[], shownMax = 6): number[] {
  if (counts.length <= shownMax) return [...counts]
  const step = (counts.length - 1) / (shownMax - 1)
  return Array.from({ length: shownMax }, (_, place) => counts[Math.round(place * step)] ?? 0)
}
