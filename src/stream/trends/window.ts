import { minuteMs } from '#kernel/time.ts'
import type { Post } from '#kernel/post.ts'
import { type KeyTable, scaleCount, scalesMin } from '#stream/trends/key-table.ts'

/** One post as the engine keeps it while it is inside the longest window. */
export type Heard = {
  post: Post
  /** Stream time it was counted at; never before an earlier post's. */
  atMs: number
  /** Posts with the same number say the same in nearly the same words. */
  cluster: number
  /** An earlier post already said it, so it counts for nothing but the share of copies. */
  copy: boolean
  /** Rows of the key table it was counted in; empty until it is counted. A key that is heard again only later brings its row then. */
  rows: number[]
  /** Those of its rows that are words, hashtags and places. */
  words: readonly number[]
  /** How strongly it speaks of harm or disruption, see `concernOf`. */
  concern: number
  places: readonly string[]
  watches: readonly string[]
  /** Filled in when first needed: whether it asks something, and how it would do as a headline by itself. */
  asks?: boolean | undefined
  lang?: string | undefined
  tellingAlone?: number | undefined
  /** Its words, phrases and places as they were written. */
  spelled?: readonly SpelledKey[] | undefined
}

/** A key of a post as it was written, with the row it is counted in. */
export type SpelledKey = { row: number; kind: number; text: string; prior: number }

/**
 * The newest posts in order, and one tail per window: a post enters all windows at once and leaves each when it is too old.
 * When full, the oldest post leaves early; windows are then shorter, and since volume counts with them nothing is falsified.
 */
export class Window {
  /** Posts held at most. */
  readonly capacity: number
  private readonly ring: (Heard | undefined)[]
  /** Number of the oldest post of each window; a longer window's is never above a shorter one's. */
  private readonly tails = new Float64Array(scaleCount)
  /** Distinct posts inside each window. */
  readonly units = new Float64Array(scaleCount)
  /** Number the next post gets; they count up from 0. */
  head = 0
  private readonly table: KeyTable

  constructor(capacity: number, table: KeyTable) {
    this.capacity = capacity
    this.ring = Array.from({ length: capacity }, () => undefined)
    this.table = table
  }

  /** Takes a post in; its rows are added to the table before anybody looks at the counts. */
  push(heard: Heard): void {
    if (this.head - (this.tails[scaleCount - 1] ?? 0) >= this.ring.length) this.leaveAll()
    this.ring[this.head % this.ring.length] = heard
    this.head++
    if (!heard.copy)
      for (let scale = 0; scale < scaleCount; scale++) this.units[scale] = (this.units[scale] ?? 0) + 1
  }

  /** Lets posts leave the windows they have become too old for. */
  advance(atMs: number): void {
    for (let scale = 0; scale < scaleCount; scale++) {
      const beginMs = atMs - (scalesMin[scale] ?? 0) * minuteMs
      while ((this.tails[scale] ?? 0) < this.head && (this.at(this.tails[scale] ?? 0)?.atMs ?? 0) < beginMs)
        this.leave(scale, scale)
    }
  }

  /** Posts of one window, newest first; at most `most`. */
  newest(scale: number, most: number): Heard[] {
    const end = Math.max(this.tails[scale] ?? 0, this.head - most)
    const posts: Heard[] = []
    for (let i = this.head - 1; i >= end; i--) {
      const heard = this.at(i)
      if (heard !== undefined) posts.push(heard)
    }
    return posts
  }

  /** A post by its number while it is inside the longest window. */
  numbered(number: number): Heard | undefined {
    return number < (this.tails[scaleCount - 1] ?? 0) || number >= this.head ? undefined : this.at(number)
  }

  /** The shortest window a post of this number is inside; {@link scaleCount} when none. */
  firstScaleOf(number: number): number {
    let scale = 0
    while (scale < scaleCount && (this.tails[scale] ?? 0) > number) scale++
    return scale
  }

  private at(index: number): Heard | undefined {
    return this.ring[index % this.ring.length]
  }

  /** The oldest post makes room: it leaves, at once, every window it is still inside. */
  private leaveAll(): void {
    this.leave(this.firstScaleOf(this.tails[scaleCount - 1] ?? 0), scaleCount - 1)
  }

  /** The oldest post of these windows, which is the same in each, leaves them. */
  private leave(firstScale: number, lastScale: number): void {
    const index = this.tails[lastScale] ?? 0
    const heard = this.at(index)
    for (let scale = firstScale; scale <= lastScale; scale++) this.tails[scale] = index + 1
    if (lastScale === scaleCount - 1) this.ring[index % this.ring.length] = undefined
    if (heard === undefined || heard.copy) return
    for (let scale = firstScale; scale <= lastScale; scale++) this.units[scale] = (this.units[scale] ?? 0) - 1
    for (const row of heard.rows) this.table.drop(row, firstScale, lastScale)
  }
}
