import type { Transaction } from 'kysely'
import { dayMs, hourMs, secondMs } from '#kernel/time.ts'
import { watches as allWatches } from '#listening/watches.ts'
import type { Store } from '#store/store.ts'
import type { Gone } from '#stream/trends-contract.ts'
import { analyse, reactionScope, usualFor, type Analysed } from '#roles/reactions/analysis/analysis.ts'
import {
  announcementRow,
  announcementHeads,
  announcementsOver,
  changeAnnouncement,
  createAnnouncement,
  headOf,
  readAnnouncement,
  refusal,
  removeAnnouncement,
  type AnnouncementHead,
  type AnnouncementRow,
  type Refusal,
} from '#roles/reactions/announcements.ts'
import { answersOf, markAnswered, unmarkAnswered } from '#roles/reactions/answers.ts'
import { drawRound, forgetCoded, toolErrors } from '#roles/reactions/coding/coding.ts'
import type { Analysis, Compared } from '#roles/reactions/analysis/contract.ts'
import type {
  Announcement,
  AnnouncementChange,
  AnnouncementInput,
  AnnouncementList,
  AnnouncementSummary,
} from '#roles/reactions/contract.ts'
import type { EvidenceSummary } from '#roles/reactions/evidence/contract.ts'
import { countHours, countPosts, unheardHours } from '#roles/reactions/counts.ts'
import { expireLinks, forgetLinks, keepEvidence, type Taking } from '#roles/reactions/evidence/evidence.ts'
import type { Doer, Done, Ground } from '#roles/reactions/ground.ts'
import { noteOffer, type Published } from '#roles/reactions/offers.ts'
import { problems } from '#roles/reactions/problems.ts'
import { compare, resultOf, type Result } from '#roles/reactions/results.ts'
import { effectOf } from '#roles/reactions/rules/effect.ts'
import type { ReactionsTables } from '#roles/reactions/tables.ts'

/** What reactions is built from. */
export type ReactionsNeeds = Omit<Ground, 'db'> & { store: Store }

/** An analysis is made anew after this long; several who look at once share one. */
const freshForMs = 10 * secondMs
const rememberedMax = 20
const comparedMax = 5

type Remembered = { key: string; madeAtMs: number; made: Promise<Analysis> }

/** The role that knows how an announcement landed. */
export class Reactions {
  readonly ground: Ground
  #soughtAtMs = -Infinity
  readonly #remembered = new Map<string, Remembered>()

  constructor(needs: ReactionsNeeds) {
    this.ground = { ...needs, db: needs.store.db.withTables<ReactionsTables>() }
  }

  /** A practice day and a replay begin from nothing: what was followed in an earlier one is over. Before listening starts. */
  async open(): Promise<void> {
    const { listening, db } = this.ground
    if (listening.mode === 'live') return
    for (const table of ['announcements', 'announcement_offers', 'evidence', 'coding_rounds'] as const)
      await db.deleteFrom(table).execute()
  }

  /** Something of ours became public: it is offered to be followed. */
  offer(published: Published): Promise<void> {
    return noteOffer(this.ground, published)
  }

  /** Takes what was taken back on its network out of everything this role keeps, in the transaction that forgets the posts. */
  async forget(gone: Gone, tx: Transaction<unknown>): Promise<void> {
    this.#remembered.clear()
    const db = tx.withTables<ReactionsTables>()
    await forgetLinks(db, gone)
    await forgetCoded(db, gone)
    if (gone.ids.length > 0)
      await db
        .deleteFrom('announcement_answers')
        .where('post_id', 'in', [...gone.ids])
        .execute()
  }

  /** Everything that is or was followed, newest first. */
  async list(): Promise<AnnouncementList> {
    const rows = await announcementHeads(this.ground)
    const known = await allWatches(this.ground.listening.db)
    const { streamNowMs } = this.ground.listening
    const announcements: AnnouncementSummary[] = []
    for (const row of rows)
      announcements.push({ ...headOf(row, known, streamNowMs), ...(await this.#figures(row)) })
    const kinds = [...new Set(rows.flatMap(({ kind }) => kind ?? []))].toSorted()
    return { announcements, kinds }
  }

  /** Posts and effect for the list: frozen, or counted now. */
  async #figures(head: AnnouncementHead): Promise<Pick<AnnouncementSummary, 'posts' | 'effect'>> {
    if (head.result !== null) return { posts: head.result.posts, effect: head.result.effect }
    const row = await announcementRow(this.ground, head.id)
    if (row === undefined) return { posts: 0, effect: effectOf(undefined, { fromMs: 0, toMs: 0, posts: 0 }) }
    const { listening, timeZone } = this.ground
    const analysed = analysedOf(row)
    const scope = reactionScope(analysed, listening.streamNowMs)
    const posts = await countPosts(listening.db, scope)
    const unheard = await unheardHours(listening.db, scope.fromMs - hourMs, scope.toMs)
    const usual = usualFor(analysed, await timeZone(), scope.toMs - scope.fromMs)
    const isHeard = (ms: number): boolean => !unheard.has(ms)
    return { posts, effect: effectOf(usual, { ...scope, posts, isHeard }) }
  }

  /** One announcement. */
  announcement(id: string): Promise<Announcement | undefined> {
    return readAnnouncement(this.ground, id)
  }

  /** Begins to follow something. */
  create(
    input: AnnouncementInput,
    o: { by: Doer; mayWatch: boolean },
  ): Promise<Done<Announcement> | Refusal> {
    return createAnnouncement(this.ground, input, o)
  }

  /** Changes it as it was read. */
  change(id: string, change: AnnouncementChange): Promise<Done<Announcement> | Refusal> {
    return changeAnnouncement(this.ground, id, change)
  }

  /** Follows it no more. */
  remove(id: string): Promise<boolean> {
    return removeAnnouncement(this.ground, id)
  }

  /** How it landed, as far as is known now; at most 10 s old. For screens, reports and evidence alike. */
  async analysis(id: string): Promise<Analysis | undefined> {
    const row = await announcementRow(this.ground, id)
    return row === undefined ? undefined : this.#analysisOf(row)
  }

  #analysisOf(row: AnnouncementRow): Promise<Analysis> {
    const key = `${row.revision}`
    const known = this.#remembered.get(row.id)
    const nowMs = this.ground.nowMs()
    if (known?.key === key && nowMs - known.madeAtMs < freshForMs && nowMs >= known.madeAtMs)
      return known.made
    const made = this.#analyse(row)
    this.#remember(row.id, { key, madeAtMs: nowMs, made })
    return made
  }

  #remember(id: string, one: Remembered): void {
    this.#remembered.delete(id)
    this.#remembered.set(id, one)
    for (const oldest of this.#remembered.keys()) {
      if (this.#remembered.size <= rememberedMax) break
      this.#remembered.delete(oldest)
    }
    // What failed is not kept: whoever asks next tries anew.
    one.made.catch(() => {
      if (this.#remembered.get(id) === one) this.#remembered.delete(id)
    })
  }

  async #analyse(row: AnnouncementRow): Promise<Analysis> {
    const { ground } = this
    const { listening } = ground
    const analysed = analysedOf(row)
    return analyse(analysed, {
      ...{ db: listening.db, nowMs: listening.streamNowMs, timeZone: await ground.timeZone() },
      ...{ hearsMedia: listening.hearsMedia, note: (sinceMs) => listening.note(sinceMs) },
      marked: await answersOf(ground, row.id),
      ourHandles: await ground.ourHandles(),
      errors: await toolErrors(ground),
      hours: await countHours(listening.db, reactionScope(analysed, listening.streamNowMs)),
      compared: (hours, forMs) => this.#compared(row, hours, forMs),
    })
  }

  /** The newest earlier announcements of its kind that are over. */
  async #compared(row: AnnouncementRow, hours: readonly number[], forMs: number): Promise<Compared[]> {
    if (row.kind === null) return []
    const earlier = await this.ground.db
      .selectFrom('announcements')
      .select(['id', 'title', 'started_at', 'result'])
      .where('kind', '=', row.kind)
      .where('started_at', '<', row.started_at)
      .where('result', 'is not', null)
      .orderBy('started_at', 'desc')
      .limit(comparedMax)
      .execute()
    return earlier.flatMap(({ id, title, started_at: startedAt, result }) => {
      if (result === null) return []
      return compare({ id, title, startedAt: startedAt.toISOString(), result }, hours, forMs) ?? []
    })
  }

  /** Somebody says where a question was answered; or takes that back. */
  async answered(
    id: string,
    question: string,
    o: { url: string; by: Doer } | undefined,
  ): Promise<Done<undefined> | Refusal> {
    const analysis = await this.analysis(id)
    if (analysis === undefined) return refusal(404, problems['no-such-announcement'])
    const asked = analysis.questions.questions.find((one) => one.id === question)
    if (asked === undefined) return refusal(404, problems['no-such-question'])
    const postIds = [...new Set([asked.id, ...asked.samples.map((post) => post.id)])]
    await (o === undefined
      ? unmarkAnswered(this.ground, id, postIds)
      : markAnswered(this.ground, id, { postIds, ...o }))
    this.#remembered.delete(id)
    return { ok: true, value: undefined }
  }

  /** Freezes what is known now as evidence, on record. */
  async freeze(id: string, taking: Taking): Promise<Done<EvidenceSummary> | Refusal> {
    const row = await announcementRow(this.ground, id)
    const announcement = await readAnnouncement(this.ground, id)
    if (row === undefined || announcement === undefined) return refusal(404, problems['no-such-announcement'])
    const analysis = await this.#analysisOf(row)
    const value = await this.ground.store.inTransaction((tx) =>
      keepEvidence(this.ground, tx, { announcement, analysis, taking }),
    )
    return { ok: true, value }
  }

  /** What is due from time to time: windows that are over are frozen, this month's check is drawn, addresses of expired posts go. */
  async lookAfter(): Promise<void> {
    for (const id of await announcementsOver(this.ground)) {
      const row = await announcementRow(this.ground, id)
      if (row !== undefined) await this.#freezeOver(row)
    }
    await this.#drawCheck()
    await expireLinks(this.ground)
  }

  /** Looked for once a day: it walks over a month of posts. */
  async #drawCheck(): Promise<void> {
    const nowMs = this.ground.nowMs()
    if (nowMs - this.#soughtAtMs < dayMs) return
    this.#soughtAtMs = nowMs
    await drawRound(this.ground, 'itself')
  }

  async #freezeOver(row: AnnouncementRow): Promise<void> {
    const { ground } = this
    const announcement = await readAnnouncement(ground, row.id)
    if (announcement === undefined) return
    const analysis = await this.#analyse(row)
    const hours = await countHours(
      ground.listening.db,
      reactionScope(analysedOf(row), ground.listening.streamNowMs),
    )
    const result: Result = resultOf(analysis, hours)
    await ground.store.inTransaction(async (tx) => {
      const frozen = await tx
        .withTables<ReactionsTables>()
        .updateTable('announcements')
        .set({ frozen_at: new Date(ground.nowMs()), result: JSON.stringify(result) })
        .where('id', '=', row.id)
        .where('frozen_at', 'is', null)
        .executeTakeFirst()
      if (frozen.numUpdatedRows === 0n) return
      const taking: Taking = { why: 'window-over', actor: { kind: 'desk' }, name: 'desk' }
      await keepEvidence(ground, tx, { announcement, analysis, taking })
    })
  }
}

function analysedOf(row: AnnouncementRow): Analysed {
  return {
    ...{ id: row.id, text: row.text, startedAtMs: row.started_at.getTime() },
    baselineFromMs: Math.max(row.baseline_from.getTime(), row.heard_from?.getTime() ?? 0),
    reactionToMs: row.reaction_to.getTime(),
    ...{ baseline: row.baseline, watches: row.watches },
  }
}
