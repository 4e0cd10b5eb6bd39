import type { Kysely } from 'kysely'
import type { Log } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { dayMs, hourMs, minuteMs, secondMs } from '#kernel/time.ts'
import type { Listening } from '#listening/listening.ts'
import { keepRecord } from '#records/records.ts'
import { storableText } from '#store/storable.ts'
import type { Store } from '#store/store.ts'
import { enqueue } from '#store/jobs.ts'
import { workJobs, type Worker } from '#store/work-jobs.ts'
import type { Story } from '#stream/story.ts'
import type { Gone } from '#stream/trends-contract.ts'
import type { Ledger as LedgerView, LedgerEntry, NewsItem } from '#roles/early-warning/ledger/contract.ts'
import { readEntries, readMissed, readNewsHeard, readNewsOf } from '#roles/early-warning/ledger/read.ts'
import { monthsBackMs, quartersOf, signalBefore, weeksOf } from '#roles/early-warning/ledger/rules.ts'
import * as rows from '#roles/early-warning/ledger/store.ts'
import type { LedgerDb } from '#roles/early-warning/ledger/tables.ts'
import { writerOf, type Doer, type Done, type MessagesPort } from '#roles/early-warning/register/ground.ts'
import type { LinkedMessage, ResponseNote } from '#roles/early-warning/register/contract.ts'
import { tellsStory } from '#roles/early-warning/rules.ts'

/** What the ledger is built from. `newsOf` tells the rest of the role of a first news item. */
export type LedgerNeeds = {
  store: Store
  listening: Pick<Listening, 'db' | 'mode' | 'streamNowMs' | 'hearsMedia' | 'note'>
  nowMs: () => number
  messages: MessagesPort
  onNews: (storyId: string, first: { atMs: number; label: string }) => Promise<void>
  log: Log
}

const jobKind = 'lead-time-ledger'
/** How often news items are held against the stories, edits looked for, answers noted. */
const everyMs = minuteMs
/** A news item waits so long for the story that was signalled in the same minute. */
const settlesInMs = 2 * minuteMs
const storyBeforeMs = 6 * hourMs
const storyAfterMs = dayMs
const monthsShown = 15
const shownMax = 200

/** The lead-time ledger: five measured moments of each issue and story. */
export class Ledger {
  readonly #needs: LedgerNeeds
  readonly #db: LedgerDb

  constructor(needs: LedgerNeeds) {
    this.#needs = needs
    this.#db = rows.ledgerDb(needs.store.db)
  }

  /** The clock everything here is measured on: that of what is heard, on a live desk our own. */
  get nowMs(): number {
    return this.#needs.listening.streamNowMs
  }

  /** A practice day or a replay begins anew: what an earlier one measured of its stories goes with them. */
  async open(): Promise<void> {
    if (this.#needs.listening.mode === 'live') return
    await this.#db.deleteFrom('ledger').where('issue_id', 'is', null).execute()
    for (const table of ['news_heard', 'story_news', 'news_versions'] as const)
      await this.#db.deleteFrom(table).execute()
  }

  /** Looks after the ledger until stopped. */
  async start(): Promise<Worker> {
    const { store, log } = this.#needs
    await enqueue(store, { kind: jobKind, key: 'all', payload: {} })
    return workJobs({
      ...{ store, log, kinds: [jobKind], leaseMs: minuteMs, pollMs: 10 * secondMs },
      handle: async () => {
        await this.catchUp()
        return { runAgainInMs: everyMs }
      },
    })
  }

  /** Notes when a story was signalled, and its first public post. */
  async onStory(story: Story, posts: readonly Post[]): Promise<void> {
    const first = [...posts, ...story.samples].find(({ atMs }) => atMs === story.firstSeenMs)
    await rows.noteSignal(this.#db, story, {
      atMs: story.firstSeenMs,
      ...(first === undefined ? {} : { id: first.id, url: first.url, network: first.network }),
    })
  }

  /** A story interrupts: from now on it cost somebody's attention, whatever becomes of it. In the transaction that decides it. */
  async interrupts(tx: Kysely<unknown>, storyId: string): Promise<void> {
    await rows
      .ledgerDb(tx)
      .updateTable('ledger')
      .set({ interrupted: true })
      .where('story_id', '=', storyId)
      .execute()
  }

  /** Notes the news items that tell a story. */
  async newsOf(story: Pick<Story, 'id' | 'openedAtMs'>, items: readonly Post[]): Promise<void> {
    await rows.keepStoryNews(this.#db, story.id, items, this.nowMs)
    await rows.keepPreceded(
      this.#db,
      story,
      items.map(({ id }) => id),
    )
  }

  /** Somebody opened the card: the first one is noted. A program has no eyes. */
  async seen(storyId: string, who: Doer, tx: Kysely<unknown> = this.#needs.store.db): Promise<void> {
    if (who.program !== undefined) return
    await rows.noteEye(rows.ledgerDb(tx), storyId, writerOf(who).name, this.nowMs)
  }

  /** A story became an issue: whoever did that has seen it. */
  async takenOn(tx: Kysely<unknown>, storyId: string, issueId: string, who: Doer): Promise<void> {
    const row = { issue_id: issueId }
    await rows
      .ledgerDb(tx)
      .insertInto('ledger')
      .values({ id: storyId, story_id: storyId, begun_at: new Date(this.nowMs), ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute()
    await this.seen(storyId, who, tx)
  }

  /** An issue without a story: there was no signal, and somebody has seen it. */
  async openedByHand(tx: Kysely<unknown>, issueId: string, who: Doer): Promise<void> {
    await rows
      .ledgerDb(tx)
      .insertInto('ledger')
      .values({ id: issueId, issue_id: issueId, begun_at: new Date(this.nowMs) })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await this.seen(issueId, who, tx)
  }

  /** A post somebody linked to an issue: news about it, or, where there was no story, perhaps the first thing said. */
  async linked(tx: Kysely<unknown>, issueId: string, post: Post): Promise<void> {
    const db = rows.ledgerDb(tx)
    const entry = await db.selectFrom('ledger').selectAll().where('issue_id', '=', issueId).executeTakeFirst()
    if (entry === undefined) return
    if (post.author?.kind === 'media') return rows.keepStoryNews(db, entry.id, [post], this.nowMs)
    const isEarlier = entry.first_post_at === null || entry.first_post_at.getTime() > post.atMs
    if (entry.story_id !== null || !isEarlier) return
    await db
      .updateTable('ledger')
      .set({
        ...{ first_post_at: new Date(post.atMs), first_post_id: storableText(post.id) },
        ...{ first_post_url: post.url ?? null, first_post_network: post.network, first_post_gone: false },
      })
      .where('id', '=', entry.id)
      .execute()
  }

  /**
   * A message was linked to an issue, or is no longer: where it was our first answer, or went out before the one that is, the
   * answer is measured anew (`noteMessages`). What a person noted by hand stays.
   */
  async relinked(
    tx: Kysely<unknown>,
    issueId: string,
    { linked, unlinked }: { linked?: LinkedMessage; unlinked?: string },
  ): Promise<void> {
    const db = rows.ledgerDb(tx)
    const row = await db
      .selectFrom('ledger')
      .select(['response_at', 'response_how', 'response_message'])
      .where('issue_id', '=', issueId)
      .forUpdate()
      .executeTakeFirst()
    if (row?.response_how !== 'message') return
    // On another day's clock an answer counts from when it was noticed, so that an earlier one cannot be told.
    const isEarlier =
      this.#needs.listening.mode === 'live' &&
      linked?.publicAt !== undefined &&
      Date.parse(linked.publicAt) < (row.response_at?.getTime() ?? Infinity)
    if (!isEarlier && row.response_message !== unlinked) return
    await db
      .updateTable('ledger')
      .set({
        ...{ response_at: null, response_by: null, response_how: null },
        ...{ response_what: null, response_url: null, response_message: null },
      })
      .where('issue_id', '=', issueId)
      .execute()
  }

  /** Notes by hand how we answered first. The first answer stays. */
  async answered(
    tx: Kysely<unknown>,
    issueId: string,
    who: Doer,
    note: ResponseNote,
  ): Promise<Done<undefined>> {
    const atMs = note.at === undefined ? this.nowMs : Date.parse(note.at)
    if (atMs > this.nowMs) return { ok: false, why: 'not-yet' }
    const { name, actor } = writerOf(who)
    const done = await rows
      .ledgerDb(tx)
      .updateTable('ledger')
      .set({
        ...{ response_at: new Date(atMs), response_by: storableText(name), response_how: 'noted' as const },
        ...{ response_what: storableText(note.what), response_url: note.url ?? null },
      })
      .where('issue_id', '=', issueId)
      .where('response_at', 'is', null)
      .executeTakeFirst()
    if (done.numUpdatedRows === 0n) return { ok: false, why: 'answered-already' }
    const facts = {
      response: note.what,
      at: new Date(atMs).toISOString(),
      ...(note.url === undefined ? {} : { url: note.url }),
    }
    await keepRecord(
      tx,
      { kind: 'issue-changed', by: actor, subject: `issue:${issueId}`, facts },
      this.#needs.nowMs(),
    )
    return { ok: true, value: undefined }
  }

  /** The first answer to an issue, if one was measured. */
  async responseOf(issueId: string): Promise<LedgerEntry['response']> {
    const row = await this.#db
      .selectFrom('ledger')
      .selectAll()
      .where('issue_id', '=', issueId)
      .executeTakeFirst()
    if (row === undefined || row.response_at === null) return undefined
    return {
      ...{ at: row.response_at.toISOString(), by: row.response_by ?? '', how: row.response_how ?? 'noted' },
      ...(row.response_what === null ? {} : { what: row.response_what }),
      ...(row.response_url === null ? {} : { url: row.response_url }),
    }
  }

  /** Holds news items against the stories, looks for edits and for answers that went out. Doing it again is harmless. */
  async catchUp(): Promise<void> {
    const nowMs = this.nowMs
    const sinceMs = nowMs - rows.newsLookedAtMs
    const fresh = await rows.freshNews(this.#db, sinceMs, nowMs - settlesInMs)
    if (fresh.length > 0) {
      const stories = await rows.storiesSince(this.#db, sinceMs - storyAfterMs)
      for (const post of fresh) await this.#judge(post, stories)
    }
    await rows.keepVersions(this.#db, sinceMs, nowMs)
    await rows.letGo(this.#db, nowMs)
    await this.noteMessages()
  }

  async #judge(post: Post, stories: readonly Story[]): Promise<void> {
    const near = stories.filter(
      ({ firstSeenMs, updatedAtMs }) =>
        post.atMs >= firstSeenMs - storyBeforeMs && post.atMs <= updatedAtMs + storyAfterMs,
    )
    const told = near.map((story) => ({
      ...{ story, id: story.id, openedMs: story.openedAtMs },
      tells: story.postIds.includes(post.id) || tellsStory(story.terms, post.text),
    }))
    for (const { story, tells } of told) {
      if (!tells) continue
      await rows.keepStoryNews(this.#db, story.id, [post], this.nowMs)
      await this.#needs.onNews(story.id, { atMs: post.atMs, label: rows.labelOf(post) })
    }
    await rows.keepHeard(this.#db, post, signalBefore(told, post.atMs))
  }

  /**
   * Notes the first message about an issue that went out. On a live desk its own time, else that of the day that is heard. What went
   * out before the first public post answers nothing that was said.
   */
  async noteMessages(): Promise<void> {
    const waiting = await this.#db
      .selectFrom('ledger')
      .innerJoin('issue_messages', 'issue_messages.issue_id', 'ledger.issue_id')
      .select(['ledger.id', 'message_id', 'first_post_at'])
      .where('response_at', 'is', null)
      .limit(1000)
      .execute()
    if (waiting.length === 0) return
    const ids = [...new Set(waiting.map(({ message_id }) => message_id))]
    const known = await this.#needs.messages.aboutIssue(ids)
    const isLive = this.#needs.listening.mode === 'live'
    for (const id of new Set(waiting.map((row) => row.id))) {
      const own = waiting.filter((row) => row.id === id)
      const ours = new Set(own.map(({ message_id }) => message_id))
      const fromMs = isLive ? (own[0]?.first_post_at?.getTime() ?? -Infinity) : -Infinity
      const [first] = known
        .flatMap((one) =>
          one.publicAt !== undefined && ours.has(one.id) ? [{ ...one, publicAt: one.publicAt }] : [],
        )
        .filter(({ publicAt }) => Date.parse(publicAt) >= fromMs)
        .toSorted((a, b) => a.publicAt.localeCompare(b.publicAt))
      if (first === undefined) continue
      const at = isLive ? new Date(first.publicAt) : new Date(this.nowMs)
      await this.#db
        .updateTable('ledger')
        .set({
          ...{ response_at: at, response_how: 'message', response_what: storableText(first.title) },
          ...{ response_url: first.url ?? null, response_message: first.id },
        })
        .where('id', '=', id)
        .where('response_at', 'is', null)
        .execute()
    }
  }

  /** What is gone keeps its time here, and nothing else. */
  async forget({ ids }: Gone, tx: Kysely<unknown>): Promise<void> {
    await rows.forgetPosts(rows.ledgerDb(tx), ids)
  }

  /** A person says whether a news item without a signal concerned us. Says whether there is such an item. */
  async judgeNews(postId: string, concerns: boolean, who: Doer): Promise<boolean> {
    const done = await this.#db
      .updateTable('news_heard')
      .set({ concerns, judged_by: storableText(writerOf(who).name) })
      .where('post_id', '=', storableText(postId))
      .where('story_id', 'is', null)
      .executeTakeFirst()
    return done.numUpdatedRows > 0n
  }

  /** News items about a story, with their versions. */
  newsItems(storyId: string): Promise<NewsItem[]> {
    return readNewsOf(this.#db, storyId)
  }

  /** The ledger of the last 15 months, as its page shows it. */
  async view(o: { show: 'issues' | 'all'; timeZone: string }): Promise<LedgerView> {
    await this.catchUp()
    const { listening } = this.#needs
    const sinceMs = monthsBackMs(this.nowMs, monthsShown, o.timeZone)
    const begun = await readEntries(this.#db, sinceMs)
    const shown = begun.filter(({ entry }) => o.show === 'all' || entry.issueId !== undefined)
    return {
      ...{ mode: listening.mode, now: new Date(this.nowMs).toISOString(), timeZone: o.timeZone },
      entries: shown.slice(0, shownMax).map(({ entry }) => entry),
      quarters: quartersOf(begun, o.timeZone),
      weeks: weeksOf(begun, o.timeZone).slice(0, 26),
      newsHeard: listening.hearsMedia,
      news: await readNewsHeard(this.#db, sinceMs),
      missed: await readMissed(this.#db, sinceMs),
      coverage: listening.note(),
    }
  }

  /** Every entry of the last 15 months, for taking away. */
  async entries(o: { show: 'issues' | 'all'; timeZone: string }): Promise<LedgerEntry[]> {
    await this.catchUp()
    const begun = await readEntries(this.#db, monthsBackMs(this.nowMs, monthsShown, o.timeZone))
    return begun.map(({ entry }) => entry).filter(({ issueId }) => o.show === 'all' || issueId !== undefined)
  }
}
