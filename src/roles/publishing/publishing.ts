import { randomText, systemChance, type Chance } from '#api/chance.ts'
import { wallClock, type Clock } from '#kernel/time.ts'
import { openAccounts } from '#access/people/accounts.ts'
import type { HoldingsPort } from '#access/people/holdings.ts'
import type { Account } from '#access/people/contract.ts'
import type { Approvals } from '#access/approvals/approvals.ts'
import type { Store } from '#store/store.ts'
import { act, viewNow, type Begun, type Doer, type Room } from '#roles/publishing/act.ts'
import { notePublished, noteTakenDown, release } from '#roles/publishing/by-hand.ts'
import { checkForm } from '#roles/publishing/checking.ts'
import {
  publishingLimits,
  type AccountForm,
  type AskForm,
  type Checked,
  type ImportReport,
  type Message,
  type MessageChange,
  type MessageForm,
  type MessageList,
  type MessageToBegin,
  type PublishedNote,
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
import type { Ruled } from '#roles/publishing/problems.ts'
import type { Place } from '#roles/publishing/rules.ts'
import { sendMessage, type Sent } from '#roles/publishing/send.ts'
import { listMessages, type PageMark } from '#roles/publishing/store.ts'
import type { PublishingTables } from '#roles/publishing/tables.ts'
import { itemOf, summaryOf } from '#roles/publishing/view.ts'
import { newestMessages, whenPublic, type WhenPublic } from '#roles/publishing/when-public.ts'

/** What publishing is opened with. */
export type PublishingNeeds = {
  store: Store
  approvals: Approvals
  sending: Room['sending']
  /** Told of a message that begins about something, in its transaction. */
  begun?: Begun
  clock?: Clock
  chance?: Chance
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
  readonly #room: Room

  constructor(needs: PublishingNeeds) {
    const { store, approvals, sending, begun, clock = wallClock, chance = systemChance } = needs
    this.ours = new OurPosts(store.db, () => clock.nowMs())
    const newId = (): string => randomText(chance, 9)
    this.#room = { store, approvals, sending, begun, nowMs: () => clock.nowMs(), newId }
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
  async check(versions: MessageForm['versions']): Promise<Checked> {
    return checkForm(this.#room, versions, await this.accounts())
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
  release(who: Doer, id: string, place: Place): Promise<Ruled<{ text: string; sha256: string }>> {
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
  importRows(who: Doer, rows: readonly RawRow[]): Promise<ImportReport> {
    return importRows(this.#room, who, rows)
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
