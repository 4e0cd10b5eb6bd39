import { hourMs, minuteMs } from '#kernel/time.ts'
import { AuthorMemory } from '#stream/trends/author-memory.ts'
import { Doorkeeper } from '#stream/trends/doorkeeper.ts'
import type { Seed } from '#stream/trends/groups.ts'
import { kindOf } from '#stream/trends/joined-keys.ts'
import { hourOf, type KeyTable, scaleCount, scalesMin } from '#stream/trends/key-table.ts'
import { trendsDefaults } from '#stream/trends/options.ts'
import { type PostKeys, postKeysMax } from '#stream/trends/post-keys.ts'
import { RowLog } from '#stream/trends/row-log.ts'
import { type Belief, beliefOf, surpriseMaxOf, surpriseOf } from '#stream/trends/surprise.ts'
import type { Heard, Window } from '#stream/trends/window.ts'

/** Whether a kind is a word, a tag or a place: what a story's own words are. */
const isWordKind = new Uint8Array(16)
for (const kind of [kindOf.word, kindOf.tag, kindOf.place]) isWordKind[kind] = 1
/** Kinds that need not be counted when they are heard once only. */
const isGuarded = new Uint8Array(16)
for (const kind of [kindOf.phrase, kindOf.pair, kindOf['at-place'], kindOf.concern]) isGuarded[kind] = 1

/** What became of a post's keys: the rows it is counted in, those of them that are words, and its author's post before. */
export type CountedRows = { rows: number[]; words: number[]; earlier: number }

/** One post to count: its keys, its author, stream time. A late one is learned from and never looked for again. */
type ToCount = { keys: PostKeys; author: string | undefined; atMs: number; isLate: boolean }

/** What is usual for every key and which stand out now: the table, its fading past, and who said what. */
export class KeyCounts {
  private readonly table: KeyTable
  private readonly window: Window
  private readonly authors: AuthorMemory
  private readonly log: RowLog
  private readonly doorkeeper: Doorkeeper
  /** Rows whose count may stand out, added to since the last peek. */
  private readonly touched: number[] = []
  private readonly said = new Uint8Array(postKeysMax)
  private readonly found = new Int32Array(postKeysMax)
  private sparedAtMs = 0
  /** Kept so that no compiler finds the warming to be without effect. */
  warmed = 0
  originMs = 0
  /** Decayed posts in all, in the same forward-decay weights as the table. */
  pastPosts = 0

  constructor(table: KeyTable, window: Window) {
    this.table = table
    this.window = window
    this.authors = new AuthorMemory(window)
    this.log = new RowLog(table.capacity)
    this.doorkeeper = new Doorkeeper(table.capacity)
  }

  /**
   * Counts a post under its keys; a key its author has already brought lately is left out. Once a quarter of the table is in
   * use, what is made of two words must be heard twice before it gets a row; the first post is then counted too.
   */
  count({ keys, author, atMs, isLate }: ToCount): CountedRows {
    const { table } = this
    const weight = this.weightAt(atMs)
    const hour = hourOf(atMs)
    const earlier = author === undefined || isLate ? -1 : this.authors.write(author, atMs)
    const isFull = table.used > table.capacity / 4
    const rows: number[] = []
    const words: number[] = []
    this.pastPosts += weight
    this.findAll(keys)
    let used = table.used
    for (let key = 0; key < keys.count; key++) {
      const kind = keys.kind[key] ?? 0
      const low = keys.low[key] ?? 0
      const high = keys.high[key] ?? 0
      // A key that took a row somebody else had may have taken that of a later key of this post.
      let row = used === table.used ? (this.found[key] ?? -1) : table.find(low, high)
      if (earlier !== -1 && this.hasSaid(keys, key, row)) continue
      if (row === -1) {
        const first = isFull && isGuarded[kind] === 1 ? this.knock(low, high, isLate) : undefined
        if (first === -1 || (first !== undefined && this.isOwnEcho(keys, key, first, author))) continue
        row = table.take(low, high, kind, keys.prior[key] ?? 1, weight)
        if (row === -1) continue
        if (table.used === used) used = -1
        else if (used !== -1) used = table.used
        if (first !== undefined) this.countEarlier(row, first, weight)
      }
      table.add(row, hour, weight)
      if (table.count(row, scaleCount - 1) >= trendsDefaults.seedPosts && table.touch(row))
        this.touched.push(row)
      if (!isLate) this.log.add(this.window.head, row)
      rows.push(row)
      if (isWordKind[kind] === 1) words.push(row)
    }
    return { rows, words, earlier }
  }

  /** Looks all keys up in one go: lookups that do not wait for each other are made several at a time by the processor. */
  private findAll(keys: PostKeys): void {
    const { found, table } = this
    const { low, high, count } = keys
    this.warmed = table.warm(low, high, count) ^ this.doorkeeper.warm(low, high, count)
    for (let key = 0; key < count; key++) found[key] = table.find(low[key] ?? 0, high[key] ?? 0)
  }

  /** A pair was said when both of its words were. */
  private hasSaid(keys: PostKeys, key: number, row: number): boolean {
    const isSaid =
      keys.kind[key] === kindOf.pair
        ? this.said[keys.first[key] ?? 0] === 1 && this.said[keys.second[key] ?? 0] === 1
        : row !== -1 && this.authors.hasSaid(row)
    this.said[key] = isSaid ? 1 : 0
    return isSaid
  }

  private knock(low: number, high: number, isLate: boolean): number {
    return isLate ? -1 : this.doorkeeper.knock(low, high, this.window.head)
  }

  /** Whether the author themselves brought the key before, which is then remembered still. */
  private isOwnEcho(keys: PostKeys, key: number, first: number, author: string | undefined): boolean {
    if (author === undefined || !this.authors.hasWritten(first)) return false
    this.doorkeeper.knock(keys.low[key] ?? 0, keys.high[key] ?? 0, first)
    return true
  }

  /** The post that brought a key first is counted as well, in the windows it is still inside. */
  private countEarlier(row: number, number: number, weight: number): void {
    const heard = this.window.numbered(number)
    const firstScale = heard === undefined ? scaleCount : this.window.firstScaleOf(number)
    this.table.add(row, hourOf(heard?.atMs ?? 0), weight, firstScale)
    if (heard === undefined) return
    heard.rows.push(row)
    this.log.add(number, row)
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
    const kind = this.table.kind(row)
    for (let scale = 0; scale < scaleCount; scale++) {
      const count = this.table.count(row, scale)
      if (count < trendsDefaults.seedPosts) continue
      const posts = this.window.units[scale] ?? 0
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
