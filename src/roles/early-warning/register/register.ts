import type { Kysely, Transaction } from 'kysely'
import type { Log } from '#kernel/log.ts'
import { postsById } from '#listening/posts.ts'
import { postView } from '#listening/post-view.ts'
import type { ListeningDb } from '#listening/tables.ts'
import { keepRecord } from '#records/records.ts'
import { storableText } from '#store/storable.ts'
import type { Worker } from '#store/work-jobs.ts'
import type { Gone } from '#stream/trends-contract.ts'
import type { Ledger } from '#roles/early-warning/ledger/ledger.ts'
import { changeIssue, openByHand, takeOn, type TakenStory } from '#roles/early-warning/register/acts.ts'
import type { Issue } from '#roles/early-warning/contract.ts'
import type {
  DeskPerson,
  FactChange,
  IssueChange,
  IssueInFull,
  LinkedMessage,
  NewDecision,
  NewFact,
  OpenByHand,
  ResponseNote,
  Rota,
  RotaForm,
  TakeOn,
} from '#roles/early-warning/register/contract.ts'
import {
  itemOf,
  writerOf,
  type Doer,
  type Done,
  type MessagesPort,
  type Room,
} from '#roles/early-warning/register/ground.ts'
import { linkMessage, messagesToLink, unlinkMessage } from '#roles/early-warning/register/messages.ts'
import { planOpenReviews, workReviews } from '#roles/early-warning/register/reviews.ts'
import * as rows from '#roles/early-warning/register/store.ts'
import * as work from '#roles/early-warning/register/work.ts'

/** What the register is built from. */
export type RegisterNeeds = Room & { listening: ListeningDb; ledger: Ledger; messages: MessagesPort }

/** The issue register: what the team has taken on, what it knows, what it decided. */
export class Register {
  readonly #needs: RegisterNeeds
  readonly #db

  constructor(needs: RegisterNeeds) {
    this.#needs = needs
    this.#db = rows.registerDb(needs.store.db)
  }

  /** Reminds of overdue reviews until stopped. */
  async start(log: Log): Promise<Worker> {
    await planOpenReviews(this.#needs.store)
    return workReviews(this.#needs, log)
  }

  /** Issues, open ones first, then by their next review. */
  list(): Promise<Issue[]> {
    return rows.readIssues(this.#db)
  }

  /** One issue whole. */
  async one(id: string): Promise<IssueInFull | undefined> {
    const [issue] = await rows.readIssues(this.#db, { id })
    if (issue === undefined) return undefined
    const { listening, messages, ledger } = this.#needs
    const links = await rows.readLinks(this.#db, id)
    const times = links.posts.map(({ atMs }) => atMs)
    const posts = await postsById(
      listening,
      links.posts.map((post) => post.id),
      { fromMs: Math.min(...times), toMs: Math.max(...times) },
    )
    const response = await ledger.responseOf(id)
    return {
      ...issue,
      ...(await rows.readParts(this.#db, id)),
      messages: await messages.aboutIssue(await rows.readMessageIds(this.#db, id)),
      posts: posts.map(postView),
      postsTakenBack: links.takenBack,
      postsExpired: links.posts.length - posts.length,
      ...(response === undefined ? {} : { response: { ...response, what: response.what ?? '' } }),
    }
  }

  /** A person takes a story on; `taken` says that somebody already did. */
  takeOn(
    who: Doer,
    story: TakenStory,
    wish: TakeOn,
  ): Promise<Done<{ kind: 'taken-on' | 'taken'; issue: Issue }>> {
    return this.#act(async (tx) => {
      // Before the record, which is kept last.
      const [known] = await rows.readIssues(rows.registerDb(tx), { storyId: story.id })
      if (known === undefined) await this.#needs.ledger.takenOn(tx, story.id, `issue-${story.id}`, who)
      return takeOn(this.#needs, tx, who, { story, wish })
    })
  }

  /** Opens an issue by hand. */
  openByHand(who: Doer, form: OpenByHand): Promise<Done<Issue>> {
    return this.#act(async (tx) => {
      const id = this.#needs.newId()
      await this.#needs.ledger.openedByHand(tx, id, who)
      return openByHand(this.#needs, tx, who, { id, form })
    })
  }

  /** Changes an issue. */
  change(who: Doer, id: string, change: IssueChange): Promise<Done<Issue>> {
    return this.#act((tx) => changeIssue(this.#needs, tx, who, { id, change }))
  }

  /** Notes a fact, known or unknown. */
  addFact(who: Doer, id: string, fact: NewFact): Promise<Done<undefined>> {
    return this.#act((tx) => work.addFact(this.#needs, { tx, who, id }, fact))
  }

  /** An unknown becomes known, or a fact is withdrawn. */
  changeFact(who: Doer, id: string, o: { factId: number; change: FactChange }): Promise<Done<undefined>> {
    return this.#act((tx) => work.changeFact(this.#needs, { tx, who, id }, o))
  }

  /** Writes a decision down. */
  decide(who: Doer, id: string, decision: NewDecision): Promise<Done<undefined>> {
    return this.#act((tx) => work.addDecision(this.#needs, { tx, who, id }, decision))
  }

  /** Links a post that is kept here. */
  linkPost(who: Doer, id: string, postId: string): Promise<Done<undefined>> {
    return this.#act(async (tx) => {
      const { listening, ledger } = this.#needs
      const linked = await work.linkPost(this.#needs, { tx, who, id }, { postId, listening })
      if (!linked.ok) return linked
      await ledger.linked(tx, id, linked.value)
      return { ok: true, value: undefined }
    })
  }

  /** Takes such a link away. */
  unlinkPost(who: Doer, id: string, postId: string): Promise<Done<undefined>> {
    return this.#act((tx) => work.unlinkPost(this.#needs, { tx, who, id }, postId))
  }

  /** Messages of the desk that can be linked; undefined where there is no such issue. */
  messagesToLink(id: string): Promise<LinkedMessage[] | undefined> {
    return messagesToLink(this.#needs, this.#needs.store.db, id)
  }

  /** Links a message of ours; the ledger looks at once whether it was our first answer. */
  async linkMessage(who: Doer, id: string, messageId: string): Promise<Done<undefined>> {
    const done = await this.#act((tx) => linkMessage(this.#needs, { tx, who, id }, messageId))
    if (done.ok) await this.#needs.ledger.noteMessages()
    return done
  }

  /** Takes such a link away; where it was our first answer, the next one is. */
  async unlinkMessage(who: Doer, id: string, messageId: string): Promise<Done<undefined>> {
    const done = await this.#act((tx) => unlinkMessage(this.#needs, { tx, who, id }, messageId))
    if (done.ok) await this.#needs.ledger.noteMessages()
    return done
  }

  /** Notes how we answered first, where no message of ours did. */
  answered(who: Doer, id: string, note: ResponseNote): Promise<Done<undefined>> {
    return this.#act(async (tx) => {
      const [issue] = await rows.readIssues(rows.registerDb(tx), { id })
      if (issue === undefined) return { ok: false, why: 'no-such-issue' }
      return this.#needs.ledger.answered(tx, id, who, note)
    })
  }

  /** A message was begun about an issue: linked in the transaction that begins it. Of an unknown issue nothing is linked. */
  async messageBegun(
    tx: Kysely<unknown>,
    o: { issueId: string; messageId: string; by: string },
  ): Promise<void> {
    const db = rows.registerDb(tx)
    const issue = await db.selectFrom('issues').select('id').where('id', '=', o.issueId).executeTakeFirst()
    if (issue === undefined) return
    const linked = { linked_at: new Date(this.#needs.nowMs()), linked_by: storableText(o.by) }
    await db
      .insertInto('issue_messages')
      .values({ issue_id: issue.id, message_id: o.messageId, ...linked })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }

  /** Everybody who may own an issue. */
  people(): Promise<DeskPerson[]> {
    return rows.peopleHere(this.#db)
  }

  /** Who is told after the owner. */
  rota(): Promise<Rota> {
    return rows.readRota(this.#db)
  }

  /** Sets who is told after the owner, in order, and how long each is waited for. */
  setRota(who: Doer, form: RotaForm): Promise<Done<Rota>> {
    return this.#act(async (tx) => {
      const db = rows.registerDb(tx)
      if (new Set(form.people).size < form.people.length) return { ok: false, why: 'named-twice' }
      const here = new Map((await rows.peopleHere(db)).map((one) => [one.id, one]))
      const people = form.people.flatMap((id) => here.get(id) ?? [])
      if (people.length < form.people.length) return { ok: false, why: 'no-such-owner' }
      await db.deleteFrom('issue_rota').execute()
      if (people.length > 0)
        await db
          .insertInto('issue_rota')
          .values(people.map(({ id }, position) => ({ position, person_id: id })))
          .execute()
      const wait = { wait_min: form.waitMin }
      await db
        .insertInto('issue_rota_wait')
        .values({ the_one: true, ...wait })
        .onConflict((conflict) => conflict.column('the_one').doUpdateSet(wait))
        .execute()
      const facts = { waitMin: form.waitMin, people }
      const by = writerOf(who).actor
      await keepRecord(tx, { kind: 'issue-rota', by, subject: itemOf('rota'), facts }, this.#needs.nowMs())
      return { ok: true, value: { waitMin: form.waitMin, people } }
    })
  }

  /**
   * Posts taken back on their network disappear from every issue, and are counted there. After their stories forgot them,
   * and whether any of these was reworded.
   */
  async forget({ ids }: Gone, tx: Transaction<unknown>, isReworded = false): Promise<void> {
    const db = rows.registerDb(tx)
    const gone = ids.map(storableText)
    await rows.forgetLinks(db, gone)
    const isRetitled = await rows.retitle(db, gone)
    if (isRetitled || isReworded) await rows.renameReminders(db)
  }

  /** One act in one transaction; a refusal undoes whatever was written before it was known. */
  async #act<T>(act: (tx: Transaction<unknown>) => Promise<Done<T>>): Promise<Done<T>> {
    try {
      return await this.#needs.store.inTransaction(async (tx) => {
        const done = await act(tx)
        if (!done.ok) throw new Refused(done)
        return done
      })
    } catch (error) {
      if (error instanceof Refused) return error.done
      throw error
    }
  }
}

/** Carries a refusal out of its transaction. */
class Refused extends Error {
  override name = 'Refused'
  readonly done: { ok: false; why: Extract<Done<never>, { ok: false }>['why'] }
  constructor(done: Refused['done']) {
    super(done.why)
    this.done = done
  }
}
