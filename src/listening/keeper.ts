import { sql, type Transaction } from 'kysely'
import type { Log } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { minuteMs, secondMs, weekMs, type Clock } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'
import type { Gone } from '#stream/trends-contract.ts'
import type { CoverageLedger, Gap, SourceMinute } from '#listening/coverage.ts'
import { ensurePostWeeks, forgetPosts, keepMatches, keepPosts, type Match } from '#listening/posts.ts'
import type { ListeningDb, ListeningTables } from '#listening/tables.ts'

/** One watch's closed minute. */
export type WatchMinute = { watchId: string; minuteMs: number; posts: number; authors: number }

type Pending = {
  posts: Map<string, Post>
  matches: Match[]
  cursors: Map<string, string>
  watchMinutes: WatchMinute[]
  goneIds: Set<string>
  goneAuthorIds: Set<string>
}

/** Forgets, in the transaction given, what other rooms made of posts that are gone. */
export type ForgetToo = (gone: Gone, tx: Transaction<unknown>) => Promise<void>

/** The channel on which this room says which watches have new posts: JSON `{ watches: string[] }`. */
export const newPostsChannel = 'listening_posts'

/** The channel on which this room says which kept posts were taken back: JSON `{ ids: string[] }`. */
export const gonePostsChannel = 'listening_gone'

const pendingPostsMax = 20_000
const flushEveryMs = 250
const ledgerEveryMs = 5 * secondMs
const watchesToldMax = 100
// A notification holds 8,000 bytes; no id of a network we read is longer than 300.
const goneToldMax = 20

function nothingPending(): Pending {
  return {
    posts: new Map(),
    matches: [],
    cursors: new Map(),
    watchMinutes: [],
    goneIds: new Set(),
    goneAuthorIds: new Set(),
  }
}

function waiting({ posts, goneIds, goneAuthorIds }: Pending): number {
  return posts.size + goneIds.size + goneAuthorIds.size
}

/** What is still to be kept of these rows when some posts are gone. */
function withoutGone(pending: Pending, { ids, authorIds }: Gone): Pending {
  const goneAuthors = new Set(authorIds)
  const gone = new Set(ids)
  for (const post of pending.posts.values()) if (goneAuthors.has(post.author?.id ?? '')) gone.add(post.id)
  if (gone.size === 0) return pending
  return {
    ...pending,
    posts: new Map([...pending.posts].filter(([id]) => !gone.has(id))),
    matches: pending.matches.filter((match) => !gone.has(match.postId)),
  }
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
  #forgetToo: ForgetToo = async () => undefined

  constructor(store: Store, needs: { clock: Clock; log: Log; ledger: CoverageLedger }) {
    this.#store = store
    this.#db = store.db.withTables<ListeningTables>()
    this.#needs = needs
  }

  /** Queues what a batch brought. */
  add(batch: {
    posts?: readonly Post[]
    matches?: readonly Match[]
    watchMinutes?: readonly WatchMinute[]
  }): void {
    for (const post of batch.posts ?? []) this.#pending.posts.set(post.id, post)
    for (const match of batch.matches ?? []) this.#pending.matches.push(match)
    for (const minute of batch.watchMinutes ?? []) this.#pending.watchMinutes.push(minute)
  }

  /** Other rooms forget with us: all of it happens, or nothing does and it is tried again. */
  set forgetToo(forgetToo: ForgetToo) {
    this.#forgetToo = forgetToo
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

  /** Waits while more is queued than may be: a slow disk slows the readers, nothing is thrown away. */
  async room(): Promise<void> {
    while (waiting(this.#pending) >= pendingPostsMax) await this.flush()
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
        await this.#forget(taken, tx)
        await this.#write(db, taken)
        await keepCoverage(
          db,
          coverage.minutes,
          coverage.gaps,
          ledgerDue ? this.#needs.ledger.refusedCounts() : new Map(),
        )
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
    const left = withoutGone(taken, { ids: [...since.goneIds], authorIds: [...since.goneAuthorIds] })
    this.#pending = {
      goneIds: new Set([...taken.goneIds, ...since.goneIds]),
      goneAuthorIds: new Set([...taken.goneAuthorIds, ...since.goneAuthorIds]),
      posts: new Map([...left.posts, ...since.posts]),
      matches: [...left.matches, ...since.matches],
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

  /** Before anything is written: a post that came back after it was taken back is kept. */
  async #forget(taken: Pending, tx: Transaction<unknown>): Promise<void> {
    const gone = { ids: [...taken.goneIds], authorIds: [...taken.goneAuthorIds] }
    if (gone.ids.length + gone.authorIds.length === 0) return
    const kept = await forgetPosts(tx.withTables<ListeningTables>(), gone)
    await this.#forgetToo({ ...gone, ids: [...new Set([...gone.ids, ...kept])] }, tx)
    for (let from = 0; from < kept.length; from += goneToldMax) {
      await this.#store.notify(
        gonePostsChannel,
        JSON.stringify({ ids: kept.slice(from, from + goneToldMax) }),
        tx,
      )
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
  const { posts, matches, cursors, watchMinutes, goneIds, goneAuthorIds } = pending
  return (
    posts.size + matches.length + cursors.size + watchMinutes.length + goneIds.size + goneAuthorIds.size === 0
  )
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
      .onConflict((conflict) =>
        conflict.columns(['source', 'from_at']).doUpdateSet({ to_at: new Date(gap.toMs) }),
      )
      .execute()
  }
  for (const [source, counts] of refused) {
    await db
      .updateTable('sources')
      .set({ refused: JSON.stringify(counts) })
      .where('source', '=', source)
      .execute()
  }
}
