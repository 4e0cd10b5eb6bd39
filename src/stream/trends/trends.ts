import type { Post } from '#kernel/post.ts'
import { hourMs } from '#kernel/time.ts'
import { TextScan } from '#language/scan.ts'
import type { PlaceList } from '#language/places.ts'
import { NearDuplicates } from '#language/near-duplicates.ts'
import type {
  Calendar,
  Gone,
  Muted,
  Observed,
  TrendEvent,
  Trends,
  TrendShed,
} from '#stream/trends-contract.ts'
import { ExactCopies } from '#stream/trends/exact-copies.ts'
import { forgetWords, withoutForgotten } from '#stream/trends/forgetting.ts'
import { featuresOf, gateOf } from '#stream/trends/gate.ts'
import { type Group, groupsOf, type Seed } from '#stream/trends/groups.ts'
import { type Heard, HeardPost } from '#stream/trends/heard.ts'
import { KeyTable, scaleCount } from '#stream/trends/key-table.ts'
import { HeldBack } from '#stream/trends/held.ts'
import { holderOf, whyHeld } from '#stream/trends/muting.ts'
import { isNoise } from '#stream/trends/noise.ts'
import { type TrendsOptions, trendsDefaults } from '#stream/trends/options.ts'
import { type Prior, shippedPrior } from '#stream/trends/prior.ts'
import { cellOf, type KeyChoice, placeNames } from '#stream/trends/reading.ts'
import { readStories } from '#stream/trends/saved-stories.ts'
import { learnedFrom, readLearned, writeLearned } from '#stream/trends/learned.ts'
import {
  absorb,
  isLeftAlone,
  isWorthTelling,
  joinStories,
  openStory,
  type OpenStory,
  patienceMs,
  rememberedMs,
  storiesMax,
  StoryRows,
} from '#stream/trends/story-book.ts'
import { homeOf } from '#stream/trends/story-homes.ts'
import { storyOf } from '#stream/trends/story-of.ts'
import { KeyCounts } from '#stream/trends/key-counts.ts'
import { KeySeeds } from '#stream/trends/key-seeds.ts'
import { PostKeys } from '#stream/trends/post-keys.ts'
import type { RowSpan } from '#stream/trends/post-rows.ts'
import { PostTerms } from '#stream/trends/post-terms.ts'
import { windowMinOf } from '#stream/trends/explain.ts'
import { WatchCounts } from '#stream/trends/watch-counts.ts'
import { Window } from '#stream/trends/window.ts'

/** Stories told anew at one look because they grew; explaining one costs about a millisecond. */
const grownPerLookMax = 20

/**
 * The engine that finds what is emerging in everything heard. Pure: time comes in with the posts and the ticks.
 *
 * Every word, hashtag, phrase, pair, place and topic is counted in windows of 5 min to 12 h, by distinct authors and distinct
 * texts; windows are peeked at each tick; keys that stand out and share posts become one story.
 */
export function createTrends(options: TrendsOptions = {}): Trends {
  return new TrendEngine(options)
}

const noPlaces: readonly string[] = []
const noOwn: PlaceList = []

class TrendEngine implements Trends {
  private readonly options: TrendsOptions
  private readonly prior: Prior
  private readonly table: KeyTable
  private readonly window: Window
  private readonly copies = new NearDuplicates({ likenessOf1: trendsDefaults.copyLikenessOf1 })
  private readonly exactCopies = new ExactCopies()
  private shed: TrendShed = 0
  private readonly counts: KeyCounts
  private readonly seeds: KeySeeds
  private readonly followed: StoryRows
  private readonly terms: PostTerms
  private readonly keys: PostKeys
  private readonly watches = new WatchCounts()
  private stories: OpenStory[] = []
  private muted: readonly Muted[] = []
  private readonly held = new HeldBack()
  private streamMs = 0
  private learnedHours = 0
  private storyNumber = 0

  constructor(options: TrendsOptions) {
    this.options = options
    this.prior = options.prior ?? shippedPrior()
    this.table = new KeyTable(options.keysMax ?? trendsDefaults.keysMax)
    this.window = new Window(options.postsMax ?? trendsDefaults.postsMax, this.table)
    this.followed = new StoryRows(this.table.capacity)
    this.counts = new KeyCounts(this.table, this.window, this.prior)
    this.seeds = new KeySeeds(this.counts, this.table, this.window)
    this.terms = new PostTerms(this.prior, new TextScan(), options.places)
    this.keys = new PostKeys(this.prior)
  }

  observe(batch: readonly Observed[]): void {
    for (const { post, watches } of batch) this.hear(post, watches)
  }

  tick(atMs: number): TrendEvent[] {
    this.count()
    this.passTo(atMs)
    this.window.advance(this.streamMs)
    this.counts.countSpareRows(this.streamMs)
    const seeds = this.seeds.seeds(this.streamMs, this.learnedHours)
    const told = this.tellStories([
      ...this.groups(seeds),
      ...this.watches.groups(this.window, this.table, this.streamMs),
    ])
    const held = this.held.take()
    return [
      ...this.watches.closedMinutes(this.streamMs),
      ...told,
      ...(held.length === 0 ? [] : [{ kind: 'held' as const, held }]),
    ]
  }

  setMuted(muted: readonly Muted[]): void {
    this.muted = muted
    this.held.keepOnly(muted)
  }

  setCalendar(calendar: Calendar): void {
    this.watches.season.setCalendar(calendar)
  }

  setShed(level: TrendShed): void {
    this.shed = level
  }

  forget(gone: Gone): void {
    forgetWords(this.window.newest(scaleCount - 1, Infinity), gone)
    for (const story of this.stories) forgetWords(story.posts, gone)
  }

  save(): string {
    this.count()
    const weight = this.counts.weightAt(this.streamMs)
    return writeLearned({
      streamMs: this.streamMs,
      pastPosts: this.counts.pastPosts / weight,
      hours: this.learnedHours,
      table: this.table,
      weight,
      series: this.watches.series,
      season: this.watches.season,
      stories: this.stories,
      storyNumber: this.storyNumber,
    })
  }

  load(saved: string): void {
    const learned = learnedFrom(saved)
    if (learned === undefined) return
    this.count()
    this.streamMs = learned.streamMs
    this.counts.originMs = learned.streamMs
    this.counts.pastPosts = learned.pastPosts
    this.learnedHours = learned.hours
    this.storyNumber = learned.storyNumber
    readLearned(learned, this.table, this.watches.series)
    this.watches.season.restore(learned.season, learned.streamMs)
    this.stories = readStories(learned.stories, this.table)
    this.followed.follow(this.stories)
  }

  private hear(post: Post, watches: readonly string[]): void {
    const atMs = this.streamTimeOf(post)
    if (this.counts.mustCount(atMs)) this.count()
    const isLate = atMs - post.atMs > trendsDefaults.lateMaxMs
    this.terms.read(post.text)
    const copies = this.shed === 3 ? this.exactCopies : this.copies
    const { cluster, copy } = copies.seen(this.terms.low, atMs, this.terms.count)
    const isRepeat = copy || post.repostOf !== undefined
    const isEmpty = isRepeat || (this.terms.maybeNoise && isNoise(post.text))
    const places = isEmpty ? noPlaces : placeNames(post, this.options.places ?? noOwn, this.terms.maybePlace)
    const concern = isEmpty ? 0 : this.terms.concern
    if (isEmpty) this.keys.clear()
    else this.keys.read(this.terms, places, this.choice(concern, cellOf(post)))
    const heard = new HeardPost({ post, atMs, cluster, copy: isRepeat, concern, places, watches })
    if (!isRepeat && !isLate) this.watches.season.hear(atMs)
    this.watches.count(heard)
    this.counts.hear({ keys: this.keys, heard, isLate })
    if (!isLate) this.window.push(heard)
  }

  /** Counts what was heard since the last time, and gives the posts to the stories they belong to. */
  private count(): void {
    this.counts.count(this.join)
  }

  private readonly join = (heard: Heard, rows: RowSpan): void =>
    joinStories(this.stories, heard, heard.copy ? undefined : this.followed.carried(rows))

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
    if (this.streamMs === 0) this.counts.originMs = this.streamMs = atMs
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

  private groups(seeds: readonly Seed[]): Group[] {
    return seeds.length === 0 ? [] : groupsOf(seeds, this.seeds.carriersOf(seeds, this.streamMs))
  }

  private tellStories(groups: readonly Group[]): TrendEvent[] {
    const opened = new Set<OpenStory>()
    for (const group of groups) {
      const story = this.place(group)
      if (story !== undefined) opened.add(story)
    }
    const told = this.tellInTurn(opened)
    this.forgetOld()
    this.followed.follow(this.stories)
    return told
  }

  /** What was told longest ago comes first; on a day of a hundred stories those that only grew take turns. */
  private tellInTurn(opened: ReadonlySet<OpenStory>): TrendEvent[] {
    let grown = 0
    const inTurn = this.stories.toSorted((a, b) => a.toldAtMs - b.toldAtMs)
    return inTurn.flatMap((story) => {
      const told = this.tell(story, opened.has(story), grown < grownPerLookMax)
      grown += told.filter((event) => event.kind === 'story' && event.change === 'grew').length
      return told
    })
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
    if (!(gate.opens || isWatched) || this.isHeldBack(group.posts)) return undefined
    return this.open(group)
  }

  private open(group: Group): OpenStory | undefined {
    if (this.stories.length >= storiesMax) return undefined
    this.storyNumber++
    const story = openStory(
      `story-${this.streamMs.toString(36)}-${this.storyNumber.toString(36)}`,
      group,
      this.streamMs,
      {
        newestFirst: this.window.newest(scaleCount - 1, trendsDefaults.scanMax),
        weights: this.seeds.weighed(group.weights),
      },
    )
    if (group.watch !== undefined) story.watches.add(group.watch)
    this.stories.push(story)
    return story
  }

  /** Whether somebody called such posts not important; then they are counted as held back. */
  private isHeldBack(posts: readonly Heard[]): boolean {
    const holder = holderOf(this.muted, posts, this.streamMs)
    if (holder !== undefined) this.held.note(holder, posts, whyHeld(holder))
    return holder !== undefined
  }

  /** A stream that opened many stories within a day must work harder for the next. */
  private strain(): number {
    const lately = this.stories.filter((story) => this.streamMs - story.openedAtMs < 24 * hourMs).length
    return Math.max(0, lately - 3) * 0.25
  }

  private tell(story: OpenStory, isNew: boolean, mayGrow: boolean): TrendEvent[] {
    if (story.isOver) return []
    if (!isNew && (this.streamMs - story.hotAtMs > patienceMs(story) || isLeftAlone(story, this.streamMs))) {
      story.isOver = true
      story.overAtMs = this.streamMs
      return [{ kind: 'story', change: 'over', story: this.storyOf(story) }]
    }
    if (!isNew && !(mayGrow && isWorthTelling(story, this.streamMs))) return []
    if (!isNew && this.isHeldBack(story.posts.slice(-50))) return []
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
    const known = { weight: this.counts.weightAt(this.streamMs), learnedHours: this.learnedHours }
    const belief = this.seeds.belief(row, scale, known)
    const count = this.table.count(row, scale)
    return { count, mean: ((this.window.units[scale] ?? 0) * belief.shape) / belief.rate }
  }

  private forgetOld(): void {
    this.stories = this.stories.filter(
      (story) => !story.isOver || this.streamMs - story.overAtMs < rememberedMs,
    )
  }
}
