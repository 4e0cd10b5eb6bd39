/** Stands where a key has no row (yet). */
export const noRow = -1
/** Set in an entry whose key is a word, a hashtag or a place: what a story's own words are. */
const wordBit = 1 << 30
const rowMask = wordBit - 1

/** A row as {@link PostRows} holds it. */
export function entryOf(row: number, isWord: boolean): number {
  return isWord ? row | wordBit : row
}

/** The rows some keys are counted in: entries from `from` up to `to`, {@link noRow} among them. */
export type RowSpan = { entries: Int32Array; from: number; to: number }

/** The row of an entry that is not {@link noRow}. */
export function rowIn(entry: number): number {
  return entry & rowMask
}

/**
 * Which rows of the key table each of the newest posts is counted in, in one ring outside the heap, where nobody collects it. A
 * key has a *slot*, a signed 32-bit number that counts up and around, also while it has no row: a later post may bring it one. Fixed memory, 4 bytes a
 * slot; when posts have very many keys the oldest are no longer known.
 */
export class PostRows {
  private readonly entries: Int32Array
  private readonly posts: number
  /** First slot of each post, and how many it has. */
  private readonly firsts: Int32Array
  private readonly counts: Uint16Array
  private readonly marked: Uint8Array
  /** Number of the next slot. */
  next = 0

  /** @param sizes posts known at most, slots (a power of two), and rows of the key table */
  constructor({ posts, slots, rows }: { posts: number; slots: number; rows: number }) {
    this.posts = posts
    this.entries = new Int32Array(slots)
    this.firsts = new Int32Array(posts)
    this.counts = new Uint16Array(posts)
    this.marked = new Uint8Array(Math.ceil(rows / 8))
  }

  /** Gives the first `count` of these entries the next slots; {@link place} says whose they are. */
  add(entries: Int32Array, count: number): void {
    const at = this.next & (this.entries.length - 1)
    const fitting = Math.min(count, this.entries.length - at)
    this.entries.set(entries.subarray(0, fitting), at)
    if (fitting < count) this.entries.set(entries.subarray(fitting, count), 0)
    this.next = (this.next + count) | 0
  }

  /** The slots of a post; posts come in order. */
  place(post: number, first: number, count: number): void {
    this.firsts[post % this.posts] = first
    this.counts[post % this.posts] = count
  }

  /** Whether a slot before {@link next} is still known. */
  has(slot: number): boolean {
    return ((this.next - slot) | 0) <= this.entries.length && ((this.next - slot) | 0) > 0
  }

  /** A slot of a post that still has one: its key has got a row. */
  set(slot: number, entry: number): void {
    this.entries[slot & (this.entries.length - 1)] = entry
  }

  /** The post whose slot this is, among posts from `oldest` up to `end`, or -1. */
  postOf(slot: number, oldest: number, end: number): number {
    let low = oldest
    let high = end
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((((this.firsts[middle % this.posts] ?? 0) - slot) | 0) <= 0) low = middle + 1
      else high = middle
    }
    return low > oldest ? low - 1 : -1
  }

  /** The rows of a post; `wordsOnly` those of its words, hashtags and places. */
  of(post: number, wordsOnly: boolean): number[] {
    const rows: number[] = []
    const { entries } = this
    const first = this.firsts[post % this.posts] ?? 0
    const count = this.has(first) ? (this.counts[post % this.posts] ?? 0) : 0
    for (let key = 0; key < count; key++) {
      const entry = entries[(first + key) & (entries.length - 1)] ?? noRow
      if (entry >= (wordsOnly ? wordBit : 0)) rows.push(entry & rowMask)
    }
    return rows
  }

  /** Tells of each of these rows in posts from `firstPost` up to `end`, oldest first. Slots of posts that were never placed must hold {@link noRow}. */
  each(
    rows: Iterable<number>,
    { firstPost, end }: { firstPost: number; end: number },
    tell: (post: number, row: number) => void,
  ): void {
    if (firstPost >= end) return
    const wanted = [...rows]
    const { entries, marked } = this
    const mask = entries.length - 1
    for (const row of wanted) marked[row >> 3] = (marked[row >> 3] ?? 0) | (1 << (row & 7))
    const first = this.firstOf(firstPost)
    const to = (this.firstOf(end - 1) + (this.counts[(end - 1) % this.posts] ?? 0)) | 0
    let post = firstPost
    for (
      let slot = this.has(first) ? first : (this.next - entries.length) | 0;
      slot !== to;
      slot = (slot + 1) | 0
    ) {
      const entry = entries[slot & mask] ?? noRow
      if (entry === noRow || ((marked[(entry & rowMask) >> 3] ?? 0) & (1 << (entry & 7))) === 0) continue
      while (post + 1 < end && ((this.firstOf(post + 1) - slot) | 0) <= 0) post++
      tell(post, entry & rowMask)
    }
    for (const row of wanted) marked[row >> 3] = 0
  }

  private firstOf(post: number): number {
    return this.firsts[post % this.posts] ?? 0
  }
}
