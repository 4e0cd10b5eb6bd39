/** Room for as many members as posts usually have, in a table that stays in the nearest cache. */
const firstSlots = 2048

/**
 * A set of a few whole numbers from 0 up, made anew for every post: forgetting costs as much as there were members, and
 * asking touches 8 KB however large the numbers are. Open addressing; a slot holds the number plus one.
 */
export class SmallSet {
  /** The members in the order they came; the first `size` of them. */
  members = new Int32Array(256)
  size = 0
  #slots = new Int32Array(firstSlots)
  #mask = firstSlots - 1

  /** Forgets all members. */
  clear(): void {
    const slots = this.#slots
    const mask = this.#mask
    if (this.size * 4 > slots.length) slots.fill(0)
    else for (let at = 0; at < this.size; at++) forget(slots, mask, this.members[at] ?? 0)
    this.size = 0
  }

  /** Whether the number is a member. */
  has(number: number): boolean {
    const slots = this.#slots
    const mask = this.#mask
    for (let slot = number & mask; ; slot = (slot + 1) & mask) {
      const found = slots[slot] ?? 0
      if (found === 0) return false
      if (found === number + 1) return true
    }
  }

  /** Adds a number; false when it was a member already. */
  add(number: number): boolean {
    if (this.size * 2 >= this.#slots.length || this.size === this.members.length) this.#grow()
    const slots = this.#slots
    const mask = this.#mask
    let slot = number & mask
    while (slots[slot] !== 0) {
      if (slots[slot] === number + 1) return false
      slot = (slot + 1) & mask
    }
    slots[slot] = number + 1
    this.members[this.size++] = number
    return true
  }

  #grow(): void {
    if (this.size === this.members.length) {
      const longer = new Int32Array(this.size * 2)
      longer.set(this.members)
      this.members = longer
    }
    if (this.size * 2 < this.#slots.length) return
    const slots = new Int32Array(this.#slots.length * 2)
    const mask = slots.length - 1
    for (let at = 0; at < this.size; at++) {
      const number = this.members[at] ?? 0
      let slot = number & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = number + 1
    }
    this.#slots = slots
    this.#mask = mask
  }
}

/** Empties every slot from the number's own to the next empty one: all of them are members' slots, and all are to go. */
function forget(slots: Int32Array, mask: number, number: number): void {
  for (let slot = number & mask; slots[slot] !== 0; slot = (slot + 1) & mask) slots[slot] = 0
}
