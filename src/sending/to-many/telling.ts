import type { ManyMessage, ManyStopped, Recipient } from '#networks/to-many.ts'
import { sendingChannel } from '#sending/ground.ts'
import { tellKeepers } from '#sending/keepers.ts'
import { claimSome, giveBack, type InHand } from '#sending/to-many/claiming.ts'
import { wayOf, type ManyWay, type ToManyGround } from '#sending/to-many/ground.ts'
import { manyOf } from '#sending/to-many/network.ts'
import { outcomeWriter } from '#sending/to-many/outcomes.ts'
import { closedMs } from '#sending/to-many/rules.ts'
import { changeOf, type Telling } from '#sending/to-many/telling-row.ts'
import type { ToManyTables } from '#sending/to-many/tables.ts'

/** Tells those who are due of one message, until none is, or the way out is closed. */
export async function tell(ground: ToManyGround, telling: Telling, signal: AbortSignal): Promise<void> {
  const way = wayOf(ground, telling.network)
  const line = await ground.lines.open(telling.account)
  const many = line && manyOf(line.sender)
  if (way === undefined || many === undefined)
    return noteClosed(ground, telling, { why: 'not-connected', detail: '', retryInMs: 30_000 })
  const hands = new Map<string, InHand>()
  const writer = outcomeWriter(ground, { way, telling, hands })
  const end = await many.sendAll(
    messageOf(telling),
    recipientsOf(ground, { way, telling, hands }),
    { clock: ground.clock, signal },
    (outcome) => writer.take(outcome),
  )
  await writer.written()
  if (end.kind === 'stopped' && end.why !== 'stopped') return noteClosed(ground, telling, end)
  if (telling.waits > 0) await noteOpen(ground, telling)
}

/** The same at every attempt: it is made from what was handed over and nothing else. */
function messageOf(telling: Telling): ManyMessage {
  const { message_key, said_at, language, title, text, url, item, lane } = telling
  return {
    ...{
      key: message_key,
      atMs: said_at.getTime(),
      topic: item.slice(0, 200),
      isUrgent: lane === 'emergency',
    },
    versions: [{ language, title, text, ...(url === null ? {} : { url }) }],
  }
}

type Hands = { way: ManyWay; telling: Telling; hands: Map<string, InHand> }

/**
 * Recipients as they are asked for, a group at a time: it is committed that they are being told before the first is given out. The next
 * group is taken while this one is on its way, and given back where it is not asked for.
 */
async function* recipientsOf(
  ground: ToManyGround,
  { way, telling, hands }: Hands,
): AsyncGenerator<Recipient, void> {
  const id = telling.delivery_id
  const take = (): Promise<InHand[]> => {
    const group = claimSome(ground, way, { id })
    group.catch(() => undefined) // whoever waits for it is told
    return group
  }
  let next = take()
  for (let group = await next; group.length > 0; group = await next) {
    next = take()
    let given = 0
    let isLeft = true // nobody asks for the others any more
    try {
      for (const one of group) {
        hands.set(one.recipient.id, one)
        given += 1
        yield one.recipient
      }
      isLeft = false
    } finally {
      if (isLeft) {
        await giveBack(ground, id, group.slice(given))
        await giveBack(ground, id, await next)
      }
    }
  }
}

type Closed = { why: ManyStopped['why'] | 'not-connected'; detail: string; retryInMs?: number }

/** The way out as a whole is closed: nobody of this message is tried until it may be open again. */
async function noteClosed(ground: ToManyGround, telling: Telling, closed: Closed): Promise<void> {
  const { delivery_id, account, waits } = telling
  const nowMs = ground.clock.nowMs()
  const inMs = closedMs(waits, closed.retryInMs, ground.chance())
  ground.log('warn', 'subscribers cannot be told now', { account, why: closed.why, detail: closed.detail })
  await ground.store.inTransaction(async (tx) => {
    await tx
      .withTables<ToManyTables>()
      .updateTable('to_many')
      .set({ next_at: new Date(nowMs + inMs), waits: waits + 1, why: closed.why, detail: closed.detail })
      .where('delivery_id', '=', delivery_id)
      .where('state', '=', 'open')
      .execute()
    await ground.store.notify(sendingChannel, changeOf(telling), tx)
    if (closed.why !== 'revoked') return
    await ground.lines.lost(tx, account, closed.detail)
    await tellKeepers(tx, account, nowMs)
  })
}

async function noteOpen(ground: ToManyGround, { delivery_id }: Telling): Promise<void> {
  await ground.store.inTransaction((tx) =>
    tx
      .withTables<ToManyTables>()
      .updateTable('to_many')
      .set({ waits: 0, why: null, detail: null })
      .where('delivery_id', '=', delivery_id)
      .where('state', '=', 'open')
      .execute(),
  )
}
