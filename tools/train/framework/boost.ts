import { seededChance } from '#stream/matcher/nasty-input.ts'
import type { TreeFile } from '#language/triage/trees.ts'

/** How trees are grown. */
export type BoostOptions = {
  depth: number
  count: number
  /** How much of each tree's answer is kept. */
  rate: number
  l2: number
  /** The least curvature (about four rows) a leaf holds. */
  leafMin: number
  /** Share of columns a level may choose from, and of rows a tree sees; drawn by a seeded chance. */
  columns1: number
  rows1: number
  seed: number
}

/** What trees are grown from: rows of numbers, labels 0 or 1, a weight and a score to begin with for each. */
export type BoostGiven = {
  rows: readonly (readonly number[])[]
  labels: readonly number[]
  weights: readonly number[]
  begin: readonly number[]
}

/** Trees of one depth, in the flat form of a file. */
export type Grown = Pick<TreeFile['sets'][number], 'depth' | 'numbers' | 'from' | 'leaves'>

const bins = 32

/**
 * Gradient boosted trees for two classes with Newton steps on the log loss (Friedman 2001; second order as in XGBoost, Chen and
 * Guestrin 2016), splits among 32 quantiles. The same seed gives the same trees.
 */
export function boost(given: BoostGiven, options: BoostOptions): Grown {
  const { depth } = options
  const chance = seededChance(options.seed)
  const cuts = cutsOf(given.rows)
  const binned = cuts.map((cut, column) => Uint8Array.from(given.rows, (row) => binOf(cut, row[column] ?? 0)))
  const scores = Float64Array.from(given.begin)
  const slope = new Float64Array(scores.length)
  const curve = new Float64Array(scores.length)
  const node = new Int32Array(scores.length)
  const leafFrom = (1 << depth) - 1
  const grown: Grown = { depth, numbers: [], from: [], leaves: [] }
  for (let tree = 0; tree < options.count; tree++) {
    for (let row = 0; row < scores.length; row++) {
      const share = 1 / (1 + Math.exp(-(scores[row] ?? 0)))
      const weight = chance() < options.rows1 ? (given.weights[row] ?? 1) : 0
      slope[row] = weight * ((given.labels[row] ?? 0) - share)
      curve[row] = weight * Math.max(1e-6, share * (1 - share))
    }
    node.fill(0)
    for (let level = 0; level < depth; level++) growLevel(level)
    const leaves = leavesOf()
    grown.leaves.push(...leaves)
    for (let row = 0; row < scores.length; row++)
      scores[row] = (scores[row] ?? 0) + (leaves[(node[row] ?? 0) - leafFrom] ?? 0)
  }
  return grown

  function growLevel(level: number): void {
    const first = (1 << level) - 1
    const best = Array.from({ length: 1 << level }, () => ({ gain: 0, column: -1, bin: 0 }))
    for (let column = 0; column < cuts.length; column++) {
      if (chance() > options.columns1) continue
      const sums = sumsOf(binned[column] ?? new Uint8Array(), first, best.length)
      best.forEach((found, at) => {
        const split = bestSplit(sums, at, cuts[column]?.length ?? 0, options)
        if (split.gain > found.gain) Object.assign(found, split, { column })
      })
    }
    for (const { column, bin } of best) {
      grown.numbers.push(column)
      grown.from.push(cuts[column]?.[bin] ?? 0)
    }
    for (let row = 0; row < node.length; row++) {
      const at = node[row] ?? 0
      const { column, bin } = best[at - first] ?? { column: -1, bin: 0 }
      node[row] = 2 * at + (column >= 0 && (binned[column]?.[row] ?? 0) > bin ? 2 : 1)
    }
  }

  function sumsOf(column: Uint8Array, first: number, nodes: number): Sums {
    const sums = { slope: new Float64Array(nodes * (bins + 1)), curve: new Float64Array(nodes * (bins + 1)) }
    for (let row = 0; row < node.length; row++) {
      const at = ((node[row] ?? 0) - first) * (bins + 1) + (column[row] ?? 0)
      sums.slope[at] = (sums.slope[at] ?? 0) + (slope[row] ?? 0)
      sums.curve[at] = (sums.curve[at] ?? 0) + (curve[row] ?? 0)
    }
    return sums
  }

  function leavesOf(): number[] {
    const sums = Array.from({ length: 1 << depth }, () => ({ slope: 0, curve: 0 }))
    for (let row = 0; row < node.length; row++) {
      const sum = sums[(node[row] ?? 0) - leafFrom]
      if (!sum) continue
      sum.slope += slope[row] ?? 0
      sum.curve += curve[row] ?? 0
    }
    return sums.map((sum) => Number(((options.rate * sum.slope) / (sum.curve + options.l2)).toFixed(5)))
  }
}

type Sums = { slope: Float64Array; curve: Float64Array }

function bestSplit(
  sums: Sums,
  node: number,
  cuts: number,
  { l2, leafMin }: BoostOptions,
): { gain: number; bin: number } {
  const base = node * (bins + 1)
  let [slope, curve] = [0, 0]
  for (let bin = 0; bin <= bins; bin++) {
    slope += sums.slope[base + bin] ?? 0
    curve += sums.curve[base + bin] ?? 0
  }
  const best = { gain: 0, bin: 0 }
  let [left, leftCurve] = [0, 0]
  for (let bin = 0; bin < cuts; bin++) {
    left += sums.slope[base + bin] ?? 0
    leftCurve += sums.curve[base + bin] ?? 0
    if (leftCurve < leafMin || curve - leftCurve < leafMin) continue
    const gain =
      left ** 2 / (leftCurve + l2) +
      (slope - left) ** 2 / (curve - leftCurve + l2) -
      slope ** 2 / (curve + l2)
    if (gain > best.gain) [best.gain, best.bin] = [gain, bin]
  }
  return best
}

/** Where each column may be cut: between all its values, or at its quantiles. */
function cutsOf(rows: readonly (readonly number[])[]): number[][] {
  return (rows[0] ?? []).map((_, column) => {
    const values = rows.map((row) => row[column] ?? 0).sort((a, b) => a - b)
    const different = [...new Set(values)]
    if (different.length <= bins) return different.slice(1).map(roundedDown)
    const quantiles = Array.from(
      { length: bins - 1 },
      (_unused, at) => values[Math.floor(((at + 1) * values.length) / bins)],
    )
    return [
      ...new Set(
        quantiles.flatMap((each) => (each === undefined || each === values[0] ? [] : [roundedDown(each)])),
      ),
    ]
  })
}

/** As short as in the file, so that what is fitted is what is shipped. */
function roundedDown(value: number): number {
  return Math.floor(value * 1e5) / 1e5
}

function binOf(cuts: readonly number[], value: number): number {
  let bin = 0
  while (bin < cuts.length && value >= (cuts[bin] ?? 0)) bin++
  return bin
}
