import type { Heard } from '#stream/trends/window.ts'

/** Fewer keys than this are taken as they came: to put them in order would cost more than it saves. */
const sortedFrom = 2048
/** More keys than a post ever has: so many places must be left for the next one. */
const postKeysLeast = 512

/**
 * The keys heard since they were last counted, in flat arrays. They are counted together, in the order of the key table, so that
 * the memory is walked forward: counted as they come, every key waits for memory of its own. Fixed memory, 18 bytes a key.
 */
export class PendingKeys {
  private readonly keysMax: number
  private readonly postsMax: number
  private readonly heads: Int32Array
  private readonly order: Int32Array
  count = 0
  readonly low: Int32Array
  readonly high: Int32Array
  readonly kind: Uint8Array
  /** As `PostKeys` gives it. */
  readonly prior: Float32Array
  /** Index into {@link posts}. */
  readonly post: Uint16Array
  /** The row each key is counted in, -1 for none; filled in while counting. */
  readonly row: Int32Array
  readonly posts: Heard[] = []
  /** The number of each post in the window; -1 for one that is too late to be looked for. */
  readonly numbers: number[] = []
  /** The first key of each post. */
  readonly firstKey: number[] = []

  /** @param buckets buckets of the key table, a power of two */
  constructor({ keysMax, postsMax, buckets }: { keysMax: number; postsMax: number; buckets: number }) {
    this.keysMax = keysMax
    this.postsMax = Math.min(postsMax, 65_535)
    this.heads = new Int32Array(buckets + 1)
    this.order = new Int32Array(keysMax)
    this.low = new Int32Array(keysMax)
    this.high = new Int32Array(keysMax)
    this.kind = new Uint8Array(keysMax)
    this.prior = new Float32Array(keysMax)
    this.post = new Uint16Array(keysMax)
    this.row = new Int32Array(keysMax)
  }

  /** Whether there may be no place for another post. */
  get isFull(): boolean {
    return this.count + postKeysLeast > this.keysMax || this.posts.length >= this.postsMax
  }

  /** A post, whose keys are added next; its number in the window, or -1. */
  begin(heard: Heard, number: number): void {
    this.posts.push(heard)
    this.numbers.push(number)
    this.firstKey.push(this.count)
  }

  /** A key of the post begun last. */
  add(low: number, high: number, kind: number, prior: number): void {
    const at = this.count++
    this.low[at] = low
    this.high[at] = high
    this.kind[at] = kind
    this.prior[at] = prior
    this.post[at] = this.posts.length - 1
  }

  /** The keys in the order of their buckets in the table; keys of one bucket as they came. */
  ordered(): Int32Array {
    const { order, heads, low, count } = this
    if (count < sortedFrom) {
      for (let key = 0; key < count; key++) order[key] = key
      return order
    }
    const mask = heads.length - 2
    heads.fill(0)
    for (let key = 0; key < count; key++) {
      const bucket = ((low[key] ?? 0) & mask) + 1
      heads[bucket] = (heads[bucket] ?? 0) + 1
    }
    for (let bucket = 1; bucket <= mask; bucket++)
      heads[bucket] = (heads[bucket] ?? 0) + (heads[bucket - 1] ?? 0)
    for (let key = 0; key < count; key++) {
      const bucket = (low[key] ?? 0) & mask
      const place = heads[bucket] ?? 0
      order[place] = key
      heads[bucket] = place + 1
    }
    return order
  }

  clear(): void {
    this.count = 0
    this.posts.length = 0
    this.numbers.length = 0
    this.firstKey.length = 0
  }
}
