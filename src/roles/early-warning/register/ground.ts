import type { Kysely } from 'kysely'
import type { SignedIn } from '#access/access.ts'
import { approvalsChannel } from '#access/approvals/acts.ts'
import { noticesSettled } from '#access/approvals/notices.ts'
import type { ApprovalTables } from '#access/approvals/tables.ts'
import { actorOf } from '#access/people/actor.ts'
import type { RecordActor } from '#records/contract.ts'
import type { Store } from '#store/store.ts'
import type { LinkedMessage } from '#roles/early-warning/register/contract.ts'
import type { Refusal } from '#roles/early-warning/register/problems.ts'

/** Who does something here: what these acts need to know of a session. */
export type Doer = Pick<SignedIn, 'personId' | 'program' | 'session'>

/** What the register is told of messages: `app` knows the role that keeps them. */
export type MessagesPort = {
  /** Those of these that there are, in the order given, and since when each is or was public. */
  aboutIssue(ids: readonly string[]): Promise<LinkedMessage[]>
  /** The messages of the desk that were changed last, newest first, without exercises; at most 100. */
  newest(): Promise<LinkedMessage[]>
}

/** What every act of the register needs of its surroundings. */
export type Room = {
  store: Store
  /** Our own clock: reviews are people's time. */
  nowMs(): number
  /** The clock of what is heard; on a live desk the same. */
  heardNowMs(): number
  newId(): string
}

/** What came of an act: a value, or the reason why not, and then nothing was written. */
export type Done<T> = { ok: true; value: T } | { ok: false; why: Refusal }

/** The name under which notices, records and messages know an issue. */
export function itemOf(issueId: string): string {
  return `issue:${issueId}`
}

/** Whoever acts: the name shown beside it, and the actor of the record. */
export function writerOf(who: Doer): { name: string; actor: RecordActor } {
  return { name: who.session.person.name, actor: actorOf(who) }
}

/** Open screens and bells hear that an issue changed, when the transaction commits. */
export async function tellScreens(room: Room, tx: Kysely<unknown>, issueId: string): Promise<void> {
  await room.store.notify(approvalsChannel, JSON.stringify({ item: itemOf(issueId) }), tx)
}

/** Nobody needs reading any more that its review is overdue. */
export async function remindersSettled(tx: Kysely<unknown>, issueId: string, nowMs: number): Promise<void> {
  await noticesSettled(tx.withTables<ApprovalTables>(), itemOf(issueId), nowMs)
}
