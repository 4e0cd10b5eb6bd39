import type { Kysely } from 'kysely'
import { keepRecord } from '#records/records.ts'
import type { RecordActor } from '#records/contract.ts'
import { storableText } from '#store/storable.ts'
import { holdDue } from '#sending/claiming.ts'
import type { Pause, PauseForm } from '#sending/contract.ts'
import { holdDueParts } from '#sending/federation/held.ts'
import { sendingChannel, type Ground } from '#sending/ground.ts'
import { stopClaims } from '#sending/outbox.ts'
import { pauseView, readPause } from '#sending/pauses.ts'
import type { SendingTables } from '#sending/tables.ts'

/** Stops sending. When this is committed nothing it covers is claimed any more. */
export async function pause(
  ground: Ground,
  tx: Kysely<unknown>,
  o: { form: PauseForm; by: RecordActor & { kind: 'person' } },
): Promise<Pause> {
  await stopClaims(tx)
  const nowMs = ground.clock.nowMs()
  const { scope, value, reason } = o.form
  const row = {
    ...{ id: ground.newId(), scope, value: value ?? null, reason: storableText(reason) },
    ...{ begun_at: new Date(nowMs), begun_by_id: o.by.id, begun_by: o.by.name },
    ...{ ended_at: null, ended_by: null },
  }
  await tx.withTables<SendingTables>().insertInto('pauses').values(row).execute()
  await ground.store.notify(sendingChannel, '', tx)
  const facts = { scope, ...(value === undefined ? {} : { value }), reason }
  await keepRecord(tx, { kind: 'pause-begun', by: o.by, subject: `pause:${row.id}`, facts }, nowMs)
  return pauseView(row)
}

/**
 * Lets sending go on. What became due meanwhile is held back here, so that nothing floods out: it stays on a list until somebody
 * has looked at it. False when the pause is over already.
 */
export async function resume(
  ground: Ground,
  tx: Kysely<unknown>,
  o: { id: string; by: RecordActor & { kind: 'person' } },
): Promise<boolean> {
  await stopClaims(tx)
  const nowMs = ground.clock.nowMs()
  const held = await readPause(tx.withTables<SendingTables>(), o.id)
  if (held === undefined) return false
  await holdDue(ground, tx, [held])
  await holdDueParts(tx, nowMs)
  const ended = await tx
    .withTables<SendingTables>()
    .updateTable('pauses')
    .set({ ended_at: new Date(nowMs), ended_by: o.by.name })
    .where('id', '=', o.id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) return false
  await ground.store.notify(sendingChannel, '', tx)
  await keepRecord(tx, { kind: 'pause-ended', by: o.by, subject: `pause:${o.id}`, facts: {} }, nowMs)
  return true
}
