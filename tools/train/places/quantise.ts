import type { TaggerWeights } from '#language/places/weights.ts'
import type { Model } from './crf.ts'

/** Share of the weights that may be cut off at the edge of a byte. */
const cutShareOf1 = 0.0005

/** A model in whole numbers: one byte a weight, on a scale at which nearly all weights fit. */
export function quantised({ weights, moves }: Model, outsideBias: number): TaggerWeights {
  const sizes = weights
    .filter((weight) => weight !== 0)
    .map(Math.abs)
    .toSorted()
  const edge = sizes[Math.floor(sizes.length * (1 - cutShareOf1))] ?? 1
  const scale = 127 / edge
  const whole = (value: number): number => Math.round(value * scale)
  const buckets = new Int8Array(weights.length)
  for (const [i, weight] of weights.entries()) buckets[i] = Math.max(-127, Math.min(127, whole(weight)))
  const rounded = Int32Array.from(moves, (move) => (move < -1e6 ? -(1 << 24) : whole(move)))
  return { buckets, moves: rounded, outsideBias: whole(outsideBias) }
}
