import { sql, type Kysely } from 'kysely'
import type { Recipient } from '#networks/to-many.ts'
import { sendingChannel } from '#sending/ground.ts'
import { holdPauses } from '#sending/outbox.ts'
import { isPausedBy } from '#sending/pauses.ts'
import type { ManyWay, ToManyGround } from '#sending/to-many/ground.ts'
import { noteStep } from '#sending/to-many/steps.ts'
import { stopTelling } from '#sending/to-many/taking-back.ts'
import { changeOf, type Telling } from '#sending/to-many/telling-row.ts'
import type { ToManyDb, ToManyTables } from '#sending/to-many/tables.ts'

/** A recipient in hand: nobody else tells them while the fence is the same. */
export type InHand = { recipient: Recipient; fence: number; attempts: number }

/**
 * Takes the next few recipients of a message and writes down that they are being told, with a last look in the same transaction: at
 * pauses, which stop everything but an emergency, and at the approval. None: nobody is due now, or nobody may be told.
 */
export function claimSome(ground: ToManyGround, way: ManyWay, { id }: { id: string }): Promise<InHand[]> {
  return ground.store.inTransaction(async (tx) => {
    await holdPauses(tx)
    const db: ToManyDb = tx.withTables<ToManyTables>()
    const row = await db
      .selectFrom('to_many')
      .selectAll()
      .where('delivery_id', '=', id)
      .where('state', '=', 'open')
      .executeTakeFirst()
    if (row === undefined || !(await mayGoOn(ground, db, row))) return []
    return takeDue(ground, db, { id, way })
  })
}

async function mayGoOn(ground: ToManyGround, db: ToManyDb, row: Telling): Promise<boolean> {
  if (await wasPaused(db, row)) {
    await db
      .updateTable('to_many')
      .set({ state: 'held', why: 'pause' })
      .where('delivery_id', '=', row.delivery_id)
      .execute()
    await noteStep(db, row, { why: 'pause', detail: '' }, new Date(ground.clock.nowMs()))
    await ground.store.notify(sendingChannel, changeOf(row), db as Kysely<unknown>)
    return false
  }
  const { item, account, language, sha256 } = row
  const out = await ground.approvals.mayGoOut(db as Kysely<unknown>, { item, account, language, sha256 })
  if (!out.yes) await stopTelling(db, row.delivery_id, { why: 'not-approved', nowMs: ground.clock.nowMs() })
  return out.yes
}

/** Also a pause that is over by now: what it interrupted goes on when somebody has looked at it, and not by itself. */
async function wasPaused(db: ToManyDb, row: Telling): Promise<boolean> {
  const { lane, account, title, text } = row
  if (lane === 'emergency') return false
  const since = row.released_at ?? row.handed_at
  const pauses = await db
    .selectFrom('pauses')
    .select(['scope', 'value'])
    .where((where) => where.or([where('ended_at', 'is', null), where('ended_at', '>', since)]))
    .execute()
  return pauses.some(({ scope, value }) =>
    isPausedBy({ scope, value: value ?? undefined }, { lane, account, title, texts: [title, text] }),
  )
}

type Due = { id: string; active: boolean; language: string; sealed: Buffer | null; attempts: number }

async function takeDue(
  ground: ToManyGround,
  db: ToManyDb,
  { id, way }: { id: string; way: ManyWay },
): Promise<InHand[]> {
  const now = new Date(ground.clock.nowMs())
  const { rows } = await sql<Due>`
    select r.subscriber_id as id, s.state = 'active' as active, s.language, a.sealed, r.attempts
    from to_many_recipients r join subscribers s on s.id = r.subscriber_id
      left join subscriber_addresses a on a.subscriber_id = r.subscriber_id
    where r.delivery_id = ${id} and r.state in ('waiting', 'wait') and r.next_at <= ${now}
    order by r.next_at limit ${way.atOnce} for update of r skip locked`.execute(db)
  const gone = rows.filter(({ active, sealed }) => !active || sealed === null).map((row) => row.id)
  if (gone.length > 0)
    await db
      .updateTable('to_many_recipients')
      .set({ state: 'refused', why: 'ended', next_at: null, changed_at: now })
      .where('delivery_id', '=', id)
      .where('subscriber_id', 'in', gone)
      .execute()
  const due = rows.filter((row) => !gone.includes(row.id))
  if (due.length === 0) return gone.length === 0 ? [] : takeDue(ground, db, { id, way })
  const fences = await markSending(ground, db, { id, way, ids: due.map((row) => row.id) })
  const keys = await ground.keys()
  return due.flatMap((row) => {
    const fence = fences.get(row.id)
    if (fence === undefined || row.sealed === null) return []
    const unsubscribeUrl = `${ground.publicUrl}/unsubscribe/${keys.token(row.id)}`
    const recipient = {
      id: row.id,
      address: keys.open(row.id, row.sealed),
      language: row.language,
      unsubscribeUrl,
    }
    return [{ recipient, fence, attempts: row.attempts + 1 }]
  })
}

async function markSending(
  ground: ToManyGround,
  db: ToManyDb,
  { id, way, ids }: { id: string; way: ManyWay; ids: readonly string[] },
): Promise<Map<string, number>> {
  const nowMs = ground.clock.nowMs()
  const marked = await db
    .updateTable('to_many_recipients')
    .set((row) => ({
      state: 'sending',
      attempts: row('attempts', '+', 1),
      fence: row('fence', '+', 1),
      ...{ next_at: null, leased_until: new Date(nowMs + way.leaseMs), changed_at: new Date(nowMs) },
    }))
    .where('delivery_id', '=', id)
    .where('subscriber_id', 'in', [...ids])
    .returning(['subscriber_id', 'fence'])
    .execute()
  return new Map(marked.map((row) => [row.subscriber_id, row.fence]))
}

/** Gives back those who were taken and not asked for: nothing was begun for them. */
export function giveBack(ground: ToManyGround, id: string, inHand: readonly InHand[]): Promise<void> {
  return ground.store.inTransaction(async (tx) => {
    if (inHand.length === 0) return
    await sql`
      update to_many_recipients r set state = 'waiting', attempts = r.attempts - 1, leased_until = null,
        next_at = ${new Date(ground.clock.nowMs())}
      from unnest(${inHand.map((one) => one.recipient.id)}::text[], ${inHand.map((one) => one.fence)}::int[])
        as given(id, fence)
      where r.delivery_id = ${id} and r.subscriber_id = given.id and r.fence = given.fence
        and r.state = 'sending'`.execute(tx)
  })
}
