import type { Kysely } from 'kysely'
import { isDormant } from '#roles/faces/life-cycle/rules.ts'
import type { OfficialNeeds } from '#roles/faces/register/ground.ts'
import { accountRows, ownersOf, type AccountRow } from '#roles/faces/register/store.ts'
import { registerDb } from '#roles/faces/register/tables.ts'
import { ring } from '#roles/faces/ring.ts'

/** Our own ground says something whenever anything is said: it does not fall asleep. */
const never: ReadonlySet<string> = new Set([
  'pages',
  'activitypub',
  'practice',
  'webhook',
  'webpush',
  'email',
])

/** Tells the owners of accounts that went quiet, once for each time they do. */
export async function tellQuiet(needs: OfficialNeeds): Promise<void> {
  const said = await needs.lastSaid()
  await needs.store.inTransaction(async (tx) => {
    const nowMs = needs.clock.nowMs()
    for (const row of await accountRows(tx)) {
      if (row.closedMs !== undefined || never.has(row.network)) continue
      const saidMs = said.get(row.id)
      if (isDormant({ saidMs, knownMs: row.createdMs, nowMs }))
        await tellOnce(needs, tx, row, { saidMs, nowMs })
      else await registerDb(tx).deleteFrom('account_quiet').where('account', '=', row.id).execute()
    }
  })
}

async function tellOnce(
  needs: OfficialNeeds,
  tx: Kysely<unknown>,
  row: AccountRow,
  { saidMs, nowMs }: { saidMs: number | undefined; nowMs: number },
): Promise<void> {
  const told = await registerDb(tx)
    .insertInto('account_quiet')
    .values({
      account: row.id,
      said_at: saidMs === undefined ? null : new Date(saidMs),
      told_at: new Date(nowMs),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (told.numInsertedOrUpdatedRows === 0n) return
  await ring(needs, tx, {
    to: await ownersOf(tx, row.id),
    by: { en: 'Register of accounts', fr: 'Registre des comptes' },
    title: {
      en: `${row.name} went quiet. Is it still needed?`,
      fr: `${row.name} ne publie plus. Faut-il garder ce compte ?`,
    },
    ...{ path: `/directory/accounts/${encodeURIComponent(row.id)}`, nowMs },
  })
}
