/** What the Numenta Anomaly Benchmark (NAB) counts a false alarm and a miss as, next to 1 for the earliest detection. */
export type NabProfile = { falseAlarm: number; miss: number }

/** NAB's three profiles, by the names of its configuration. */
export const nabProfiles = {
  standard: { falseAlarm: 0.11, miss: 1 },
  lowFP: { falseAlarm: 0.22, miss: 1 },
  lowFN: { falseAlarm: 0.11, miss: 2 },
} as const satisfies Record<string, NabProfile>

/** One labelled anomaly: first and last moment, epoch ms, both inside. */
export type NabWindow = { fromMs: number; toMs: number }

/** What an alarm at each row of a series is worth. */
export type NabRows = {
  /** Index of the window a row lies in, or -1. Shape [row]. */
  windowOf: Int32Array
  /** In a window 0 to 1 (earlier is more), outside it -1 to 0 (a false alarm soon after a window costs less). Shape [row]. */
  worth: Float64Array
  /** Windows with at least one row that counts. */
  windows: number
  /** Rows before this one are for learning: nothing there counts. */
  countsFrom: number
}

/** How a detector did on one series; sums of {@link NabRows.worth}, so that any profile can be worked out. */
export type NabOutcome = {
  windows: number
  detections: number
  /** Sum over detected windows of the worth of the best alarm in each. */
  earliness: number
  falseAlarms: number
  /** Sum over false alarms of their worth; negative. */
  falseAlarmCost: number
}

/** Rows NAB leaves for learning: 15 %, 750 at most. */
export function rowsForLearning(rows: number): number {
  return Math.min(Math.floor(0.15 * rows), 750)
}

/**
 * Says for each row what an alarm there is worth.
 *
 * @param timesMs when each row was, epoch ms, rising. Windows with no row of their own are left out
 *
 * Source: Lavin & Ahmad 2015, "Evaluating real-time anomaly detection algorithms", as scored by NAB 1.1.
 */
export function nabRows(timesMs: ArrayLike<number>, windows: readonly NabWindow[]): NabRows {
  const rows = timesMs.length
  const countsFrom = rowsForLearning(rows)
  const windowOf = new Int32Array(rows).fill(-1)
  const worth = new Float64Array(rows).fill(-1)
  const spans = rowSpans(timesMs, windows)
  for (const [index, { first, last }] of spans.entries()) {
    const length = last - first + 1
    const nextFirst = spans[index + 1]?.first ?? rows
    for (let row = first; row <= last; row++) {
      windowOf[row] = index
      worth[row] = shareOfWindow(-(last - row + 1) / length) / shareOfWindow(-1)
    }
    for (let row = last + 1; row < nextFirst; row++)
      worth[row] = shareOfWindow((row - last) / Math.max(1, length - 1))
  }
  return { windowOf, worth, windows: spans.filter(({ last }) => last >= countsFrom).length, countsFrom }
}

/** Scores one series: of each window only the best alarm counts, every alarm outside is a false one. */
export function nabOutcome(rows: NabRows, alarms: Iterable<number>): NabOutcome {
  const best = new Map<number, number>()
  const outcome = {
    windows: rows.windows,
    detections: 0,
    earliness: 0,
    falseAlarms: 0,
    falseAlarmCost: 0,
  }
  for (const row of alarms) {
    const window = rows.windowOf[row]
    if (window === undefined || row < rows.countsFrom) continue
    const worth = rows.worth[row] ?? 0
    if (window !== -1) best.set(window, Math.max(best.get(window) ?? 0, worth))
    else {
      outcome.falseAlarms++
      outcome.falseAlarmCost += worth
    }
  }
  outcome.detections = best.size
  for (const worth of best.values()) outcome.earliness += worth
  return outcome
}

/**
 * NAB's normalised score of many series: 0 is a detector that never alarms, 100 one that alarms at the first row of every
 * window and nowhere else; below 0 is worse than silence.
 *
 * @returns NaN when there is no window at all
 */
export function nabScore(outcomes: readonly NabOutcome[], profile: NabProfile): number {
  let points = 0
  let windows = 0
  for (const outcome of outcomes) {
    const missed = outcome.windows - outcome.detections
    points += outcome.earliness + profile.falseAlarm * outcome.falseAlarmCost - profile.miss * missed
    windows += outcome.windows
  }
  const silent = -profile.miss * windows
  return (100 * (points - silent)) / (windows - silent)
}

/** First and last row of each window that has any, in order of time. */
function rowSpans(
  timesMs: ArrayLike<number>,
  windows: readonly NabWindow[],
): { first: number; last: number }[] {
  return windows
    .map(({ fromMs, toMs }) => ({ first: rowFrom(timesMs, fromMs), last: lastRow(timesMs, toMs) }))
    .filter(({ first, last }) => first <= last)
    .sort((a, b) => a.first - b.first)
}

/** The first row at or after a moment; the number of rows when there is none. */
function rowFrom(timesMs: ArrayLike<number>, atMs: number): number {
  for (let row = 0; row < timesMs.length; row++) if ((timesMs[row] ?? 0) >= atMs) return row
  return timesMs.length
}

/** The first row exactly at a moment, as NAB reads it where a clock was put back; else the last row before it. */
function lastRow(timesMs: ArrayLike<number>, atMs: number): number {
  let last = -1
  for (let row = 0; row < timesMs.length; row++) {
    const timeMs = timesMs[row] ?? 0
    if (timeMs === atMs) return row
    if (timeMs < atMs) last = row
  }
  return last
}

/**
 * What NAB pays for an alarm at a place relative to a window: near 1 at its first row (-1), 0 at its end, and down to -1
 * for a false alarm one window's length or more behind it.
 */
function shareOfWindow(position: number): number {
  return position >= 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1
}
