import type { ReadBack } from '#networks/sender.ts'
import { move } from '#sending/claiming.ts'
import { partOf } from '#sending/delivering.ts'
import type { Ground } from '#sending/ground.ts'
import { holdDelivery, type Delivery } from '#sending/outbox.ts'
import type { SendingTables } from '#sending/tables.ts'

/** Asks the network whether the part whose call has an unknown outcome is there, and writes what it says. */
export async function askBack(ground: Ground, delivery: Delivery, signal: AbortSignal): Promise<void> {
  const answer = await answerOf(ground, delivery, signal)
  await ground.store.inTransaction(async (tx) => {
    const db = tx.withTables<SendingTables>()
    const held = await holdDelivery(db, delivery.id)
    if (held?.state !== 'unknown' || held.fence !== delivery.fence) return
    const part = answer.kind === 'there' ? { part: { posted: answer.posted, returned: answer.returned } } : {}
    await move(ground, db, held, { kind: 'asked', answer }, part)
  })
}

async function answerOf(ground: Ground, delivery: Delivery, signal: AbortSignal): Promise<ReadBack> {
  const line = await ground.lines.open(delivery.account)
  if (line === undefined)
    return { kind: 'unanswered', why: 'revoked', detail: 'the account is not connected' }
  try {
    return await line.sender.readBack(partOf(ground, delivery), { clock: ground.clock, signal })
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'broke'
    ground.log('error', 'a sender broke', { delivery: delivery.id, detail })
    return { kind: 'unanswered', why: 'unreadable', detail }
  }
}
