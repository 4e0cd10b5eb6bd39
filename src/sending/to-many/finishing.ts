import { sql, type Kysely } from 'kysely'
import { dayMs } from '#kernel/time.ts'
import { keepRecord } from '#records/records.ts'
import { sendingChannel, type Ground } from '#sending/ground.ts'
import { readDeliveries } from '#sending/outbox.ts'
import { page } from '#sending/settling.ts'
import { noteStep } from '#sending/to-many/steps.ts'
import { forgetWhoAnswered } from '#sending/to-many/answers.ts'
import { reachOf, type Reach, type Telling } from '#sending/to-many/telling-row.ts'
import type { ToManyDb, ToManyTables } from '#sending/to-many/tables.ts'

/** How long it is kept who was told what; afterwards only how many. */
const keptForMs = 30 * dayMs
const atOnceMax = 100

/**
 * Ends messages of which nobody is on their way any more: how many were told, as a step of the delivery and on record, without a
 * name. Somebody is called where people may not have been told, or nobody was. Says how many ended.
 */
export async function finishAll(ground: Pick<Ground, 'store' | 'clock'>): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select m.delivery_id as id from to_many m where m.state in ('open', 'stopped')
      and not exists (select 1 from to_many_recipients r where r.delivery_id = m.delivery_id
        and r.state in ('waiting', 'wait', 'sending')) limit ${atOnceMax}`.execute(ground.store.db)
  let ended = 0
  for (const { id } of rows) ended += Number(await ground.store.inTransaction((tx) => finish(ground, tx, id)))
  return ended
}

async function finish(
  ground: Pick<Ground, 'store' | 'clock'>,
  tx: Kysely<unknown>,
  id: string,
): Promise<boolean> {
  const db: ToManyDb = tx.withTables<ToManyTables>()
  const telling = await db
    .selectFrom('to_many')
    .selectAll()
    .where('delivery_id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const reach = await reachOf(tx, id)
  const isOver = reach.waiting + reach.sending === 0
  if (telling === undefined || !isOver || (telling.state !== 'open' && telling.state !== 'stopped'))
    return false
  const nowMs = ground.clock.nowMs()
  const now = new Date(nowMs)
  await db.updateTable('to_many').set({ state: 'done', done_at: now }).where('delivery_id', '=', id).execute()
  await noteStep(db, telling, { why: 'all-there', detail: inNumbers(reach) }, now)
  await callSomebody(ground, tx, telling, reach)
  await ground.store.notify(sendingChannel, JSON.stringify({ id, item: telling.item }), tx)
  await keepRecord(tx, summaryOf(telling, reach), nowMs)
  return true
}

function inNumbers({ sent, recipients, refused, unknown, ended }: Reach): string {
  return `${sent}/${recipients} · refused ${refused} (ended ${ended}) · unknown ${unknown}`
}

async function callSomebody(
  ground: Pick<Ground, 'store' | 'clock'>,
  tx: Kysely<unknown>,
  { delivery_id }: Telling,
  { recipients, sent, unknown }: Reach,
): Promise<void> {
  const isNobody = recipients > 0 && sent + unknown === 0
  if (!isNobody && unknown === 0) return
  const db: ToManyDb = tx.withTables<ToManyTables>()
  const rows = await db.selectFrom('deliveries').selectAll().where('id', '=', delivery_id).execute()
  const [delivery] = await readDeliveries(tx.withTables(), rows)
  if (delivery !== undefined)
    await page(ground, tx, delivery, { kind: isNobody ? 'not-sent' : 'unconfirmed' })
}

function summaryOf(
  telling: Telling,
  { recipients, sent, refused, unknown, ended }: Reach,
): Parameters<typeof keepRecord>[1] {
  const { item, account, language, lane, title, sha256, network, delivery_id, state, why, topics } = telling
  const stopped = state === 'stopped' ? { stopped: why ?? 'stopped' } : {}
  const counts = { recipients, sent, refused, unknown, ended, ...stopped }
  const about = topics === null ? {} : { topics }
  const facts = { title, sha256, network, state: 'told', delivery: delivery_id, ...about, ...counts }
  return { kind: 'delivery', by: { kind: 'desk' }, subject: item, account, language, lane, facts }
}

/** Forgets who was told what, a month after: the counts are on record. Says how many messages were tidied. */
export async function tidy(ground: Pick<Ground, 'store' | 'clock'>): Promise<number> {
  const nowMs = ground.clock.nowMs()
  return ground.store.inTransaction(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      update to_many set tidied_at = ${new Date(nowMs)} where delivery_id in (
        select delivery_id from to_many where state = 'done' and tidied_at is null
          and done_at < ${new Date(nowMs - keptForMs)} limit 10 for update skip locked)
      returning delivery_id as id`.execute(tx)
    const ids = rows.map(({ id }) => id)
    await forgetWhoAnswered(tx, new Date(nowMs - keptForMs))
    if (ids.length > 0)
      await tx
        .withTables<ToManyTables>()
        .deleteFrom('to_many_recipients')
        .where('delivery_id', 'in', ids)
        .execute()
    return ids.length
  })
}
