import type { Log } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { hourMs, secondMs, type Clock } from '#kernel/time.ts'
import type { PlaceList } from '#language/places.ts'
import type { Capabilities, Reader } from '#networks/contract.ts'
import { clockDays } from '#records/retention/contract.ts'
import type { Store } from '#store/store.ts'
import type { Calendar, Muted } from '#stream/trends-contract.ts'
import type { Coverage, CoverageNote, RuleNotTaken } from '#listening/contract.ts'
import { coverageNote } from '#listening/coverage-note.ts'
import { CoverageLedger } from '#listening/coverage.ts'
import { Asking } from '#listening/delete-sync/asking.ts'
import { askableNetworks } from '#listening/delete-sync/job.ts'
import type { HeldEvents, IsToUs, StoryEvents } from '#listening/counting.ts'
import { Hearing } from '#listening/hearing.ts'
import { keepHouse } from '#listening/housekeeping.ts'
import { Keeper, type ForgetToo, type RecordToo } from '#listening/keeper.ts'
import { countedLately } from '#listening/counted-lately.ts'
import { keptAnswers } from '#listening/kept-answers.ts'
import { newestMinutes, newestWatched } from '#listening/posts.ts'
import type { ListeningDb, ListeningTables } from '#listening/tables.ts'
import { Sources } from '#listening/sources.ts'
import { watches } from '#listening/watches.ts'
import { MatchCrew } from '#listening/workers/match-crew.ts'
import { TrendThread } from '#listening/workers/trend-thread.ts'

/** What listening is built from. */
export type ListeningNeeds = {
  store: Store
  clock: Clock
  log: Log
  readers: readonly Reader[]
  mode: Coverage['mode']
  speed?: number | 'max'
  /** Folder with the built `match-worker.js` and `trend-worker.js`. */
  scripts: URL
  matchThreads: number
  /** The organization's own streets, wards and landmarks. */
  places?: PlaceList
  /** Ordinary posts of the hours before, so that the engine and the watches know what is usual from the first minute. */
  history?: { source: string; posts: readonly Post[] }
}

/** Which posts are said to us, and how they and their end are put on record in the transaction that keeps them. */
export type ToUs = { isToUs: IsToUs; recordToo: RecordToo }

/** Posts are kept this long at most: the clock of listening data, 30 days unless somebody sets it, goes no further. */
export const keptForDaysMax = clockDays.listening.max

const engineName = 'trends'
/** Posts of watches from before a restart that a new one may be a copy of. */
const watchedRemembered = 5000
const scopeRule = '~scope'

/** The service that hears: readers, engine, store and coverage, started and stopped as one. */
export class Listening {
  readonly db: ListeningDb
  readonly mode: Coverage['mode']
  readonly ledger: CoverageLedger
  readonly #needs: ListeningNeeds
  readonly #keeper: Keeper
  readonly #crew: MatchCrew
  readonly #trends: TrendThread
  readonly #hearing: Hearing
  readonly #stop = new AbortController()
  readonly #running: Promise<void>[] = []
  readonly #sources: Sources
  readonly #asking: Asking
  #scope: string | undefined
  #closing: Promise<void> | undefined
  #onStories: StoryEvents = async () => undefined
  #onHeld: HeldEvents = async () => undefined
  #isToUs: IsToUs = () => false
  #watchIds = new Set<string>()
  /** Watches that were live since the desk began to hear; of the others, since when their past is whole. */
  readonly #heardIds = new Set<string>()
  readonly #pasts = new Map<string, Promise<number | undefined>>()
  #hasBegun = false
  #notTaken: readonly RuleNotTaken[] = []

  private constructor(needs: ListeningNeeds, saved: string | undefined) {
    const { store, clock, log, scripts } = needs
    this.#needs = needs
    this.mode = needs.mode
    this.db = store.db.withTables<ListeningTables>()
    this.ledger = new CoverageLedger([])
    this.#keeper = new Keeper(store, { clock, log, ledger: this.ledger, standing: () => this.coverage() })
    this.#crew = new MatchCrew({ scripts, count: needs.matchThreads, log })
    this.#trends = new TrendThread({ scripts, log, start: { places: needs.places }, saved })
    this.#hearing = new Hearing(
      {
        clock,
        log,
        ledger: this.ledger,
        keeper: this.#keeper,
        crew: this.#crew,
        trends: this.#trends,
        concerns: (fits) => this.#scope === undefined || fits.length > 0,
        isWatch: (id) => this.#watchIds.has(id),
        isToUs: (post) => this.#isToUs(post),
        onStories: (events) => this.#onStories(events),
        onHeld: (held) => this.#onHeld(held),
      },
      needs.mode === 'live',
    )
    const { signal } = this.#stop
    const shared = { db: this.db, clock, log, signal }
    const hearing = { ledger: this.ledger, keeper: this.#keeper, hearing: this.#hearing }
    this.#sources = new Sources({ ...shared, ...hearing })
    this.#asking = new Asking({
      ...{ ...shared, store },
      forget: (ids) => this.#hearing.takeBack(ids),
      networks: () => askableNetworks(this.#sources.readers),
    })
  }

  /** Prepares to listen: brings back what was learned, reads the watches. `start` begins. */
  static async open(needs: ListeningNeeds): Promise<Listening> {
    const db = needs.store.db.withTables<ListeningTables>()
    if (needs.mode !== 'live') await forgetEverythingHeard(db)
    const saved = await db
      .selectFrom('engine_state')
      .select('saved')
      .where('name', '=', engineName)
      .executeTakeFirst()
    const listening = new Listening(needs, saved?.saved)
    await listening.#sources.open(needs.readers)
    if (needs.mode === 'live') await listening.#goOn()
    await listening.rulesChanged()
    return listening
  }

  /** Takes up what an earlier run counted last, so that nothing is counted twice and nothing left half counted. */
  async #goOn(): Promise<void> {
    this.#hearing.restore({
      fingerprints: await countedLately(this.db),
      watched: await newestWatched(this.db, watchedRemembered),
    })
    this.#keeper.recount(await newestMinutes(this.db))
  }

  /**
   * Begins to hear. Stories are told to the handler, one call after the other; `forgetToo` lets other rooms forget what
   * was taken back on its network, in the same transaction; `toUs` says what is said to us, and puts it on record there.
   */
  start(onStories: StoryEvents, forgetToo?: ForgetToo, toUs?: ToUs): void {
    this.#onStories = onStories
    this.#hasBegun = true
    if (forgetToo !== undefined) this.#keeper.forgetToo = forgetToo
    if (toUs !== undefined) {
      this.#isToUs = toUs.isToUs
      this.#keeper.recordToo = toUs.recordToo
    }
    const { signal } = this.#stop
    this.#running.push(this.#keeper.run(signal), this.#hear(), this.#pulse(signal), this.#house(signal))
    // What was recorded does not change any more: nobody can be asked about a replay.
    if (this.mode !== 'replay') this.#running.push(this.#asking.begin())
  }

  async #hear(): Promise<void> {
    const { history } = this.#needs
    if (history !== undefined) await this.#hearing.learn(history.source, history.posts)
    this.#sources.begin()
  }

  /**
   * Hears one more source, from where it was heard to the last time, if ever. Asking twice is asking once; while the desk closes
   * nothing happens.
   *
   * @returns whether it was added
   * @throws when the store does not answer; it may be added again then
   */
  async addReader(reader: Reader): Promise<boolean> {
    const isAdded = await this.#sources.add(reader)
    if (isAdded) await this.#asking.networksChanged()
    return isAdded
  }

  /**
   * No longer hears a source; what it brought is counted and kept when this is done. While the desk closes nothing happens.
   *
   * @returns whether it was heard
   */
  async removeReader(source: string): Promise<boolean> {
    const isRemoved = await this.#sources.remove(source)
    if (isRemoved) await this.#asking.networksChanged()
    return isRemoved
  }

  async #pulse(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#needs.clock.sleep(secondMs, signal)
      await this.#hearing.pulse()
    }
  }

  #house(signal: AbortSignal): Promise<void> {
    const { store, clock, log } = this.#needs
    const does = { saveEngine: () => this.#saveEngine(), rulesChanged: () => this.rulesChanged() }
    return keepHouse({ store, db: this.db, clock, log, isLive: this.mode === 'live', ...does }, signal)
  }

  async #saveEngine(): Promise<void> {
    if (this.mode !== 'live') return
    const row = { saved: await this.#trends.save(), saved_at: new Date(this.#needs.clock.nowMs()) }
    await this.db
      .insertInto('engine_state')
      .values({ name: engineName, ...row })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
      .execute()
  }

  /**
   * Reads the live watches again and gives them to every match thread, from the next batch on. On a practice day or a replay, a watch that
   * was not there when it began is given its past too, behind everything else.
   */
  async rulesChanged(): Promise<void> {
    const live = (await watches(this.db)).filter((watch) => watch.state === 'live')
    this.#watchIds = new Set(live.map((watch) => watch.id))
    const rules = live.map(({ id, rule }) => ({ id, rule }))
    this.#crew.setRules(this.#scope === undefined ? rules : [...rules, { id: scopeRule, rule: this.#scope }])
    if (this.mode !== 'live') this.#hearPasts()
  }

  #hearPasts(): void {
    const begun = new Set([...this.#watchIds].filter((id) => !this.#heardIds.has(id)))
    for (const id of begun) this.#heardIds.add(id)
    if (begun.size === 0 || !this.#hasBegun) return
    const fromMs = this.streamNowMs
    const heard = this.#hearing.hearPast(begun, this.#stop.signal).catch((error: unknown) => {
      this.#needs.log('error', 'the past of a watch could not be looked for', { why: String(error) })
      return fromMs
    })
    for (const id of begun) this.#pasts.set(id, heard)
  }

  /**
   * Since when a watch is heard on a practice day or a replay, epoch ms of stream time; undefined: since the first post. Waits until what
   * it would have heard before it was begun is counted.
   */
  async pastFromMs(watchId: string): Promise<number | undefined> {
    return this.#heardIds.has(watchId) ? this.#pasts.get(watchId) : this.streamNowMs
  }

  /** Limits the engine to posts that fit this rule or a watch; without one it hears everything. */
  async setScope(rule: string | undefined): Promise<void> {
    this.#scope = rule
    await this.rulesChanged()
  }

  /** Notes which searches a network does not hear, as whoever tells it found; coverage says so from now on. */
  setNotTaken(notTaken: readonly RuleNotTaken[]): void {
    this.#notTaken = notTaken
  }

  /** Holds back stories about these. */
  setMuted(muted: Muted[]): void {
    this.#trends.setMuted(muted)
  }

  /** Tells what is held back from now on, one call after the other. */
  followHeld(onHeld: HeldEvents): void {
    this.#onHeld = onHeld
  }

  /** How days run where the desk is: watches hold the hours of the week against it. */
  setCalendar(calendar: Calendar): void {
    this.#trends.setCalendar(calendar)
  }

  /** What the networks we listen to can do, each once. */
  get networks(): Capabilities[] {
    const { readers } = this.#sources
    return [...new Map(readers.map(({ capabilities }) => [capabilities.network, capabilities])).values()]
  }

  /** Whether any source is a newsroom: only then can it be said that the news has not got something. */
  get hearsMedia(): boolean {
    return this.#sources.readers.some((reader) => reader.capabilities.reads.media)
  }

  /** Stream time, epoch ms. */
  get streamNowMs(): number {
    return this.#hearing.streamNowMs
  }

  /** How well we hear, now. */
  coverage(): Coverage {
    const sources = this.ledger.health(this.streamNowMs)
    const { shed } = this.#hearing
    const { unasked } = this.#asking
    return {
      mode: this.mode,
      ...(this.#needs.speed === undefined ? {} : { speed: this.#needs.speed }),
      streamNow: new Date(this.streamNowMs).toISOString(),
      heardLastHour: sources.reduce((sum, source) => sum + source.heardLastHour, 0),
      lagS: Math.round(this.#hearing.lagMs / 100) / 10,
      ...(shed === undefined ? {} : { shed }),
      ...(unasked.length === 0 ? {} : { deletesUnasked: unasked }),
      ...(this.#notTaken.length === 0 ? {} : { notTaken: [...this.#notTaken] }),
      sources,
    }
  }

  /** The coverage beside a number about posts since this moment. */
  note(sinceMs: number = this.streamNowMs - hourMs): CoverageNote {
    const fromMs = Math.max(sinceMs, this.ledger.allHeardFromMs ?? sinceMs)
    return coverageNote(this.coverage(), new Date(fromMs).toISOString())
  }

  /**
   * Looks for what was said to us before we knew that it was: something of ours stood there and was noted only now.
   *
   * @param names by which answers may point at it, as `namesAt` says them
   * @param sinceMs nobody answered before it stood there, epoch ms
   */
  async lookBack(names: readonly string[], sinceMs: number): Promise<void> {
    if (names.length > 0) await this.#hearing.lookBack(() => keptAnswers(this.db, names, sinceMs))
  }

  /** Waits until everything heard so far was counted and kept. */
  async settle(): Promise<void> {
    await this.#hearing.settle()
    await this.#keeper.settle()
  }

  /** Stops hearing: readers end, what was heard is kept, threads stop. Harmless when repeated. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    this.#stop.abort()
    await Promise.allSettled(this.#running)
    await this.#sources.ended()
    await this.#asking.stop()
    await Promise.allSettled(this.#pasts.values())
    await this.settle()
    await this.#saveEngine()
    await Promise.all([this.#crew.close(), this.#trends.close()])
  }
}

/** A replay or a practice day begins from nothing: what an earlier one left would be counted twice. */
async function forgetEverythingHeard(db: ListeningDb): Promise<void> {
  for (const table of [
    'matches',
    'posts',
    'watch_minutes',
    'watch_hours',
    'source_minutes',
    'gaps',
    'sources',
    'engine_state',
    'counted_lately',
    'delete_sync',
    'doubted_deletes',
  ] as const) {
    await db.deleteFrom(table).execute()
  }
}
