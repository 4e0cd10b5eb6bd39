import type { Log } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { minuteMs, secondMs, type Clock } from '#kernel/time.ts'
import type { Heard, Reader } from '#networks/contract.ts'
import type { Gone, Observed, TrendEvent } from '#stream/trends-contract.ts'
import type { Coverage, PostReading } from '#listening/contract.ts'
import type { CoverageLedger } from '#listening/coverage.ts'
import type { Keeper } from '#listening/keeper.ts'
import type { Match } from '#listening/posts.ts'
import { fingerprintOf, RecentPosts } from '#listening/recent-posts.ts'
import { leftOutAt, shedOrder, trendsAt } from '#listening/shed-order.ts'
import { openShedding, type Shed } from '#listening/shedding.ts'
import { SourcePace } from '#listening/source-pace.ts'
import { WatchCopies } from '#listening/watch-copies.ts'
import type { Matched, MatchCrew } from '#listening/workers/match-crew.ts'
import { PoisonedMessage } from '#listening/workers/thread.ts'
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

/** What an earlier run left: posts counted just before it ended, and texts of watches that may be said again. */
export type HeardBefore = { fingerprints: readonly number[]; watched: readonly Post[] }

const recentPostsMax = 100_000
const batchesInFlightMax = 16
const learnBatch = 256
/**
 * Posts of a live source come with dates a little before its clock. Minutes are closed by the posts themselves; the clock
 * closes them this much later, so that what falls into which minute depends on the order of the stream, never on our haste.
 */
const streamMarginMs = 5 * secondMs
const readerRestartMs = 15 * secondMs

/** The path of a post from its reader to the store: match, count, keep, in stream order. */
export class Hearing {
  readonly #needs: HearingNeeds
  readonly #recent = new RecentPosts(recentPostsMax)
  readonly #copies = new WatchCopies()
  readonly #paces = new Map<string, SourcePace>()
  readonly #shedding = openShedding(shedOrder.length)
  #shed: Shed = { level: 0, sinceMs: undefined }
  #countedSimply = 0
  #batches = 0
  #tail: Promise<void> = Promise.resolve()
  #inFlight = 0
  /** When the posts of each batch under way were heard, oldest first. */
  readonly #waitingSinceMs: number[] = []
  /** How many readers wait for us now, and when one last did. */
  #holding = 0
  #heldAtMs = -Infinity
  #lookedAtMs = -Infinity
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

  /** How late posts are counted, ms: by how long the oldest waits here, and by the clocks of the sources. */
  get lagMs(): number {
    const nowMs = this.#needs.clock.nowMs()
    const waitedMs = nowMs - (this.#waitingSinceMs[0] ?? nowMs)
    return Math.max(0, waitedMs, ...[...this.#paces.values()].map((pace) => pace.lagMs(nowMs)))
  }

  /** What is left out to keep up; undefined when nothing is. */
  get shed(): Coverage['shed'] {
    const { level, sinceMs } = this.#shed
    if (sinceMs === undefined) return undefined
    const leftOut = shedOrder.slice(0, level).map((step) => step.name)
    return {
      level,
      since: new Date(sinceMs).toISOString(),
      leftOut,
      posts: this.#countedSimply,
      ...leftOutAt(level),
    }
  }

  /** Brings back what an earlier run had counted last, so that a reader that goes back a little counts nothing twice. */
  restore({ fingerprints, watched }: HeardBefore): void {
    this.#recent.restore(fingerprints)
    for (const post of watched) this.#copies.isCopy(post)
  }

  /** Listens to one reader until told to stop; a reader that breaks is started again from its last cursor. */
  async listen(
    reader: Reader,
    cursorOf: () => Promise<string | undefined>,
    signal: AbortSignal,
  ): Promise<void> {
    const { clock, log, ledger } = this.#needs
    if (this.#live && reader.capabilities.reads.stream)
      this.#paces.set(reader.source, new SourcePace(clock.nowMs()))
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
    if (heard.kind === 'clock') return this.#passTo(heard.atMs, reader.source)
    if (heard.kind === 'refused') return ledger.refused(reader.source, heard.why, heard.count)
    if (heard.kind === 'gap') return ledger.gap({ source: reader.source, ...heard })
    this.#paces.get(reader.source)?.state(heard.state, this.#needs.clock.nowMs())
    return ledger.state(reader.source, heard.state, heard.why)
  }

  async #takePosts(source: string, posts: readonly Post[], cursor: string | undefined): Promise<void> {
    const fresh: Post[] = []
    const first: { post: Post; heardAtMs: number }[] = []
    for (const post of posts) {
      const known = this.#recent.add(post)
      if (!this.#live) this.#streamNowMs = Math.max(this.#streamNowMs ?? post.atMs, post.atMs)
      if (known !== 'heard-before') fresh.push(post)
      if (known === 'new')
        first.push({ post, heardAtMs: this.#live ? post.heardAtMs : (this.#streamNowMs ?? post.atMs) })
    }
    const [last] = posts.slice(-1)
    const lastAtMs = this.#live ? last?.heardAtMs : this.#streamNowMs
    await this.#room()
    this.#process(fresh, {
      clockMs: this.#live ? undefined : this.#streamNowMs,
      kept: () => this.#counted(source, { first, lastAtMs, cursor }),
    })
  }

  /** In one breath, so that they are kept together or not at all: how many, which ones, and where to go on. */
  #counted(
    source: string,
    {
      first,
      lastAtMs,
      cursor,
    }: {
      first: readonly { post: Post; heardAtMs: number }[]
      lastAtMs: number | undefined
      cursor: string | undefined
    },
  ): void {
    const { keeper, ledger } = this.#needs
    for (const { heardAtMs } of first) ledger.heard(source, 1, heardAtMs)
    if (lastAtMs !== undefined) ledger.heard(source, 0, lastAtMs)
    if (cursor === undefined) return
    if (this.#live)
      keeper.counted(
        source,
        first.map(({ post }) => fingerprintOf(post)),
      )
    keeper.reached(source, cursor)
  }

  /** Forgotten in its turn: a post that is still on its way when it is taken back must not be kept after that. */
  async #takeGone(reader: Reader, gone: Gone, cursor: string | undefined): Promise<void> {
    const { keeper, trends } = this.#needs
    this.#recent.forget(gone)
    await this.#room()
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
  async #passTo(atMs: number, source?: string): Promise<void> {
    if (!this.#live) this.#streamNowMs = Math.max(this.#streamNowMs ?? atMs, atMs)
    await this.#slot()
    const { clock } = this.#needs
    this.#process([], {
      clockMs: this.#live ? atMs - streamMarginMs : this.#streamNowMs,
      kept: () => {
        const nowMs = clock.nowMs()
        const held = nowMs - this.#heldAtMs < 2 * secondMs
        if (source !== undefined) this.#paces.get(source)?.counted(atMs, nowMs, held)
      },
    })
  }

  /** Lets time pass on a live desk, looks for silence and for overload; called every second. */
  async pulse(): Promise<void> {
    for (const source of this.#needs.ledger.checkSilence(this.streamNowMs)) {
      this.#needs.log('warn', 'a source fell silent', { source })
    }
    // Only what happens now can be late: a replay and a practice day wait for us instead.
    if (!this.#live) return
    this.#lookAtPressure()
    const toMs = this.#freeToMs()
    if (this.#inFlight === 0 && toMs !== undefined) await this.#passTo(toMs)
  }

  /** Up to where our own clock may move stream time: a source that is behind holds it, so that its posts count in their time. */
  #freeToMs(): number | undefined {
    const nowMs = this.#needs.clock.nowMs()
    const free = [...this.#paces.values()].map((pace) => pace.freeToMs(nowMs))
    return free.reduce(
      (least, one) => (least === undefined || one === undefined ? undefined : Math.min(least, one)),
      nowMs,
    )
  }

  #lookAtPressure(): void {
    const { clock, trends, log } = this.#needs
    const nowMs = clock.nowMs()
    const held = this.#holding > 0 || this.#heldAtMs > this.#lookedAtMs
    this.#lookedAtMs = nowMs
    const before = this.#shed
    this.#shed = this.#shedding.look({ nowMs, lagMs: this.lagMs, held, batches: this.#batches })
    if (this.#shed.level === before.level) return
    trends.setShed(trendsAt(this.#shed.level))
    log(
      'warn',
      this.#shed.level === 0 ? 'everything is counted in full again' : 'counting simply to keep up',
      {
        leftOut: leftOutAt(this.#shed.level).en,
        lagMs: this.lagMs,
        countedSimply: this.#countedSimply,
      },
    )
    if (this.#shed.level === 0) this.#countedSimply = 0
  }

  /** Waits until there is room for a batch: this is what holds a reader back. */
  async #room(): Promise<void> {
    this.#holding += 1
    const waits = this.#inFlight >= batchesInFlightMax || this.#needs.keeper.isFull
    if (waits) this.#heldAtMs = this.#needs.clock.nowMs()
    try {
      await this.#needs.keeper.room()
      await this.#slot()
    } finally {
      this.#holding -= 1
      if (waits) this.#heldAtMs = this.#needs.clock.nowMs()
    }
  }

  async #slot(): Promise<void> {
    while (this.#inFlight >= batchesInFlightMax) await this.#tail
  }

  /** Does work after everything heard before it. */
  #inTurn(
    work: () => Promise<void>,
    otherwise: (error: unknown) => void,
    sinceMs: number = this.#needs.clock.nowMs(),
  ): void {
    this.#inFlight += 1
    this.#waitingSinceMs.push(sinceMs)
    this.#tail = this.#tail.then(async () => {
      try {
        await work()
      } catch (error) {
        otherwise(error)
      } finally {
        this.#inFlight -= 1
        this.#waitingSinceMs.shift()
      }
    })
  }

  #process(posts: Post[], { clockMs, kept }: { clockMs: number | undefined; kept: () => void }): void {
    const matching =
      posts.length === 0 ? Promise.resolve({ watches: [], langs: [], readings: [] }) : this.#match(posts)
    // A batch that fails is reported in its turn; without this line Node would call it unhandled before that.
    matching.catch(() => undefined)
    const work = async (): Promise<void> => {
      const matched = await matching
      await this.#count(
        posts.map((post, i) => withLang(post, matched.langs[i])),
        matched,
        clockMs,
      )
      kept()
    }
    const sinceMs = this.#live ? posts[0]?.heardAtMs : undefined
    this.#inTurn(work, (error) => this.#giveUp(posts, error), sinceMs)
  }

  /** Which watches each post fits. A batch that breaks its thread is halved until only the post that does it is left out. */
  async #match(posts: Post[]): Promise<Matched> {
    try {
      return await this.#needs.crew.match(posts)
    } catch (error) {
      if (!(error instanceof PoisonedMessage)) throw error
      const [only] = posts
      if (posts.length === 1 && only !== undefined) return this.#setAside(only)
      const half = posts.length >> 1
      const [one, two] = [await this.#match(posts.slice(0, half)), await this.#match(posts.slice(half))]
      return {
        watches: [...one.watches, ...two.watches],
        langs: [...one.langs, ...two.langs],
        readings: [...one.readings, ...two.readings],
      }
    }
  }

  #setAside(post: Post): Matched {
    this.#needs.ledger.refused(post.source, 'not-a-post', 1)
    this.#needs.log('error', 'a post broke the matcher twice and was set aside', { id: post.id })
    return { watches: [[]], langs: ['und'], readings: [undefined] }
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
    { watches, readings }: Matched,
    clockMs: number | undefined,
  ): Promise<void> {
    const { trends, concerns, isWatch } = this.#needs
    const observed = posts
      .map((post, i) => ({ post, watches: watches[i] ?? [] }))
      .filter((one) => concerns(one.watches) || one.post.author?.kind === 'media')
      .map(({ post, watches: fits }) => ({ post, watches: fits.filter(isWatch) }))
    this.#keep(
      observed,
      posts.flatMap((post, i) => (readings[i] === undefined ? [] : [[post.id, readings[i]] as const])),
    )
    if (this.#shed.level > 0) this.#countedSimply += observed.length
    await this.#tell(await trends.observe(observed, clockMs))
    if (posts.length > 0) this.#batches += 1
  }

  #keep(
    observed: readonly Observed[],
    readings: readonly (readonly [id: string, reading: PostReading])[],
  ): void {
    const kept = observed.filter((one) => one.watches.length > 0 || one.post.author?.kind === 'media')
    if (kept.length === 0) return
    const matches: Match[] = []
    for (const { post, watches } of kept) {
      if (watches.length === 0) continue
      const copy = this.#copies.isCopy(post)
      for (const watchId of watches) matches.push({ watchId, postId: post.id, atMs: post.atMs, copy })
    }
    this.#needs.keeper.add({ posts: kept.map((one) => one.post), matches, readings })
  }

  async #tell(events: readonly TrendEvent[]): Promise<void> {
    const { keeper, onStories } = this.#needs
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
