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
import { whyTold } from '#sending/to-many/why-told.ts'
import { readTopics } from '#sending/topics/store.ts'

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
    return takeDue(ground, db, { row, way })
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

type Taken = {
  id: string
  isDue: boolean
  language: string
  topics: string[] | null
  sealed: Buffer | null
  fence: number
  attempts: number
}

/** In one statement: whoever is still subscribed is being told from now on, whoever has left since is not. */
async function takeDue(
  ground: ToManyGround,
  db: ToManyDb,
  { row, way }: { row: Telling; way: ManyWay },
): Promise<InHand[]> {
  const id = row.delivery_id
  const nowMs = ground.clock.nowMs()
  const [now, until] = [new Date(nowMs), new Date(nowMs + way.leaseMs)]
  const { rows } = await sql<Taken>`
    with due as (
      select r.subscriber_id as id, s.language, s.topics, a.sealed, s.state = 'active' and a.sealed is not null as is_due
      from to_many_recipients r join subscribers s on s.id = r.subscriber_id
        left join subscriber_addresses a on a.subscriber_id = r.subscriber_id
      where r.delivery_id = ${id} and r.state in ('waiting', 'wait') and r.next_at <= ${now}
      order by r.next_at limit ${groupOf(way)} for update of r skip locked)
    update to_many_recipients r set
      state = case when due.is_due then 'sending' else 'refused' end,
      why = case when due.is_due then r.why else 'ended' end,
      attempts = r.attempts + due.is_due::int, fence = r.fence + due.is_due::int, next_at = null,
      leased_until = case when due.is_due then ${until}::timestamptz end, changed_at = ${now}
    from due where r.delivery_id = ${id} and r.subscriber_id = due.id
    returning r.subscriber_id as id, due.is_due as "isDue", due.language, due.topics, due.sealed, r.fence, r.attempts`.execute(
    db,
  )
  const due = rows.filter(({ isDue }) => isDue)
  if (due.length === 0) return rows.length === 0 ? [] : takeDue(ground, db, { row, way })
  const keys = await ground.keys()
  const whyOf = await reasons(db, row, due)
  return due.flatMap(({ id: own, language, topics, sealed, fence, attempts }) => {
    if (sealed === null) return []
    const why = whyOf(topics)
    const unsubscribeUrl = `${ground.publicUrl}/unsubscribe/${keys.token(own)}`
    const recipient = {
      id: own,
      address: keys.open(own, sealed),
      language,
      unsubscribeUrl,
      ...(why !== undefined && { why }),
    }
    return [{ recipient, fence, attempts }]
  })
}

/** Why each is told, where somebody among them chose topics. */
async function reasons(
  db: ToManyDb,
  { topics: about, lane, language }: Telling,
  due: readonly Taken[],
): Promise<(chosen: string[] | null) => string | undefined> {
  if (due.every(({ topics }) => topics === null)) return () => undefined
  const topics = await readTopics(db as Kysely<unknown>)
  const own = /^fr(-|$)/i.test(language) ? 'fr' : 'en'
  return (chosen) => {
    const names = topics.filter(({ id }) => chosen?.includes(id)).map((one) => one.names[own])
    return whyTold({ chosen, about, lane }, { names, language })
  }
}

/** One group is on its way while the next is taken: both together are no more than may be in doubt at once. */
function groupOf({ atOnce }: ManyWay): number {
  return Math.max(1, Math.floor(atOnce / 2))
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
