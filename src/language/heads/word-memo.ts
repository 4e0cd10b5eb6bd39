/**
 * Rows of numbers remembered for words, one row a word: its two hashes first, then whatever the owner keeps, as whole numbers
 * or single floats. All of a row lies together, because what a word costs is the lines of memory it touches.
 *
 * Two places a hash; the older one is pushed out. A word whose hashes are both 0 is taken for known and adds nothing.
 */
export type WordMemo = {
  ints: Int32Array
  /** The same bytes as `ints`. */
  floats: Float32Array
  /** The same bytes as `ints`: number `n` of these lies in number `n >> 1` of those. */
  shorts: Int16Array
  /** Numbers a row. */
  stride: number
  /** Pairs of rows, less one. */
  mask: number
}

/** Numbers at the beginning of a row that are the hashes. */
export const memoKeySize = 2

/** Rows begin at multiples of this, so that few of them lie across two lines of the processor's cache (64 bytes). */
const strideStep = 8

/**
 * An empty memo.
 *
 * @param rows a power of two
 * @param numbers how many numbers of 32 bits a row holds besides its hashes
 */
export function createWordMemo(rows: number, numbers: number): WordMemo {
  const stride = Math.ceil((memoKeySize + numbers) / strideStep) * strideStep
  const bytes = new ArrayBuffer(rows * stride * 4)
  return {
    ints: new Int32Array(bytes),
    floats: new Float32Array(bytes),
    shorts: new Int16Array(bytes),
    stride,
    mask: (rows >> 1) - 1,
  }
}

/** Where the row of a word begins in `ints`, or -1 where it is not known. */
export function knownRow({ ints, stride, mask }: WordMemo, low: number, high: number): number {
  const first = (low & mask) * stride * 2
  if (ints[first] === low && ints[first + 1] === high) return first
  const second = first + stride
  return ints[second] === low && ints[second + 1] === high ? second : -1
}

/** Makes room for a word that is not known; all numbers of its row but the hashes are 0. */
export function newRow({ ints, stride, mask }: WordMemo, low: number, high: number): number {
  const first = (low & mask) * stride * 2
  ints.copyWithin(first + stride, first, first + stride)
  ints.fill(0, first, first + stride)
  ints[first] = low
  ints[first + 1] = high
  return first
}

/** The largest number a sum is kept as; the row's scale says what it stands for. */
const shortMax = 32_767

/**
 * Keeps sums in 16 bits each, rounded to a 32,767th of the largest among them.
 *
 * @param from where they go in `shorts`
 * @returns what 1 stands for
 */
export function keepShort(sums: Float64Array, shorts: Int16Array, from: number): number {
  let most = 0
  for (let at = 0; at < sums.length; at++) most = Math.max(most, Math.abs(sums[at] ?? 0))
  if (most === 0) return 0
  for (let at = 0; at < sums.length; at++) shorts[from + at] = Math.round(((sums[at] ?? 0) / most) * shortMax)
  return most / shortMax
}
