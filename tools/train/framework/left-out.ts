import { type FitOptions, logits } from './fit.ts'
import { fitRows } from './head.ts'
import type { Row } from './data.ts'
import { type Matrix, rowsOf } from './matrix.ts'

/**
 * Raw scores of a two-class head for a second model to learn from, without either having seen the rows: `[a][row]` comes from a
 * head fitted without group `a` and without the row's own group, so that with `a` the row's own group it is the usual held-out score.
 *
 * @param groups whose rows are scored; rows of other groups are always learned from and get 0
 */
export function pairsLeftOut(given: {
  matrix: Matrix
  rows: readonly Row[]
  groups: readonly string[]
  options: FitOptions
}): number[][] {
  const { matrix, rows, groups, options } = given
  const insideOf = new Map(groups.map((group) => [group, indicesOf(rows, (row) => row.group === group)]))
  const scores = groups.map(() => rows.map(() => 0))
  for (const [a, first] of groups.entries()) {
    for (const [b, second] of groups.entries()) {
      if (b < a) continue
      const wanted = indicesOf(rows, (row) => row.group !== first && row.group !== second)
      const model = fitRows({ matrix, rows, classes: 2, options, wanted })
      write(scores[a], insideOf.get(second) ?? [])
      write(scores[b], insideOf.get(first) ?? [])

      function write(into: number[] | undefined, inside: readonly number[]): void {
        if (!into) return
        for (const [at, [score = 0]] of logits(model, rowsOf(matrix, inside)).entries())
          into[inside[at] ?? 0] = score
      }
    }
  }
  return scores
}

/** The places of the rows a claim holds for. */
export function indicesOf(rows: readonly Row[], holds: (row: Row) => boolean): number[] {
  return rows.flatMap((row, at) => (holds(row) ? [at] : []))
}
