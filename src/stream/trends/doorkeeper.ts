import { mix32 } from '#stream/trends/terms.ts'

/**
 * Remembers keys heard once, so that only what is heard again gets a row of the key table: of ten pairs of words in a busy
 * stream nine never return. Fixed memory, 8 bytes a key; a newer key may push an older one out, which then counts as unheard.
 */
export class Doorkeeper {
  private readonly mask: number
  /** A mark and the number of the post that brought it, side by side. */
  private readonly heard: Int32Array

  /** @param capacity keys remembered at most, a power of two */
  constructor(capacity: number) {
    this.mask = capacity - 1
    this.heard = new Int32Array(capacity * 2)
  }

  /** Touches the places of many keys at once, as `KeyTable.warm`; the sum says nothing. */
  warm(low: Int32Array, high: Int32Array, count: number): number {
    let sum = 0
    for (let key = 0; key < count; key++) sum ^= this.heard[this.placeOf(low[key] ?? 0, high[key] ?? 0)] ?? 0
    return sum
  }

  private placeOf(low: number, high: number): number {
    return (mix32(low ^ Math.imul(high, 0x9e3779b1)) & this.mask) * 2
  }

  /** The post (modulo 2^32, unsigned) that brought this key before, which is then forgotten; else -1, and this one is remembered. */
  knock(low: number, high: number, post: number): number {
    const place = this.placeOf(low, high)
    const mark = high | 0 || 1
    const known = this.heard[place] === mark
    const earlier = (this.heard[place + 1] ?? 0) >>> 0
    this.heard[place] = known ? 0 : mark
    this.heard[place + 1] = post | 0
    return known ? earlier : -1
  }
}
