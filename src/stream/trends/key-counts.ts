import { hourMs, minuteMs } from '#kernel/time.ts'
import { AuthorMemory } from '#stream/trends/author-memory.ts'
import { Doorkeeper } from '#stream/trends/doorkeeper.ts'
import { kindOf } from '#stream/trends/joined-keys.ts'
import type { Heard, HeardPost } from '#stream/trends/heard.ts'
import { hourOf, type KeyTable, scaleCount } from '#stream/trends/key-table.ts'
import { trendsDefaults } from '#stream/trends/options.ts'
import { kindIn, PendingKeys, postIn } from '#stream/trends/pending-keys.ts'
import { entryOf, noRow, type RowSpan } from '#stream/trends/post-rows.ts'
import { type PostKeys, postKeysMax, priorOfKey } from '#stream/trends/post-keys.ts'
import type { Prior } from '#stream/trends/prior.ts'
import type { Window } from '#stream/trends/window.ts'

/** Whether a kind is a word, a tag or a place: what a story's own words are. */
const isWordKind = new Uint8Array(16)
for (const kind of [kindOf.word, kindOf.tag, kindOf.place]) isWordKind[kind] = 1
/** Kinds that need not be counted when they are heard once only. */
const isGuarded = new Uint8Array(16)
for (const kind of [kindOf.phrase, kindOf.pair, kindOf['at-place'], kindOf.concern]) isGuarded[kind] = 1

/** One post to count: its keys and the post. A late one is learned from and never looked for again. */
type ToCount = { keys: PostKeys; heard: HeardPost; isLate: boolean }

/** Keys counted in one go at most: their arrays stay where the processor is quick. */
const pendingMost = 1 << 18
/** Posts counted in one go at most. */
const pendingPostsMost = 8192

/**
 * What is usual for every key and which stand out now: the table, its fading past, and who said what. Posts are taken in one by
 * one with {@link hear} and counted together with {@link count}, before anybody looks.
 */
export class KeyCounts {
  private readonly table: KeyTable
  private readonly window: Window
  private readonly prior: Prior
  private readonly authors: AuthorMemory
  private readonly doorkeeper: Doorkeeper
  private readonly pending: PendingKeys
  /** When the newest of the pending posts was heard, and the minute that all of them were heard in. */
  private pendingAtMs = 0
  /** Rows whose count may stand out, added to since the last peek. */
  private touched: number[] = []
  private readonly said = new Uint8Array(postKeysMax)
  private readonly span: RowSpan
  private sparedAtMs = 0
  /** While counting: the forward-decay weight and whole hours of the posts, and whether some of them are late. */
  private readonly now = { weight: 1.5, hour: 0, someAreLate: false }
  originMs = 0
  /** Decayed posts in all, in the same forward-decay weights as the table. */
  pastPosts = 0

  constructor(table: KeyTable, window: Window, prior: Prior) {
    this.table = table
    this.window = window
    this.prior = prior
    this.authors = new AuthorMemory(window.capacity)
    this.doorkeeper = new Doorkeeper(table.capacity, table.buckets)
    this.pending = new PendingKeys({
      keysMax: Math.max(postKeysMax * 2, Math.min(pendingMost, table.capacity / 4)),
      postsMax: Math.max(1, Math.min(pendingPostsMost, window.capacity / 2)),
      buckets: table.buckets,
    })
    this.span = { entries: this.pending.entry, from: 0, to: 0 }
  }

  /** Whether what was heard must be counted before a post of this time is taken in. */
  mustCount(atMs: number): boolean {
    const { pending } = this
    return pending.posts.length > 0 && (pending.isFull || minuteOf(atMs) !== minuteOf(this.pendingAtMs))
  }

  /**
   * Takes a post in before it is pushed into the window; {@link mustCount} must be false. A key its author has already brought
   * lately is left out.
   */
  hear({ keys, heard, isLate }: ToCount): void {
    const { pending, authors } = this
    const number = isLate ? -1 : this.window.head
    this.pendingAtMs = heard.atMs
    pending.begin(heard, number)
    if (heard.copy) return
    const author = isLate ? undefined : heard.post.author?.id
    const hasWritten = author !== undefined && authors.write(author, number, heard.atMs)
    for (let key = 0; key < keys.count; key++) {
      if (hasWritten && this.hasSaid(keys, key)) continue
      const kind = keys.kind[key] ?? 0
      const low = keys.low[key] ?? 0
      if (author !== undefined && kind !== kindOf.pair) authors.say(low)
      pending.add(low, keys.high[key] ?? 0, kind, keys.prior[key] ?? 1)
    }
  }

  /** A pair was said when both of its words were. */
  private hasSaid(keys: PostKeys, key: number): boolean {
    const isSaid =
      keys.kind[key] === kindOf.pair
        ? this.said[keys.first[key] ?? 0] === 1 && this.said[keys.second[key] ?? 0] === 1
        : this.authors.hasSaid(keys.low[key] ?? 0)
    this.said[key] = isSaid ? 1 : 0
    return isSaid
  }

  /**
   * Counts all posts taken in since the last time. Once a quarter of the table is in use, what is made of two words must be
   * heard twice before it gets a row; the first post is then counted too.
   *
   * @param each is told every one of these posts, but for late ones, in the order heard, once its rows are known
   */
  count(each: (heard: Heard, rows: RowSpan) => void): void {
    const { pending, span } = this
    if (pending.posts.length === 0) return
    this.countKeys()
    this.enter()
    for (let at = 0; at < pending.posts.length; at++) {
      const heard = pending.posts[at]
      if (heard === undefined || pending.numbers[at] === -1) continue
      span.from = pending.firstKey[at] ?? 0
      span.to = pending.firstKey[at + 1] ?? pending.count
      each(heard, span)
    }
    pending.clear()
  }

  private enter(): void {
    const { entry: entries, count, numbers, firstKey: firstKeys, posts } = this.pending
    let units = 0
    for (let at = 0; at < posts.length; at++) if (numbers[at] !== -1 && posts[at]?.copy === false) units++
    this.window.close({ entries, count, numbers, firstKeys, newestMs: this.pendingAtMs, units })
  }

  private countKeys(): void {
    const { pending } = this
    this.now.weight = this.weightAt(this.pendingAtMs)
    this.now.hour = hourOf(this.pendingAtMs)
    this.now.someAreLate = pending.numbers.includes(-1)
    for (const heard of pending.posts) if (!heard.copy) this.pastPosts += this.now.weight
    pending.sort()
    for (let at = 0; at < pending.count; at++) this.countKey(at)
  }

  private countKey(at: number): void {
    const { order, sortedLow, sortedHigh, sortedTag, entry } = this.pending
    const { table } = this
    const known = table.find(sortedLow[at] ?? 0, sortedHigh[at] ?? 0)
    const row = known === -1 ? this.admit(at) : known
    if (row === -1) {
      entry[order[at] ?? 0] = noRow
      return
    }
    const tag = sortedTag[at] ?? 0
    const isLate = this.now.someAreLate && this.pending.numbers[postIn(tag)] === -1
    entry[order[at] ?? 0] = isLate ? noRow : entryOf(row, isWordKind[kindIn(tag)] === 1)
    table.add(row, this.now.hour, this.now.weight, isLate ? scaleCount : 0)
    if (!isLate) this.window.tally(row)
    this.touch(row)
  }

  private touch(row: number): void {
    if (this.table.count(row, scaleCount - 1) >= trendsDefaults.seedPosts && this.table.touch(row))
      this.touched.push(row)
  }

  /** A row for a key that has none, or -1. */
  private admit(at: number): number {
    const { pending, table } = this
    const { weight } = this.now
    const low = pending.sortedLow[at] ?? 0
    const high = pending.sortedHigh[at] ?? 0
    const tag = pending.sortedTag[at] ?? 0
    const kind = kindIn(tag)
    const key = pending.order[at] ?? 0
    const isKept = isGuarded[kind] === 1 && table.used > table.capacity / 4
    if (isKept) {
      if (pending.numbers[postIn(tag)] === -1) return -1
      if (!this.doorkeeper.knock(low, high, (this.window.nextSlot + key) | 0)) return -1
    }
    const prior = priorOfKey(this.prior, low, high, pending.prior[key] ?? 1)
    const row = table.take(low, high, kind, prior, weight)
    if (row !== -1 && isKept) this.countEarlier({ row, kind, weight, slot: this.doorkeeper.earlier })
    return row
  }

  /** The post that brought a key first is counted as well. */
  private countEarlier(first: { row: number; kind: number; weight: number; slot: number }): void {
    const { pending, window, table } = this
    const { row, weight, slot } = first
    const isWord = isWordKind[first.kind] === 1
    const key = (slot - window.nextSlot) | 0
    if (key < 0) {
      window.tallyEarlier({ slot, row, isWord, weight })
      return
    }
    pending.entry[key] = entryOf(row, isWord)
    table.add(row, hourOf(this.pendingAtMs), weight)
    window.tally(row)
  }

  /** Forgets, hourly, how much room there was: rows that nobody needs any more count as room. */
  countSpareRows(atMs: number): void {
    if (atMs - this.sparedAtMs < hourMs) return
    this.sparedAtMs = atMs
    if (!this.table.hasRoomFor('pair') || this.table.used > this.table.capacity / 2)
      this.table.countSpare(this.weightAt(atMs))
  }

  /** Forward-decay weight; rescaled long before it could overflow. */
  weightAt(atMs: number): number {
    const weight = 2 ** ((atMs - this.originMs) / trendsDefaults.halfLifeMs)
    if (weight < 1e6) return weight
    this.table.rescale(weight)
    this.pastPosts /= weight
    this.originMs = atMs
    return 1
  }

  /** Keys counted since the last peek that may stand out; each is told once. */
  takeTouched(): number[] {
    const touched = this.touched
    this.touched = []
    for (const row of touched) this.table.untouch(row)
    return touched
  }
}

function minuteOf(atMs: number): number {
  return Math.floor(atMs / minuteMs)
}
