/** Entries kept; a power of two, 8 bytes each: the newest 20,000 posts have about 600,000. */
const entriesMax = 1 << 20

/**
 * Which post is counted in which row, newest last, in one long array: who carries a key is found by running through it, which
 * is many times faster than visiting posts one by one. Fixed memory, 8 MB.
 */
export class RowLog {
  /** The number of a post (modulo 2^32) and a row, side by side. */
  private readonly entries = new Int32Array(entriesMax * 2)
  private readonly marked: Uint8Array
  private next = 0

  /** @param rows rows of the key table */
  constructor(rows: number) {
    this.marked = new Uint8Array(Math.ceil(rows / 8))
  }

  /** A post is counted in a row. */
  add(post: number, row: number): void {
    const at = (this.next++ & (entriesMax - 1)) * 2
    this.entries[at] = post | 0
    this.entries[at + 1] = row
  }

  /** Tells of each entry of these rows and of posts from `firstPost` on, oldest first. */
  each(rows: Iterable<number>, firstPost: number, tell: (post: number, row: number) => void): void {
    const wanted = [...rows]
    const { entries, marked } = this
    for (const row of wanted) marked[row >> 3] = (marked[row >> 3] ?? 0) | (1 << (row & 7))
    for (let i = this.beginOf(firstPost); i < this.next; i++) {
      const at = (i & (entriesMax - 1)) * 2
      const row = entries[at + 1] ?? 0
      if (((marked[row >> 3] ?? 0) & (1 << (row & 7))) === 0) continue
      const post = (entries[at] ?? 0) >>> 0
      if (post >= firstPost) tell(post, row)
    }
    for (const row of wanted) marked[row >> 3] = 0
  }

  /** Where to begin for a post: entries are in order, but for the few that a later post brought. Steps are wide: sooner is harmless. */
  private beginOf(firstPost: number): number {
    const oldest = Math.max(0, this.next - entriesMax)
    let begin = this.next
    const step = 4096
    while (begin > oldest) {
      begin = Math.max(oldest, begin - step)
      if (this.isBefore(begin, firstPost)) break
    }
    return begin
  }

  /** Whether the newest post of a few entries in a row is older: an earlier post may stand among newer ones. */
  private isBefore(begin: number, firstPost: number): boolean {
    let newest = 0
    for (let i = begin; i < Math.min(this.next, begin + 256); i++)
      newest = Math.max(newest, (this.entries[(i & (entriesMax - 1)) * 2] ?? 0) >>> 0)
    return newest < firstPost
  }
}
