import { hourMs, minuteMs } from '#kernel/time.ts'
import { AuthorMemory } from '#stream/trends/author-memory.ts'
import { Doorkeeper } from '#stream/trends/doorkeeper.ts'
import type { Seed } from '#stream/trends/groups.ts'
import { kindOf } from '#stream/trends/joined-keys.ts'
import { hourOf, type KeyTable, scaleCount, scalesMin } from '#stream/trends/key-table.ts'
import { trendsDefaults } from '#stream/trends/options.ts'
import { kindIn, PendingKeys, postIn } from '#stream/trends/pending-keys.ts'
import { type PostKeys, postKeysMax, priorOfKey } from '#stream/trends/post-keys.ts'
import type { Prior } from '#stream/trends/prior.ts'
import { RowLog } from '#stream/trends/row-log.ts'
import { type Belief, beliefOf, surpriseMaxOf, surpriseOf } from '#stream/trends/surprise.ts'
import type { Heard, Window } from '#stream/trends/window.ts'

/** Whether a kind is a word, a tag or a place: what a story's own words are. */
const isWordKind = new Uint8Array(16)
for (const kind of [kindOf.word, kindOf.tag, kindOf.place]) isWordKind[kind] = 1
/** Kinds that need not be counted when they are heard once only. */
const isGuarded = new Uint8Array(16)
for (const kind of [kindOf.phrase, kindOf.pair, kindOf['at-place'], kindOf.concern]) isGuarded[kind] = 1

/** One post to count: its keys and the post. A late one is learned from and never looked for again. */
type ToCount = { keys: PostKeys; heard: Heard; isLate: boolean }

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
  private readonly log: RowLog
  private readonly doorkeeper: Doorkeeper
  private readonly pending: PendingKeys
  /** When the newest of the pending posts was heard, and the hour that all of them were heard in. */
  private pendingAtMs = 0
  /** Number of the first pending post in the window. */
  private firstPending = 0
  /** Rows whose count may stand out, added to since the last peek. */
  private readonly touched: number[] = []
  private readonly said = new Uint8Array(postKeysMax)
  private readonly someRows: number[] = []
  private readonly someWords: number[] = []
  private sparedAtMs = 0
  originMs = 0
  /** Decayed posts in all, in the same forward-decay weights as the table. */
  pastPosts = 0

  constructor(table: KeyTable, window: Window, prior: Prior) {
    this.table = table
    this.window = window
    this.prior = prior
    this.authors = new AuthorMemory(window.capacity)
    this.log = new RowLog(table.capacity)
    this.doorkeeper = new Doorkeeper(table.capacity, table.buckets)
    this.pending = new PendingKeys({
      keysMax: Math.max(postKeysMax * 2, Math.min(pendingMost, table.capacity / 4)),
      postsMax: Math.max(1, Math.min(pendingPostsMost, window.capacity / 2)),
      buckets: table.buckets,
    })
  }

  /** Whether what was heard must be counted before a post of this time is taken in. */
  mustCount(atMs: number): boolean {
    const { pending } = this
    return pending.posts.length > 0 && (pending.isFull || hourOf(atMs) !== hourOf(this.pendingAtMs))
  }

  /**
   * Takes a post in before it is pushed into the window; {@link mustCount} must be false. A key its author has already brought
   * lately is left out.
   */
  hear({ keys, heard, isLate }: ToCount): void {
    const { pending, authors } = this
    const number = isLate ? -1 : this.window.head
    if (pending.posts.length === 0) this.firstPending = this.window.head
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
  count(each: (heard: Heard) => void): void {
    const { pending } = this
    if (pending.posts.length === 0) return
    this.countKeys()
    for (let at = 0; at < pending.posts.length; at++) {
      const heard = pending.posts[at]
      const number = pending.numbers[at] ?? -1
      if (heard === undefined || number === -1) continue
      if (!heard.copy) this.takeRows(heard, at, number)
      each(heard)
    }
    pending.clear()
  }

  private countKeys(): void {
    const { pending, table } = this
    const weight = this.weightAt(this.pendingAtMs)
    const hour = hourOf(this.pendingAtMs)
    for (const heard of pending.posts) if (!heard.copy) this.pastPosts += weight
    pending.sort()
    const { order, sortedLow, sortedHigh, sortedTag, numbers } = pending
    const someAreLate = numbers.includes(-1)
    for (let at = 0; at < pending.count; at++) {
      const known = table.find(sortedLow[at] ?? 0, sortedHigh[at] ?? 0)
      const row = known === -1 ? this.admit(at, weight) : known
      pending.row[order[at] ?? 0] = row
      if (row === -1) continue
      const isLate = someAreLate && numbers[postIn(sortedTag[at] ?? 0)] === -1
      table.add(row, hour, weight, isLate ? scaleCount : 0)
      this.touch(row)
    }
  }

  private touch(row: number): void {
    if (this.table.count(row, scaleCount - 1) >= trendsDefaults.seedPosts && this.table.touch(row))
      this.touched.push(row)
  }

  /** A row for a key that has none, or -1. */
  private admit(at: number, weight: number): number {
    const { pending, table } = this
    const low = pending.sortedLow[at] ?? 0
    const high = pending.sortedHigh[at] ?? 0
    const tag = pending.sortedTag[at] ?? 0
    const kind = kindIn(tag)
    const isGuardedNow = isGuarded[kind] === 1 && table.used > table.capacity / 4
    let first = -1
    if (isGuardedNow) {
      const number = pending.numbers[postIn(tag)] ?? -1
      if (number === -1) return -1
      first = this.doorkeeper.knock(low, high, number)
      if (first === -1) return -1
    }
    const prior = priorOfKey(this.prior, low, high, pending.prior[pending.order[at] ?? 0] ?? 1)
    const row = table.take(low, high, kind, prior, weight)
    if (row !== -1 && isGuardedNow) this.countEarlier({ at, row, number: first, weight })
    return row
  }

  /** The post that brought a key first is counted as well, in the windows it is still inside. */
  private countEarlier({
    at,
    row,
    number,
    weight,
  }: {
    at: number
    row: number
    number: number
    weight: number
  }): void {
    const { pending, window, table } = this
    const heard = window.numbered(number)
    const firstScale = heard === undefined ? scaleCount : window.firstScaleOf(number)
    table.add(row, hourOf(heard?.atMs ?? 0), weight, firstScale)
    if (heard === undefined) return
    if (number < this.firstPending) {
      heard.rows.push(row)
      this.log.add(number, row)
    } else pending.row[this.sameKeyBefore(at)] = row
  }

  /** The pending key that is the same as this one and came last before it; itself when there is none. */
  private sameKeyBefore(at: number): number {
    const { sortedLow, sortedHigh, order } = this.pending
    let before = at - 1
    while (before >= 0 && (sortedLow[before] !== sortedLow[at] || sortedHigh[before] !== sortedHigh[at]))
      before--
    return order[before === -1 ? at : before] ?? 0
  }

  /** Gives a post the rows of its keys. */
  private takeRows(heard: Heard, at: number, number: number): void {
    const { pending, someRows, someWords, log } = this
    let rows = 0
    let words = 0
    const end = pending.firstKey[at + 1] ?? pending.count
    for (let key = pending.firstKey[at] ?? 0; key < end; key++) {
      const row = pending.row[key] ?? -1
      if (row === -1) continue
      someRows[rows++] = row
      if (isWordKind[pending.kindOf(key)] === 1) someWords[words++] = row
      log.add(number, row)
    }
    heard.rows = someRows.slice(0, rows)
    heard.words = someWords.slice(0, words)
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

  /** What is known of a key outside one of the windows. */
  belief(row: number, scale: number, known: { weight: number; learnedHours: number }): Belief {
    const { table } = this
    const past = Math.max(0, table.rawPast(row) / known.weight - table.count(row, scale))
    const pastPosts = Math.max(0, this.pastPosts / known.weight - (this.window.units[scale] ?? 0))
    const hours = Math.max(1, Math.min(known.learnedHours, 140))
    return beliefOf({
      priorShareOf1: table.prior(row),
      priorPosts:
        table.kind(row) === kindOf.topic ? trendsDefaults.topicPriorPosts : trendsDefaults.priorPosts,
      pastCount: past,
      pastPosts,
      dispersion: table.dispersion(row, past / hours),
    })
  }

  /** Keys touched since the last peek whose count stands out in one of the windows. */
  seeds(atMs: number, learnedHours: number): Seed[] {
    const known = { weight: this.weightAt(atMs), learnedHours }
    const seeds: Seed[] = []
    for (const row of this.touched) {
      this.table.untouch(row)
      const seed = this.seedOf(row, known)
      if (seed !== undefined) seeds.push(seed)
    }
    this.touched.length = 0
    return seeds
  }

  /** The posts that carry each seed within the seed's own window, oldest first, of the newest {@link trendsDefaults.scanMax}. */
  carriersOf(seeds: readonly Seed[], nowMs: number): Map<number, Set<Heard>> {
    const { window } = this
    const wanted = new Map(
      seeds.map((seed) => [
        seed.row,
        { beginMs: nowMs - (scalesMin[seed.scale] ?? 0) * minuteMs, posts: new Set<Heard>() },
      ]),
    )
    this.log.each(wanted.keys(), Math.max(0, window.head - trendsDefaults.scanMax), (number, row) => {
      const entry = wanted.get(row)
      const heard = entry === undefined ? undefined : window.numbered(number)
      if (heard !== undefined && entry !== undefined && heard.atMs >= entry.beginMs) entry.posts.add(heard)
    })
    return new Map([...wanted].map(([row, { posts }]) => [row, posts]))
  }

  private seedOf(row: number, known: { weight: number; learnedHours: number }): Seed | undefined {
    let best: Seed | undefined
    let [lastCount, lastPosts] = [0, 0]
    const kind = this.table.kind(row)
    for (let scale = 0; scale < scaleCount; scale++) {
      const count = this.table.count(row, scale)
      if (count < trendsDefaults.seedPosts) continue
      const posts = this.window.units[scale] ?? 0
      // A window that holds no more than the one before says the same: so it is while a stream is young, or too busy.
      if (count === lastCount && posts === lastPosts) continue
      lastCount = count
      lastPosts = posts
      const belief = this.belief(row, scale, known)
      const least = best?.surprise ?? trendsDefaults.seedSurprise
      const lookedAt = Math.log10(kind === kindOf.topic ? 10 : 30 * posts)
      const mean = (posts * belief.shape) / belief.rate
      // Nearly every key is as usual; a bound that costs one logarithm says so without the chance itself.
      if (surpriseMaxOf(mean, count) - lookedAt <= least) continue
      const surprise = surpriseOf(belief, count, posts) - lookedAt
      if (surprise > least) best = { row, kind, scale, count, mean, surprise }
    }
    return best
  }
}
