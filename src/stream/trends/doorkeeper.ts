/**
 * Remembers keys heard once, so that only what is heard again gets a row of the key table: of ten pairs of words in a busy
 * stream nine never return. Fixed memory, 8 bytes a key; a newer key may push an older one out, which then counts as unheard.
 * Keys stand in the order of the key table's buckets, so that who walks the one forward walks the other forward too.
 */
export class Doorkeeper {
  private readonly bucketMask: number
  private readonly placesABucket: number
  /** A mark and the number of the post that brought it, side by side. */
  private readonly heard: Int32Array

  /** @param capacity keys remembered at most, and over how many buckets; powers of two */
  constructor(capacity: number, buckets: number) {
    this.bucketMask = buckets - 1
    this.placesABucket = capacity / buckets
    this.heard = new Int32Array(capacity * 2)
  }

  /** The post (modulo 2^32, unsigned) that brought this key before, which is then forgotten; else -1, and this one is remembered. */
  knock(low: number, high: number, post: number): number {
    const place =
      ((low & this.bucketMask) * this.placesABucket + ((high >>> 4) & (this.placesABucket - 1))) * 2
    const mark = high | 0 || 1
    const known = this.heard[place] === mark
    const earlier = (this.heard[place + 1] ?? 0) >>> 0
    this.heard[place] = known ? 0 : mark
    this.heard[place + 1] = post | 0
    return known ? earlier : -1
  }
}
