import { sql, type Transaction } from 'kysely'
import type { Log } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { minuteMs, secondMs, weekMs, type Clock } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'
import type { CoverageLedger, Gap, SourceMinute } from '#listening/coverage.ts'
import { ensurePostWeeks, keepMatches, keepPosts, type Match } from '#listening/posts.ts'
import type { ListeningDb, ListeningTables } from '#listening/tables.ts'

/** One watch's closed minute. */
export type WatchMinute = { watchId: string; minuteMs: number; posts: number; authors: number }

type Pending = {
  posts: Map<string, Post>
  matches: Match[]
  cursors: Map<string, string>
  watchMinutes: WatchMinute[]
}

/** The channel on which this room says which watches have new posts: JSON `{ watches: string[] }`. */
export const newPostsChannel = 'listening_posts'

const pendingPostsMax = 20_000
const flushEveryMs = 250
const ledgerEveryMs = 5 * secondMs
const watchesToldMax = 100

function nothingPending(): Pending {
  return { posts: new Map(), matches: [], cursors: new Map(), watchMinutes: [] }
}

/**
 * Writes what was heard, in few large transactions. A cursor is kept in the same transaction as its posts, so after a
 * crash reading goes on before the first post that was not kept: nothing acknowledged is lost, hearing twice is harmless.
 */
export class Keeper {
  readonly #db: ListeningDb
  readonly #store: Store
  readonly #needs: { clock: Clock; log: Log; ledger: CoverageLedger }
  readonly #weeks = new Set<number>()
  #pending = nothingPending()
  #writing: Promise<void> = Promise.resolve()
  #lastLedgerMs = 0

  constructor(store: Store, needs: { clock: Clock; log: Log; ledger: CoverageLedger }) {
    this.#store = store
    this.#db = store.db.withTables<ListeningTables>()
    this.#needs = needs
  }

  /** Queues what a batch brought. */
  add(batch: { posts?: readonly Post[]; matches?: readonly Match[]; watchMinutes?: readonly WatchMinute[] }): void {
    for (const post of batch.posts ?? []) this.#pending.posts.set(post.id, post)
    for (const match of batch.matches ?? []) this.#pending.matches.push(match)
    for (const minute of batch.watchMinutes ?? []) this.#pending.watchMinutes.push(minute)
  }

  /** Everything up to this cursor was queued. */
  reached(source: string, cursor: string): void {
    this.#pending.cursors.set(source, cursor)
  }

  /** Waits while more is queued than may be: a slow disk slows the readers, nothing is thrown away. */
  async room(): Promise<void> {
    while (this.#pending.posts.size >= pendingPostsMax) await this.flush()
  }

  /** Writes until told to stop. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#needs.clock.sleep(flushEveryMs, signal)
      await this.flush()
    }
  }

  /** Writes everything queued; a failing store is tried again with the same rows, later. */
  flush(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#writeOnce())
    return this.#writing
  }

  async #writeOnce(): Promise<void> {
    const taken = this.#pending
    const nowMs = this.#needs.clock.nowMs()
    const ledgerDue = nowMs - this.#lastLedgerMs >= ledgerEveryMs
    if (isEmpty(taken) && !ledgerDue) return
    this.#pending = nothingPending()
    const coverage = ledgerDue ? this.#needs.ledger.takeNew() : { minutes: [], gaps: [] }
    try {
      await this.#makeWeeks(taken)
      await this.#store.inTransaction(async (tx) => {
        const db = tx.withTables<ListeningTables>()
        await this.#write(db, taken)
        await keepCoverage(db, coverage.minutes, coverage.gaps, ledgerDue ? this.#needs.ledger.refusedCounts() : new Map())
        await this.#tell(taken, tx)
      })
      if (ledgerDue) this.#lastLedgerMs = nowMs
    } catch (error) {
      this.#putBack(taken)
      this.#needs.log('error', 'the store did not take what was heard; trying again', { why: String(error) })
      await this.#needs.clock.sleep(secondMs)
    }
  }

  #putBack(taken: Pending): void {
    const since = this.#pending
    this.#pending = {
      posts: new Map([...taken.posts, ...since.posts]),
      matches: [...taken.matches, ...since.matches],
      cursors: new Map([...taken.cursors, ...since.cursors]),
      watchMinutes: [...taken.watchMinutes, ...since.watchMinutes],
    }
  }

  async #makeWeeks(taken: Pending): Promise<void> {
    for (const post of taken.posts.values()) {
      const week = Math.floor(post.atMs / weekMs)
      if (this.#weeks.has(week)) continue
      await ensurePostWeeks(this.#db, post.atMs, post.atMs)
      this.#weeks.add(week)
    }
  }

  async #write(db: ListeningDb, taken: Pending): Promise<void> {
    await keepPosts(db, [...taken.posts.values()])
    await keepMatches(db, taken.matches)
    await keepWatchMinutes(db, taken.watchMinutes)
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

function isEmpty(pending: Pending): boolean {
  return pending.posts.size + pending.matches.length + pending.cursors.size + pending.watchMinutes.length === 0
}

async function keepWatchMinutes(db: ListeningDb, minutes: readonly WatchMinute[]): Promise<void> {
  if (minutes.length === 0) return
  await sql`
    insert into watch_minutes (watch_id, minute, posts, authors)
    select watch_id, minute, max(posts), max(authors) from unnest(
      ${minutes.map((row) => row.watchId)}::text[],
      ${minutes.map((row) => new Date(row.minuteMs))}::timestamptz[],
      ${minutes.map((row) => row.posts)}::int[],
      ${minutes.map((row) => row.authors)}::int[]) as closed(watch_id, minute, posts, authors)
    group by watch_id, minute
    on conflict (watch_id, minute) do update
      set posts = greatest(watch_minutes.posts, excluded.posts), authors = greatest(watch_minutes.authors, excluded.authors)
  `.execute(db)
}

async function keepCoverage(
  db: ListeningDb,
  minutes: readonly SourceMinute[],
  gaps: readonly Gap[],
  refused: ReadonlyMap<string, Record<string, number>>,
): Promise<void> {
  if (minutes.length > 0) {
    await sql`
      insert into source_minutes (source, minute, heard)
      select * from unnest(
        ${minutes.map((row) => row.source)}::text[],
        ${minutes.map((row) => new Date(Math.floor(row.minuteMs / minuteMs) * minuteMs))}::timestamptz[],
        ${minutes.map((row) => row.heard)}::int[])
      on conflict (source, minute) do update set heard = source_minutes.heard + excluded.heard`.execute(db)
  }
  for (const gap of gaps) {
    await db
      .insertInto('gaps')
      .values({ source: gap.source, from_at: new Date(gap.fromMs), to_at: new Date(gap.toMs), why: gap.why })
      .onConflict((conflict) => conflict.columns(['source', 'from_at']).doUpdateSet({ to_at: new Date(gap.toMs) }))
      .execute()
  }
  for (const [source, counts] of refused) {
    await db.updateTable('sources').set({ refused: JSON.stringify(counts) }).where('source', '=', source).execute()
  }
}
