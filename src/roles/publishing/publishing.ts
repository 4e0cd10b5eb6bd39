import type { Kysely } from 'kysely'
import { randomText, systemChance, type Chance } from '#api/chance.ts'
import { wallClock, type Clock } from '#kernel/time.ts'
import { openAccounts } from '#access/people/accounts.ts'
import type { HoldingsPort } from '#access/people/holdings.ts'
import type { Account } from '#access/people/contract.ts'
import type { Approvals } from '#access/approvals/approvals.ts'
import type { Store } from '#store/store.ts'
import { act, viewNow, type Begun, type Doer, type Room } from '#roles/publishing/act.ts'
import { notePublished, noteTakenDown, release } from '#roles/publishing/by-hand.ts'
import type { PlanningNeeds } from '#roles/publishing/calendar/ground.ts'
import { Planning } from '#roles/publishing/calendar/planning.ts'
import { Campaigns } from '#roles/publishing/campaigns/campaigns.ts'
import { checkForm } from '#roles/publishing/checking.ts'
import {
  publishingLimits,
  type AccountForm,
  type AskForm,
  type Checked,
  type CheckForm,
  type ImportReport,
  type Message,
  type MessageChange,
  type MessageList,
  type MessageToBegin,
  type PlainForm,
  type PlainHints,
  type PublishedNote,
  type Released,
  type SendForm,
  type TakenDownNote,
} from '#roles/publishing/contract.ts'
import {
  askApproval,
  changeMessage,
  createMessage,
  removeMessage,
  takeBack,
  type AskedAbout,
  type CannotGoOut,
  type Written,
} from '#roles/publishing/drafting.ts'
import { correctMessage, endCorrection } from '#roles/publishing/corrections/acts.ts'
import type { CorrectionBoard, CorrectionForm } from '#roles/publishing/corrections/contract.ts'
import { correctionBoard } from '#roles/publishing/corrections/view.ts'
import { messageHoldings } from '#roles/publishing/holdings.ts'
import type { RawRow } from '#roles/publishing/import-rows.ts'
import { importRows } from '#roles/publishing/importing.ts'
import { OurPosts, publishedChannel } from '#roles/publishing/our-posts.ts'
import { addAccount } from '#roles/publishing/own-accounts.ts'
import { postsNaming } from '#roles/publishing/posts-naming.ts'
import type { Ruled } from '#roles/publishing/problems.ts'
import { Recurring } from '#roles/publishing/recurring/recurring.ts'
import type { Place } from '#roles/publishing/rules.ts'
import { lastSaid, saidSince, type Said } from '#roles/publishing/said.ts'
import { sendMessage, type Sent } from '#roles/publishing/send.ts'
import { listMessages, type PageMark } from '#roles/publishing/store.ts'
import type { PublishingTables } from '#roles/publishing/tables.ts'
import { Templates } from '#roles/publishing/templates/templates.ts'
import type { TopicsKept } from '#roles/publishing/topics/about.ts'
import { itemOf, summaryOf } from '#roles/publishing/view.ts'
import { newestMessages, whenPublic, type WhenPublic } from '#roles/publishing/when-public.ts'
import { bylineEnded, type BylineEnded } from '#roles/publishing/writing/byline-ended.ts'
import type { Bylines, OfferedByline } from '#roles/publishing/writing/bylines.ts'
import { mentionsOf, type Mentions } from '#roles/publishing/writing/mentions/mentions.ts'
import { jargonOf, type Jargon } from '#roles/publishing/writing/plain/jargon.ts'
import { plainReader } from '#roles/publishing/writing/plain/reading.ts'

/** What publishing is opened with. */
export type PublishingNeeds = {
  store: Store
  approvals: Approvals
  sending: Room['sending']
  /** Told of a message that begins about something, in its transaction. */
  begun?: Begun
  /** People who answer with their name; missing: nobody does here. */
  bylines?: Bylines
  /** What messages can be about; missing: nothing is. */
  topics?: TopicsKept
  /** How days run here; missing: in UTC, without holidays, for real. */
  planning?: PlanningNeeds
  clock?: Clock
  chance?: Chance
}

/** How days run where nobody says so. */
const plainDays: PlanningNeeds = {
  timeZone: async () => 'UTC',
  holidays: async () => [],
  isPractice: false,
}

/**
 * Publishing: the front door. A message is written, asked about, approved elsewhere (`access/approvals`), and then noted as
 * published by hand. Each act asks for its right in its own transaction, and writes its record there.
 */
export class Publishing {
  /** What people who leave look after here. */
  readonly holdings: HoldingsPort = messageHoldings
  /** What we said in public, for whoever hears the answers. */
  readonly ours: OurPosts
  /** When things go out, went out, or are meant to. */
  readonly planning: Planning
  /** Messages that belong together. */
  readonly campaigns: Campaigns
  /** Messages that come again. */
  readonly recurring: Recurring
  /** Messages kept to begin others from. */
  readonly templates: Templates
  /** The address book: whom texts mention. */
  readonly mentions: Mentions
  /** The organization's own words that readers may not know. */
  readonly jargon: Jargon
  readonly #room: Room
  readonly #plain: (form: PlainForm) => Promise<PlainHints>

  constructor(needs: PublishingNeeds) {
    const {
      store,
      approvals,
      sending,
      begun,
      bylines,
      topics,
      clock = wallClock,
      chance = systemChance,
    } = needs
    this.ours = new OurPosts(store.db, () => clock.nowMs())
    const newId = (): string => randomText(chance, 9)
    this.#room = { store, approvals, sending, begun, bylines, topics, nowMs: () => clock.nowMs(), newId }
    this.mentions = mentionsOf(this.#room)
    this.jargon = jargonOf(this.#room)
    this.#plain = plainReader(this.#room)
    this.campaigns = new Campaigns(this.#room)
    this.recurring = new Recurring(this.#room)
    this.templates = new Templates(this.#room)
    this.planning = new Planning(this.#room, needs.planning ?? plainDays)
  }

  /** A page of messages: those that are not out yet, or those that are. */
  async list(o: { isOut: boolean; before?: PageMark | undefined }): Promise<MessageList> {
    const { store, approvals } = this.#room
    const limit = publishingLimits.pageMax
    const kept = await listMessages(store.db.withTables<PublishingTables>(), { ...o, limit: limit + 1 })
    const page = kept.slice(0, limit)
    const states = await approvals.of(
      store.db,
      page.map(({ id }) => itemOf(id)),
    )
    const last = kept.length > limit ? page.at(-1) : undefined
    return {
      messages: page.map((one) => summaryOf(one, states.get(itemOf(one.id)))),
      ...(last === undefined ? {} : { before: `${last.changedAtMs} ${last.id}` }),
    }
  }

  /** One message, with what whoever asks may do. */
  one(who: Doer, id: string): Promise<Message | undefined> {
    return act(this.#room, who, (now) => viewNow(this.#room, now, who, id))
  }

  /** Those of these messages that there are, and since when each is or was public. */
  whenPublic(ids: readonly string[]): Promise<WhenPublic[]> {
    return whenPublic(this.#room.store.db, ids)
  }

  /** The messages changed last, newest first and without exercises, and since when each is or was public. At most 100. */
  newestMessages(): Promise<WhenPublic[]> {
    return newestMessages(this.#room.store.db)
  }

  /** Everything that was published since, oldest first, for whoever looks at how we sound. */
  saidSince(fromMs: number): Promise<Said[]> {
    return saidSince(this.#room.store.db, fromMs)
  }

  /** When something of each account was last public, epoch ms. */
  lastSaid(): Promise<ReadonlyMap<string, number>> {
    return lastSaid(this.#room.store.db)
  }

  /** By which names answers point at what we published with one of these paths of our own pages in it. */
  postsNaming(paths: readonly string[]): Promise<string[]> {
    return postsNaming(this.#room.store.db, paths)
  }

  /** Tells whenever something of ours was noted as public, until the way to stop that is given back is used. */
  onPublic(tell: () => void): Promise<() => Promise<void>> {
    return this.#room.store.listen(publishedChannel, tell, tell)
  }

  /** Begins a message. */
  create(who: Doer, form: MessageToBegin): Promise<Ruled<Message>> {
    return createMessage(this.#room, who, form)
  }

  /** Changes a message as it was read; voids whatever was asked or approved of it. */
  change(who: Doer, id: string, change: MessageChange): Promise<Written> {
    return changeMessage(this.#room, who, id, change)
  }

  /** Deletes a draft that was never asked about. */
  remove(who: Doer, id: string): Promise<Ruled<undefined>> {
    return removeMessage(this.#room, who, id)
  }

  /** Asks for approval of a message exactly as it was read. */
  ask(who: Doer, id: string, o: AskForm): Promise<Ruled<AskedAbout> | Written | CannotGoOut> {
    return askApproval(this.#room, who, id, o)
  }

  /** What would become of versions as they are written: what is in the way, and what each account would be given. */
  async check(form: CheckForm): Promise<Checked> {
    return checkForm(this.#room, form, await this.accounts())
  }

  /** How plain a text is, and what in it could be said more simply. */
  plain(form: PlainForm): Promise<PlainHints> {
    return this.#plain(form)
  }

  /** People whose line may stand under words in a language. */
  async offeredBylines(language: string): Promise<readonly OfferedByline[]> {
    const { bylines, store } = this.#room
    return (await bylines?.offered(store.db, language)) ?? []
  }

  /** Takes a person's line out of what is not out yet, in the transaction in which they no longer let it stand. */
  bylineEnded(tx: Kysely<unknown>, personId: string): Promise<BylineEnded> {
    return bylineEnded(this.#room, tx, personId)
  }

  /** Takes the question back. */
  takeBack(who: Doer, id: string): Promise<Ruled<Message>> {
    return takeBack(this.#room, who, id)
  }

  /** Puts what is approved into the outbox. */
  send(who: Doer, id: string, form: SendForm): Promise<Sent> {
    return sendMessage(this.#room, who, id, form)
  }

  /** Corrections of a message, and how each place of it would be corrected now. */
  corrections(who: Doer, id: string): Promise<CorrectionBoard | undefined> {
    return correctionBoard(this.#room, who, id)
  }

  /** Begins a correction of what is public, or says otherwise what an open one says. */
  correct(who: Doer, id: string, form: CorrectionForm): Promise<Written> {
    return correctMessage(this.#room, who, id, form)
  }

  /** Ends an open correction. */
  endCorrection(who: Doer, id: string, o: { revision: number }): Promise<Written> {
    return endCorrection(this.#room, who, id, o)
  }

  /** The exact text of an approved version, to be copied. */
  release(who: Doer, id: string, place: Place): Promise<Ruled<Released>> {
    return release(this.#room, who, id, place)
  }

  /** Notes that a version was published by hand. */
  notePublished(who: Doer, id: string, note: PublishedNote): Promise<Ruled<Message>> {
    return notePublished(this.#room, who, id, note)
  }

  /** Notes that a post was taken down by hand. */
  noteTakenDown(who: Doer, id: string, note: TakenDownNote): Promise<Ruled<Message>> {
    return noteTakenDown(this.#room, who, id, note)
  }

  /** Imports rows of a file as edits like any other. */
  async importRows(who: Doer, raw: readonly RawRow[]): Promise<ImportReport> {
    return importRows(this.#room, who, { raw, zone: await this.planning.room.planning.timeZone() })
  }

  /** The accounts we own. */
  accounts(): Promise<Account[]> {
    return openAccounts(this.#room.store.db)
  }

  /** Notes an account we own, by hand. */
  addAccount(who: Doer, form: AccountForm): Promise<Ruled<Account>> {
    return addAccount(this.#room, who, form)
  }
}
