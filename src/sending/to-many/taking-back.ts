import type { RemoveOutcome } from '#networks/sender.ts'
import type { Store } from '#store/store.ts'
import { sendingChannel } from '#sending/ground.ts'
import type { ToManyDb, ToManyTables } from '#sending/to-many/tables.ts'

/**
 * Nobody else is told. `gone` only where nobody was told yet: a mail that went out stays where it is, and that is said.
 *
 * @param key of the message
 */
export function takeBack(store: Store, key: string, nowMs: number): Promise<RemoveOutcome> {
  return store.inTransaction(async (tx) => {
    const db: ToManyDb = tx.withTables<ToManyTables>()
    const row = await db
      .selectFrom('to_many')
      .select(['delivery_id', 'state'])
      .where('message_key', '=', key)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined) return { kind: 'gone' }
    if (row.state !== 'done') await stopTelling(db, row.delivery_id, { why: 'taken-back', nowMs })
    await store.notify(sendingChannel, '', tx)
    const told = await db
      .selectFrom('to_many_recipients')
      .select((one) => one.fn.countAll<number>().as('n'))
      .where('delivery_id', '=', row.delivery_id)
      .where('state', 'in', ['sending', 'sent', 'unknown'])
      .executeTakeFirstOrThrow()
    if (told.n === 0) return { kind: 'gone' }
    const detail = `${told.n} were told already or may have been; nobody else is`
    return { kind: 'refused', why: 'not-accepted', detail }
  })
}

/** Nobody is told any more who was not until now. The row of the message must be held. */
export async function stopTelling(
  db: ToManyDb,
  id: string,
  { why, nowMs }: { why: 'taken-back' | 'not-approved' | 'by-person'; nowMs: number },
): Promise<void> {
  const now = new Date(nowMs)
  await db.updateTable('to_many').set({ state: 'stopped', why }).where('delivery_id', '=', id).execute()
  await db
    .updateTable('to_many_recipients')
    .set({ state: 'refused', why: 'stopped', next_at: null, changed_at: now })
    .where('delivery_id', '=', id)
    .where('state', 'in', ['waiting', 'wait'])
    .execute()
}
