import type { Log } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { secondMs, type Clock } from '#kernel/time.ts'
import type { Heard, Reader } from '#networks/contract.ts'
import type { Gone } from '#stream/trends-contract.ts'
import type { Coverage } from '#listening/contract.ts'
import type { CoverageLedger } from '#listening/coverage.ts'
import { Counting, type HeldEvents, type IsToUs, type StoryEvents } from '#listening/counting.ts'
import type { Keeper } from '#listening/keeper.ts'
import { matchBatch, withLang } from '#listening/matching.ts'
import { Overload } from '#listening/overload.ts'
import { fingerprintOf, RecentPosts } from '#listening/recent-posts.ts'
import { SourcePaces } from '#listening/source-pace.ts'
import { Turns } from '#listening/turns.ts'
import { hearPast } from '#listening/watch-pasts.ts'
import type { MatchCrew } from '#listening/workers/match-crew.ts'
import type { TrendThread } from '#listening/workers/trend-thread.ts'

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
  isToUs: IsToUs
  onStories: StoryEvents
  onHeld: HeldEvents
}

/** What an earlier run left: posts counted just before it ended, and texts of watches that may be said again. */
export type HeardBefore = { fingerprints: readonly number[]; watched: readonly Post[] }

const recentPostsMax = 100_000
const learnBatch = 256
/**
 * Posts of a live source come with dates a little before its clock. Minutes are closed by the posts themselves; the clock
 * closes them this much later, so that what falls into which minute depends on the order of the stream, never on our haste.
 */
const streamMarginMs = 5 * secondMs
const readerRestartMs = 15 * secondMs

/** A post new to us, and when its source counts it as heard. */
type First = { post: Post; heardAtMs: number }

/** The path of a post from its reader to the store: match, count, keep, in stream order. */
export class Hearing {
  readonly #needs: HearingNeeds
  readonly #recent = new RecentPosts(recentPostsMax)
  readonly #paces = new SourcePaces()
  readonly #turns: Turns
  readonly #overload: Overload
  readonly #counting: Counting
  #streamNowMs: number | undefined
  readonly #live: boolean

  constructor(needs: HearingNeeds, live: boolean) {
    this.#needs = needs
    this.#live = live
    this.#turns = new Turns(needs)
    this.#overload = new Overload({ ...needs, turns: this.#turns })
    this.#counting = new Counting({ ...needs, recent: this.#recent, overload: this.#overload })
  }

  /** Stream time: the wall clock when live, else as far as the recording has come. */
  get streamNowMs(): number {
    return this.#live ? this.#needs.clock.nowMs() : (this.#streamNowMs ?? this.#needs.clock.nowMs())
  }

  /** How late posts are counted, ms: by how long the oldest waits here, and by the clocks of the sources. */
  get lagMs(): number {
    return Math.max(0, this.#turns.waitedMs, this.#paces.lagMs(this.#needs.clock.nowMs()))
  }

  /** What is left out to keep up; undefined when nothing is. */
  get shed(): Coverage['shed'] {
    return this.#overload.shed
  }

  /** Brings back what an earlier run had counted last, so that a reader that goes back a little counts nothing twice. */
  restore({ fingerprints, watched }: HeardBefore): void {
    this.#recent.restore(fingerprints)
    this.#counting.restore(watched)
  }

  /** Listens to one reader until told to stop; a reader that breaks is started again from its last cursor. */
  async listen(
    reader: Reader,
    cursorOf: () => Promise<string | undefined>,
    signal: AbortSignal,
  ): Promise<void> {
    const { clock, log, ledger } = this.#needs
    if (this.#live && reader.capabilities.reads.stream) this.#paces.follow(reader.source, clock.nowMs())
    while (!signal.aborted) {
      try {
        const cursor = await cursorOf()
        const needs = { clock, log, signal, ...(cursor === undefined ? {} : { cursor }) }
        for await (const heard of reader.read(needs)) await this.#take(reader, heard)
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

  /** A source that was listened to is no longer: stream time does not wait for it. */
  leave(source: string): void {
    this.#paces.leave(source)
  }

  /** Hears posts of the past before a reader begins, so that the engine knows what is usual. */
  async learn(source: string, posts: readonly Post[]): Promise<void> {
    this.#counting.learns(posts)
    for (let from = 0; from < posts.length; from += learnBatch) {
      await this.#takePosts(source, posts.slice(from, from + learnBatch), undefined)
    }
    await this.#turns.settle()
  }

  /**
   * Gives watches that were begun meanwhile their past, on a practice day or a replay. In one breath with the change of rules.
   *
   * @returns since when it is whole, epoch ms; undefined: since the first post that was ever heard
   * @throws when the matcher broke
   */
  hearPast(watchIds: ReadonlySet<string>, signal: AbortSignal): Promise<number | undefined> {
    const own = { recent: this.#recent, turns: this.#turns, counting: this.#counting }
    return hearPast({ ...this.#needs, ...own }, watchIds, signal)
  }

  /** Waits until everything heard so far was counted. */
  async settle(): Promise<void> {
    await this.#turns.settle()
  }

  async #take(reader: Reader, heard: Heard): Promise<void> {
    const { ledger } = this.#needs
    if (heard.kind === 'posts') return this.#takePosts(reader.source, heard.posts, heard.cursor)
    if (heard.kind === 'deleted')
      return this.#takeGone({ ids: heard.ids, authorIds: [] }, { ...reader, cursor: heard.cursor })
    if (heard.kind === 'author-gone')
      return this.#takeGone({ ids: [], authorIds: [heard.authorId] }, { ...reader, cursor: heard.cursor })
    if (heard.kind === 'clock') return this.#passTo(heard.atMs, reader.source)
    if (heard.kind === 'refused') return ledger.refused(reader.source, heard.why, heard.count)
    if (heard.kind === 'gap') return ledger.gap({ source: reader.source, ...heard })
    this.#paces.of(reader.source)?.state(heard.state, this.#needs.clock.nowMs())
    return ledger.state(reader.source, heard.state, heard.why)
  }

  async #takePosts(source: string, posts: readonly Post[], cursor: string | undefined): Promise<void> {
    const fresh: Post[] = []
    const first: First[] = []
    for (const post of posts) {
      const known = this.#recent.add(post)
      if (!this.#live) this.#streamNowMs = Math.max(this.#streamNowMs ?? post.atMs, post.atMs)
      if (known !== 'heard-before') fresh.push(post)
      if (known === 'new')
        first.push({ post, heardAtMs: this.#live ? post.heardAtMs : (this.#streamNowMs ?? post.atMs) })
    }
    const [last] = posts.slice(-1)
    const lastAtMs = this.#live ? last?.heardAtMs : this.#streamNowMs
    await this.#turns.room()
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
    }: { first: readonly First[]; lastAtMs: number | undefined; cursor: string | undefined },
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

  /** Posts that are gone on their network, although no reader said so. Done when it is in the store. */
  async takeBack(ids: readonly string[]): Promise<void> {
    await this.#takeGone({ ids: [...ids], authorIds: [] })
    await this.settle()
    await this.#needs.keeper.flush()
  }

  /** Forgotten in its turn: a post that is still on its way when it is taken back must not be kept after that. */
  async #takeGone(gone: Gone, told?: { source: string; cursor: string | undefined }): Promise<void> {
    const { keeper, trends, log } = this.#needs
    this.#recent.forget(gone)
    await this.#turns.room()
    this.#turns.take(
      async () => {
        trends.forget(gone)
        keeper.forget(gone)
        if (told?.cursor !== undefined) keeper.reached(told.source, told.cursor)
      },
      (error) => log('error', 'what is gone could not be forgotten', { why: String(error) }),
    )
  }

  /**
   * Keeps what was heard before it was known to be said to us: what is remembered, and what is found among kept posts.
   * In its turn, with everything written first: what is taken back meanwhile does not come back by it.
   */
  async lookBack(findKept: () => Promise<readonly Post[]>): Promise<void> {
    const { keeper, isToUs, log } = this.#needs
    this.#turns.take(
      async () => {
        await keeper.flush()
        this.#counting.keepToUs([...this.#recent.which(isToUs), ...(await findKept())])
      },
      (error) => log('error', 'earlier answers to us could not be looked for', { why: String(error) }),
    )
    await this.settle()
    await keeper.flush()
  }

  /** Lets quiet stream time pass, so that minutes close and silence is noticed. */
  async #passTo(atMs: number, source?: string): Promise<void> {
    if (!this.#live) this.#streamNowMs = Math.max(this.#streamNowMs ?? atMs, atMs)
    await this.#turns.slot()
    const { clock } = this.#needs
    this.#process([], {
      clockMs: this.#live ? atMs - streamMarginMs : this.#streamNowMs,
      kept: () => {
        const nowMs = clock.nowMs()
        const held = nowMs - this.#turns.heldAtMs < 2 * secondMs
        if (source !== undefined) this.#paces.of(source)?.counted(atMs, nowMs, held)
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
    this.#overload.look(this.lagMs)
    const toMs = this.#paces.freeToMs(this.#needs.clock.nowMs())
    if (this.#turns.areOver && toMs !== undefined) await this.#passTo(toMs)
  }

  #process(posts: Post[], { clockMs, kept }: { clockMs: number | undefined; kept: () => void }): void {
    const matching = matchBatch(this.#needs, posts)
    // A batch that fails is reported in its turn; without this line Node would call it unhandled before that.
    matching.catch(() => undefined)
    const work = async (): Promise<void> => {
      const matched = await matching
      const read = posts.map((post, i) => withLang(post, matched.langs[i]))
      for (const [i, post] of read.entries()) if (post !== posts[i]) this.#recent.learn(post)
      await this.#counting.count(read, matched, clockMs)
      kept()
    }
    const sinceMs = this.#live ? posts[0]?.heardAtMs : undefined
    this.#turns.take(work, (error) => this.#giveUp(posts, error), sinceMs)
  }

  #giveUp(posts: readonly Post[], error: unknown): void {
    const [first] = posts
    if (first !== undefined) this.#needs.ledger.refused(first.source, 'not-a-post', posts.length)
    this.#needs.log('error', 'a batch could not be worked through and was set aside', {
      posts: posts.length,
      why: String(error),
    })
  }
}
