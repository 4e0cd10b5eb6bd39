import { z } from 'zod'
import { createPlaceTagger } from '#language/places/load.ts'
import { labelledLines } from '#app/evaluate/labelled-lines.ts'
import type { SuiteRun } from '#app/evaluate/suite.ts'

const whole = z.coerce.number().int().min(0)
const line = z.object({
  text: z.string(),
  places: z
    .array(
      z.object({
        text: z.string().optional(),
        type: z.string().default('unknown'),
        start: whole,
        end: whole,
      }),
    )
    .default([]),
})
type Line = z.output<typeof line>
type Gold = { span: string; type: string }

/**
 * Spans in UTF-16 units. IDRISI-RE counts code points, others may count units: the reading that gives the quoted text is
 * right, and code points where neither or both do.
 */
function goldOf({ text, places }: Line): Gold[] {
  const points = [...text]
  return places.map(({ text: quoted, type, start, end }) => {
    if (quoted !== undefined && text.slice(start, end) === quoted) return { span: `${start}-${end}`, type }
    const from = points.slice(0, start).join('').length
    const to = from + points.slice(start, end).join('').length
    return { span: `${from}-${to}`, type }
  })
}

type Tally = {
  found: number
  gold: number
  right: number
  byType: Map<string, { gold: number; right: number }>
}

function add(tally: Tally, gold: readonly Gold[], found: ReadonlySet<string>): void {
  const spans = new Set(gold.map(({ span }) => span))
  tally.found += found.size
  tally.gold += spans.size
  for (const span of spans) if (found.has(span)) tally.right++
  for (const { span, type } of gold) {
    const ofType = tally.byType.get(type) ?? { gold: 0, right: 0 }
    ofType.gold++
    if (found.has(span)) ofType.right++
    tally.byType.set(type, ofType)
  }
}

function share(part: number, of: number): number | null {
  return of === 0 ? null : Number((part / of).toFixed(4))
}

/**
 * How well places are read out of posts: precision, recall and F1 over exact spans, all posts together, and recall by type.
 *
 * @throws UsageError when the file holds no line of `{text, places: [{text, type, start, end}]}`
 */
export async function evaluatePlaces({ data, progress }: SuiteRun): Promise<object> {
  const { lines, unreadable } = await labelledLines(data, line, progress)
  const tagger = createPlaceTagger()
  const before = process.cpuUsage()
  const found = lines.map(({ text }) => tagger.tag(text))
  const { user, system } = process.cpuUsage(before)
  const tally: Tally = { found: 0, gold: 0, right: 0, byType: new Map() }
  for (const [i, each] of lines.entries())
    add(tally, goldOf(each), new Set((found[i] ?? []).map(({ start, end }) => `${start}-${end}`)))
  return {
    suite: 'places',
    n: lines.length,
    unreadable,
    gold: tally.gold,
    found: tally.found,
    precision: share(tally.right, tally.found),
    recall: share(tally.right, tally.gold),
    f1: share(2 * tally.right, tally.found + tally.gold),
    recallByType: Object.fromEntries(
      [...tally.byType].map(([type, { gold, right }]) => [type, { gold, recall: share(right, gold) }]),
    ),
    rowsPerCpuSecond: Math.round(lines.length / Math.max((user + system) / 1e6, 1e-6)),
  }
}
