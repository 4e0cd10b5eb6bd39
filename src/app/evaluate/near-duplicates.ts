import { z } from 'zod'
import { isNearDuplicate } from '#language/near-duplicates.ts'
import { saidWords } from '#language/said-words.ts'
import { TextScan } from '#language/scan.ts'
import { labelledText } from '#app/evaluate/label-fields.ts'
import { labelledLines } from '#app/evaluate/labelled-lines.ts'
import { percent } from '#app/evaluate/sureness.ts'
import type { SuiteRun } from '#app/evaluate/suite.ts'

const isCopy = z.union([z.boolean().transform(Number), z.coerce.number().pipe(z.literal([0, 1]))])
const Line = z.object({ a: labelledText, b: labelledText, y: isCopy })

/**
 * How well copies are told from different posts: lines `{a, b, y: 0/1}`, 1 = nearly the same words. Each pair is decided by
 * the code that decides in the stream, `b` heard after `a`. Percent; null where nothing can be divided.
 */
export async function evaluateNearDuplicates({ data, progress }: SuiteRun): Promise<object> {
  const { lines, unreadable } = await labelledLines(data, Line, progress)
  const scan = new TextScan()
  const wordsOf = (text: string): number[] => {
    scan.read(text)
    return saidWords(scan, [])
  }
  const before = process.cpuUsage()
  const said = lines.map(({ a, b }) => isNearDuplicate(wordsOf(a), wordsOf(b)))
  const { user, system } = process.cpuUsage(before)
  const count = (copy: boolean, y: number): number =>
    lines.filter((line, at) => said[at] === copy && line.y === y).length
  const [right, wrong, missed] = [count(true, 1), count(true, 0), count(false, 1)]
  return {
    suite: 'near-duplicates',
    n: lines.length,
    unreadable,
    copies: right + missed,
    precision: share(right, right + wrong),
    recall: share(right, right + missed),
    f1: share(2 * right, 2 * right + wrong + missed),
    accuracy: share(right + count(false, 0), lines.length),
    rowsPerCpuSecond: Math.round((lines.length * 1e6) / Math.max(1, user + system)),
  }
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : percent(part / whole)
}
