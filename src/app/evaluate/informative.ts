import { z } from 'zod'
import { classScores, rankingAuc } from '#app/evaluate/class-scores.ts'
import { labelledLines } from '#app/evaluate/labelled-lines.ts'
import { informativeAlone } from '#app/evaluate/one-head.ts'
import type { SuiteRun } from '#app/evaluate/suite.ts'

const zeroOrOne = z.coerce.number().pipe(z.union([z.literal(0), z.literal(1)]))
const Line = z.object({ t: z.string(), y: zeroOrOne })

/**
 * How well the informative head tells posts that inform about an emergency from others, on labelled lines `{t, y: 0/1}`.
 *
 * @throws UsageError when the file cannot be used
 */
export async function evaluateInformative({ data, progress }: SuiteRun): Promise<object> {
  const { lines, unreadable } = await labelledLines(data, Line, progress)
  const informative = informativeAlone()
  const before = process.cpuUsage()
  const informs = lines.map(({ t }) => informative(t))
  const { user, system } = process.cpuUsage(before)
  const labels = lines.map(({ y }) => y)
  return {
    suite: 'informative',
    n: lines.length,
    unreadable,
    ...classScores(
      labels.map(String),
      informs.map((share) => (share >= 0.5 ? '1' : '0')),
    ),
    auc: rankingAuc(
      informs,
      labels.map((label) => label === 1),
    ),
    rowsPerCpuSecond: Math.round((lines.length / Math.max(1, user + system)) * 1e6),
  }
}
