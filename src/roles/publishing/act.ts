import type { Kysely } from 'kysely'
import type { SignedIn } from '#access/access.ts'
import type { Approvals } from '#access/approvals/approvals.ts'
import { openAccounts } from '#access/people/accounts.ts'
import type { Account } from '#access/people/contract.ts'
import { meetGrants } from '#access/people/grants.ts'
import { liveGrants } from '#access/people/live-grants.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import type { Grant } from '#kernel/permission.ts'
import type { Sending } from '#sending/sending.ts'
import type { Store } from '#store/store.ts'
import type { Message } from '#roles/publishing/contract.ts'
import { readMessage } from '#roles/publishing/store.ts'
import type { PublishingDb, PublishingTables } from '#roles/publishing/tables.ts'
import type { TopicsKept } from '#roles/publishing/topics/about.ts'
import { itemOf, messageOf } from '#roles/publishing/view.ts'
import type { Writer } from '#roles/publishing/write-message.ts'
import type { Bylines } from '#roles/publishing/writing/bylines.ts'

/** Who does something: what acts here need to know of a session. */
export type Doer = Pick<SignedIn, 'personId' | 'program' | 'session' | 'grants'>

/** What every act of publishing needs of its surroundings. */
export type Room = {
  store: Store
  approvals: Approvals
  /** The outbox: what it needs to know of what goes out, and how. */
  sending: Pick<
    Sending,
    'schedule' | 'check' | 'standing' | 'terms' | 'files' | 'planned' | 'pauses' | 'holdPlanned' | 'moveTo'
  >
  /** People who answer with their name; missing: nobody does here. */
  bylines?: Bylines | undefined
  /** What messages can be about; missing: nothing is. */
  topics?: TopicsKept | undefined
  nowMs(): number
  newId(): string
  /** Told, in its transaction, of a message that begins about something; missing: nobody asked. */
  begun?: Begun | undefined
}

/** Whoever keeps what messages are about. */
export type Begun = (
  tx: Kysely<unknown>,
  o: { about: string; messageId: string; by: string },
) => Promise<void>

/** One act: its transaction, who acts, and what they may do at this very moment. */
export type Moment = {
  tx: Kysely<unknown>
  db: PublishingDb
  grants: readonly Grant[]
  accounts: readonly Account[]
  /** For what is written: the person who answers for it, and the name shown beside it (a program's own). */
  writer: Writer
  nowMs: number
}

/** Does something in one transaction, with the rights its doer has in it: not those of when they signed in. */
export function act<T>(room: Room, who: Doer, work: (now: Moment) => Promise<T>): Promise<T> {
  return room.store.inTransaction(async (tx) => {
    const db = tx.withTables<PublishingTables>()
    const accounts = await openAccounts(tx)
    const writer = await writerOf(tx, who)
    return work({ tx, db, grants: await grantsNow(tx, who), accounts, writer, nowMs: room.nowMs() })
  })
}

async function writerOf(tx: Kysely<unknown>, { personId, session }: Doer): Promise<Writer> {
  const shownName = session.person.name
  const person = await tx
    .withTables<PeopleTables>()
    .selectFrom('people')
    .select('name')
    .where('id', '=', personId)
    .executeTakeFirst()
  return { personId, personName: person?.name ?? shownName, shownName }
}

/** A person may what their teams let them; a program what its key lets it and its maker still may. */
export async function grantsNow(tx: Kysely<unknown>, who: Doer): Promise<readonly Grant[]> {
  const live = await liveGrants(tx, who.personId)
  return who.program === undefined ? live : meetGrants(live, who.grants)
}

/** One message as whoever asks sees it now. */
export async function viewNow(room: Room, now: Moment, who: Doer, id: string): Promise<Message | undefined> {
  const kept = await readMessage(now.db, id)
  if (kept === undefined) return undefined
  const approvals = await room.approvals.of(now.tx, [itemOf(id)])
  return messageOf(kept, approvals.get(itemOf(id)), { personId: who.personId, grants: now.grants })
}
