import type { Lane } from '#kernel/permission.ts'
import { hourMs } from '#kernel/time.ts'
import { keepRecord } from '#records/records.ts'
import type { ActingPerson } from '#sending/acts.ts'
import { sendingChannel } from '#sending/ground.ts'
import type { ToManyGround } from '#sending/to-many/ground.ts'
import { stopTelling } from '#sending/to-many/taking-back.ts'
import type { ToManyDb, ToManyTables } from '#sending/to-many/tables.ts'

/** What somebody decides about a message on its way to subscribers. */
export type Decision = {
  id: string
  does: 'go-on' | 'stop'
  who: ActingPerson
  may(place: { account: string; language: string; lane: Lane }): boolean
}

/** Lets a message go on that a pause held, or tells nobody else; on record, with who decided it. */
export function decide(
  ground: Pick<ToManyGround, 'store' | 'clock'>,
  { id, does, who, may }: Decision,
): Promise<'done' | 'gone' | 'no-right' | 'not-now'> {
  return ground.store.inTransaction(async (tx) => {
    const db: ToManyDb = tx.withTables<ToManyTables>()
    const row = await db
      .selectFrom('to_many')
      .selectAll()
      .where('delivery_id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined) return 'gone'
    const { account, language, lane, state, item, title } = row
    if (!may({ account, language, lane })) return 'no-right'
    const isOpen = state === 'held' || (does === 'stop' && state === 'open')
    if (!isOpen) return 'not-now'
    const nowMs = ground.clock.nowMs()
    if (does === 'stop') await stopTelling(db, id, { why: 'by-person', nowMs })
    else await goOn(db, id, { until: row.until_at, nowMs })
    await ground.store.notify(sendingChannel, JSON.stringify({ id, item }), tx)
    const facts = { title, delivery: id, subscribers: does }
    const by = { kind: 'person', ...who } as const
    const kind = does === 'stop' ? 'not-sent' : 'delivery'
    await keepRecord(tx, { kind, by, subject: item, account, language, lane, facts }, nowMs)
    return 'done'
  })
}

/** What somebody lets go on has time again: it is late for that reason. */
async function goOn(
  db: ToManyDb,
  id: string,
  { until, nowMs }: { until: Date; nowMs: number },
): Promise<void> {
  const now = new Date(nowMs)
  const untilAt = new Date(Math.max(until.getTime(), nowMs + hourMs))
  const open = { state: 'open', why: null, released_at: now, next_at: now, until_at: untilAt } as const
  await db.updateTable('to_many').set(open).where('delivery_id', '=', id).execute()
}
