import { askBack } from '#sending/asking.ts'
import { claimDue, claimUnknown, sweep } from '#sending/claiming.ts'
import { whatIsDue } from '#sending/due.ts'
import { sendingLimits } from '#sending/contract.ts'
import { deliver } from '#sending/delivering.ts'
import { sendingChannel, type Ground } from '#sending/ground.ts'
import { halvesOut, mendHalf } from '#sending/halves.ts'
import { claimRemovals, takeDown } from '#sending/removals.ts'
import type { SendingTables } from '#sending/tables.ts'

/** Deliveries a process has in hand at once. */
const inHandMax = 64

/** A worker at work. */
export type SendingWorker = {
  /** Takes nothing more, and waits for the calls in hand. */
  stop(): Promise<void>
}

/**
 * One look at everything: what time changed, what is due, what must be asked about, halves that stand alone. What there was to do
 * is begun; `busy` keeps this process from beginning the same thing twice.
 */
async function look(ground: Ground, busy: Set<string>, signal: AbortSignal): Promise<Promise<void>[]> {
  const due = await whatIsDue(ground)
  if (due.swept) await sweep(ground)
  const units = due.ready || due.swept ? await claimDue(ground) : []
  const unknown = due.unknown || due.swept ? await claimUnknown(ground) : []
  const halves = due.half ? (await halvesOut(ground)).filter(({ out }) => !busy.has(out.id)) : []
  const removals = due.removals || due.half ? await claimRemovals(ground) : []
  return [
    ...removals.map((delivery) => apart(ground, () => takeDown(ground, delivery, signal))),
    ...units.map((unit) => apart(ground, () => deliver(ground, unit, signal))),
    ...unknown.map((delivery) => apart(ground, () => askBack(ground, delivery, signal))),
    ...halves.map(async (half) => {
      busy.add(half.out.id)
      await apart(ground, () => mendHalf(ground, half))
      busy.delete(half.out.id)
    }),
  ]
}

/** One look, and all that came of it. Returns how much there was to do; 0: nothing is due now. */
export async function turn(ground: Ground, signal: AbortSignal): Promise<number> {
  const work = await look(ground, new Set(), signal)
  await Promise.all(work)
  return work.length
}

/** What goes wrong with one stays with that one: its lease runs out, and it is looked at again. */
async function apart(ground: Ground, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    ground.log('error', 'a delivery was put aside', {
      detail: error instanceof Error ? error.message : 'unknown',
    })
  }
}

/** Works until stopped: woken when something changes, and looking by itself as well. */
export async function startSending(ground: Ground, o: { name: string }): Promise<SendingWorker> {
  const ended = new AbortController()
  let wake = new AbortController()
  const stopListening = await ground.store.listen(
    sendingChannel,
    () => wake.abort(),
    () => wake.abort(),
  )
  const busy = new Set<string>()
  const inHand = new Set<Promise<void>>()
  const loop = (async (): Promise<void> => {
    while (!ended.signal.aborted) {
      wake = new AbortController()
      const work = await begun(ground, o.name, busy, ended.signal)
      // A network that takes its time holds up nobody else: the next look does not wait for it.
      for (const one of work) inHand.add(one.finally(() => inHand.delete(one)))
      if (inHand.size >= inHandMax) await Promise.race(inHand)
      else if (work.length === 0)
        await ground.clock.sleep(await pauseMs(ground), AbortSignal.any([wake.signal, ended.signal]))
    }
    await Promise.all(inHand)
  })()
  return {
    async stop() {
      ended.abort()
      await stopListening()
      await loop
    },
  }
}

/** What one look began; a store that does not answer begins nothing, and is asked again at the next look. */
async function begun(
  ground: Ground,
  name: string,
  busy: Set<string>,
  signal: AbortSignal,
): Promise<Promise<void>[]> {
  try {
    await pulse(ground, name)
    return await look(ground, busy, signal)
  } catch (error) {
    ground.log('error', 'sending could not look', {
      detail: error instanceof Error ? error.message : 'unknown',
    })
    return []
  }
}

/** Says that this worker is alive. */
async function pulse(ground: Ground, worker: string): Promise<void> {
  const at = new Date(ground.clock.nowMs())
  await ground.store.db
    .withTables<SendingTables>()
    .insertInto('sending_pulse')
    .values({ worker, at })
    .onConflict((conflict) => conflict.column('worker').doUpdateSet({ at }))
    .execute()
}

/** How long nothing is due, at most until the next pulse. */
async function pauseMs(ground: Ground): Promise<number> {
  const { next } = (await ground.store.db
    .withTables<SendingTables>()
    .selectFrom('deliveries')
    .select((row) => row.fn.min('next_at').as('next'))
    .where('state', 'in', ['waiting', 'wait', 'unknown'])
    .executeTakeFirst()) ?? { next: null }
  const dueMs = next === null ? sendingLimits.pulseMs : next.getTime() - ground.clock.nowMs()
  return Math.min(Math.max(dueMs, 50), sendingLimits.pulseMs)
}
