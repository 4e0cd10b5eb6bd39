/** How waits grow after failures: doubled from `startMs` to `maxMs`. */
export type BackoffLimits = { startMs: number; maxMs: number }

/**
 * How long to wait before trying again, so that many readers do not come back at the same moment.
 *
 * @param failures how many tries have failed in a row, 1 or more
 * @param chance a number in [0, 1)
 * @returns ms, between half the doubled wait and all of it ("equal jitter", AWS Architecture Blog 2015)
 */
export function backoffMs(failures: number, limits: BackoffLimits, chance: number): number {
  const doublings = Math.min(Math.max(failures - 1, 0), 30)
  const wholeMs = Math.min(limits.startMs * 2 ** doublings, limits.maxMs)
  return Math.round(Math.max(limits.startMs, wholeMs / 2 + (wholeMs / 2) * chance))
}
