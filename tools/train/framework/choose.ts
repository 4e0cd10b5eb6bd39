import type { Row } from './data.ts'
import { type FitOptions, probabilitiesOf } from './fit.ts'
import { crossValidated } from './head.ts'
import type { Matrix } from './matrix.ts'
import { best, scoresOf } from './scores.ts'

/** Options tried, with what they reached on held-out folds; the best comes with its held-out scores. */
export type Chosen = { options: FitOptions; heldOut: number[][]; scores: ReturnType<typeof scoresOf> }

/** Tries options by cross-validation and keeps the one with the highest figure; says every result on stderr. */
export function choose(given: {
  matrix: Matrix
  rows: readonly Row[]
  classes: number
  folds: number
  tried: readonly FitOptions[]
  by: 'macroF1' | 'macroRecall'
}): Chosen {
  let chosen: Chosen | undefined
  for (const options of given.tried) {
    const heldOut = crossValidated({ ...given, options })
    const said = probabilitiesOf(heldOut).map(best)
    const scores = scoresOf(
      given.rows.map((row) => row.y),
      said,
      given.classes,
    )
    process.stderr.write(`${JSON.stringify({ ...options, [given.by]: scores[given.by].toFixed(2) })}\n`)
    if (!chosen || scores[given.by] > chosen.scores[given.by]) chosen = { options, heldOut, scores }
  }
  if (!chosen) throw new RangeError('no options were given to choose from')
  return chosen
}

/** Every combination of penalties, passes and balances. */
export function grid(given: { l2: number[]; epochs: number[]; balance: number[] }): FitOptions[] {
  return given.l2.flatMap((l2) =>
    given.epochs.flatMap((epochs) => given.balance.map((balance) => ({ l2, epochs, balance, seed: 1 }))),
  )
}
