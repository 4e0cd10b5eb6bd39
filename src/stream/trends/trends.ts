import type { Post } from '#kernel/post.ts'
import { hourMs } from '#kernel/time.ts'
import { NearDuplicates } from '#language/near-duplicates.ts'
import type { Gone, Muted, Observed, TrendEvent, Trends, TrendShed } from '#stream/trends-contract.ts'
import { ExactCopies } from '#stream/trends/exact-copies.ts'
import { AuthorMemory } from '#stream/trends/author-memory.ts'
import { forgetWords, withoutForgotten } from '#stream/trends/forgetting.ts'
import { featuresOf, gateOf } from '#stream/trends/gate.ts'
import { carriersOf, type Group, groupsOf, type Seed } from '#stream/trends/groups.ts'
import { KeyTable, scaleCount } from '#stream/trends/key-table.ts'
import { isMuted } from '#stream/trends/muting.ts'
import { isNoise } from '#stream/trends/noise.ts'
import { type TrendsOptions, trendsDefaults } from '#stream/trends/options.ts'
import { type Prior, shippedPrior } from '#stream/trends/prior.ts'
import { cellOf, concernOf, type KeyChoice, keysOf, placeNames, wordHashes } from '#stream/trends/reading.ts'
import { readStories } from '#stream/trends/saved-stories.ts'
import { learnedFrom, readLearned, writeLearned } from '#stream/trends/learned.ts'
import {
  absorb,
  homeOf,
  isLeftAlone,
  isWorthTelling,
  joinStories,
  openStory,
  type OpenStory,
  patienceMs,
  rememberedMs,
  storiesMax,
} from '#stream/trends/story-book.ts'
import { storyOf } from '#stream/trends/story-of.ts'
import { type Belief, beliefOf, surpriseOf } from '#stream/trends/surprise.ts'
import { keyKinds, termsOf } from '#stream/trends/terms.ts'
import { windowMinOf } from '#stream/trends/explain.ts'
import { WatchCounts } from '#stream/trends/watch-counts.ts'
import { type Heard, Window } from '#stream/trends/window.ts'

const topicKind = keyKinds.indexOf('topic')
const wordKinds = new Set([keyKinds.indexOf('word'), keyKinds.indexOf('tag'), keyKinds.indexOf('place')])
const noRows = new Int32Array(0)

/**
 * The engine that finds what is emerging in everything heard. Pure: time comes in with the posts and the ticks.
 *
 * Every word, hashtag, phrase, pair, place and topic is counted in windows of 5 min to 12 h, by distinct authors and distinct
 * texts; windows are peeked at each tick; keys that stand out and share posts become one story.
 */
export function createTrends(options: TrendsOptions = {}): Trends {
  return new TrendEngine(options)
}

class TrendEngine implements Trends {
  private readonly options: TrendsOptions
  private readonly prior: Prior
  private readonly table: KeyTable
  private readonly window: Window
  private readonly copies = new NearDuplicates()
  private readonly exactCopies = new ExactCopies()
  private shed: TrendShed = 0
  private readonly authors = new AuthorMemory()
  private readonly touched = new Set<number>()
  private readonly marks: Uint16Array
  private readonly watches = new WatchCounts()
  private stories: OpenStory[] = []
  private muted: readonly Muted[] = []
  private streamMs = 0
  private sparedAtMs = 0
  private originMs = 0
  /** Decayed posts in all, in the same forward-decay weights as the table. */
  private pastPosts = 0
  private learnedHours = 0
  private storyNumber = 0

  constructor(options: TrendsOptions) {
    this.options = options
    this.prior = options.prior ?? shippedPrior()
    this.table = new KeyTable(options.keysMax ?? trendsDefaults.keysMax)
    this.marks = new Uint16Array(this.table.capacity)
    this.window = new Window(options.postsMax ?? trendsDefaults.postsMax, this.table)
  }

  observe(batch: readonly Observed[]): void {
    for (const { post, watches } of batch) this.hear(post, watches)
  }

  tick(atMs: number): TrendEvent[] {
    this.passTo(atMs)
    this.window.advance(this.streamMs)
    this.countSpareRows()
    const seeds = this.seeds()
    const told = this.tellStories([
      ...this.groups(seeds),
      ...this.watches.groups(this.window, this.table, this.streamMs),
    ])
    return [...this.watches.closedMinutes(this.streamMs), ...told]
  }

  setMuted(muted: readonly Muted[]): void {
    this.muted = muted
  }

  setShed(level: TrendShed): void {
    this.shed = level
  }

  forget(gone: Gone): void {
    forgetWords(this.window.newest(scaleCount - 1, Infinity), gone)
    for (const story of this.stories) forgetWords(story.posts, gone)
  }

  save(): string {
    const weight = this.weightAt(this.streamMs)
    return writeLearned({
      streamMs: this.streamMs,
      pastPosts: this.pastPosts / weight,
      hours: this.learnedHours,
      table: this.table,
      weight,
      series: this.watches.series,
      stories: this.stories,
      storyNumber: this.storyNumber,
    })
  }

  load(saved: string): void {
    const learned = learnedFrom(saved)
    if (learned === undefined) return
    this.streamMs = learned.streamMs
    this.originMs = learned.streamMs
    this.pastPosts = learned.pastPosts
    this.learnedHours = learned.hours
    this.storyNumber = learned.storyNumber
    readLearned(learned, this.table, this.watches.series)
    this.stories = readStories(learned.stories, this.table)
  }

  private hear(post: Post, watches: readonly string[]): void {
    const atMs = this.streamTimeOf(post)
    const isLate = atMs - post.atMs > trendsDefaults.lateMaxMs
    const terms = termsOf(post.text)
    const { cluster, copy } = (this.shed === 3 ? this.exactCopies : this.copies).seen(wordHashes(terms), atMs)
    const isRepeat = copy || post.repostOf !== undefined
    const isEmpty = isRepeat || isNoise(post.text)
    const places = isEmpty ? [] : placeNames(post, this.options.places ?? [])
    const concern = isEmpty ? 0 : concernOf(terms, this.prior)
    const rows = isRepeat
      ? noRows
      : this.count(
          post,
          atMs,
          isEmpty ? [] : keysOf(terms, places, this.prior, this.choice(concern, cellOf(post))),
        )
    const heard: Heard = {
      post,
      atMs,
      cluster,
      copy: isRepeat,
      concern,
      places,
      watches,
      rows,
      words: [...rows].filter((row) => wordKinds.has(this.table.kind[row] ?? 0)),
    }
    this.watches.count(heard)
    if (isLate) return this.forgetLate(heard)
    this.window.push(heard)
    joinStories(this.stories, heard)
  }

  /** Stream time never goes back; a clock far ahead does not drag it along. */
  private streamTimeOf(post: Post): number {
    if (this.streamMs === 0) this.passTo(post.atMs)
    if (post.atMs > this.streamMs && post.atMs - this.streamMs <= trendsDefaults.aheadMaxMs) {
      this.passTo(post.atMs)
    }
    return this.streamMs
  }

  /** Stream time goes on; of a pause only its first hour counts as heard. */
  private passTo(atMs: number): void {
    if (atMs <= this.streamMs) return
    if (this.streamMs === 0) this.originMs = this.streamMs = atMs
    this.learnedHours += Math.min(1, (atMs - this.streamMs) / hourMs)
    this.streamMs = atMs
  }

  private choice(concern: number, cell: string | undefined): KeyChoice {
    return {
      phrases: this.shed < 2 && this.table.hasRoomFor('phrase'),
      pairs: this.shed < 1 && this.table.hasRoomFor('pair'),
      concern,
      cell,
    }
  }

  /** Counts a post under its keys; a key an author has already brought lately is left out. */
  private count(post: Post, atMs: number, keys: ReturnType<typeof keysOf>): Int32Array {
    const weight = this.weightAt(atMs)
    this.pastPosts += weight
    const rows: number[] = []
    for (const key of keys) {
      if (post.author !== undefined && this.authors.hasSaid(post.author.id, key.low, atMs)) continue
      const row = this.table.rowOf(key, weight)
      if (row === -1) continue
      this.table.add(row, atMs, weight)
      this.touched.add(row)
      rows.push(row)
    }
    return Int32Array.from(rows)
  }

  private forgetLate(heard: Heard): void {
    for (const row of heard.rows) for (let scale = 0; scale < scaleCount; scale++) this.table.drop(row, scale)
  }

  private countSpareRows(): void {
    if (this.streamMs - this.sparedAtMs < hourMs) return
    this.sparedAtMs = this.streamMs
    if (!this.table.hasRoomFor('pair') || this.table.used > this.table.capacity / 2)
      this.table.countSpare(this.weightAt(this.streamMs))
  }

  /** Forward-decay weight; rescaled long before it could overflow. */
  private weightAt(atMs: number): number {
    const weight = 2 ** ((atMs - this.originMs) / trendsDefaults.halfLifeMs)
    if (weight < 1e6) return weight
    this.table.rescale(weight)
    this.pastPosts /= weight
    this.originMs = atMs
    return 1
  }

  private belief(row: number, scale: number, weight: number): Belief {
    const inWindow = this.table.counts[scale]?.[row] ?? 0
    const past = Math.max(0, (this.table.past[row] ?? 0) / weight - inWindow)
    const pastPosts = Math.max(0, this.pastPosts / weight - (this.window.units[scale] ?? 0))
    const hours = Math.max(1, Math.min(this.learnedHours, 140))
    return beliefOf({
      priorShareOf1: this.table.prior[row] ?? 1,
      priorPosts:
        this.table.kind[row] === topicKind ? trendsDefaults.topicPriorPosts : trendsDefaults.priorPosts,
      pastCount: past,
      pastPosts,
      dispersion: this.table.dispersion(row, past / hours),
    })
  }

  /** Keys touched since the last peek whose count stands out in one of the windows. */
  private seeds(): Seed[] {
    const weight = this.weightAt(this.streamMs)
    const seeds: Seed[] = []
    for (const row of this.touched) {
      const seed = this.seedOf(row, weight)
      if (seed !== undefined) seeds.push(seed)
    }
    this.touched.clear()
    return seeds
  }

  private seedOf(row: number, weight: number): Seed | undefined {
    let best: Seed | undefined
    const kind = this.table.kind[row] ?? 0
    for (let scale = 0; scale < scaleCount; scale++) {
      const count = this.table.counts[scale]?.[row] ?? 0
      if (count < trendsDefaults.seedPosts) continue
      const posts = this.window.units[scale] ?? 0
      const belief = this.belief(row, scale, weight)
      const lookedAt = kind === topicKind ? 10 : 30 * posts
      const surprise = surpriseOf(belief, count, posts) - Math.log10(lookedAt)
      if (surprise > (best?.surprise ?? trendsDefaults.seedSurprise)) {
        best = { row, kind, scale, count, mean: (posts * belief.shape) / belief.rate, surprise }
      }
    }
    return best
  }

  private groups(seeds: readonly Seed[]): Group[] {
    if (seeds.length === 0) return []
    const longest = Math.max(...seeds.map((seed) => seed.scale))
    return groupsOf(
      seeds,
      carriersOf(seeds, this.window.newest(longest, trendsDefaults.scanMax), this.streamMs, this.marks),
    )
  }

  private tellStories(groups: readonly Group[]): TrendEvent[] {
    const opened = new Set<OpenStory>()
    for (const group of groups) {
      const story = this.place(group)
      if (story !== undefined) opened.add(story)
    }
    const told = this.stories.flatMap((story) => this.tell(story, opened.has(story)))
    this.forgetOld()
    return told
  }

  /** Puts a group into its story, or opens one when it passes the gate; returns a story that was opened. */
  private place(group: Group): OpenStory | undefined {
    const home = homeOf(this.stories, group)
    if (home !== undefined) {
      if (home.isOver) home.isOver = false
      absorb(home, group, this.streamMs)
      if (group.watch !== undefined) home.watches.add(group.watch)
      return undefined
    }
    const features = featuresOf(group, windowMinOf(group.scale), this.learnedHours)
    const gate = gateOf(features, this.strain() + (this.options.strictness ?? 0))
    this.options.judged?.(
      gate,
      group.posts.map((heard) => heard.post.id),
    )
    const isWatched = group.watch !== undefined && group.posts.length >= 4
    if (!(gate.opens || isWatched) || isMuted(this.muted, group.posts, this.streamMs)) return undefined
    return this.open(group)
  }

  private open(group: Group): OpenStory | undefined {
    if (this.stories.length >= storiesMax) return undefined
    this.storyNumber++
    const story = openStory(
      `story-${this.streamMs.toString(36)}-${this.storyNumber.toString(36)}`,
      group,
      this.streamMs,
      this.window.newest(scaleCount - 1, trendsDefaults.scanMax),
    )
    if (group.watch !== undefined) story.watches.add(group.watch)
    this.stories.push(story)
    return story
  }

  /** A stream that opened many stories within a day must work harder for the next. */
  private strain(): number {
    const lately = this.stories.filter((story) => this.streamMs - story.openedAtMs < 24 * hourMs).length
    return Math.max(0, lately - 3) * 0.25
  }

  private tell(story: OpenStory, isNew: boolean): TrendEvent[] {
    if (story.isOver) return []
    if (!isNew && (this.streamMs - story.hotAtMs > patienceMs(story) || isLeftAlone(story, this.streamMs))) {
      story.isOver = true
      story.overAtMs = this.streamMs
      return [{ kind: 'story', change: 'over', story: this.storyOf(story) }]
    }
    if (!isNew && !isWorthTelling(story, this.streamMs)) return []
    if (!isNew && isMuted(this.muted, story.posts.slice(-50), this.streamMs)) return []
    story.toldAtMs = this.streamMs
    story.told = story.postsInAll
    return [{ kind: 'story', change: isNew ? 'opened' : 'grew', story: this.storyOf(story) }]
  }

  private storyOf(story: OpenStory): ReturnType<typeof storyOf> {
    const told = storyOf({
      story,
      nowMs: this.streamMs,
      prior: this.prior,
      rowOf: (low, high) => this.table.find(low, high),
      standOf: (row) => this.standOf(row, story.group.scale),
      lookedAt: 30 * Math.max(1, this.window.units[story.group.scale] ?? 0),
      hoursLearned: this.learnedHours,
    })
    return withoutForgotten(told)
  }

  /** A row's count in a window now, and what would be usual. */
  private standOf(row: number, scale: number): { count: number; mean: number } {
    const belief = this.belief(row, scale, this.weightAt(this.streamMs))
    const count = this.table.counts[scale]?.[row] ?? 0
    return { count, mean: ((this.window.units[scale] ?? 0) * belief.shape) / belief.rate }
  }

  private forgetOld(): void {
    this.stories = this.stories.filter(
      (story) => !story.isOver || this.streamMs - story.overAtMs < rememberedMs,
    )
  }
}
