import type { Kysely } from 'kysely'
import { Account } from '#access/people/contract.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import type { RecordActor } from '#records/contract.ts'
import { keepRecord } from '#records/records.ts'

/** Our accounts that are open, oldest first. */
export async function openAccounts(anyDb: Kysely<unknown>): Promise<Account[]> {
  return anyDb
    .withTables<PeopleTables>()
    .selectFrom('accounts')
    .select(['id', 'network', 'handle', 'name', 'languages'])
    .where('closed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(500)
    .execute()
}

/** Makes an account known, once; later calls with the same id change nothing. Says whether it was new. */
export async function ensureAccount(
  anyTx: Kysely<unknown>,
  account: Account,
  nowMs: number,
  by: RecordActor = { kind: 'desk' },
): Promise<boolean> {
  const row = Account.parse(account)
  const made = await anyTx
    .withTables<PeopleTables>()
    .insertInto('accounts')
    .values({ ...row, created_at: new Date(nowMs), closed_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if ((made.numInsertedOrUpdatedRows ?? 0n) === 0n) return false
  const facts = { network: row.network, handle: row.handle, name: row.name, languages: row.languages }
  await keepRecord(
    anyTx,
    { kind: 'account-changed', by, subject: `account:${row.id}`, account: row.id, facts },
    nowMs,
  )
  return true
}
