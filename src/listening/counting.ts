import type { Post } from '#kernel/post.ts'
import { minuteMs } from '#kernel/time.ts'
import type { Held, Observed, TrendEvent } from '#stream/trends-contract.ts'
import type { PostReading } from '#listening/contract.ts'
import type { Keeper } from '#listening/keeper.ts'
import type { Overload } from '#listening/overload.ts'
import type { Match } from '#listening/posts.ts'
import type { RecentPosts } from '#listening/recent-posts.ts'
import { WatchCopies } from '#listening/watch-copies.ts'
import type { Matched } from '#listening/workers/match-crew.ts'
import type { TrendThread } from '#listening/workers/trend-thread.ts'

/** Stories that changed, each with those of its posts that are still remembered. */
export type StoryEvents = (events: readonly { event: StoryEvent; posts: Post[] }[]) => Promise<void>

/** What was held back since the last time, because somebody called it not important. */
export type HeldEvents = (held: readonly Held[]) => Promise<void>

/** A story event of the engine. */
export type StoryEvent = Extract<TrendEvent, { kind: 'story' }>

/** Which heard posts are said to us: they are kept whatever the watches say. Asked of every post, so it asks nobody else. */
export type IsToUs = (post: Post) => boolean

/** What counting stands on. */
export type CountingNeeds = {
  keeper: Keeper
  trends: Pick<TrendThread, 'observe'>
  recent: RecentPosts
  overload: Overload
  /** Whether the trend engine should hear a post that fits these rules. */
  concerns: (fits: readonly string[]) => boolean
  /** Whether a rule is a watch of somebody, whose matches are kept. */
  isWatch: (id: string) => boolean
  isToUs: IsToUs
  onStories: StoryEvents
  onHeld: HeldEvents
}

/** A post that was heard before a watch it fits was begun. */
export type PastPost = Observed & { reading?: PostReading | undefined; isNew: boolean }

/** What becomes of matched posts: the engine counts them, what matters is kept, stories are told. */
export class Counting {
  readonly #needs: CountingNeeds
  readonly #copies = new WatchCopies()
  #learnedToMs: number | undefined

  constructor(needs: CountingNeeds) {
    this.#needs = needs
  }

  /** Brings back what watches heard in an earlier run, so that a copy of it counts as one. */
  restore(watched: readonly Post[]): void {
    for (const post of watched) this.#copies.isCopy(post)
  }

  /** These posts are of the past: what rises in them teaches, and is no story of today. */
  learns(posts: readonly Post[]): void {
    // A story opens at a peek, which closes the minute of the last post.
    this.#learnedToMs = posts.reduce((last, post) => Math.max(last, post.atMs), 0) + minuteMs
  }

  /** Counts a batch, keeps what matters of it, and tells the stories it changed. */
  async count(
    posts: readonly Post[],
    { watches, readings }: Matched,
    clockMs: number | undefined,
  ): Promise<void> {
    const { trends, concerns, isWatch, overload } = this.#needs
    const observed = posts
      .map((post, i) => ({ post, watches: watches[i] ?? [] }))
      .filter((one) => concerns(one.watches) || one.post.author?.kind === 'media')
      .map(({ post, watches: fits }) => ({ post, watches: fits.filter(isWatch) }))
    this.#keep(
      observed,
      posts.flatMap((post, i) => (readings[i] === undefined ? [] : [[post.id, readings[i]] as const])),
    )
    this.keepToUs(posts)
    overload.handedOver(observed.length)
    await this.#tell(await trends.observe(observed, clockMs))
    if (posts.length > 0) overload.worked()
  }

  /** Keeps those of these posts that are said to us. */
  keepToUs(posts: readonly Post[]): void {
    const toUs = posts.filter((post) => this.#needs.isToUs(post))
    if (toUs.length > 0) this.#needs.keeper.add({ posts: toUs, toUs })
  }

  /**
   * Keeps and counts posts of the past for watches that were begun since; what repeats them from now on is a copy.
   *
   * @param past `isNew`: it fits no watch that was there before; one that does is known as said already, or will be in its turn
   * @param copies what of this past was said before
   */
  keepPast(past: readonly PastPost[], copies: WatchCopies): void {
    this.#keep(
      past,
      past.flatMap(({ post, reading }) => (reading === undefined ? [] : [[post.id, reading] as const])),
      copies,
    )
    this.restore(past.flatMap(({ post, isNew }) => (isNew ? [post] : [])))
  }

  #keep(
    observed: readonly Observed[],
    readings: readonly (readonly [id: string, reading: PostReading])[],
    copies: WatchCopies = this.#copies,
  ): void {
    const kept = observed.filter((one) => one.watches.length > 0 || one.post.author?.kind === 'media')
    if (kept.length === 0) return
    const matches: Match[] = []
    for (const { post, watches } of kept) {
      if (watches.length === 0) continue
      const copy = copies.isCopy(post)
      for (const watchId of watches) matches.push({ watchId, postId: post.id, atMs: post.atMs, copy })
    }
    this.#needs.keeper.add({ posts: kept.map((one) => one.post), matches, readings })
  }

  async #tell(events: readonly TrendEvent[]): Promise<void> {
    const { keeper, onStories, onHeld, recent } = this.#needs
    for (const event of events) if (event.kind === 'held') await onHeld(event.held)
    const stories = events.filter(
      (event): event is StoryEvent => event.kind === 'story' && this.#isNews(event),
    )
    if (stories.length === 0) return
    const told = stories.map((event) => ({ event, posts: recent.among(event.story.postIds) }))
    for (const { posts } of told) keeper.add({ posts })
    await onStories(told)
  }

  /** Nobody was there when the past happened. */
  #isNews(event: StoryEvent): boolean {
    return this.#learnedToMs === undefined || event.story.openedAtMs > this.#learnedToMs
  }
}
