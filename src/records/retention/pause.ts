import type { Kysely } from 'kysely'
import type { RecordActor } from '#records/contract.ts'
import { keepRecord, lockHead } from '#records/records.ts'
import { nameOf } from '#records/retention/name-of.ts'
import type { RecordsTables } from '#records/tables.ts'

/** Stops disposal, also one that is at work, before its next batch; or lets it go on. False when it stood so already. */
export async function setPause(
  tx: Kysely<unknown>,
  o: { paused: boolean; reason: string; by: RecordActor },
  nowMs: number,
): Promise<boolean> {
  const db = tx.withTables<RecordsTables>()
  await lockHead(tx)
  const state = await db.selectFrom('records_disposal').select('paused_at').executeTakeFirstOrThrow()
  if ((state.paused_at !== null) === o.paused) return false
  const row = o.paused
    ? { paused_at: new Date(nowMs), paused_by: nameOf(o.by), pause_reason: o.reason }
    : { paused_at: null, paused_by: null, pause_reason: null }
  await db.updateTable('records_disposal').set(row).execute()
  const [from, to] = o.paused ? ['running', 'paused'] : ['paused', 'running']
  const facts = { from: from ?? '', to: to ?? '', unit: 'state', reason: o.reason }
  await keepRecord(tx, { kind: 'schedule-changed', by: o.by, subject: 'disposal', facts }, nowMs)
  return true
}
