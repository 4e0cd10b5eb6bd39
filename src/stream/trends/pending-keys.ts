import type { HeardPost } from '#stream/trends/heard.ts'

/** Fewer keys than this are taken as they came: to put them in order would cost more than it saves. */
const sortedFrom = 2048
/** More keys than a post ever has: so many places must be left for the next one. */
const postKeysLeast = 512

/** The kind that a tag of {@link PendingKeys} holds. */
export function kindIn(tag: number): number {
  return tag & 15
}

/** The post, an index into the pending posts, that a tag of {@link PendingKeys} holds. */
export function postIn(tag: number): number {
  return tag >>> 4
}

/**
 * The keys heard since they were last counted, in flat arrays. They are counted together, in the order of the key table, so that
 * the memory is walked forward: counted as they come, every key waits for memory of its own. Fixed memory, 36 bytes a key.
 */
export class PendingKeys {
  private readonly keysMax: number
  private readonly postsMax: number
  private readonly heads: Int32Array
  count = 0
  private readonly low: Int32Array
  private readonly high: Int32Array
  private readonly tag: Int32Array
  /** As `PostKeys` gives it. */
  readonly prior: Float32Array
  /** The row each key is counted in, an entry as `PostRows` holds it; filled in while counting. */
  readonly entry: Int32Array
  readonly posts: HeardPost[] = []
  /** The number of each post in the window; -1 for one that is too late to be looked for. */
  readonly numbers: number[] = []
  /** The first key of each post. */
  readonly firstKey: number[] = []
  /** Filled in by {@link sort}: the keys in the order of their buckets in the table, keys of one bucket as they came. */
  readonly order: Int32Array
  readonly sortedLow: Int32Array
  readonly sortedHigh: Int32Array
  /** {@link kindIn} and {@link postIn} of it. */
  readonly sortedTag: Int32Array

  /** @param buckets buckets of the key table, a power of two */
  constructor({ keysMax, postsMax, buckets }: { keysMax: number; postsMax: number; buckets: number }) {
    this.keysMax = keysMax
    this.postsMax = Math.min(postsMax, 65_535)
    this.heads = new Int32Array(buckets + 1)
    this.order = new Int32Array(keysMax)
    this.low = new Int32Array(keysMax)
    this.high = new Int32Array(keysMax)
    this.tag = new Int32Array(keysMax)
    this.prior = new Float32Array(keysMax)
    this.entry = new Int32Array(keysMax)
    this.sortedLow = new Int32Array(keysMax)
    this.sortedHigh = new Int32Array(keysMax)
    this.sortedTag = new Int32Array(keysMax)
  }

  /** Whether there may be no place for another post. */
  get isFull(): boolean {
    return this.count + postKeysLeast > this.keysMax || this.posts.length >= this.postsMax
  }

  /** A post, whose keys are added next; its number in the window, or -1. */
  begin(heard: HeardPost, number: number): void {
    this.posts.push(heard)
    this.numbers.push(number)
    this.firstKey.push(this.count)
  }

  /** A key of the post begun last. */
  add(low: number, high: number, kind: number, prior: number): void {
    const at = this.count++
    this.low[at] = low
    this.high[at] = high
    this.tag[at] = ((this.posts.length - 1) << 4) | kind
    this.prior[at] = prior
  }

  /** Fills in {@link order} and what is sorted by it; copied in one go, so that who counts reads straight on. */
  sort(): void {
    const { order, low, high, tag, count, sortedLow, sortedHigh, sortedTag } = this
    const places = count < sortedFrom ? undefined : this.placesOfBuckets()
    const mask = this.heads.length - 2
    for (let key = 0; key < count; key++) {
      const keyLow = low[key] ?? 0
      let place = key
      if (places !== undefined) {
        place = places[keyLow & mask] ?? 0
        places[keyLow & mask] = place + 1
      }
      order[place] = key
      sortedLow[place] = keyLow
      sortedHigh[place] = high[key] ?? 0
      sortedTag[place] = tag[key] ?? 0
    }
  }

  /** Where the keys of each bucket begin. */
  private placesOfBuckets(): Int32Array {
    const { heads, low, count } = this
    const mask = heads.length - 2
    heads.fill(0)
    for (let key = 0; key < count; key++) {
      const bucket = ((low[key] ?? 0) & mask) + 1
      heads[bucket] = (heads[bucket] ?? 0) + 1
    }
    let sum = 0
    for (let bucket = 0; bucket <= mask; bucket++) heads[bucket] = sum += heads[bucket] ?? 0
    return heads
  }

  clear(): void {
    this.count = 0
    this.posts.length = 0
    this.numbers.length = 0
    this.firstKey.length = 0
  }
}
