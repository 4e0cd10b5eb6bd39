import { sql } from 'kysely'
import { hourMs, secondMs } from '#kernel/time.ts'
import { sendingChannel } from '#sending/ground.ts'
import { finishAll, tidy } from '#sending/to-many/finishing.ts'
import type { ToManyGround } from '#sending/to-many/ground.ts'
import { sweepMany } from '#sending/to-many/sweeping.ts'
import { tell } from '#sending/to-many/telling.ts'
import type { Telling } from '#sending/to-many/telling-row.ts'

/** Messages that a process tells side by side; an emergency does not wait for room. */
const inHandMax = 4
const lookEveryMs = 5 * secondMs

/**
 * Messages with somebody who is due, emergencies first. The languages of one message begin together: not before each of them was
 * handed over, so that none goes out alone; an emergency waits for nothing.
 */
async function openNow(ground: ToManyGround): Promise<Telling[]> {
  const now = new Date(ground.clock.nowMs())
  const { rows } = await sql<Telling>`
    select m.* from to_many m where m.state = 'open' and m.next_at <= ${now}
      and exists (select 1 from to_many_recipients r where r.delivery_id = m.delivery_id
        and r.state in ('waiting', 'wait') and r.next_at <= ${now})
      and (m.lane = 'emergency' or not exists (select 1 from deliveries o
        where o.pair = m.pair and o.language <> m.language and o.state <> 'sent'
          and o.made_at = (select max(n.made_at) from deliveries n where n.pair = o.pair and n.language = o.language)))
    order by m.lane <> 'emergency', m.handed_at limit 50`.execute(ground.store.db)
  return rows
}

/** One look: what time changed, what is over, who is due. `busy`: what this process is telling already. */
async function lookMany(
  ground: ToManyGround,
  busy: Map<string, Promise<void>>,
  signal: AbortSignal,
): Promise<number> {
  const count = (await sweepMany(ground)) + (await finishAll(ground))
  const open = (await openNow(ground)).filter(({ delivery_id }) => !busy.has(delivery_id))
  const begun = open.filter(({ lane }, at) => lane === 'emergency' || busy.size + at < inHandMax)
  for (const telling of begun) {
    const { delivery_id: id } = telling
    const work = apart(ground, () => tell(ground, telling, signal)).finally(() => busy.delete(id))
    busy.set(id, work)
  }
  return count + begun.length
}

/** One look and all that came of it; 0: nobody is due now. */
export async function turnMany(ground: ToManyGround, signal: AbortSignal): Promise<number> {
  const busy = new Map<string, Promise<void>>()
  const count = await lookMany(ground, busy, signal)
  await Promise.all(busy.values())
  return count
}

async function apart(ground: ToManyGround, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    // Who was being told is found by the end of the lease.
    ground.log('error', 'telling subscribers was put aside', {
      detail: error instanceof Error ? error.message : 'unknown',
    })
  }
}

/** Works until stopped: woken when something of the outbox changes, and looking by itself as well. */
export async function startToMany(ground: ToManyGround): Promise<{ stop(): Promise<void> }> {
  const ended = new AbortController()
  let wake = new AbortController()
  const rouse = (): void => wake.abort()
  const stopListening = await ground.store.listen(sendingChannel, rouse, rouse)
  const busy = new Map<string, Promise<void>>()
  let tidiedAtMs = 0
  const look = async (): Promise<number> => {
    if (ground.clock.nowMs() - tidiedAtMs > hourMs) {
      tidiedAtMs = ground.clock.nowMs()
      await tidy(ground)
    }
    const before = new Set(busy.values())
    const count = await lookMany(ground, busy, ended.signal)
    for (const one of busy.values()) if (!before.has(one)) void one.finally(rouse)
    return count
  }
  const loop = (async (): Promise<void> => {
    while (!ended.signal.aborted) {
      wake = new AbortController()
      const count = await look().catch((error: unknown) => {
        ground.log('error', 'subscribers could not be looked at', { detail: String(error).slice(0, 300) })
        return 0
      })
      if (count === 0) await ground.clock.sleep(lookEveryMs, AbortSignal.any([wake.signal, ended.signal]))
    }
    await Promise.all(busy.values())
  })()
  return {
    async stop() {
      ended.abort()
      await stopListening()
      await loop
    },
  }
}
