import { hourMs } from '#kernel/time.ts'

/** Windows every key is counted in, minutes; the two slow ones exist for streams of a few posts an hour. */
export const scalesMin = [5, 15, 60, 180, 720] as const

/** Number of {@link scalesMin}. */
export const scaleCount = scalesMin.length

/** Rows looked at for one key; a row is never emptied, so a key is always within them or not there. */
const probesMax = 16
/** A key heard this often, fading, keeps its row: it is what is usual here. */
const keptPast = 2

/**
 * Counts of every key in every window, and what each key's past was, in typed arrays of a fixed size.
 *
 * The past fades by forward decay: newer posts weigh more instead of older ones less, so no row needs touching.
 * When the table is nearly full, {@link hasRoomFor} says so and callers shed pairs first, then phrases.
 */
export class KeyTable {
  readonly capacity: number
  readonly counts: readonly Uint16Array[]
  readonly kind: Uint8Array
  readonly prior: Float32Array
  readonly low: Uint32Array
  readonly high: Uint32Array
  readonly past: Float64Array
  readonly pastSquares: Float64Array
  readonly hour: Int32Array
  readonly hourCount: Uint16Array
  /** Rows that hold a key, and how many of them would give way to a new one. */
  used = 0
  private spare = 0
  private readonly slowest: Uint16Array

  /** @param capacity rows, a power of two */
  constructor(capacity: number) {
    this.capacity = capacity
    this.counts = scalesMin.map(() => new Uint16Array(capacity))
    this.slowest = this.counts.at(-1) ?? new Uint16Array(capacity)
    this.kind = new Uint8Array(capacity)
    this.prior = new Float32Array(capacity)
    this.low = new Uint32Array(capacity)
    this.high = new Uint32Array(capacity)
    this.past = new Float64Array(capacity)
    this.pastSquares = new Float64Array(capacity)
    this.hour = new Int32Array(capacity)
    this.hourCount = new Uint16Array(capacity)
  }

  /** The row of a key, or -1. */
  find(low: number, high: number): number {
    const mask = this.capacity - 1
    for (let step = 0; step < probesMax; step++) {
      const row = (low + step) & mask
      if (this.prior[row] === 0) return -1
      if (this.low[row] === low && this.high[row] === high) return row
    }
    return -1
  }

  /**
   * The row of a key, made when it is new; -1 when there is no room. `prior` is above 0 and marks the row as used. Among rows
   * that are all taken, the one heard least gives way, unless it is inside a window or was heard {@link keptPast} times.
   *
   * @param weight the forward-decay weight of now
   */
  rowOf(key: { low: number; high: number; kind: number; prior: number }, weight: number): number {
    const mask = this.capacity - 1
    let spare = -1
    for (let step = 0; step < probesMax; step++) {
      const row = (key.low + step) & mask
      if (this.prior[row] === 0) return this.take(row, key)
      if (this.low[row] === key.low && this.high[row] === key.high) return row
      if (this.isSpare(row, weight) && (spare === -1 || (this.past[row] ?? 0) < (this.past[spare] ?? 0)))
        spare = row
    }
    return spare === -1 ? -1 : this.take(spare, key)
  }

  private isSpare(row: number, weight: number): boolean {
    return this.slowest[row] === 0 && (this.past[row] ?? 0) < keptPast * weight
  }

  private take(row: number, key: { low: number; high: number; kind: number; prior: number }): number {
    if (this.prior[row] === 0) this.used++
    else {
      this.past[row] = 0
      this.pastSquares[row] = 0
      this.hour[row] = 0
      this.hourCount[row] = 0
    }
    this.low[row] = key.low
    this.high[row] = key.high
    this.kind[row] = key.kind
    this.prior[row] = key.prior
    return row
  }

  /** Counts the rows that would give way, so that {@link hasRoomFor} knows; a few ms for a million rows, so once an hour. */
  countSpare(weight: number): void {
    this.spare = 0
    for (let row = 0; row < this.capacity; row++)
      if (this.prior[row] !== 0 && this.isSpare(row, weight)) this.spare++
  }

  /** Whether a key that can be spared still gets a row: pairs up to 60 % full, phrases up to 75 %. */
  hasRoomFor(sparedFirst: 'pair' | 'phrase'): boolean {
    return this.used - this.spare < this.capacity * (sparedFirst === 'pair' ? 0.6 : 0.75)
  }

  /** Adds one post to a row's windows and past. `weight` is the forward-decay weight of `atMs`. */
  add(row: number, atMs: number, weight: number): void {
    for (const counts of this.counts) counts[row] = Math.min(65_535, (counts[row] ?? 0) + 1)
    const hour = Math.floor(atMs / hourMs)
    if (this.hour[row] !== hour) this.closeHour(row, hour, weight)
    this.hourCount[row] = (this.hourCount[row] ?? 0) + 1
    this.past[row] = (this.past[row] ?? 0) + weight
  }

  /** Takes one post out of one window. */
  drop(row: number, scale: number): void {
    const counts = this.counts[scale]
    if (counts !== undefined) counts[row] = Math.max(0, (counts[row] ?? 0) - 1)
  }

  /** How much burstier than independent posts this key's hours were; 1 = not at all. `perHour` is its mean, same decay. */
  dispersion(row: number, perHour: number): number {
    const past = this.past[row] ?? 0
    return past <= 0 ? 1 : Math.max(1, (this.pastSquares[row] ?? 0) / past - perHour)
  }

  /** Divides everything past by `factor`, so that forward-decay weights never grow without end. */
  rescale(factor: number): void {
    for (let row = 0; row < this.capacity; row++) {
      this.past[row] = (this.past[row] ?? 0) / factor
      this.pastSquares[row] = (this.pastSquares[row] ?? 0) / factor
    }
  }

  private closeHour(row: number, hour: number, weight: number): void {
    const count = this.hourCount[row] ?? 0
    this.pastSquares[row] = (this.pastSquares[row] ?? 0) + weight * count * count
    this.hour[row] = hour
    this.hourCount[row] = 0
  }
}
