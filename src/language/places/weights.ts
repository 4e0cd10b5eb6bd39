import { bucketBits } from '#language/places/features.ts'

/** Tags of a token: outside any place, begins one, goes on with one. */
export const tags = { outside: 0, begins: 1, goesOn: 2 } as const
export const tagCount = 3

/** A linear-chain model: whole-number weights by bucket and tag, and from tag to tag; all in the same unit. */
export type TaggerWeights = { buckets: Int8Array; moves: Int32Array; outsideBias: number }

const movesAt = 4
const biasAt = movesAt + tagCount * tagCount * 4
const bucketsAt = biasAt + 4

/** Bytes as committed: bits of a bucket, moves and bias (32 bits each), then one byte a weight. */
export function packedWeights({ buckets, moves, outsideBias }: TaggerWeights): Uint8Array {
  const bytes = new Uint8Array(bucketsAt + buckets.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, bucketBits, true)
  for (let i = 0; i < moves.length; i++) view.setInt32(movesAt + i * 4, moves[i] ?? 0, true)
  view.setInt32(biasAt, outsideBias, true)
  bytes.set(new Uint8Array(buckets.buffer, buckets.byteOffset, buckets.length), bucketsAt)
  return bytes
}

/**
 * Reads what {@link packedWeights} wrote.
 *
 * @throws RangeError when the bytes are for other features than these
 */
export function readWeights(bytes: Uint8Array): TaggerWeights {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(0, true) !== bucketBits || bytes.length !== bucketsAt + tagCount * (1 << bucketBits))
    throw new RangeError('The weights of the place tagger are for other features: train them again.')
  const moves = new Int32Array(tagCount * tagCount)
  for (let i = 0; i < moves.length; i++) moves[i] = view.getInt32(movesAt + i * 4, true)
  const buckets = new Int8Array(bytes.buffer, bytes.byteOffset + bucketsAt, bytes.length - bucketsAt)
  return { buckets, moves, outsideBias: view.getInt32(biasAt, true) }
}
