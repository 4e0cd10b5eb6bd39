import type { Transaction } from 'kysely'
import type { Log } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { secondMs, weekMs, type Clock } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'
import type { Gone } from '#stream/trends-contract.ts'
import type { CoverageLedger } from '#listening/coverage.ts'
import { forgetCountedLongAgo, keepCounted } from '#listening/counted-lately.ts'
import {
  ensurePostWeeks,
  forgetPosts,
  keepAuthorCounts,
  keepMatches,
  keepPosts,
  type Match,
  type WatchMinute,
} from '#listening/posts.ts'
import type { PostReading } from '#listening/contract.ts'
import { keepGaps, keepRefused, keepSourceMinutes } from '#listening/keep-ledger.ts'
import { isEmpty, nothingPending, putBack, waiting, withoutGone, type Pending } from '#listening/pending.ts'
import { keepStanding } from '#listening/standing.ts'
import type { ListeningDb, ListeningTables } from '#listening/tables.ts'

/** Forgets, in the transaction given, what other rooms made of posts that are gone. */
export type ForgetToo = (gone: Gone, tx: Transaction<unknown>) => Promise<void>

/**
 * Puts on record, in the transaction given and last in it, what concerns what we said: posts said to us as they are kept,
 * and posts that are gone (all of them: whose they were is for the other room to know).
 */
export type RecordToo = (
  heard: { toUs: readonly Post[]; goneIds: readonly string[] },
  tx: Transaction<unknown>,
) => Promise<void>

/** The channel on which this room says which watches have new posts: JSON `{ watches: string[] }`. */
export const newPostsChannel = 'listening_posts'

/** The channel on which this room says which kept posts were taken back: JSON `{ ids: string[] }`. */
export const gonePostsChannel = 'listening_gone'

const pendingPostsMax = 20_000
/** A post of a watch is on its way to a screen: it waits this long for others, everything else longer. */
const flushSoonMs = 25
const flushEveryMs = 250
const ledgerEveryMs = 5 * secondMs
const watchesToldMax = 100
// A notification holds 8,000 bytes; no id of a network we read is longer than 300.
const goneToldMax = 20

/**
 * Writes what was heard, in few large transactions. A cursor is kept in the same transaction as its posts, so after a
 * crash reading goes on before the first post that was not kept: nothing acknowledged is lost, hearing twice is harmless.
 */
export class Keeper {
  readonly #db: ListeningDb
  readonly #store: Store
  readonly #needs: { clock: Clock; log: Log; ledger: CoverageLedger }
  readonly #weeks = new Set<number>()
  readonly #standing: () => unknown
  /** Minutes of watches whose authors are to be counted anew. */
  readonly #touched = new Map<string, WatchMinute>()
  #pending = nothingPending()
  #writing: Promise<void> = Promise.resolve()
  #lastLedgerMs = 0
  #forgetToo: ForgetToo = async () => undefined
  #recordToo: RecordToo = async () => undefined

  /** @param standing how hearing goes, as JSON: kept now and then for `doctor`, which asks the store and not the desk */
  constructor(
    store: Store,
    needs: { clock: Clock; log: Log; ledger: CoverageLedger; standing?: () => unknown },
  ) {
    this.#store = store
    this.#standing = needs.standing ?? (() => null)
    this.#db = store.db.withTables<ListeningTables>()
    this.#needs = needs
  }

  /** Queues what a batch brought. */
  add(batch: {
    posts?: readonly Post[]
    matches?: readonly Match[]
    readings?: readonly (readonly [string, PostReading])[]
    toUs?: readonly Post[]
  }): void {
    for (const post of batch.posts ?? []) this.#pending.posts.set(post.id, post)
    for (const [id, reading] of batch.readings ?? []) this.#pending.readings.set(id, reading)
    for (const match of batch.matches ?? []) this.#pending.matches.push(match)
    for (const post of batch.toUs ?? []) this.#pending.toUs.set(post.id, post)
  }

  /** Queues which posts of a source were counted, so that a restart does not count them again. */
  counted(source: string, fingerprints: readonly number[]): void {
    const known = this.#pending.counted.get(source) ?? []
    this.#pending.counted.set(source, known)
    for (const fingerprint of fingerprints) known.push(fingerprint)
  }

  /** Other rooms forget with us: all of it happens, or nothing does and it is tried again. */
  set forgetToo(forgetToo: ForgetToo) {
    this.#forgetToo = forgetToo
  }

  /** The archive takes what is said to us with us: all of it happens, or nothing does and it is tried again. */
  set recordToo(recordToo: RecordToo) {
    this.#recordToo = recordToo
  }

  /** Queues that posts and authors are gone; what of them still waits to be kept never is. */
  forget(gone: Gone): void {
    const pending = withoutGone(this.#pending, gone)
    for (const id of gone.ids) pending.goneIds.add(id)
    for (const authorId of gone.authorIds) pending.goneAuthorIds.add(authorId)
    this.#pending = pending
  }

  /** Everything up to this cursor was queued. */
  reached(source: string, cursor: string): void {
    this.#pending.cursors.set(source, cursor)
  }

  /** Whether more is queued than may be. */
  get isFull(): boolean {
    return waiting(this.#pending) >= pendingPostsMax
  }

  /** Waits while more is queued than may be: a slow disk slows the readers, nothing is thrown away. */
  async room(): Promise<void> {
    while (this.isFull) await this.flush()
  }

  /** Writes until told to stop. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#needs
    for (let wroteAtMs = clock.nowMs(); !signal.aborted;) {
      await clock.sleep(flushSoonMs, signal)
      if (this.#pending.matches.length === 0 && clock.nowMs() - wroteAtMs < flushEveryMs) continue
      await this.flush()
      wroteAtMs = clock.nowMs()
    }
  }

  /** Writes everything queued; a failing store is tried again with the same rows, later. */
  flush(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#writeOnce())
    return this.#writing
  }

  /** Writes everything, also what is only written now and then. */
  settle(): Promise<void> {
    this.#lastLedgerMs = -Infinity
    return this.flush()
  }

  /** Counts the authors of these minutes anew at the next occasion. */
  recount(minutes: readonly WatchMinute[]): void {
    for (const minute of minutes) this.#touched.set(`${minute.watchId} ${minute.minuteMs}`, minute)
  }

  async #writeOnce(): Promise<void> {
    const nowMs = this.#needs.clock.nowMs()
    const ledgerDue = nowMs - this.#lastLedgerMs >= ledgerEveryMs
    if (isEmpty(this.#pending) && !ledgerDue) return
    const taken = this.#take()
    try {
      await this.#makeWeeks(taken)
      await this.#store.inTransaction(async (tx) => {
        const db = tx.withTables<ListeningTables>()
        const goneIds = await this.#forget(taken, tx)
        await this.#write(db, taken)
        await keepSourceMinutes(db, taken.minutes)
        await keepGaps(db, taken.gaps)
        if (ledgerDue) await this.#keepNowAndThen(db)
        await this.#tell(taken, tx)
        if (taken.toUs.size + goneIds.length > 0)
          await this.#recordToo({ toUs: [...taken.toUs.values()], goneIds }, tx)
      })
      if (!ledgerDue) return
      this.#lastLedgerMs = nowMs
      this.#touched.clear()
    } catch (error) {
      this.#pending = putBack(taken, this.#pending)
      this.#needs.log('error', 'the store did not take what was heard; trying again', { why: String(error) })
      await this.#needs.clock.sleep(secondMs)
    }
  }

  /** Everything queued, with the counts that belong to its cursors: one moment, one transaction. */
  #take(): Pending {
    const taken = this.#pending
    this.#pending = nothingPending()
    const { minutes, gaps } = this.#needs.ledger.takeNew()
    for (const minute of minutes) taken.minutes.push(minute)
    for (const gap of gaps) taken.gaps.push(gap)
    return taken
  }

  /** What need not be true at every moment: refusals, authors a minute, how hearing goes. */
  async #keepNowAndThen(db: ListeningDb): Promise<void> {
    await keepRefused(db, this.#needs.ledger.refusedCounts())
    await keepAuthorCounts(db, [...this.#touched.values()])
    await forgetCountedLongAgo(db)
    await keepStanding(db, this.#standing(), new Date(this.#needs.clock.nowMs()))
  }

  async #makeWeeks(taken: Pending): Promise<void> {
    for (const post of taken.posts.values()) {
      const week = Math.floor(post.atMs / weekMs)
      if (this.#weeks.has(week)) continue
      await ensurePostWeeks(this.#db, post.atMs, post.atMs)
      this.#weeks.add(week)
    }
  }

  /** Before anything is written: a post that came back after it was taken back is kept. Says what is gone. */
  async #forget(taken: Pending, tx: Transaction<unknown>): Promise<string[]> {
    const gone = { ids: [...taken.goneIds], authorIds: [...taken.goneAuthorIds] }
    if (gone.ids.length + gone.authorIds.length === 0) return []
    const kept = await forgetPosts(tx.withTables<ListeningTables>(), gone)
    const goneIds = [...new Set([...gone.ids, ...kept])]
    await this.#forgetToo({ ...gone, ids: goneIds }, tx)
    for (let from = 0; from < kept.length; from += goneToldMax) {
      await this.#store.notify(
        gonePostsChannel,
        JSON.stringify({ ids: kept.slice(from, from + goneToldMax) }),
        tx,
      )
    }
    return goneIds
  }

  async #write(db: ListeningDb, taken: Pending): Promise<void> {
    await keepPosts(db, [...taken.posts.values()], taken.readings)
    this.recount(await keepMatches(db, taken.matches))
    await keepCounted(db, taken.counted, new Date(this.#needs.clock.nowMs()))
    for (const [source, cursor] of taken.cursors) {
      await db.updateTable('sources').set({ cursor }).where('source', '=', source).execute()
    }
  }

  async #tell(taken: Pending, tx: Transaction<unknown>): Promise<void> {
    const watches = [...new Set(taken.matches.map((match) => match.watchId))]
    for (let from = 0; from < watches.length; from += watchesToldMax) {
      const payload = JSON.stringify({ watches: watches.slice(from, from + watchesToldMax) })
      await this.#store.notify(newPostsChannel, payload, tx)
    }
  }
}
