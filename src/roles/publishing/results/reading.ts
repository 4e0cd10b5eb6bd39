import { sql } from 'kysely'
import { minuteMs, secondMs } from '#kernel/time.ts'
import type { CountsRead } from '#networks/sender.ts'
import { askAgainInMs, firstReadInMs, lastReadMs, nextReadInMs } from '#roles/publishing/results/rules.ts'
import type { ResultsTables } from '#roles/publishing/results/tables.ts'
import type { Ground } from '#sending/ground.ts'
import { readDeliveries, type Delivery } from '#sending/outbox.ts'
import type { SendingTables } from '#sending/tables.ts'

/** Read in one look, how long nobody else reads them, and how often somebody looks. */
const atOnceMax = 8
const leaseMs = 2 * minuteMs
const lookEveryMs = 10 * secondMs

type Needs = Pick<Ground, 'store' | 'lines' | 'clock' | 'log'>

/**
 * Notes what is public and not read yet: every delivery of the last three months whose network counts. Words put in place of others
 * are the post that is read already.
 *
 * @returns how many were noted
 */
export async function noteUnread({ store, lines, clock }: Needs): Promise<number> {
  const nowMs = clock.nowMs()
  const { rows } = await sql<{ id: string; network: string; at: Date }>`
    select d.id, d.network, min(part.there_at) as at from deliveries d
    join delivery_parts part on part.delivery_id = d.id
    where d.edits is null and d.removed_at is null and d.state = 'sent'
      and part.there_at > ${new Date(nowMs - lastReadMs)}
      and not exists (select 1 from result_readings r where r.delivery_id = d.id)
    group by d.id, d.network limit 500`.execute(store.db)
  const fresh = rows.flatMap(({ id, network, at }) => {
    const can = lines.capabilities(network)
    if (can?.counts === undefined) return []
    const isPriced = can.counts === 'priced'
    const nextMs = Math.max(nowMs, at.getTime() + firstReadInMs({ isPriced }))
    return [
      {
        ...{ delivery_id: id, network_name: can.name, is_priced: isPriced, begun_at: at },
        ...{ next_at: new Date(nextMs), tries: 0, problem: null, is_final: false, read_at: null },
        ...{ replies: null, reposts: null, likes: null, quotes: null },
      },
    ]
  })
  if (fresh.length > 0)
    await store.db
      .withTables<ResultsTables>()
      .insertInto('result_readings')
      .values(fresh)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  return fresh.length
}

type Due = { delivery: Delivery; begunMs: number; isPriced: boolean; tries: number }

/** Reads the counts that are due, each by itself. Returns how many there were. */
export async function readDueCounts(needs: Needs, signal: AbortSignal): Promise<number> {
  const due = await claimDue(needs)
  await Promise.all(
    due.map(async (one) => {
      const read = await askOne(needs, one.delivery, signal)
      if (!signal.aborted) await noteRead(needs, one, read)
    }),
  )
  return due.length
}

/** Takes what is due for this process: the next look at it is moved ahead, so that a process that vanishes loses nothing. */
async function claimDue({ store, clock }: Needs): Promise<Due[]> {
  const nowMs = clock.nowMs()
  const { rows } = await sql<{ delivery_id: string; begun_at: Date; is_priced: boolean; tries: number }>`
    update result_readings set next_at = ${new Date(nowMs + leaseMs)} where delivery_id in (
      select delivery_id from result_readings where next_at <= ${new Date(nowMs)}
      order by next_at limit ${atOnceMax} for update skip locked)
    returning delivery_id, begun_at, is_priced, tries`.execute(store.db)
  if (rows.length === 0) return []
  const db = store.db.withTables<SendingTables>()
  const ids = rows.map(({ delivery_id }) => delivery_id)
  const kept = await db.selectFrom('deliveries').selectAll().where('id', 'in', ids).execute()
  const deliveries = await readDeliveries(db, kept)
  return rows.flatMap(({ delivery_id, begun_at, is_priced, tries }) => {
    const delivery = deliveries.find(({ id }) => id === delivery_id)
    return delivery === undefined
      ? []
      : [{ delivery, tries, begunMs: begun_at.getTime(), isPriced: is_priced }]
  })
}

/** Of a thread the first part is asked after: that is what people share. */
async function askOne(
  { lines, clock, log }: Needs,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<CountsRead> {
  const [posted] = delivery.there
  if (delivery.removal !== undefined || posted === undefined) return { kind: 'gone' }
  const { sender } = (await lines.open(delivery.account)) ?? {}
  if (sender?.readCounts === undefined)
    return { kind: 'unanswered', why: 'revoked', detail: 'the account is not connected' }
  try {
    return await sender.readCounts(posted, { clock, signal })
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'broke'
    log('error', 'a sender broke', { key: delivery.id, detail })
    return { kind: 'unanswered', why: 'unreadable', detail }
  }
}

async function noteRead({ store, clock }: Needs, due: Due, read: CountsRead): Promise<void> {
  await store.db
    .withTables<ResultsTables>()
    .updateTable('result_readings')
    .set(columnsOf(due, read, clock.nowMs()))
    .where('delivery_id', '=', due.delivery.id)
    .where('is_final', '=', false)
    .execute()
}

/** What was told before stays where nothing new is told. */
function columnsOf(due: Due, read: CountsRead, nowMs: number): Partial<ResultsTables['result_readings']> {
  if (read.kind === 'gone') return { problem: 'gone', is_final: true, next_at: null }
  if (read.kind === 'unanswered') {
    const inMs = askAgainInMs(due, { nowMs, tries: due.tries, retryInMs: read.retryInMs })
    return { problem: read.why, tries: due.tries + 1, ...againIn(inMs, nowMs) }
  }
  const { replies = null, reposts = null, likes = null, quotes = null } = read.counts
  return {
    ...{
      replies: fitting(replies),
      reposts: fitting(reposts),
      likes: fitting(likes),
      quotes: fitting(quotes),
    },
    ...{ read_at: new Date(nowMs), problem: null, tries: 0 },
    ...againIn(nextReadInMs(due, nowMs), nowMs),
  }
}

/** What the column holds: two thousand million, more than any post of an office ever had. */
function fitting(count: number | null): number | null {
  return count === null ? null : Math.min(count, 2_000_000_000)
}

function againIn(inMs: number | undefined, nowMs: number): { next_at: Date | null; is_final: boolean } {
  return { next_at: inMs === undefined ? null : new Date(nowMs + inMs), is_final: inMs === undefined }
}

/** Reads what people did with what we said, until stopped. */
export function watchResults(needs: Needs): { stop(): Promise<void> } {
  const ended = new AbortController()
  const loop = (async (): Promise<void> => {
    while (!ended.signal.aborted) {
      const count = await look(needs, ended.signal).catch((error: unknown) => {
        needs.log('warn', 'results could not be read', { detail: String(error).slice(0, 200) })
        return 0
      })
      if (count < atOnceMax) await needs.clock.sleep(lookEveryMs, ended.signal)
    }
  })()
  return {
    async stop() {
      ended.abort()
      await loop
    },
  }
}

async function look(needs: Needs, signal: AbortSignal): Promise<number> {
  await noteUnread(needs)
  return readDueCounts(needs, signal)
}
