import { hourMs } from '#kernel/time.ts'

/** Windows every key is counted in, minutes; the two slow ones exist for streams of a few posts an hour. */
export const scalesMin = [5, 15, 60, 180, 720] as const

/** Number of {@link scalesMin}. */
export const scaleCount = scalesMin.length

/**
 * A key lives in a bucket of this many rows, chosen by its hash; a row may so change its key without anybody else being lost.
 * At 60 % of live rows one key in a thousand finds its bucket full. The fingerprints of a bucket are one line of the cache.
 */
const bucketRowsMost = 32
/** A key heard this often, fading, keeps its row: it is what is usual here. */
const keptPast = 2

/**
 * What is asked of every key lies side by side, 16 bytes a row: low u32, high u32, past f32, and a u32 that packs the hour
 * (16 bits), the kind (4), whether it was touched (1) and the prior (11, logarithmic, 1 % a step).
 */
const wordsARow = 4
const pastAt = 2
const packedAt = 3

const hourMask = 0xffff
const countMost = 65_535
const kindShift = 16
const kindMask = 0xf
const touchedBit = 1 << 20
const priorShift = 21
const priorCodeMax = 2047
const priorCodesADecade = 227

/** The prior as kept in a row. At least 1, at most 2047: from 1e-9 to 1. */
function priorCode(shareOf1: number): number {
  const code = Math.round((Math.log10(shareOf1) + 9) * priorCodesADecade) + 1
  return Math.max(1, Math.min(priorCodeMax, code))
}

const priorOfCode = Float64Array.from(
  { length: priorCodeMax + 1 },
  (_, code) => 10 ** ((code - 1) / priorCodesADecade - 9),
)

/** 8 bits of a key that its bucket is not chosen by; never 0. */
function fingerprint(high: number): number {
  return high >>> 24 || 1
}

/** Whether one of four bytes is 0: then a bit is set at the lowest of them. Bits above it may be set too. */
function zeroBytes(four: number): number {
  return (four - 0x01010101) & ~four & 0x80808080
}

/** A key as the table takes it: a 64-bit hash in two halves, its kind, and its share of general posts (above 0). */
export type TableKey = { low: number; high: number; kind: number; prior: number }

/**
 * Counts of every key in every window, and what each key's past was, in one array of a fixed size.
 *
 * The past fades by forward decay: newer posts weigh more instead of older ones less, so no row needs touching.
 * When the table is nearly full, {@link hasRoomFor} says so and callers shed pairs first, then phrases.
 */
export class KeyTable {
  readonly capacity: number
  /** Rows that hold a key, and how many of them would give way to a new one. */
  used = 0
  /** A power of two; keys are in order of their buckets when the lower half of their hash, below this number, is. */
  readonly buckets: number
  private spare = 0
  private readonly bucketMask: number
  private readonly bucketRows: number
  /**
   * A few bits of each row's key, never 0; 0 = the row is free, and so are those behind it in its bucket. Most keys asked for
   * are not there, and to find that out in 1 MB saves most of the time the processor waits for memory.
   */
  private readonly fingerprints: Uint8Array
  /** The same, four at once. */
  private readonly fours: Int32Array
  private readonly words: Int32Array
  private readonly floats: Float32Array
  /** Squares of the posts of its hours, faded. */
  private readonly squares: Float32Array
  /** Posts of the running hour. */
  private readonly hourCounts: Uint16Array
  /** Posts inside the longest window. */
  private readonly totals: Uint16Array
  /**
   * Posts inside each window and not inside the one before it. An array for each: in the order of the table a batch of posts moves
   * on from one to the next through memory that is small and walked forward.
   */
  private readonly bands: readonly Uint16Array[]

  /** @param capacity rows, a power of two, at least 8 */
  constructor(capacity: number) {
    this.capacity = capacity
    this.bucketRows = Math.min(bucketRowsMost, capacity)
    this.buckets = capacity / this.bucketRows
    this.bucketMask = this.buckets - 1
    const buffer = new ArrayBuffer(capacity * wordsARow * 4)
    this.fingerprints = new Uint8Array(capacity)
    this.fours = new Int32Array(this.fingerprints.buffer)
    this.words = new Int32Array(buffer)
    this.floats = new Float32Array(buffer)
    this.squares = new Float32Array(capacity)
    this.hourCounts = new Uint16Array(capacity)
    this.totals = new Uint16Array(capacity)
    this.bands = scalesMin.map(() => new Uint16Array(capacity))
  }

  /** The row of a key, or -1. The halves may be given signed or unsigned. */
  find(low: number, high: number): number {
    const { fours } = this
    const wanted = Math.imul(fingerprint(high), 0x01010101)
    const begin = this.firstRow(low)
    for (let row = begin; row < begin + this.bucketRows; row += 4) {
      const four = fours[row >> 2] ?? 0
      let found = zeroBytes(four ^ wanted)
      while (found !== 0) {
        const likely = row + ((31 - Math.clz32(found & -found)) >> 3)
        if (this.holds(likely, low, high)) return likely
        found &= found - 1
      }
      if (zeroBytes(four) !== 0) return -1
    }
    return -1
  }

  private holds(row: number, low: number, high: number): boolean {
    return this.words[row * wordsARow] === (low | 0) && this.words[row * wordsARow + 1] === (high | 0)
  }

  private firstRow(low: number): number {
    return (low & this.bucketMask) * this.bucketRows
  }

  /**
   * The row of a key, made when it is new; -1 when there is no room. Among rows that are all taken, the one heard least gives
   * way, unless it is inside a window or was heard {@link keptPast} times.
   *
   * @param weight the forward-decay weight of now
   */
  rowOf(key: TableKey, weight: number): number {
    const row = this.find(key.low, key.high)
    return row === -1 ? this.take(key.low, key.high, key.kind, key.prior, weight) : row
  }

  /** A row for a key that has none, as {@link rowOf}; the key must not be in the table. */
  take(low: number, high: number, kind: number, prior: number, weight: number): number {
    const row = this.placeIn(this.firstRow(low), weight)
    if (row !== -1) this.fill(row, low, high, (kind << kindShift) | (priorCode(prior) << priorShift))
    return row
  }

  /** A free row of a bucket, else the spare one heard least, else -1. */
  private placeIn(begin: number, weight: number): number {
    // Free rows are behind those taken, and fingerprints are at hand: only a full bucket's rows must be fetched and compared.
    for (let row = begin; row < begin + this.bucketRows; row++) if (this.isFree(row)) return row
    let spare = -1
    for (let row = begin; row < begin + this.bucketRows; row++) {
      if (this.isSpare(row, weight) && (spare === -1 || this.rawPast(row) < this.rawPast(spare))) spare = row
    }
    return spare
  }

  private isFree(row: number): boolean {
    return this.fingerprints[row] === 0
  }

  private isSpare(row: number, weight: number): boolean {
    return this.totals[row] === 0 && this.rawPast(row) < keptPast * weight
  }

  private fill(row: number, low: number, high: number, packed: number): void {
    const at = row * wordsARow
    if (this.isFree(row)) this.used++
    this.fingerprints[row] = fingerprint(high)
    this.words[at] = low | 0
    this.words[at + 1] = high | 0
    this.floats[at + pastAt] = 0
    this.squares[row] = 0
    this.hourCounts[row] = 0
    this.words[at + packedAt] = packed
  }

  /** Counts the rows that would give way, so that {@link hasRoomFor} knows; a few ms for a million rows, so once an hour. */
  countSpare(weight: number): void {
    this.spare = 0
    for (let row = 0; row < this.capacity; row++)
      if (!this.isFree(row) && this.isSpare(row, weight)) this.spare++
  }

  /** Whether a key that can be spared still gets a row: pairs up to 60 % full, phrases up to 75 %. */
  hasRoomFor(sparedFirst: 'pair' | 'phrase'): boolean {
    return this.used - this.spare < this.capacity * (sparedFirst === 'pair' ? 0.6 : 0.75)
  }

  /**
   * Adds one post to a row's windows and past.
   *
   * @param hour whole hours of stream time of the post
   * @param weight the forward-decay weight of that time
   * @param firstScale the shortest window the post is still inside; 0 for one heard just now, {@link scaleCount} for none
   */
  add(row: number, hour: number, weight: number, firstScale = 0): void {
    const { words, floats, hourCounts, totals } = this
    const at = row * wordsARow
    if (firstScale < scaleCount) {
      const band = this.bands[firstScale] ?? totals
      band[row] = Math.min(countMost, (band[row] ?? 0) + 1)
      totals[row] = Math.min(countMost, (totals[row] ?? 0) + 1)
    }
    const packed = words[at + packedAt] ?? 0
    if ((packed & hourMask) !== (hour & hourMask)) this.closeHour(row, hour, weight)
    hourCounts[row] = Math.min(countMost, (hourCounts[row] ?? 0) + 1)
    floats[at + pastAt] = (floats[at + pastAt] ?? 0) + weight
  }

  /** One post leaves the windows from the shortest one it is inside to `lastScale`. */
  drop(row: number, firstScale: number, lastScale: number): void {
    const from = this.bands[firstScale] ?? this.totals
    const count = from[row] ?? 0
    if (count === 0) return
    from[row] = count - 1
    if (lastScale === scaleCount - 1) this.totals[row] = (this.totals[row] ?? 1) - 1
    else {
      const to = this.bands[lastScale + 1] ?? this.totals
      to[row] = Math.min(countMost, (to[row] ?? 0) + 1)
    }
  }

  /** Posts inside a window that carry the key. */
  count(row: number, scale: number): number {
    if (scale === scaleCount - 1) return this.totals[row] ?? 0
    let count = 0
    for (let shorter = 0; shorter <= scale; shorter++) count += this.bands[shorter]?.[row] ?? 0
    return count
  }

  /** Posts inside a window and not inside the one before it. */
  band(row: number, scale: number): number {
    return this.bands[scale]?.[row] ?? 0
  }

  /** Index into `keyKinds`. */
  kind(row: number): number {
    return ((this.words[row * wordsARow + packedAt] ?? 0) >>> kindShift) & kindMask
  }

  /** Share of general posts taken to carry the key, to 1 %. */
  prior(row: number): number {
    return priorOfCode[(this.words[row * wordsARow + packedAt] ?? 0) >>> priorShift] ?? 1
  }

  /** The key's hash, unsigned halves. */
  low(row: number): number {
    return (this.words[row * wordsARow] ?? 0) >>> 0
  }

  high(row: number): number {
    return (this.words[row * wordsARow + 1] ?? 0) >>> 0
  }

  /** Posts of the past that carried the key, in forward-decay weights. */
  rawPast(row: number): number {
    return this.floats[row * wordsARow + pastAt] ?? 0
  }

  /** Squares of the posts of its hours, the running one left out, in forward-decay weights. */
  rawSquares(row: number): number {
    return this.squares[row] ?? 0
  }

  /** Posts of the running hour. */
  hourCount(row: number): number {
    return this.hourCounts[row] ?? 0
  }

  /** Puts a saved past into a row, with a weight of 1 for now. */
  setPast(row: number, past: number, squares: number): void {
    this.floats[row * wordsARow + pastAt] = past
    this.squares[row] = squares
  }

  /** Marks a row; true when it was not marked yet. */
  touch(row: number): boolean {
    const at = row * wordsARow + packedAt
    const packed = this.words[at] ?? 0
    if ((packed & touchedBit) !== 0) return false
    this.words[at] = packed | touchedBit
    return true
  }

  /** Takes the mark of {@link touch} away. */
  untouch(row: number): void {
    const at = row * wordsARow + packedAt
    this.words[at] = (this.words[at] ?? 0) & ~touchedBit
  }

  /** How much burstier than independent posts this key's hours were; 1 = not at all. `perHour` is its mean, same decay. */
  dispersion(row: number, perHour: number): number {
    const past = this.rawPast(row)
    return past <= 0 ? 1 : Math.max(1, this.rawSquares(row) / past - perHour)
  }

  /** Divides everything past by `factor`, so that forward-decay weights never grow without end. */
  rescale(factor: number): void {
    for (let row = 0; row < this.capacity; row++)
      this.setPast(row, this.rawPast(row) / factor, this.rawSquares(row) / factor)
  }

  private closeHour(row: number, hour: number, weight: number): void {
    const at = row * wordsARow
    const count = this.hourCount(row)
    this.squares[row] = this.rawSquares(row) + weight * count * count
    this.words[at + packedAt] = ((this.words[at + packedAt] ?? 0) & ~hourMask) | (hour & hourMask)
    this.hourCounts[row] = 0
  }
}

/** Whole hours of a time, as {@link KeyTable.add} takes them. */
export function hourOf(atMs: number): number {
  return Math.floor(atMs / hourMs)
}
