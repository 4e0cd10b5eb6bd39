import { probabilitiesOf } from './fit.ts'
import { best } from './scores.ts'

/** How a head's probabilities are made honest, and from where it answers. */
export type Calibration = {
  temperature: number
  /** The lowest probability at which answers above it were right in `rightOf1` of the held-out rows. */
  sureFrom: number
  /** Share of held-out rows that reach it. */
  coverage: number
}

/** How many of its answers must be right for a head to answer at all. */
const rightOf1 = 0.85

/**
 * Temperature (Guo et al. 2017) by smallest log loss on held-out scores, then the threshold of `unsure`.
 *
 * @param scores before the softmax, shape [row][output], each from a model that has not seen the row
 */
export function calibrationOf(
  scores: readonly (readonly number[])[],
  labels: readonly number[],
): Calibration {
  let temperature = 1
  let least = Infinity
  for (let tried = 0.2; tried < 5; tried *= 1.05) {
    const loss = logLoss(probabilitiesOf(scores, tried), labels)
    if (loss < least) [least, temperature] = [loss, tried]
  }
  const probabilities = probabilitiesOf(scores, temperature)
  return { temperature, ...threshold(probabilities, labels) }
}

function logLoss(probabilities: readonly (readonly number[])[], labels: readonly number[]): number {
  return labels.reduce((sum, label, at) => sum - Math.log((probabilities[at]?.[label] ?? 0) + 1e-9), 0)
}

function threshold(
  probabilities: readonly (readonly number[])[],
  labels: readonly number[],
): { sureFrom: number; coverage: number } {
  const rows = probabilities
    .map((row, at) => ({ top: Math.max(...row), isRight: best(row) === labels[at] }))
    .sort((a, b) => b.top - a.top)
  let right = 0
  let sureFrom = 1
  let answered = 0
  rows.forEach((row, at) => {
    if (row.isRight) right++
    if (right / (at + 1) >= rightOf1) {
      sureFrom = row.top
      answered = at + 1
    }
  })
  return { sureFrom, coverage: answered / Math.max(1, rows.length) }
}
