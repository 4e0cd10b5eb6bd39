/**
 * Which text was the last to have a key: a table of fixed size with linear probing. What is taken out leaves no mark behind
 * (Knuth, The Art of Computer Programming 3, 6.4, algorithm R), so it never fills up with what was forgotten.
 */
export class PlaceTable {
  private readonly mask: number
  /** Key and place + 1 side by side; a place of 0 is an empty slot. */
  private readonly slots: Int32Array

  /** @param entriesMax keys held at most; slots are the next power of two above one and a half times as many */
  constructor(entriesMax: number) {
    const size = 2 ** Math.ceil(Math.log2(entriesMax * 1.5))
    this.mask = size - 1
    this.slots = new Int32Array(size * 2)
  }

  /**
   * Touches where keys stand, so that the processor fetches them from memory side by side; looked up one by one each waits for
   * the one before. The sum says nothing.
   */
  warm(keys: Int32Array, from: number, count: number): number {
    let sum = 0
    for (let at = from; at < from + count; at++) sum ^= this.slots[this.home(keys[at] ?? 0) * 2] ?? 0
    return sum
  }

  /** The last place with this key, or -1. */
  placeOf(key: number): number {
    return (this.slots[this.slotOf(key) * 2 + 1] ?? 0) - 1
  }

  /** Says that a place has this key; an earlier one is no longer found by it. */
  put(key: number, place: number): void {
    const slot = this.slotOf(key)
    this.slots[slot * 2] = key
    this.slots[slot * 2 + 1] = place + 1
  }

  /** Takes the key out if it still leads to this place. */
  remove(key: number, place: number): void {
    const slot = this.slotOf(key)
    if (this.slots[slot * 2 + 1] === place + 1) this.close(slot)
  }

  /** Fills a hole with what stands behind it and would not be found past a hole. */
  private close(hole: number): void {
    const { mask, slots } = this
    let empty = hole
    for (let slot = (hole + 1) & mask; slots[slot * 2 + 1] !== 0; slot = (slot + 1) & mask) {
      const key = slots[slot * 2] ?? 0
      if (((slot - this.home(key)) & mask) < ((slot - empty) & mask)) continue
      slots[empty * 2] = key
      slots[empty * 2 + 1] = slots[slot * 2 + 1] ?? 0
      empty = slot
    }
    slots[empty * 2 + 1] = 0
  }

  private home(key: number): number {
    return Math.imul(key ^ (key >>> 16), 0x9e3779b1) & this.mask
  }

  private slotOf(key: number): number {
    let slot = this.home(key)
    while (this.slots[slot * 2 + 1] !== 0 && this.slots[slot * 2] !== key) slot = (slot + 1) & this.mask
    return slot
  }
}
