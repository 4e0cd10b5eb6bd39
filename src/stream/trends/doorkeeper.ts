/**
 * Remembers keys heard once, so that only what is heard again gets a row of the key table: of ten pairs of words in a busy
 * stream nine never return. Fixed memory, 8 bytes a key; a newer key may push an older one out, which then counts as unheard.
 * Keys stand in the order of the key table's buckets, so that who walks the one forward walks the other forward too.
 */
export class Doorkeeper {
  private readonly bucketMask: number
  private readonly placesABucket: number
  /** A mark and the slot of the post that brought it, side by side. */
  private readonly heard: Int32Array

  /** The slot that brought the key that {@link knock} found first. */
  earlier = 0

  /** @param capacity keys remembered at most, and over how many buckets; powers of two */
  constructor(capacity: number, buckets: number) {
    this.bucketMask = buckets - 1
    this.placesABucket = capacity / buckets
    this.heard = new Int32Array(capacity * 2)
  }

  /** Whether this key came before, which is then forgotten; else it is remembered with its slot, a signed 32-bit number. */
  knock(low: number, high: number, slot: number): boolean {
    const place = this.placeOf(low, high)
    const mark = high | 0 || 1
    const isKnown = this.heard[place] === mark
    if (isKnown) this.earlier = this.heard[place + 1] ?? 0
    this.heard[place] = isKnown ? 0 : mark
    this.heard[place + 1] = slot
    return isKnown
  }

  private placeOf(low: number, high: number): number {
    return ((low & this.bucketMask) * this.placesABucket + ((high >>> 4) & (this.placesABucket - 1))) * 2
  }
}
