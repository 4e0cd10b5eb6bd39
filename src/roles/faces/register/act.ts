import type { Kysely } from 'kysely'
import type { SignedIn } from '#access/access.ts'
import { actorOf } from '#access/people/actor.ts'
import { meetGrants } from '#access/people/grants.ts'
import { liveGrants } from '#access/people/live-grants.ts'
import { mayDo } from '#kernel/permission.ts'
import type { NewRecord } from '#records/contract.ts'
import { keepRecord } from '#records/records.ts'
import type { OfficialNeeds } from '#roles/faces/register/ground.ts'
import { registerDb, type RegisterDb } from '#roles/faces/register/tables.ts'

/** Who does something: what acts here need to know of a session. */
export type Doer = Pick<SignedIn, 'personId' | 'program' | 'session' | 'grants'>

/** One act: its transaction, and whether whoever acts may look after accounts at this very moment. */
export type Moment = { tx: Kysely<unknown>; db: RegisterDb; mayManage: boolean; nowMs: number }

/** Does something in one transaction, with the rights its doer has in it. */
export function act<T>(needs: OfficialNeeds, who: Doer, work: (now: Moment) => Promise<T>): Promise<T> {
  return needs.store.inTransaction(async (tx) => {
    const live = await liveGrants(tx, who.personId)
    const grants = who.program === undefined ? live : meetGrants(live, who.grants)
    return work({ tx, db: registerDb(tx), mayManage: mayDo(grants, 'accounts'), nowMs: needs.clock.nowMs() })
  })
}

type Facts = NewRecord['facts']

/** Keeps what was done with an account, or with a request for one, on record, last of all. */
export async function keepAccount(
  now: Moment,
  who: Doer,
  { facts, ...about }: { facts: Facts } & ({ account: string } | { request: string }),
): Promise<void> {
  const named =
    'account' in about
      ? { subject: `account:${about.account}`, account: about.account }
      : { subject: `account-request:${about.request}` }
  await keepRecord(now.tx, { kind: 'account-changed', by: actorOf(who), ...named, facts }, now.nowMs)
}
