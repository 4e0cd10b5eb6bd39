import type { CoverageNote } from '#listening/contract.ts'
import type { HeardGap } from '#roles/reactions/analysis/contract.ts'

/**
 * The stretches of a time range that were not heard, cut to it, oldest first: those that are over, and those of sources that are missing still, as
 * far as it is known since when. What a source that is missing still has lost is one stretch, however many were counted on the way.
 *
 * @param range epoch ms; `toMs` is not part of it
 */
export function unheardIn(
  over: readonly HeardGap[],
  missing: CoverageNote['missing'],
  range: { fromMs: number; toMs: number },
): HeardGap[] {
  const [from, to] = [range.fromMs, range.toMs].map((ms) => new Date(ms).toISOString()) as [string, string]
  const still = missing.flatMap(({ label, since }) =>
    since === undefined ? [] : [{ label, from: since, to }],
  )
  const ended = over.filter((gap) => !still.some((one) => one.label === gap.label && one.from <= gap.from))
  return [...ended, ...still]
    .map((gap) => ({
      ...gap,
      from: gap.from < from ? from : gap.from,
      to: gap.to > to ? to : gap.to,
    }))
    .filter((gap) => gap.from < gap.to)
    .toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)))
}
