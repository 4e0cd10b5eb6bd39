import type { TextScan } from '#language/scan.ts'
import { informativeSignNames, readInformativeSigns } from '#language/triage/informative-signs.ts'
import { readTrees } from '#language/triage/trees.ts'

/** Probability, 0 to 1, that a scanned post informs about an emergency; `linear` is the raw score of the head `informative`. */
export type InformativeReader = (scan: TextScan, linear: number) => number

/**
 * A reader that adds how a post speaks (who, how loudly, with which kinds of words and marks) to what the head `informative`
 * makes of its words: boosted trees over 59 signs and the head's score. Orders a queue, never a filter. See
 * `docs/models/informative.md`.
 */
export function createInformativeReader(): InformativeReader {
  const trees = readTrees(new URL('./triage/informative-trees.bin', import.meta.url))
  const signs = informativeSignNames.length
  const row = new Float64Array(signs + 1)
  const own = row.subarray(0, signs)
  return (scan, linear) => {
    readInformativeSigns(scan, own)
    row[signs] = linear
    return 1 / (1 + Math.exp(-trees.score(row, linear) / trees.temperature))
  }
}
