import type { HoldingsPort } from '#access/people/holdings.ts'
import { registerDb } from '#roles/faces/register/tables.ts'

/** Told of one person at most. */
const heldMax = 500

/** What a leaver looks after here: accounts they own by name. Whoever takes over owns them beside the others. */
export function accountHoldings(nowMs: () => number): HoldingsPort {
  return {
    async holdingsOf({ id }, anyDb) {
      const rows = await registerDb(anyDb)
        .selectFrom('account_owners')
        .innerJoin('accounts', 'accounts.id', 'account_owners.account')
        .select(['accounts.id', 'accounts.name'])
        .where('person_id', '=', id)
        .where('closed_at', 'is', null)
        .orderBy('accounts.name')
        .limit(heldMax)
        .execute()
      return rows.map((row) => ({
        ...{ kind: 'account', id: row.id, title: row.name },
        to: `/directory/accounts/${encodeURIComponent(row.id)}`,
      }))
    },
    async handOver(from, to, tx) {
      const db = registerDb(tx)
      const owned = await db
        .selectFrom('account_owners')
        .select('account')
        .where('person_id', '=', from.id)
        .execute()
      if (owned.length === 0) return
      const row = { person_id: to.id, since: new Date(nowMs()), named_by: from.name }
      await db
        .insertInto('account_owners')
        .values(owned.map(({ account }) => ({ account, ...row })))
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      await db.deleteFrom('account_owners').where('person_id', '=', from.id).execute()
    },
  }
}
