import { minuteMs } from '#kernel/time.ts'
import { BatchRows } from '#stream/trends/batch-rows.ts'
import { Batches } from '#stream/trends/batches.ts'
import type { Heard, HeardPost } from '#stream/trends/heard.ts'
import { hourOf, type KeyTable, scaleCount, scalesMin } from '#stream/trends/key-table.ts'
import { entryOf, PostRows } from '#stream/trends/post-rows.ts'

/** Room for the rows of a post, on average, and for those of the largest batch. */
const rowsAPost = 64
const rowsLeast = 1 << 19

/** Posts that are counted now: the entries of all their keys, and who has which of them. */
type Counted = {
  entries: Int32Array
  count: number
  /** Number of each post, -1 for one that is not in the window, and its first entry. */
  numbers: readonly number[]
  firstKeys: readonly number[]
  newestMs: number
  /** Distinct posts. */
  units: number
}

/**
 * The newest posts in order, and one tail per window: posts enter all windows when they are counted, a batch at a time, and leave
 * each when they are too old. When full, the oldest leave early; windows are then shorter, and since volume counts with them
 * nothing is falsified.
 */
export class Window {
  /** Posts held at most. */
  readonly capacity: number
  private readonly ring: (HeardPost | undefined)[]
  private readonly table: KeyTable
  /** The rows of each post, and of each batch in the order of the table. */
  private readonly postRows: PostRows
  private readonly batchRows: BatchRows
  private readonly batches: Batches
  /** Distinct posts inside each window. */
  readonly units = new Float64Array(scaleCount)
  /** Number the next post gets; they count up from 0. */
  head = 0
  /** First post that is not counted yet. */
  uncounted = 0

  constructor(capacity: number, table: KeyTable) {
    this.capacity = capacity
    this.ring = Array.from({ length: capacity }, () => undefined)
    this.table = table
    const room = 2 ** Math.ceil(Math.log2(Math.max(rowsLeast, capacity * rowsAPost)))
    this.postRows = new PostRows({ posts: capacity, slots: room, rows: table.capacity })
    this.batchRows = new BatchRows(room)
    this.batches = new Batches(capacity + 1)
  }

  /** Takes a post in; it enters the windows with {@link close}. */
  push(heard: HeardPost): void {
    while (this.head - this.oldest >= this.capacity && this.leaveEarly());
    this.ring[this.head % this.capacity] = heard
    this.head++
  }

  /** Number of the oldest post. */
  get oldest(): number {
    return this.firstPostOf(scaleCount - 1)
  }

  /** Slot of the first key that is counted next, see {@link PostRows}. */
  get nextSlot(): number {
    return this.postRows.next
  }

  /** One of the posts pushed since the last {@link close} was counted in a row, which the table knows already. */
  tally(row: number): void {
    if (!this.batchRows.hasRoom) this.leaveEarly()
    this.batchRows.add(row)
  }

  /**
   * The post that brought a key first, in a slot before {@link nextSlot}, is counted in a row that the key has only got now, in the
   * windows it is still inside.
   */
  tallyEarlier({
    slot,
    row,
    isWord,
    weight,
  }: {
    slot: number
    row: number
    isWord: boolean
    weight: number
  }): void {
    const batch = this.postRows.has(slot) ? this.batches.ofSlot(slot) : -1
    if (batch === -1) {
      this.table.add(row, 0, weight, scaleCount)
      return
    }
    this.table.add(row, hourOf(this.batches.newestMs(batch)), weight, this.batches.firstScale(batch))
    this.postRows.set(slot, entryOf(row, isWord))
    this.batches.addLater(batch, row)
    if (this.batches.isAsked(batch)) this.bring(batch, slot, row)
  }

  /** Who has told its rows already tells of this one too. */
  private bring(batch: number, slot: number, row: number): void {
    const end = batch + 1 < this.batches.head ? this.batches.firstPost(batch + 1) : this.uncounted
    const post = this.postRows.postOf(slot, this.batches.firstPost(batch), end)
    if (post !== -1) this.ring[post % this.capacity]?.bring(row)
  }

  /** The posts pushed since the last time are counted: they enter all windows. */
  close(counted: Counted): void {
    const { postRows, batchRows, batches } = this
    const firstSlot = postRows.next
    postRows.add(counted.entries, counted.count)
    for (const [at, number] of counted.numbers.entries()) {
      if (number === -1) continue
      const first = counted.firstKeys[at] ?? 0
      postRows.place(number, firstSlot + first, (counted.firstKeys[at + 1] ?? counted.count) - first)
      this.ring[number % this.capacity]?.count(this, number)
    }
    if (this.head === this.uncounted) return
    const { newestMs, units } = counted
    batches.add({ firstPost: this.uncounted, firstSlot, newestMs, units, endEntry: batchRows.end })
    this.uncounted = this.head
    for (let scale = 0; scale < scaleCount; scale++) this.units[scale] = (this.units[scale] ?? 0) + units
  }

  /** Lets posts leave the windows they have become too old for. */
  advance(atMs: number): void {
    const { batches } = this
    for (let scale = 0; scale < scaleCount; scale++) {
      const beginMs = atMs - (scalesMin[scale] ?? 0) * minuteMs
      for (let batch = batches.tails[scale] ?? 0; batch < batches.head; batch++) {
        if (batches.newestMs(batch) >= beginMs) break
        this.leave(batch, scale, scale)
      }
    }
  }

  /** Posts of one window, newest first; at most `most`. */
  newest(scale: number, most: number): Heard[] {
    const end = Math.max(this.firstPostOf(scale), this.head - most)
    const posts: Heard[] = []
    for (let i = this.head - 1; i >= end; i--) {
      const heard = this.ring[i % this.capacity]
      if (heard !== undefined) posts.push(heard)
    }
    return posts
  }

  /** Tells of each of these rows in the newest posts, oldest first; of `most` posts at most. */
  eachCarrier(rows: Iterable<number>, most: number, tell: (heard: Heard, row: number) => void): void {
    const firstPost = Math.max(this.oldest, this.head - most)
    this.postRows.each(rows, { firstPost, end: this.uncounted }, (post, row) => {
      const heard = this.ring[post % this.capacity]
      if (heard !== undefined) tell(heard, row)
    })
  }

  /** The rows of a counted post, or only those of its words, hashtags and places; none once it has left. */
  rowsOf(post: number, wordsOnly: boolean): number[] {
    const batch = this.batches.ofPost(post)
    if (batch === -1) return []
    this.batches.ask(batch)
    return this.postRows.of(post, wordsOnly)
  }

  private firstPostOf(scale: number): number {
    const tail = this.batches.tails[scale] ?? 0
    return tail < this.batches.head ? this.batches.firstPost(tail) : this.uncounted
  }

  /** The oldest posts make room: they leave, at once, every window they are still inside. False when there are none. */
  private leaveEarly(): boolean {
    const { oldest } = this.batches
    if (oldest === this.batches.head) return false
    this.leave(oldest, this.batches.firstScale(oldest), scaleCount - 1)
    return true
  }

  /** The oldest batch of these windows, which is the same in each, leaves them. */
  private leave(batch: number, firstScale: number, lastScale: number): void {
    const { batches, batchRows, table } = this
    for (let scale = firstScale; scale <= lastScale; scale++) {
      batches.tails[scale] = batch + 1
      this.units[scale] = (this.units[scale] ?? 0) - batches.units(batch)
    }
    const firstEntry = batch === 0 ? 0 : batches.endEntry(batch - 1)
    const endEntry = batches.endEntry(batch)
    for (let at = firstEntry; at !== endEntry; at = (at + 1) | 0)
      table.drop(batchRows.row(at), firstScale, lastScale)
    for (const row of batches.later(batch)) table.drop(row, firstScale, lastScale)
    if (lastScale === scaleCount - 1) this.forget(batch)
  }

  private forget(batch: number): void {
    const { batches } = this
    this.batchRows.free(batches.endEntry(batch))
    const end = batch + 1 < batches.head ? batches.firstPost(batch + 1) : this.uncounted
    for (let post = batches.firstPost(batch); post < end; post++) this.ring[post % this.capacity] = undefined
  }
}
