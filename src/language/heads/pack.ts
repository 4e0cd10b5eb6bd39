import { bucketCount, wordBuckets, wordBucketsMax } from '#language/heads/buckets.ts'
import type { Features } from '#language/heads/features.ts'
import { type Head, weightOfByte } from '#language/heads/head-file.ts'
import type { TextScan } from '#language/scan.ts'

/** Heads that are asked together. */
export type Pack = {
  heads: readonly Head[]
  /** The raw scores of all heads for one text, one head after the other in the order of `heads`; used again by the next call. */
  score: (scan: TextScan, features: Features) => Float64Array
}

/** Words remembered by a pack; a word that comes again costs a few additions. */
const memoSlots = 1 << 16
const memoMask = memoSlots - 2

/**
 * Puts heads together so that one walk over a text serves all of them.
 *
 * Letters' n-grams lie inside words, so what a word adds to every score depends on the word alone: it is summed once and
 * remembered in a table of two places a hash (the older one is pushed out). The length of the vector is additive too:
 * every bucket adds its squared weight, and the scores are divided by the root at the end.
 *
 * @param weightOf the weight of each bucket (see `idf.ts`), shared by all heads
 */
export function createPack(heads: readonly Head[], weightOf: Float32Array): Pack {
  const outputs = heads.reduce((sum, head) => sum + head.outputs, 0)
  const stride = outputs + 1
  const weights = interleaved(heads, outputs)
  const scales = Float64Array.from(heads.flatMap((head) => head.scale))
  const bias = Float64Array.from(heads.flatMap((head) => head.bias))
  const valueOf = Float32Array.from({ length: 256 }, (_, byte) =>
    weightOfByte(byte > 127 ? byte - 256 : byte),
  )
  const memoLow = new Int32Array(memoSlots)
  const memoHigh = new Int32Array(memoSlots)
  const isKnown = new Uint8Array(memoSlots)
  const memo = new Float32Array(memoSlots * stride)
  const buckets = new Int32Array(wordBucketsMax)
  const sums = new Float64Array(stride)
  const scores = new Float64Array(outputs)
  return { heads, score }

  function score(scan: TextScan, features: Features): Float64Array {
    sums.fill(0)
    for (let unit = 0; unit < features.unitCount; unit++) {
      const base = placeOf(scan, features, unit) * stride
      for (let at = 0; at < stride; at++) sums[at] = (sums[at] ?? 0) + (memo[base + at] ?? 0)
    }
    for (let at = 0; at < features.bucketCount; at++) addBucket(features.buckets[at] ?? 0)
    const length = Math.sqrt(sums[outputs] ?? 0) || 1
    for (let at = 0; at < outputs; at++)
      scores[at] = ((sums[at] ?? 0) / length) * (scales[at] ?? 0) + (bias[at] ?? 0)
    return scores
  }

  function addBucket(bucket: number): void {
    const weight = weightOf[bucket] ?? 0
    const base = bucket * outputs
    for (let at = 0; at < outputs; at++)
      sums[at] = (sums[at] ?? 0) + weight * (valueOf[weights[base + at] ?? 0] ?? 0)
    sums[outputs] = (sums[outputs] ?? 0) + weight * weight
  }

  /** The place of a word in the memo, computed where it is not there. */
  function placeOf(scan: TextScan, features: Features, unit: number): number {
    const low = features.unitLow[unit] ?? 0
    const high = features.unitHigh[unit] ?? 0
    const place = low & memoMask
    if (memoLow[place] === low && memoHigh[place] === high && isKnown[place] === 1) return place
    const second = place + 1
    if (memoLow[second] === low && memoHigh[second] === high && isKnown[second] === 1) return second
    memo.copyWithin(second * stride, place * stride, second * stride)
    memoLow[second] = memoLow[place] ?? 0
    memoHigh[second] = memoHigh[place] ?? 0
    isKnown[second] = isKnown[place] ?? 0
    memoLow[place] = low
    memoHigh[place] = high
    isKnown[place] = 1
    compute(scan.wordText(features.unitWord[unit] ?? 0), place * stride)
    return place
  }

  function compute(word: string, base: number): void {
    const count = wordBuckets(word, buckets)
    memo.fill(0, base, base + stride)
    for (let at = 0; at < count; at++) {
      const bucket = buckets[at] ?? 0
      const weight = weightOf[bucket] ?? 0
      const from = bucket * outputs
      for (let output = 0; output < outputs; output++)
        memo[base + output] =
          (memo[base + output] ?? 0) + weight * (valueOf[weights[from + output] ?? 0] ?? 0)
      memo[base + outputs] = (memo[base + outputs] ?? 0) + weight * weight
    }
  }
}

/** The weight an unsigned byte stands for. */
export function weightsOfBytes(): Float32Array {
  return Float32Array.from({ length: 256 }, (_, byte) => weightOfByte(byte > 127 ? byte - 256 : byte))
}

const blockSize = 1024

/** All outputs of one bucket side by side, as unsigned bytes: shape [bucket][output]. */
export function interleaved(heads: readonly Head[], outputs: number): Uint8Array {
  const together = new Uint8Array(bucketCount * outputs)
  const columns = heads.flatMap((head) =>
    Array.from({ length: head.outputs }, (_, at) =>
      head.weights.subarray(at * bucketCount, (at + 1) * bucketCount),
    ),
  )
  // In blocks, so that what is written stays in the processor's cache.
  for (let block = 0; block < bucketCount; block += blockSize) {
    for (let output = 0; output < outputs; output++) {
      const column = columns[output] ?? together
      for (let bucket = block; bucket < block + blockSize; bucket++)
        together[bucket * outputs + output] = (column[bucket] ?? 0) & 255
    }
  }
  return together
}

/**
 * Raw scores of one head as probabilities of its classes.
 *
 * @param from where its scores begin in what {@link Pack.score} gave
 */
export function headProbabilities(head: Head, scores: Float64Array, from: number): number[] {
  if (head.outputs === 1) {
    const second = 1 / (1 + Math.exp(-(scores[from] ?? 0) / head.temperature))
    return [1 - second, second]
  }
  let top = -Infinity
  for (let at = 0; at < head.outputs; at++) top = Math.max(top, scores[from + at] ?? 0)
  const parts = head.classes.map((_, at) => Math.exp(((scores[from + at] ?? 0) - top) / head.temperature))
  const sum = parts.reduce((total, part) => total + part, 0)
  return parts.map((part) => part / sum)
}
