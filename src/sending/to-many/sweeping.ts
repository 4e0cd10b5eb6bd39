import { sql } from 'kysely'
import { writeMoves, type MovedRecipient } from '#sending/to-many/outcomes.ts'
import { afterDoubt } from '#sending/to-many/rules.ts'
import { wayOf, type ToManyGround } from '#sending/to-many/ground.ts'

const atOnceMax = 1000

/** Puts right what time alone changes: workers that vanished, messages that are too late for whoever was not told. */
export async function sweepMany(ground: ToManyGround): Promise<number> {
  return (await sweepLeases(ground)) + (await sweepLate(ground))
}

type Lost = { delivery: string; id: string; fence: number; attempts: number; network: string; until: Date }

/** Whoever was being told when a worker vanished may have been told. */
function sweepLeases(ground: ToManyGround): Promise<number> {
  return ground.store.inTransaction(async (tx) => {
    const nowMs = ground.clock.nowMs()
    const { rows } = await sql<Lost>`
      select r.delivery_id as delivery, r.subscriber_id as id, r.fence, r.attempts, m.network, m.until_at as until
      from to_many_recipients r join to_many m on m.delivery_id = r.delivery_id
      where r.state = 'sending' and r.leased_until < ${new Date(nowMs)}
      limit ${atOnceMax} for update of r skip locked`.execute(tx)
    const byDelivery = new Map<string, MovedRecipient[]>()
    for (const row of rows) {
      const move = doubtOf(ground, row, nowMs)
      byDelivery.set(row.delivery, [...(byDelivery.get(row.delivery) ?? []), move])
    }
    for (const [delivery, moved] of byDelivery) await writeMoves(tx, delivery, moved, nowMs)
    return rows.length
  })
}

function doubtOf(ground: ToManyGround, row: Lost, nowMs: number): MovedRecipient {
  const { id, fence, attempts, network, until } = row
  // A way that is gone from the desk: the most careful answer.
  const repeats = wayOf(ground, network)?.capabilities.repeats ?? 'message-id'
  const standing = { attempts, repeats, untilMs: until.getTime() }
  return { id, fence, ...afterDoubt(standing, { why: 'worker-gone', detail: '' }, nowMs, ground.chance()) }
}

async function sweepLate(ground: ToManyGround): Promise<number> {
  const now = new Date(ground.clock.nowMs())
  const { rows } = await ground.store.inTransaction((tx) =>
    sql`update to_many_recipients r set state = 'refused', why = 'too-late', next_at = null, changed_at = ${now}
      from to_many m where m.delivery_id = r.delivery_id and m.state = 'open' and m.until_at < ${now}
        and r.state in ('waiting', 'wait') returning 1`.execute(tx),
  )
  return rows.length
}
