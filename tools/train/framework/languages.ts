import { bucketCount } from '#language/heads/buckets.ts'
import type { Linear } from './fit.ts'
import type { Matrix } from './matrix.ts'

/** Rows of one language: `column` is its number from 0; every matrix has the same width. */
export type LanguagePart = { matrix: Matrix; column: number }

const half = Math.SQRT1_2

/**
 * Rows of several languages as one matrix in which every feature stands twice, once for all languages and once for its own, so that
 * one fit learns what they share and what sets them apart (feature augmentation, Daume III 2007).
 */
export function sharedAndOwn(parts: readonly LanguagePart[], languages: number): Matrix {
  const single = parts[0]?.matrix.width ?? bucketCount
  const count = parts.reduce((sum, { matrix }) => sum + matrix.count, 0)
  const entries = parts.reduce((sum, { matrix }) => sum + (matrix.starts[matrix.count] ?? 0), 0)
  const starts = new Int32Array(count + 1)
  const buckets = new Int32Array(2 * entries)
  const values = new Float32Array(2 * entries)
  let row = 0
  let to = 0
  for (const { matrix, column } of parts) {
    for (let each = 0; each < matrix.count; each++) {
      for (let at = matrix.starts[each] ?? 0; at < (matrix.starts[each + 1] ?? 0); at++) {
        const bucket = matrix.buckets[at] ?? 0
        buckets[to] = bucket
        buckets[to + 1] = bucket + (column + 1) * single
        values[to] = half * (matrix.values[at] ?? 0)
        values[to + 1] = values[to] ?? 0
        to += 2
      }
      starts[++row] = to
    }
  }
  return { count, starts, buckets, values, width: single * (languages + 1) }
}

/** The model of one language out of a joint one; without a language what all share, twice, for those that have no own part. */
export function modelOf(joint: Linear, languages: number, column?: number): Linear {
  const width = (joint.width ?? bucketCount) / (languages + 1)
  const weights = new Float32Array(joint.outputs * width)
  for (let output = 0; output < joint.outputs; output++) {
    const base = output * width * (languages + 1)
    const own = base + (column === undefined ? 0 : (column + 1) * width)
    for (let at = 0; at < width; at++)
      weights[output * width + at] = half * ((joint.weights[base + at] ?? 0) + (joint.weights[own + at] ?? 0))
  }
  return { outputs: joint.outputs, weights, bias: joint.bias, width }
}
