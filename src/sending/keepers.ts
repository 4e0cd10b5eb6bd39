import { sql, type Kysely } from 'kysely'
import { addNotice } from '#access/approvals/notices.ts'
import type { ApprovalTables } from '#access/approvals/tables.ts'
import { accountOf } from '#sending/lines.ts'

/** People who may look after an account: one alone is one illness away from nobody. */
export async function keepersOf(db: Kysely<unknown>, account: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct p.id from (select ${account}::text as id) a ${keeping}`.execute(db)
  return rows.map(({ id }) => id)
}

/** How many people may look after each of these accounts; one that is missing has nobody. One question, however many there are. */
export async function countKeepers(
  db: Kysely<unknown>,
  accounts: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ account: string; owners: number }>`
    select a.id as account, count(distinct p.id)::int as owners
    from unnest(${accounts}::text[]) as a(id) ${keeping} group by a.id`.execute(db)
  return new Map(rows.map(({ account, owners }) => [account, owners]))
}

/** Joins everybody (`p`) who may look after the account `a`. */
const keeping = sql`
  join people p on p.left_at is null
  left join team_people tp on tp.person_id = p.id
  left join teams t on t.id = tp.team_id and t.ended_at is null
  left join team_grants g on g.team_id = t.id and g.verb = 'accounts' and g.account in ('*', a.id)
  where p.is_owner or g.team_id is not null`

/** The bell of each of them says that a sign-in ends or is over; it leads to the board, which says which. */
export async function tellKeepers(tx: Kysely<unknown>, account: string, nowMs: number): Promise<void> {
  const title = (await accountOf(tx, account))?.name ?? account
  const to = await keepersOf(tx, account)
  const notice = { to, kind: 'sign-in-ends', item: `account:${account}`, title } as const
  await addNotice(tx.withTables<ApprovalTables>(), notice, nowMs)
}
