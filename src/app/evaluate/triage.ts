import { z } from 'zod'
import { classScores, rankingAuc } from '#app/evaluate/class-scores.ts'
import { labelledLines } from '#app/evaluate/labelled-lines.ts'
import { oneHead } from '#app/evaluate/one-head.ts'
import type { SuiteRun } from '#app/evaluate/suite.ts'

const Line = z.object({ t: z.string(), y: z.string().trim().min(1) })

/** The class of a post that asks for help, in the words of the training data. */
const requestClass = 'requests_or_urgent_needs'

/**
 * How well the crisis head tells the kinds of posts in an emergency apart, on labelled lines `{t, y: class}`. Classes the
 * head does not know count as missed.
 *
 * @returns macro-F1 and accuracy of the likeliest class; `requestAuc` ranks posts by the probability of a request for help
 * @throws UsageError when the file cannot be used
 */
export async function evaluateTriage({ data, progress }: SuiteRun): Promise<object> {
  const { lines, unreadable } = await labelledLines(data, Line, progress)
  const { classes, probabilities } = oneHead('crisis')
  const before = process.cpuUsage()
  const rows = lines.map(({ t }) => probabilities(t))
  const { user, system } = process.cpuUsage(before)
  const labels = lines.map(({ y }) => y)
  const said = rows.map((row) => classes[row.indexOf(Math.max(...row))] ?? '')
  const request = classes.indexOf(requestClass)
  return {
    suite: 'triage',
    n: lines.length,
    unreadable,
    unknownLabels: labels.filter((label) => !classes.includes(label)).length,
    ...classScores(labels, said),
    requestAuc: rankingAuc(
      rows.map((row) => row[request] ?? 0),
      labels.map((label) => label === requestClass),
    ),
    rowsPerCpuSecond: Math.round((lines.length / Math.max(1, user + system)) * 1e6),
  }
}
