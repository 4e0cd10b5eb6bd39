import { sql } from 'kysely'
import { minuteMs, secondMs } from '#kernel/time.ts'
import type { PollRead } from '#networks/sender.ts'
import { sendingChannel, type Ground } from '#sending/ground.ts'
import { readDeliveries, type Delivery } from '#sending/outbox.ts'
import { askAgainInMs, nextReadInMs, type PollTimes } from '#sending/polls/rules.ts'
import { recordCounted, recordLeftOver } from '#sending/polls/recording.ts'
import type { SendingTables } from '#sending/tables.ts'

/** Polls read in one look, and how long nobody else reads them. */
const atOnceMax = 16
const leaseMs = 2 * minuteMs
const lookEveryMs = 5 * secondMs

type Due = PollTimes & { delivery: Delivery; tries: number }

/** Reads every poll that is due, each by itself. Returns how many there were. */
export async function readDuePolls(ground: Ground, signal: AbortSignal): Promise<number> {
  const due = await claimDue(ground)
  await Promise.all(
    due.map(async (one) => {
      const read = await askOne(ground, one.delivery, signal)
      if (!signal.aborted) await noteRead(ground, one, read)
    }),
  )
  return due.length
}

/** Takes what is due for this process: the next look at it is moved ahead, so that a process that vanishes loses nothing. */
async function claimDue({ store, clock }: Ground): Promise<Due[]> {
  const nowMs = clock.nowMs()
  const { rows } = await sql<{ delivery_id: string; begun_at: Date; ends_at: Date; tries: number }>`
    update delivery_polls set next_at = ${new Date(nowMs + leaseMs)} where delivery_id in (
      select delivery_id from delivery_polls where next_at <= ${new Date(nowMs)}
      order by next_at limit ${atOnceMax} for update skip locked)
    returning delivery_id, begun_at, ends_at, tries`.execute(store.db)
  if (rows.length === 0) return []
  const db = store.db.withTables<SendingTables>()
  const ids = rows.map(({ delivery_id }) => delivery_id)
  const kept = await db.selectFrom('deliveries').selectAll().where('id', 'in', ids).execute()
  const deliveries = await readDeliveries(db, kept)
  return rows.flatMap(({ delivery_id, begun_at, ends_at, tries }) => {
    const delivery = deliveries.find(({ id }) => id === delivery_id)
    return delivery === undefined
      ? []
      : [{ delivery, tries, begunMs: begun_at.getTime(), endsMs: ends_at.getTime() }]
  })
}

async function askOne(ground: Ground, delivery: Delivery, signal: AbortSignal): Promise<PollRead> {
  const [posted] = delivery.there
  const { poll } = delivery.content
  if (delivery.removal !== undefined || posted === undefined || poll === undefined) return { kind: 'gone' }
  const { sender } = (await ground.lines.open(delivery.account)) ?? {}
  if (sender?.readPoll === undefined)
    return { kind: 'unanswered', why: 'revoked', detail: 'the account is not connected' }
  try {
    return await sender.readPoll(posted, poll, { clock: ground.clock, signal })
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'broke'
    ground.log('error', 'a sender broke', { key: delivery.id, detail })
    return { kind: 'unanswered', why: 'unreadable', detail }
  }
}

/** What is read last stays: whoever comes later with an answer changes nothing. */
async function noteRead(ground: Ground, due: Due, read: PollRead): Promise<void> {
  const nowMs = ground.clock.nowMs()
  const { id } = due.delivery
  await ground.store.inTransaction(async (tx) => {
    await tx
      .withTables<SendingTables>()
      .updateTable('delivery_polls')
      .set(columnsOf(due, read, nowMs))
      .where('delivery_id', '=', id)
      .where('is_final', '=', false)
      .execute()
    await ground.store.notify(sendingChannel, JSON.stringify({ id, item: due.delivery.item }), tx)
    await recordCounted(ground, tx, [id])
  })
}

/** What was counted before stays where nothing new is told. */
function columnsOf(due: Due, read: PollRead, nowMs: number) {
  if (read.kind === 'gone') return { problem: 'gone', is_final: true, next_at: null }
  if (read.kind === 'unanswered') {
    const inMs = askAgainInMs(due, { nowMs, tries: due.tries, retryInMs: read.retryInMs })
    return { problem: read.why, tries: due.tries + 1, ...againIn(inMs, nowMs) }
  }
  const { votes, voters, endsAtMs, isOver } = read.tally
  const endsMs = endsAtMs ?? due.endsMs
  return {
    ...{ votes: JSON.stringify(votes), voters: voters ?? null, is_over: isOver, problem: null, tries: 0 },
    ...{ read_at: new Date(nowMs), ends_at: new Date(endsMs) },
    ...againIn(nextReadInMs({ ...due, endsMs }, nowMs), nowMs),
  }
}

function againIn(inMs: number | undefined, nowMs: number): { next_at: Date | null; is_final: boolean } {
  return { next_at: inMs === undefined ? null : new Date(nowMs + inMs), is_final: inMs === undefined }
}

async function look(ground: Ground, signal: AbortSignal): Promise<number> {
  const count = await readDuePolls(ground, signal)
  return Math.max(count, await recordLeftOver(ground))
}

/** Reads polls of ours as long as they are open and a little longer, until stopped. */
export function watchPolls(ground: Ground): { stop(): Promise<void> } {
  const ended = new AbortController()
  const loop = (async (): Promise<void> => {
    while (!ended.signal.aborted) {
      const count = await look(ground, ended.signal).catch((error: unknown) => {
        ground.log('warn', 'polls could not be read', { detail: String(error).slice(0, 200) })
        return 0
      })
      if (count < atOnceMax) await ground.clock.sleep(lookEveryMs, ended.signal)
    }
  })()
  return {
    async stop() {
      ended.abort()
      await loop
    },
  }
}
