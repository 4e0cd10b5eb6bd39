import { sql, type Kysely } from 'kysely'
import type { SendingTables } from '#sending/tables.ts'

/** What is spent on a network, in thousandths of a US dollar, and when (epoch ms): a month is one of the calendar, UTC. */
export type Spent = { network: string; millidollars: number; atMs: number }

/**
 * Notes what is about to be spent, unless the month would then hold more than `most`: looked at and noted in one statement, so that
 * many processes together stay within it. False: nothing was noted, and nothing may be spent.
 */
export async function noteSpent(
  anyDb: Kysely<unknown>,
  { network, millidollars, atMs }: Spent,
  most: number,
): Promise<boolean> {
  if (millidollars > most) return false
  const noted = await anyDb
    .withTables<SendingTables>()
    .insertInto('spending')
    .values({ network, month: monthOf(atMs), millidollars })
    .onConflict((conflict) =>
      conflict
        .columns(['network', 'month'])
        .doUpdateSet({ millidollars: sql`spending.millidollars + ${millidollars}` })
        .where(sql`spending.millidollars + ${millidollars}`, '<=', most),
    )
    .executeTakeFirst()
  return (noted.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Takes back what came to nothing. */
export async function giveBackSpent(
  anyDb: Kysely<unknown>,
  { network, millidollars, atMs }: Spent,
): Promise<void> {
  await anyDb
    .withTables<SendingTables>()
    .updateTable('spending')
    .set({ millidollars: sql`greatest(0, millidollars - ${millidollars})` })
    .where('network', '=', network)
    .where('month', '=', monthOf(atMs))
    .execute()
}

/** What the month of this moment has cost so far, in thousandths of a US dollar. */
export async function spentInMonth(anyDb: Kysely<unknown>, network: string, atMs: number): Promise<number> {
  const row = await anyDb
    .withTables<SendingTables>()
    .selectFrom('spending')
    .select('millidollars')
    .where('network', '=', network)
    .where('month', '=', monthOf(atMs))
    .executeTakeFirst()
  return row?.millidollars ?? 0
}

function monthOf(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 7)}-01`
}
