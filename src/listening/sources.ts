import type { Log } from '#kernel/log.ts'
import { dayMs, type Clock } from '#kernel/time.ts'
import type { Reader } from '#networks/contract.ts'
import type { CoverageLedger, SourceFacts, SourceMinute } from '#listening/coverage.ts'
import type { Hearing } from '#listening/hearing.ts'
import type { Keeper } from '#listening/keeper.ts'
import type { ListeningDb } from '#listening/tables.ts'

/** What sources stand on. `signal`: the end of all hearing. */
export type SourcesNeeds = {
  db: ListeningDb
  clock: Clock
  log: Log
  ledger: CoverageLedger
  keeper: Keeper
  hearing: Hearing
  signal: AbortSignal
}

type Source = { reader: Reader; stop: AbortController; running: Promise<void> }

/** The sources that are heard. One can come or go at any time; the others do not notice. */
export class Sources {
  readonly #needs: SourcesNeeds
  readonly #sources = new Map<string, Source>()
  /** What is being done with each source: one thing after the other. */
  readonly #changes = new Map<string, Promise<void>>()
  #isHearing = false

  constructor(needs: SourcesNeeds) {
    this.#needs = needs
  }

  /** Who is heard, in the order they came. */
  get readers(): Reader[] {
    return [...this.#sources.values()].map(({ reader }) => reader)
  }

  /** The sources a desk opens with. They are heard when `begin` is called. */
  async open(readers: readonly Reader[]): Promise<void> {
    await this.#restore(readers)
    for (const reader of readers) this.#note(reader)
  }

  /** Begins to hear everybody; whoever is added from now on is heard at once. */
  begin(): void {
    this.#isHearing = true
    for (const source of this.#sources.values()) this.#hear(source)
  }

  /**
   * One more, heard from where an earlier run of the same source stopped. Nothing happens when it is here already, or when the
   * desk closes. A source that was never heard before is complete from now on.
   *
   * @returns whether it was added
   * @throws when the store does not answer; it may be added again then
   */
  async add(reader: Reader): Promise<boolean> {
    let isAdded = false
    await this.#next(reader.source, async () => {
      if (this.#needs.signal.aborted || this.#sources.has(reader.source)) return
      const { heardBefore } = await this.#restore([reader])
      const { ledger, hearing } = this.#needs
      if (!heardBefore.has(reader.source)) ledger.completeFrom(reader.source, hearing.streamNowMs)
      const source = this.#note(reader)
      if (this.#isHearing) this.#hear(source)
      isAdded = true
    })
    return isAdded
  }

  /**
   * One less: it is told to stop, and what it brought is counted and kept before it is forgotten. It goes on from there if it is
   * added again.
   *
   * @returns whether it was there
   */
  async remove(name: string): Promise<boolean> {
    let isRemoved = false
    await this.#next(name, async () => {
      const source = this.#sources.get(name)
      // A desk that closes stops all of them, in its own order.
      if (source === undefined || this.#needs.signal.aborted) return
      source.stop.abort()
      await source.running
      await this.#needs.keeper.settle()
      this.#sources.delete(name)
      this.#needs.hearing.leave(name)
      this.#needs.ledger.remove(name)
      isRemoved = true
    })
    return isRemoved
  }

  /** Waits until every source has ended: those of a recording do so by themselves, the others when the signal says so. */
  async ended(): Promise<void> {
    await Promise.allSettled(this.#changes.values())
    await Promise.allSettled([...this.#sources.values()].map(({ running }) => running))
  }

  #next(name: string, change: () => Promise<void>): Promise<void> {
    const before = this.#changes.get(name) ?? Promise.resolve()
    const done = before.catch(() => undefined).then(change)
    this.#changes.set(name, done)
    const forget = (): void => {
      if (this.#changes.get(name) === done) this.#changes.delete(name)
    }
    done.then(forget, forget)
    return done
  }

  #note(reader: Reader): Source {
    const source = { reader, stop: new AbortController(), running: Promise.resolve() }
    this.#sources.set(reader.source, source)
    return source
  }

  #hear(source: Source): void {
    const { hearing, keeper, signal } = this.#needs
    const { reader, stop } = source
    const hear = async (): Promise<void> => {
      const cursorOf = (): Promise<string | undefined> => this.#cursorOf(reader.source)
      await hearing.listen(reader, cursorOf, AbortSignal.any([signal, stop.signal]))
      await hearing.settle()
      await keeper.flush()
    }
    source.running = hear()
  }

  async #cursorOf(source: string): Promise<string | undefined> {
    const row = await this.#needs.db
      .selectFrom('sources')
      .select('cursor')
      .where('source', '=', source)
      .executeTakeFirst()
    return row?.cursor ?? undefined
  }

  /** What earlier runs knew of these: who was heard before, how much in each minute of the last day, what could not be read. */
  async #restore(readers: readonly Reader[]): Promise<{ heardBefore: Set<string> }> {
    const { db, clock, ledger } = this.#needs
    if (readers.length === 0) return { heardBefore: new Set() }
    const all = readers.map(sourceFacts)
    for (const { source, label, network } of all)
      await db
        .insertInto('sources')
        .values({ source, label, network, cursor: null, refused: '{}' })
        .onConflict((conflict) => conflict.column('source').doUpdateSet({ label, network }))
        .execute()
    const names = all.map(({ source }) => source)
    const known = await db
      .selectFrom('sources')
      .select(['source', 'cursor', 'refused'])
      .where('source', 'in', names)
      .execute()
    const minutes = await db
      .selectFrom('source_minutes')
      .selectAll()
      .where('source', 'in', names)
      .where('minute', '>', new Date(clock.nowMs() - dayMs))
      .orderBy('minute')
      .execute()
    for (const facts of all) ledger.add(facts)
    ledger.restore(minutes.map(minuteOf), new Map(known.map((row) => [row.source, row.refused])))
    return { heardBefore: new Set(known.flatMap((row) => (row.cursor === null ? [] : [row.source]))) }
  }
}

function minuteOf(row: { source: string; minute: Date; heard: number }): SourceMinute {
  return { source: row.source, minuteMs: row.minute.getTime(), heard: row.heard }
}

function sourceFacts({ source, label, capabilities, silenceMaxMs }: Reader): SourceFacts {
  const { network } = capabilities
  return { source, label, network, ...(silenceMaxMs === undefined ? {} : { silenceMaxMs }) }
}
