import { sql, type Kysely } from 'kysely'
import type { RecordsTables } from '#records/tables.ts'

/** Something that is kept outside the archive under one of its clocks: what it is about, and when it was said, epoch ms. */
type KeptOutside = { account: string; subject: string; fromMs: number; toMs: number }

/**
 * Whether a standing legal hold may cover something kept outside the archive. What it says is not looked at here: a hold by words counts
 * as covering everything else about it that fits, because what is deleted wrongly does not come back.
 */
export async function isHeldOutside(
  db: Kysely<unknown>,
  { account, subject, fromMs, toMs }: KeptOutside,
): Promise<boolean> {
  const held = await db
    .withTables<RecordsTables>()
    .selectFrom('records_holds')
    .select('id')
    .where('lifted_at', 'is', null)
    .where((is) => is.or([is('subject', 'is', null), is('subject', '=', subject)]))
    .where((is) => is.or([is('account', 'is', null), is('account', '=', account)]))
    .where((is) => is.or([is('from_at', 'is', null), is('from_at', '<=', new Date(toMs))]))
    .where((is) => is.or([is('to_at', 'is', null), is('to_at', '>', new Date(fromMs))]))
    .limit(1)
    .executeTakeFirst()
  return held !== undefined
}

/** Whether somebody stopped disposal: then nothing is deleted by a clock outside the archive either. */
export async function isDisposalPaused(db: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql<{ paused: boolean }>`
    select paused_at is not null as paused from records_disposal`.execute(db)
  return rows[0]?.paused === true
}
