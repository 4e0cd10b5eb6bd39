import { bucketCount, wordBuckets, wordBucketsMax } from '#language/heads/buckets.ts'
import { bucketsMax, type Features, unitsMax } from '#language/heads/features.ts'
import { type Head, weightOfByte } from '#language/heads/head-file.ts'
import { idfStep } from '#language/heads/idf.ts'
import { createWordMemo, keepShort, knownRow, memoKeySize, newRow } from '#language/heads/word-memo.ts'
import type { TextScan } from '#language/scan.ts'

/** Heads that are asked together. */
export type Pack = {
  heads: readonly Head[]
  /** The raw scores of all heads for one text, one head after the other in the order of `heads`; used again by the next call. */
  score: (scan: TextScan, features: Features) => Float64Array
}

/** Words remembered by a pack; a word that comes again costs a few additions. */
const memoRows = 1 << 16
/** What a row of the memo holds: the scale of its sums, its squared length, and from there the sums, two a number. */
const row = { scale: memoKeySize, squares: memoKeySize + 1, sums: memoKeySize + 2 } as const

/**
 * Puts heads together so that one walk over a text serves all of them.
 *
 * Letters' n-grams lie inside words, so what a word adds to every score depends on the word alone: it is summed once and
 * remembered. The length of the vector is additive too: every bucket adds its squared weight, and the scores are divided by
 * the root at the end. What is needed from memory is fetched for all words before any of it is summed: most of the time goes
 * into waiting for memory, and the processor waits for several places at once.
 *
 * @param weightOf the weight of each bucket (see `idf.ts`), shared by all heads; multiples of {@link idfStep}
 */
export function createPack(heads: readonly Head[], weightOf: Float32Array): Pack {
  const outputs = heads.reduce((sum, head) => sum + head.outputs, 0)
  const weights = interleaved(heads, weightOf)
  const scales = Float64Array.from(heads.flatMap((head) => head.scale))
  const bias = Float64Array.from(heads.flatMap((head) => head.bias))
  const memo = createWordMemo(memoRows, Math.ceil(outputs / 2) + row.sums - memoKeySize)
  const { floats, shorts } = memo
  const buckets = new Int32Array(wordBucketsMax)
  const wordSums = new Float64Array(outputs)
  const sums = new Float64Array(outputs)
  const scores = new Float64Array(outputs)
  const bases = new Int32Array(unitsMax)
  const found = new Float64Array(bucketsMax)
  return { heads, score }

  function score(scan: TextScan, features: Features): Float64Array {
    sums.fill(0)
    const squares = addWords(scan, features) + addBuckets(features.buckets, features.bucketCount, sums)
    const length = Math.sqrt(squares) || 1
    for (let at = 0; at < outputs; at++)
      scores[at] = ((sums[at] ?? 0) / length) * (scales[at] ?? 0) + (bias[at] ?? 0)
    return scores
  }

  /** A new row may move one that was found before, so a text with a new word is looked up word by word. */
  function addWords(scan: TextScan, features: Features): number {
    let squares = 0
    let isWhole = true
    for (let unit = 0; unit < features.unitCount; unit++) {
      const known = knownRow(memo, features.unitLow[unit] ?? 0, features.unitHigh[unit] ?? 0)
      bases[unit] = known
      isWhole &&= known !== -1
    }
    for (let unit = 0; unit < features.unitCount; unit++) {
      const base = isWhole ? (bases[unit] ?? 0) : rowOf(scan, features, unit)
      const scale = floats[base + row.scale] ?? 0
      const from = (base + row.sums) << 1
      for (let at = 0; at < outputs; at++) sums[at] = (sums[at] ?? 0) + scale * (shorts[from + at] ?? 0)
      squares += floats[base + row.squares] ?? 0
    }
    return squares
  }

  /** The row of a word, computed where it is not there. */
  function rowOf(scan: TextScan, features: Features, unit: number): number {
    const low = features.unitLow[unit] ?? 0
    const high = features.unitHigh[unit] ?? 0
    const known = knownRow(memo, low, high)
    if (known !== -1) return known
    const base = newRow(memo, low, high)
    const count = wordBuckets(scan.wordText(features.unitWord[unit] ?? 0), buckets)
    wordSums.fill(0)
    floats[base + row.squares] = addBuckets(buckets, count, wordSums)
    floats[base + row.scale] = keepShort(wordSums, shorts, (base + row.sums) << 1)
    return base
  }

  /** Adds what buckets weigh to `into`; answers their squared length. */
  function addBuckets(of: Int32Array, count: number, into: Float64Array): number {
    const stride = outputs + 1
    let squares = 0
    for (let at = 0; at < count; at++) found[at] = weightOfIdf[weights[(of[at] ?? 0) * stride] ?? 0] ?? 0
    for (let at = 0; at < count; at++) {
      const weight = found[at] ?? 0
      const from = (of[at] ?? 0) * stride + 1
      for (let output = 0; output < outputs; output++)
        into[output] = (into[output] ?? 0) + weight * (valueOfByte[weights[from + output] ?? 0] ?? 0)
      squares += weight * weight
    }
    return squares
  }
}

/** The weight an unsigned byte of a head stands for. */
export const valueOfByte = Float64Array.from({ length: 256 }, (_, byte) =>
  weightOfByte(byte > 127 ? byte - 256 : byte),
)

/** The weight a byte of {@link interleaved} stands for where it is that of the bucket. */
export const weightOfIdf = Float64Array.from({ length: 256 }, (_, byte) => Math.fround(byte * idfStep))

const blockSize = 1024

/**
 * The bucket's weight and all outputs of one bucket side by side, as unsigned bytes: shape [bucket][1 + output]; see
 * {@link weightOfIdf} and {@link valueOfByte}.
 */
export function interleaved(heads: readonly Head[], weightOf: Float32Array): Uint8Array {
  const columns = heads.flatMap((head) =>
    Array.from({ length: head.outputs }, (_, at) =>
      head.weights.subarray(at * bucketCount, (at + 1) * bucketCount),
    ),
  )
  const stride = columns.length + 1
  const perStep = 1 / idfStep
  const together = new Uint8Array(bucketCount * stride)
  // In blocks, so that what is written stays in the processor's cache.
  for (let block = 0; block < bucketCount; block += blockSize) {
    for (let bucket = block; bucket < block + blockSize; bucket++)
      together[bucket * stride] = (weightOf[bucket] ?? 0) * perStep + 0.5
    for (let output = 0; output < columns.length; output++)
      putColumn(together, columns[output] ?? none, { block, stride, place: 1 + output })
  }
  return together
}

const none = new Int8Array(0)

type ColumnPlace = { block: number; stride: number; place: number }

function putColumn(together: Uint8Array, column: Int8Array, { block, stride, place }: ColumnPlace): void {
  let to = block * stride + place
  for (let bucket = block; bucket < block + blockSize; bucket++) {
    together[to] = column[bucket] ?? 0
    to += stride
  }
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
  const parts: number[] = []
  let sum = 0
  for (let at = 0; at < head.outputs; at++) {
    const part = Math.exp(((scores[from + at] ?? 0) - top) / head.temperature)
    parts.push(part)
    sum += part
  }
  for (let at = 0; at < parts.length; at++) parts[at] = (parts[at] ?? 0) / sum
  return parts
}
