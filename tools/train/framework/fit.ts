import { bucketCount } from '#language/heads/buckets.ts'
import { seededChance } from '#stream/matcher/nasty-input.ts'
import type { Matrix } from './matrix.ts'

/** How a head is fitted. */
export type FitOptions = {
  /** Strength of the L2 penalty, per row (scikit-learn's `alpha`); 1e-5 to 1e-3 is usual. */
  l2: number
  /** Passes over the rows. */
  epochs: number
  /** 0 = rows as they are, 1 = every class counts the same, between = a mixture in the exponent. */
  balance: number
  seed: number
}

/** Weights of a linear model, [output][column], and one bias an output. Two classes have one output. */
export type Linear = { outputs: number; weights: Float32Array; bias: Float32Array; width?: number }

/**
 * Multinomial logistic regression (binary for two classes) by stochastic gradient descent with the step of Bottou 2010,
 * 1 / (l2 (t0 + t)), and L2 by scaling the whole vector; the same seed gives the same weights.
 *
 * @param targets shape [row][class], soft labels allowed; each row sums to 1
 */
export function fit(
  matrix: Matrix,
  targets: readonly (readonly number[])[],
  rowWeights: readonly number[],
  options: FitOptions,
): Linear {
  const classes = targets[0]?.length ?? 2
  const outputs = classes === 2 ? 1 : classes
  const width = matrix.width ?? bucketCount
  // Side by side for the memory's sake while fitting: shape [column][output].
  const weights = new Float32Array(outputs * width)
  const bias = new Float32Array(outputs)
  const scores = new Float64Array(outputs)
  const order = Array.from({ length: matrix.count }, (_, row) => row)
  const chance = seededChance(options.seed)
  const t0 = 1 / (options.l2 * firstStep)
  let scale = 1
  let t = 0
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, chance)
    for (const row of order) {
      const step = 1 / (options.l2 * (t0 + t++))
      scale *= 1 - step * options.l2
      if (scale < 1e-6) scale = rescaled(weights, scale)
      scoreRow(row)
      probabilities(scores)
      learn(row, step * (rowWeights[row] ?? 1))
    }
  }
  rescaled(weights, scale)
  return { outputs, weights: byOutput(weights, outputs, width), bias, width }

  function scoreRow(row: number): void {
    const to = matrix.starts[row + 1] ?? 0
    scores.fill(0)
    for (let at = matrix.starts[row] ?? 0; at < to; at++) {
      const base = (matrix.buckets[at] ?? 0) * outputs
      const value = matrix.values[at] ?? 0
      for (let output = 0; output < outputs; output++)
        scores[output] = (scores[output] ?? 0) + (weights[base + output] ?? 0) * value
    }
    for (let output = 0; output < outputs; output++)
      scores[output] = (scores[output] ?? 0) * scale + (bias[output] ?? 0)
  }

  /** Turns the probabilities in `scores` into the gradient's steps and takes them. */
  function learn(row: number, step: number): void {
    for (let output = 0; output < outputs; output++) {
      const wanted = targets[row]?.[outputs === 1 ? 1 : output] ?? 0
      const move = step * (wanted - (scores[output] ?? 0))
      bias[output] = (bias[output] ?? 0) + move * 0.1
      scores[output] = move / scale
    }
    const to = matrix.starts[row + 1] ?? 0
    for (let at = matrix.starts[row] ?? 0; at < to; at++) {
      const base = (matrix.buckets[at] ?? 0) * outputs
      const value = matrix.values[at] ?? 0
      for (let output = 0; output < outputs; output++)
        weights[base + output] = (weights[base + output] ?? 0) + (scores[output] ?? 0) * value
    }
  }
}

const firstStep = 4

/** Shape [column][output] to [output][column]. */
function byOutput(weights: Float32Array, outputs: number, width: number): Float32Array {
  const turned = new Float32Array(weights.length)
  for (let column = 0; column < width; column++)
    for (let output = 0; output < outputs; output++)
      turned[output * width + column] = weights[column * outputs + output] ?? 0
  return turned
}

function rescaled(weights: Float32Array, scale: number): 1 {
  for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] ?? 0) * scale
  return 1
}

function shuffle(order: number[], chance: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(chance() * (at + 1))
    const [a, b] = [order[at] ?? 0, order[other] ?? 0]
    order[at] = b
    order[other] = a
  }
}

function score(matrix: Matrix, row: number, model: Linear, into: Float64Array): void {
  const [from, to] = [matrix.starts[row] ?? 0, matrix.starts[row + 1] ?? 0]
  for (let output = 0; output < model.outputs; output++) {
    let sum = 0
    const base = output * (model.width ?? bucketCount)
    for (let at = from; at < to; at++) {
      sum += (model.weights[base + (matrix.buckets[at] ?? 0)] ?? 0) * (matrix.values[at] ?? 0)
    }
    into[output] = sum + (model.bias[output] ?? 0)
  }
}

/** Scores to probabilities, in place: softmax, or the logistic function for one output. */
function probabilities(scores: Float64Array): void {
  if (scores.length === 1) {
    scores[0] = 1 / (1 + Math.exp(-(scores[0] ?? 0)))
    return
  }
  const top = Math.max(...scores)
  let sum = 0
  for (let at = 0; at < scores.length; at++) sum += scores[at] = Math.exp((scores[at] ?? 0) - top)
  for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) / sum
}

/** Scores before the softmax, shape [row][output]. */
export function logits(model: Linear, matrix: Matrix): number[][] {
  const scores = new Float64Array(model.outputs)
  return Array.from({ length: matrix.count }, (_, row) => {
    score(matrix, row, model, scores)
    return [...scores]
  })
}

/** Probabilities, shape [row][class], sharpened or softened by a temperature. */
export function probabilitiesOf(rows: readonly (readonly number[])[], temperature = 1): number[][] {
  return rows.map((row) => {
    const scores = Float64Array.from(row, (score) => score / temperature)
    probabilities(scores)
    return scores.length === 1 ? [1 - (scores[0] ?? 0), scores[0] ?? 0] : [...scores]
  })
}

/** One row of 0 and 1 a label. */
export function oneHot(labels: readonly number[], classes: number): number[][] {
  return labels.map((label) => Array.from({ length: classes }, (_, each) => (each === label ? 1 : 0)))
}

/** A weight a row so that classes count alike, as far as `balance` says; the mean stays 1. */
export function balanced(labels: readonly number[], classes: number, balance: number): number[] {
  const counts = Array.from({ length: classes }, (_, each) => labels.filter((y) => y === each).length)
  const raw = labels.map((label) => (labels.length / (classes * Math.max(1, counts[label] ?? 1))) ** balance)
  const mean = raw.reduce((sum, weight) => sum + weight, 0) / Math.max(1, raw.length)
  return raw.map((weight) => weight / mean)
}
