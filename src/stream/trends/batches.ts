import { scaleCount } from '#stream/trends/key-table.ts'

/** What is known of posts that were counted together. `firstSlot` and `endEntry` are signed 32-bit numbers that go around. */
export type NewBatch = {
  firstPost: number
  firstSlot: number
  newestMs: number
  units: number
  endEntry: number
}

/**
 * Posts that were counted together, of one minute at most, numbered through, with one tail a window. Flat arrays in a ring, because
 * they are asked for with every key.
 */
export class Batches {
  private readonly size: number
  private readonly firstPosts: Float64Array
  private readonly firstSlots: Int32Array
  private readonly newestTimesMs: Float64Array
  private readonly unitCounts: Int32Array
  private readonly endEntries: Int32Array
  private readonly asked: Uint8Array
  private readonly laterRows: number[][]
  /** Number of the oldest batch of each window; a longer window's is never above a shorter one's. */
  readonly tails = new Float64Array(scaleCount)
  /** Number of the next batch. */
  head = 0

  /** @param size batches held at most */
  constructor(size: number) {
    this.size = size
    this.firstPosts = new Float64Array(size)
    this.firstSlots = new Int32Array(size)
    this.newestTimesMs = new Float64Array(size)
    this.unitCounts = new Int32Array(size)
    this.endEntries = new Int32Array(size)
    this.asked = new Uint8Array(size)
    this.laterRows = Array.from({ length: size }, () => none)
  }

  add(batch: NewBatch): void {
    const at = this.head++ % this.size
    this.firstPosts[at] = batch.firstPost
    this.firstSlots[at] = batch.firstSlot
    this.newestTimesMs[at] = batch.newestMs
    this.unitCounts[at] = batch.units
    this.endEntries[at] = batch.endEntry
    this.asked[at] = 0
    this.laterRows[at] = none
  }

  /** Number of the oldest batch. */
  get oldest(): number {
    return this.tails[scaleCount - 1] ?? 0
  }

  /** Number of a batch's first post. */
  firstPost(batch: number): number {
    return this.firstPosts[batch % this.size] ?? 0
  }

  newestMs(batch: number): number {
    return this.newestTimesMs[batch % this.size] ?? 0
  }

  /** Its distinct posts. */
  units(batch: number): number {
    return this.unitCounts[batch % this.size] ?? 0
  }

  /** Where its rows end in `BatchRows`. */
  endEntry(batch: number): number {
    return this.endEntries[batch % this.size] ?? 0
  }

  /** Rows that later posts brought to its posts. */
  later(batch: number): readonly number[] {
    return this.laterRows[batch % this.size] ?? none
  }

  /** A later post brought a row to one of its posts. */
  addLater(batch: number, row: number): void {
    const at = batch % this.size
    const rows = this.laterRows[at] ?? none
    if (rows === none) this.laterRows[at] = [row]
    else rows.push(row)
  }

  /** Somebody has asked for the rows of one of its posts. */
  ask(batch: number): void {
    this.asked[batch % this.size] = 1
  }

  isAsked(batch: number): boolean {
    return this.asked[batch % this.size] === 1
  }

  /** The batch that holds a slot, which must be before the next one; -1 when it has left. */
  ofSlot(slot: number): number {
    const { size, firstSlots, oldest } = this
    let low = oldest
    let high = this.head
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((((firstSlots[middle % size] ?? 0) - slot) | 0) <= 0) low = middle + 1
      else high = middle
    }
    return low > oldest ? low - 1 : -1
  }

  /** The batch that holds a post, which must be counted; -1 when it has left. */
  ofPost(post: number): number {
    const { size, firstPosts, oldest } = this
    let low = oldest
    let high = this.head
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((firstPosts[middle % size] ?? 0) <= post) low = middle + 1
      else high = middle
    }
    return low > oldest ? low - 1 : -1
  }

  /** The shortest window a batch is inside; {@link scaleCount} when none. */
  firstScale(batch: number): number {
    let scale = 0
    while (scale < scaleCount && (this.tails[scale] ?? 0) > batch) scale++
    return scale
  }
}

const none: number[] = []
