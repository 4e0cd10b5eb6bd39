import type { Recent } from '#stream/anomaly/recent.ts'

/** One row of a series, as every sign sees it. */
export type Row = {
  /** Rows before it. */
  index: number
  atMs: number
  value: number
  /** The value on a scale of doublings relative to the series' own size, sign kept: one size of step for counts of any range. */
  scaled: number
  /** What came before, the row itself left out; NaN on the first row. Fast is about 5 rows, long 500, very long 2,000. */
  before: { fast: number; fastValue: number; long: number; longValue: number; veryLong: number }
  /** The newest rows, this one included. */
  recent: Recent
}

/**
 * A few ways in which a row can be strange.
 *
 * `read` gives one number for each, 0 = not at all; any scale does, because each is ranked against its own past.
 */
export type Signs = { count: number; read: (row: Row, out: Float64Array, from: number) => void }

/** What was before, or the row's own value when nothing was. */
export function orElse(before: number, own: number): number {
  return Number.isNaN(before) ? own : before
}
