import type { Recent } from '#stream/anomaly/recent.ts'
import type { Signs } from '#stream/anomaly/signs.ts'

/** Rows looked back for a stretch like the newest, and how many stretches of them are compared at most. */
const lookBack = 3000
const comparedMax = 300

/**
 * How unlike every earlier stretch the newest is: an hour's worth of rows one by one, six hours and a day in means.
 * Distance to the two nearest of up to 300 earlier stretches.
 *
 * Source: nearest neighbours of lagged windows as in KNN-CAD (Burnaev & Ishimtsev 2016), without its conformal part.
 */
export function createNeighbourSigns(rowsPerDay: number): Signs {
  const shapes = [
    { points: 12, rows: 1 },
    { points: 12, rows: 6 },
    { points: 16, rows: Math.max(1, Math.round(rowsPerDay / 16)) },
  ] as const
  return {
    count: shapes.length,
    read: ({ index, recent }, out, from) => {
      for (const [i, shape] of shapes.entries())
        out[from + i] = distance(recent, index, shape.points, shape.rows)
    },
  }
}

/** The newest stretch, read once for all it is compared with. */
const newest = new Float64Array(16)

function distance(recent: Recent, index: number, points: number, rows: number): number {
  const length = points * rows
  if (index < 2 * length + 4) return 0
  const stride = Math.max(1, Math.floor((Math.min(index, lookBack) - 2 * length) / comparedMax))
  const furthest = Math.min(index - length, lookBack - 1)
  for (let point = 0; point < points; point++) newest[point] = recent.mean(rows, point * rows)
  let nearest = Infinity
  let second = Infinity
  for (let back = length; back <= furthest; back += stride) {
    let squares = 0
    for (let point = 0; point < points && squares < second; point++)
      squares += ((newest[point] ?? 0) - recent.mean(rows, back + point * rows)) ** 2
    if (squares < nearest) {
      second = nearest
      nearest = squares
    } else if (squares < second) second = squares
  }
  return second === Infinity ? 0 : Math.sqrt(nearest) + Math.sqrt(second)
}
