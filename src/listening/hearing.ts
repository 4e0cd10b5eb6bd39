import type { Log } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { minuteMs, secondMs, type Clock } from '#kernel/time.ts'
import type { Heard, Reader } from '#networks/contract.ts'
import type { Gone, TrendEvent } from '#stream/trends-contract.ts'
import type { CoverageLedger } from '#listening/coverage.ts'
import type { Keeper } from '#listening/keeper.ts'
import { RecentPosts } from '#listening/recent-posts.ts'
import type { MatchCrew } from '#listening/workers/match-crew.ts'
import type { TrendThread } from '#listening/workers/trend-thread.ts'

/** Stories that changed, each with those of its posts that are still remembered. */
export type StoryEvents = (events: readonly { event: StoryEvent; posts: Post[] }[]) => Promise<void>

/** A story event of the engine. */
export type StoryEvent = Extract<TrendEvent, { kind: 'story' }>

/** What hearing stands on. */
export type HearingNeeds = {
  clock: Clock
  log: Log
  ledger: CoverageLedger
  keeper: Keeper
  crew: MatchCrew
  trends: TrendThread
  /** Whether the trend engine should hear a post that fits these rules. */
  concerns: (fits: readonly string[]) => boolean
  /** Whether a rule is a watch of somebody, whose matches are kept. */
  isWatch: (id: string) => boolean
  onStories: StoryEvents
}

const recentPostsMax = 100_000
const batchesInFlightMax = 16
const learnBatch = 256
const readerRestartMs = 15 * secondMs

/** The path of a post from its reader to the store: match, count, keep, in stream order. */
export class Hearing {
  readonly #needs: HearingNeeds
  readonly #recent = new RecentPosts(recentPostsMax)
  #tail: Promise<void> = Promise.resolve()
  #inFlight = 0
  #oldestWaitingMs: number | undefined
  #streamNowMs: number | undefined
  #learnedToMs: number | undefined
  readonly #live: boolean

  constructor(needs: HearingNeeds, live: boolean) {
    this.#needs = needs
    this.#live = live
  }

  /** Stream time: the wall clock when live, else as far as the recording has come. */
  get streamNowMs(): number {
    return this.#live ? this.#needs.clock.nowMs() : (this.#streamNowMs ?? this.#needs.clock.nowMs())
  }

  /** Seconds the oldest uncounted post has been waiting. */
  get lagS(): number {
    if (this.#oldestWaitingMs === undefined) return 0
    return Math.max(0, Math.round((this.#needs.clock.nowMs() - this.#oldestWaitingMs) / secondMs))
  }

  /** Listens to one reader until told to stop; a reader that breaks is started again from its last cursor. */
  async listen(
    reader: Reader,
    cursorOf: () => Promise<string | undefined>,
    signal: AbortSignal,
  ): Promise<void> {
    const { clock, log, ledger } = this.#needs
    while (!signal.aborted) {
      try {
        const cursor = await cursorOf()
        for await (const heard of reader.read({
          clock,
          log,
          signal,
          ...(cursor === undefined ? {} : { cursor }),
        })) {
          await this.#take(reader, heard)
        }
        return
      } catch (error) {
        ledger.state(reader.source, 'failed', 'broken')
        log('error', `${reader.label} broke and is started again`, {
          source: reader.source,
          why: String(error),
        })
        await clock.sleep(readerRestartMs, signal)
      }
    }
  }

  /** Hears posts of the past before a reader begins, so that the engine knows what is usual. */
  async learn(source: string, posts: readonly Post[]): Promise<void> {
    // A story opens at a peek, which closes the minute of the last post.
    this.#learnedToMs = posts.reduce((last, post) => Math.max(last, post.atMs), 0) + minuteMs
    for (let from = 0; from < posts.length; from += learnBatch) {
      await this.#takePosts(source, posts.slice(from, from + learnBatch), undefined)
    }
    await this.#tail
  }

  /** Nobody was there when the past happened: what rose then teaches, and is no story of today. */
  #isNews(event: StoryEvent): boolean {
    return this.#learnedToMs === undefined || event.story.openedAtMs > this.#learnedToMs
  }

  /** Waits until everything heard so far was counted. */
  async settle(): Promise<void> {
    await this.#tail
  }

  async #take(reader: Reader, heard: Heard): Promise<void> {
    const { ledger } = this.#needs
    if (heard.kind === 'posts') return this.#takePosts(reader.source, heard.posts, heard.cursor)
    if (heard.kind === 'deleted')
      return this.#takeGone(reader, { ids: heard.ids, authorIds: [] }, heard.cursor)
    if (heard.kind === 'author-gone')
      return this.#takeGone(reader, { ids: [], authorIds: [heard.authorId] }, heard.cursor)
    if (heard.kind === 'clock') return this.#passTo(heard.atMs)
    if (heard.kind === 'refused') return ledger.refused(reader.source, heard.why, heard.count)
    if (heard.kind === 'gap') return ledger.gap({ source: reader.source, ...heard })
    return ledger.state(reader.source, heard.state, heard.why)
  }

  async #takePosts(source: string, posts: readonly Post[], cursor: string | undefined): Promise<void> {
    const fresh = posts.filter((post) => this.#recent.add(post) !== 'heard-before')
    this.#countHeard(source, posts)
    await this.#needs.keeper.room()
    await this.#slot()
    this.#process(fresh, () => {
      if (cursor !== undefined) this.#needs.keeper.reached(source, cursor)
    })
  }

  #countHeard(source: string, posts: readonly Post[]): void {
    for (const post of posts) {
      if (!this.#live) this.#streamNowMs = Math.max(this.#streamNowMs ?? post.atMs, post.atMs)
      this.#needs.ledger.heard(source, 1, this.#live ? post.heardAtMs : this.streamNowMs)
    }
  }

  /** Forgotten in its turn: a post that is still on its way when it is taken back must not be kept after that. */
  async #takeGone(reader: Reader, gone: Gone, cursor: string | undefined): Promise<void> {
    const { keeper, trends } = this.#needs
    this.#recent.forget(gone)
    await keeper.room()
    await this.#slot()
    this.#inTurn(
      async () => {
        trends.forget(gone)
        keeper.forget(gone)
        if (cursor !== undefined) keeper.reached(reader.source, cursor)
      },
      (error) => this.#needs.log('error', 'what is gone could not be forgotten', { why: String(error) }),
    )
  }

  /** Lets quiet stream time pass, so that minutes close and silence is noticed. */
  async #passTo(atMs: number): Promise<void> {
    this.#streamNowMs = Math.max(this.#streamNowMs ?? atMs, atMs)
    await this.#slot()
    this.#process([], () => undefined)
  }

  /** Lets time pass on a live desk and looks for silence; called every second. */
  async pulse(): Promise<void> {
    for (const source of this.#needs.ledger.checkSilence(this.streamNowMs)) {
      this.#needs.log('warn', 'a source fell silent', { source })
    }
    if (this.#live && this.#inFlight === 0) await this.#passTo(this.#needs.clock.nowMs())
  }

  async #slot(): Promise<void> {
    while (this.#inFlight >= batchesInFlightMax) await this.#tail
  }

  /** Does work after everything heard before it. */
  #inTurn(work: () => Promise<void>, otherwise: (error: unknown) => void): void {
    this.#inFlight += 1
    this.#tail = this.#tail.then(async () => {
      try {
        await work()
      } catch (error) {
        otherwise(error)
      } finally {
        this.#inFlight -= 1
        if (this.#inFlight === 0) this.#oldestWaitingMs = undefined
      }
    })
  }

  #process(posts: Post[], kept: () => void): void {
    const clockMs = this.#live || this.#streamNowMs !== undefined ? this.streamNowMs : undefined
    this.#oldestWaitingMs ??= this.#needs.clock.nowMs()
    const matching =
      posts.length === 0 ? Promise.resolve({ watches: [], langs: [] }) : this.#needs.crew.match(posts)
    // A batch that fails is reported in its turn; without this line Node would call it unhandled before that.
    matching.catch(() => undefined)
    const work = async (): Promise<void> => {
      const { watches, langs } = await matching
      await this.#count(
        posts.map((post, i) => withLang(post, langs[i])),
        watches,
        clockMs,
      )
      kept()
    }
    this.#inTurn(work, (error) => this.#giveUp(posts, error))
  }

  #giveUp(posts: readonly Post[], error: unknown): void {
    const [first] = posts
    if (first !== undefined) this.#needs.ledger.refused(first.source, 'not-a-post', posts.length)
    this.#needs.log('error', 'a batch could not be worked through and was set aside', {
      posts: posts.length,
      why: String(error),
    })
  }

  async #count(
    posts: readonly Post[],
    watches: readonly string[][],
    clockMs: number | undefined,
  ): Promise<void> {
    const { keeper, trends, concerns, isWatch } = this.#needs
    const observed = posts
      .map((post, i) => ({ post, watches: watches[i] ?? [] }))
      .filter((one) => concerns(one.watches) || one.post.author?.kind === 'media')
      .map(({ post, watches: fits }) => ({ post, watches: fits.filter(isWatch) }))
    const kept = observed.filter((one) => one.watches.length > 0 || one.post.author?.kind === 'media')
    keeper.add({
      posts: kept.map((one) => one.post),
      matches: kept.flatMap(({ post, watches: fits }) =>
        fits.map((watchId) => ({ watchId, postId: post.id, atMs: post.atMs })),
      ),
    })
    await this.#tell(await trends.observe(observed, clockMs))
  }

  async #tell(events: readonly TrendEvent[]): Promise<void> {
    const { keeper, onStories } = this.#needs
    for (const event of events) {
      if (event.kind !== 'minute') continue
      keeper.add({
        watchMinutes: event.watches.map(({ watch, posts, authors }) => ({
          watchId: watch,
          minuteMs: event.minuteMs,
          posts,
          authors,
        })),
      })
    }
    const stories = events.filter(
      (event): event is StoryEvent => event.kind === 'story' && this.#isNews(event),
    )
    if (stories.length === 0) return
    const told = stories.map((event) => ({ event, posts: this.#recent.among(event.story.postIds) }))
    for (const { posts } of told) keeper.add({ posts })
    await onStories(told)
  }
}

function withLang(post: Post, lang: string | undefined): Post {
  return post.lang !== undefined || lang === undefined || lang === 'und' ? post : { ...post, lang }
}
