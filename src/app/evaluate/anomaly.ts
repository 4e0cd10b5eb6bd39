import { createDetector } from '#stream/anomaly/detector.ts'
import { createIncidents, shippedRule } from '#stream/anomaly/incidents.ts'
import { type NabOutcome, nabOutcome, nabProfiles, nabRows, nabScore } from '#stream/anomaly/nab-score.ts'
import { nabFolder, type NabSeries } from '#app/evaluate/nab-folder.ts'
import type { SuiteRun } from '#app/evaluate/suite.ts'

type Scored = { folder: string; rows: number; unreadable: number; outcome: NabOutcome }

/**
 * Scores the shipped detector at its one shipped threshold on a folder in the layout of the Numenta Anomaly Benchmark.
 *
 * @returns NAB's three scores overall and per folder (`null` where a folder has no window), detections, false alarms, and
 *   what a row costs in CPU time; `n` counts rows
 * @throws UsageError when the folder cannot be used
 */
export async function evaluateAnomaly({ data, progress }: SuiteRun): Promise<object> {
  const { series, unlabelled } = await nabFolder(data)
  const before = process.cpuUsage()
  const scored: Scored[] = []
  let rows = 0
  for (const one of series) {
    scored.push(scoredSeries(one))
    rows += one.values.length
    progress(rows)
  }
  const { user, system } = process.cpuUsage(before)
  const folders = [...new Set(scored.map(({ folder }) => folder))].sort()
  return {
    suite: 'anomaly',
    n: rows,
    unreadable: scored.reduce((sum, one) => sum + one.unreadable, 0),
    unlabelled,
    rule: shippedRule,
    ...figuresOf(scored),
    perFolder: Object.fromEntries(
      folders.map((folder) => [folder, figuresOf(scored.filter((one) => one.folder === folder))]),
    ),
    rowsPerCpuSecond: Math.round((rows / Math.max(1, user + system)) * 1e6),
    usPerRow: round((user + system) / Math.max(1, rows)),
  }
}

function scoredSeries({ folder, timesMs, values, windows, unreadable }: NabSeries): Scored {
  const detector = createDetector()
  const incidents = createIncidents()
  const alarms: number[] = []
  for (const [row, value] of values.entries())
    if (incidents.next(detector.next(timesMs[row] ?? 0, value))) alarms.push(row)
  return { folder, rows: values.length, unreadable, outcome: nabOutcome(nabRows(timesMs, windows), alarms) }
}

function figuresOf(scored: readonly Scored[]): object {
  const outcomes = scored.map(({ outcome }) => outcome)
  const sum = (of: (outcome: NabOutcome) => number): number => outcomes.reduce((all, one) => all + of(one), 0)
  return {
    series: scored.length,
    rows: scored.reduce((all, one) => all + one.rows, 0),
    standard: rounded(nabScore(outcomes, nabProfiles.standard)),
    lowFP: rounded(nabScore(outcomes, nabProfiles.lowFP)),
    lowFN: rounded(nabScore(outcomes, nabProfiles.lowFN)),
    windows: sum((one) => one.windows),
    detections: sum((one) => one.detections),
    falsePositives: sum((one) => one.falseAlarms),
  }
}

function rounded(value: number): number | null {
  return Number.isNaN(value) ? null : round(value)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
