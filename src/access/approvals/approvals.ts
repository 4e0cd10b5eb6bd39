import type { Kysely } from 'kysely'
import { randomText, systemChance, type Chance } from '#api/chance.ts'
import type { Log } from '#kernel/log.ts'
import { wallClock, type Clock } from '#kernel/time.ts'
import type { RecordActor } from '#records/contract.ts'
import type { Store } from '#store/store.ts'
import type { Worker } from '#store/work-jobs.ts'
import type { Done, Room } from '#access/approvals/acts.ts'
import { ask, onEdit, withdraw, type Ask, type Asked } from '#access/approvals/asking.ts'
import type {
  ApprovalList,
  ApprovalReview,
  ApprovalSummary,
  NewDelegation,
} from '#access/approvals/contract.ts'
import type { Bell } from '#access/notices/contract.ts'
import { onDue, workDeadlines } from '#access/approvals/deadlines.ts'
import { delegate, endDelegation, endDelegationsOf, listDelegations } from '#access/approvals/delegations.ts'
import { breakGlass, reviewGlass, type Reviewed } from '#access/approvals/glass.ts'
import { approve, giveBack, revoke, type Approve, type Approved } from '#access/approvals/judging.ts'
import { noticesSeen, type Seen } from '#access/approvals/notices.ts'
import { bellFor, listFor, reviewFor, summaryOf } from '#access/approvals/reading.ts'
import { mayGoOut, type GoOut, type Shown } from '#access/approvals/rules.ts'
import { readItem, readItems } from '#access/approvals/store.ts'
import type { ApprovalTables } from '#access/approvals/tables.ts'

/** What approvals are opened with. */
export type ApprovalNeeds = { store: Store; clock?: Clock; chance?: Chance }

/**
 * Approvals: the front door. Every act takes the transaction it happens in, writes its record there, and is refused rather
 * than half done. `rules.ts` says what is allowed, and why.
 */
export class Approvals {
  readonly #room: Room

  constructor({ store, clock = wallClock, chance = systemChance }: ApprovalNeeds) {
    this.#room = { store, nowMs: () => clock.nowMs(), newId: () => randomText(chance, 9) }
  }

  /** Asks for approval of the exact bytes handed over. Call it last but for other records: it keeps one. */
  ask(tx: Kysely<unknown>, o: Ask): Promise<Asked> {
    return ask(this.#room, tx, o)
  }

  /** Tells of an edit, in its own transaction: whatever was approved or asked of the item is void. */
  edited(
    tx: Kysely<unknown>,
    o: { item: string; writers: readonly string[]; by: RecordActor },
  ): Promise<void> {
    return onEdit(this.#room, tx, o)
  }

  /** Takes the question back. */
  withdraw(tx: Kysely<unknown>, o: { item: string; by: string }): Promise<Done> {
    return withdraw(this.#room, tx, o)
  }

  /** Approves the versions shown, all or none. */
  approve(tx: Kysely<unknown>, o: Approve): Promise<Approved> {
    return approve(this.#room, tx, o)
  }

  /** Gives an item back to its writers with a reason. */
  giveBack(tx: Kysely<unknown>, o: { item: string; by: string; reason: string }): Promise<Done> {
    return giveBack(this.#room, tx, o)
  }

  /** Takes the approvals of an item back with a reason. */
  revoke(tx: Kysely<unknown>, o: { item: string; by: string; reason: string }): Promise<Done> {
    return revoke(this.#room, tx, o)
  }

  /** Lets an item of the emergency lane out with one key. */
  breakGlass(
    tx: Kysely<unknown>,
    o: { item: string; shown: readonly Shown[]; by: string; reason: string },
  ): Promise<Done> {
    return breakGlass(this.#room, tx, o)
  }

  /** Closes the review of what was let out with one key. */
  reviewGlass(
    tx: Kysely<unknown>,
    o: { id: string; by: string; wasRight: boolean; finding: string },
  ): Promise<Reviewed> {
    return reviewGlass(this.#room, tx, o)
  }

  /** May exactly these bytes go out there now? Until the transaction ends nobody can change the answer. */
  async mayGoOut(tx: Kysely<unknown>, o: Shown & { item: string }): Promise<GoOut> {
    return mayGoOut(await readItem(tx.withTables<ApprovalTables>(), o.item, 'share'), o)
  }

  /** Where these items stand; those never asked about are left out. */
  async of(tx: Kysely<unknown>, items: readonly string[]): Promise<Map<string, ApprovalSummary>> {
    const kept = await readItems(tx.withTables<ApprovalTables>(), items)
    return new Map(kept.map((item) => [item.item, summaryOf(item)]))
  }

  /** What the bell of a person rings for. */
  bellFor(tx: Kysely<unknown>, personId: string): Promise<Bell> {
    return bellFor(this.#room, tx, personId)
  }

  /** The list of approvals as a person sees it. */
  listFor(tx: Kysely<unknown>, personId: string): Promise<ApprovalList> {
    return listFor(this.#room, tx, personId)
  }

  /** One item for whoever reviews it. */
  reviewFor(tx: Kysely<unknown>, o: { item: string; personId: string }): Promise<ApprovalReview | undefined> {
    return reviewFor(this.#room, tx, o)
  }

  /** Hands an approver's own right to somebody for a while. */
  delegate(tx: Kysely<unknown>, o: NewDelegation & { from: string }): ReturnType<typeof delegate> {
    return delegate(this.#room, tx, o)
  }

  /** Ends a delegation early. */
  endDelegation(tx: Kysely<unknown>, o: { id: string; by: string }): Promise<boolean> {
    return endDelegation(this.#room, tx, o)
  }

  /** Delegations that run, as a person sees them. */
  delegationsFor(tx: Kysely<unknown>, personId: string): ReturnType<typeof listDelegations> {
    return listDelegations(this.#room, tx, personId)
  }

  /** A person leaves: their delegations, and those to them, end. What they approved stays approved. */
  personLeaves(tx: Kysely<unknown>, personId: string): Promise<number> {
    return endDelegationsOf(tx, personId, this.#room.nowMs())
  }

  /** A person has read these notices of theirs, or all up to that one. */
  noticesSeen(tx: Kysely<unknown>, o: { personId: string } & Seen): Promise<void> {
    return noticesSeen(tx.withTables<ApprovalTables>(), { ...o, nowMs: this.#room.nowMs() })
  }

  /** Does what a deadline asks for; the worker's part. */
  onDue(tx: Kysely<unknown>, due: Parameters<typeof onDue>[2]): ReturnType<typeof onDue> {
    return onDue(this.#room, tx, due)
  }

  /** Begins to work on deadlines: reminders, escalations, late reviews. */
  start(log: Log): Worker {
    return workDeadlines(this.#room, log)
  }
}
