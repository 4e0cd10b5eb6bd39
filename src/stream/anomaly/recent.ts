/** Rows kept: a power of two, more than the neighbours look back for (3,000 and two days of them). */
const rowsKept = 16_384
const mask = rowsKept - 1

/** The newest rows of a series, and means over any stretch of them in one step. */
export type Recent = {
  add: (scaled: number) => void
  /** The scaled value `back` rows before the newest (0 = the newest). */
  at: (back: number) => number
  /** Mean of `length` rows, the last of them `back` rows before the newest. */
  mean: (length: number, back?: number) => number
  /** Standard deviation of the newest `length` rows. */
  spread: (length: number) => number
}

/** Keeps the newest {@link rowsKept} values with running sums; whoever asks for more gets what there is. */
export function createRecent(): Recent {
  const values = new Float64Array(rowsKept)
  const sums = new Float64Array(rowsKept)
  const squares = new Float64Array(rowsKept)
  let count = 0
  let sum = 0
  let square = 0
  /** Sum of everything up to `back` rows before the newest. */
  const sumTo = (kept: Float64Array, back: number): number =>
    back >= count ? 0 : (kept[(count - 1 - back) & mask] ?? 0)
  const over = (kept: Float64Array, length: number, back: number): number =>
    (sumTo(kept, back) - sumTo(kept, back + length)) / Math.max(1, Math.min(length, count - back))
  return {
    add: (scaled) => {
      sum += scaled
      square += scaled * scaled
      const place = count++ & mask
      values[place] = scaled
      sums[place] = sum
      squares[place] = square
    },
    at: (back) => values[(count - 1 - back) & mask] ?? 0,
    mean: (length, back = 0) => over(sums, length, back),
    spread: (length) => Math.sqrt(Math.max(0, over(squares, length, 0) - over(sums, length, 0) ** 2)),
  }
}
