import type { Kysely } from 'kysely'
import type { Vault } from '#access/vault/vault.ts'
import { mayDo, type Grant } from '#kernel/permission.ts'
import { liveGrants } from '#access/people/live-grants.ts'
import type { SendingNetwork } from '#networks/sender.ts'
import type { Ground } from '#sending/ground.ts'
import type { PrivateTables } from '#sending/private-messages/tables.ts'

/** What everything here stands on. */
export type PrivateNeeds = Pick<Ground, 'store' | 'lines' | 'clock' | 'log' | 'newId'> & {
  vault: Vault
  networks: readonly SendingNetwork[]
}

/** A database with the tables of private messages. */
export function privateDb(db: Kysely<unknown>): Kysely<PrivateTables> {
  return db.withTables<PrivateTables>()
}

/** Tells open screens that something changed; what, they ask for with their own right. */
export function tellScreens({ store }: Pick<PrivateNeeds, 'store'>, tx: Kysely<unknown>): Promise<void> {
  return store.notify('sending', '', tx)
}

/**
 * The accounts whose private messages somebody may read at this moment: those they were named for, and may write for (`write`: whoever drafts what
 * is answered). Both
 * are asked each time, in the transaction of the act, so that whoever leaves or loses the right reads nothing from then on.
 */
export async function readableBy(db: Kysely<unknown>, personId: string): Promise<Set<string>> {
  const named = await privateDb(db)
    .selectFrom('private_readers')
    .select('account')
    .where('person', '=', personId)
    .execute()
  if (named.length === 0) return new Set()
  const grants = await liveGrants(db, personId)
  return new Set(named.map(({ account }) => account).filter((account) => answersFor(grants, account)))
}

/** Whether private messages of an account are read now. */
export async function isReadPrivately(db: Kysely<unknown>, account: string): Promise<boolean> {
  const row = await privateDb(db)
    .selectFrom('private_reading')
    .select('account')
    .where('account', '=', account)
    .where('is_on', '=', true)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether somebody may draft what is answered in the name of an account: only they have a reason to read what people write to it. */
export function answersFor(grants: readonly Grant[], account: string): boolean {
  return mayDo(grants, 'write', { account })
}
