import { emptyFeatures, type Features, readFeatures } from '#language/heads/features.ts'
import { bucketCount, wordBuckets, wordBucketsMax } from '#language/heads/buckets.ts'
import { type MoodLexicon, moodLexicons, moodSize, readMood } from '#language/heads/mood.ts'
import { TextScan } from '#language/scan.ts'

/** Texts as rows of a sparse matrix: row `r` has `buckets[starts[r] .. starts[r + 1]]` with `values`, of Euclidean length 1. */
export type Matrix = {
  count: number
  starts: Int32Array
  buckets: Int32Array
  values: Float32Array
  /** How many columns there are, where it is not the usual number of buckets. */
  width?: number
}

const scan = new TextScan()
const features: Features = emptyFeatures()
const ofWord = new Int32Array(wordBucketsMax)

/** Which features a matrix holds: all of them, or the letters of words alone. */
export type FeatureChoice = 'all' | 'words'

/** Every bucket of a text, once an occurrence; what the run-time sums with its table of words. */
export function bucketsOf(text: string, choice: FeatureChoice = 'all'): number[] {
  scan.read(text)
  readFeatures(scan, features)
  const found: number[] = []
  for (let unit = 0; unit < features.unitCount; unit++) {
    const count = wordBuckets(scan.wordText(features.unitWord[unit] ?? 0), ofWord)
    for (let at = 0; at < count; at++) found.push(ofWord[at] ?? 0)
  }
  if (choice === 'words') return found
  for (let at = 0; at < features.bucketCount; at++) found.push(features.buckets[at] ?? 0)
  return found
}

/** The matrix of texts under a table of bucket weights (see `idf.ts`). */
export function matrixOf(
  texts: readonly string[],
  weightOf: ArrayLike<number>,
  choice: FeatureChoice = 'all',
): Matrix {
  const rows = texts.map((text) => bucketsOf(text, choice))
  const starts = new Int32Array(rows.length + 1)
  rows.forEach((row, at) => (starts[at + 1] = (starts[at] ?? 0) + row.length))
  const buckets = new Int32Array(starts[rows.length] ?? 0)
  const values = new Float32Array(buckets.length)
  rows.forEach((row, at) => {
    const squared = row.reduce((sum, bucket) => sum + (weightOf[bucket] ?? 0) ** 2, 0)
    const length = Math.sqrt(squared) || 1
    row.forEach((bucket, i) => {
      buckets[(starts[at] ?? 0) + i] = bucket
      values[(starts[at] ?? 0) + i] = (weightOf[bucket] ?? 0) / length
    })
  })
  return { count: rows.length, starts, buckets, values }
}

/** Only some rows of a matrix, in the order given. */
export function rowsOf(matrix: Matrix, wanted: readonly number[]): Matrix {
  const starts = new Int32Array(wanted.length + 1)
  wanted.forEach((row, at) => {
    starts[at + 1] = (starts[at] ?? 0) + (matrix.starts[row + 1] ?? 0) - (matrix.starts[row] ?? 0)
  })
  const buckets = new Int32Array(starts[wanted.length] ?? 0)
  const values = new Float32Array(buckets.length)
  wanted.forEach((row, at) => {
    const [from, to] = [matrix.starts[row] ?? 0, matrix.starts[row + 1] ?? 0]
    buckets.set(matrix.buckets.subarray(from, to), starts[at])
    values.set(matrix.values.subarray(from, to), starts[at])
  })
  return { ...matrix, count: wanted.length, starts, buckets, values }
}

/** How much a sign of mood weighs beside a text's buckets, whose vector has length 1. */
export const moodValue = 0.15

/** A matrix with the signs of mood as columns behind the buckets; every text in its own language. */
export function withMood(matrix: Matrix, texts: readonly string[], langs: readonly string[]): Matrix {
  const lexicons = new Map<string, MoodLexicon>()
  const lexiconOf = moodLexicons()
  const flags = new Uint8Array(moodSize)
  const signs = texts.map((text, at) => {
    const lang = langs[at] ?? 'en'
    const lexicon = lexicons.get(lang) ?? lexiconOf(lang)
    lexicons.set(lang, lexicon)
    scan.read(text)
    readMood(scan, lexicon, flags)
    return [...flags].flatMap((flag, sign) => (flag === 1 ? [bucketCount + sign] : []))
  })
  return withColumns(matrix, signs, bucketCount + moodSize)
}

function withColumns(matrix: Matrix, columns: readonly (readonly number[])[], width: number): Matrix {
  const more = columns.reduce((sum, row) => sum + row.length, 0)
  const starts = new Int32Array(matrix.count + 1)
  const buckets = new Int32Array(matrix.buckets.length + more)
  const values = new Float32Array(buckets.length)
  let at = 0
  for (let row = 0; row < matrix.count; row++) {
    const [from, to] = [matrix.starts[row] ?? 0, matrix.starts[row + 1] ?? 0]
    buckets.set(matrix.buckets.subarray(from, to), at)
    values.set(matrix.values.subarray(from, to), at)
    at += to - from
    for (const column of columns[row] ?? []) {
      buckets[at] = column
      values[at++] = moodValue
    }
    starts[row + 1] = at
  }
  return { count: matrix.count, starts, buckets, values, width }
}
