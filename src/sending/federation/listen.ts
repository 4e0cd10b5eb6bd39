import type { Log } from '#kernel/log.ts'
import { minuteMs, secondMs, type Clock } from '#kernel/time.ts'
import type { Handled, Waiting } from '#networks/activitypub/federation-store.ts'
import { sweepEntries } from '#sending/federation/entries.ts'
import { releaseFree } from '#sending/federation/held.ts'
import { claim, federationChannel, nextDueMs, settle, type Given } from '#sending/federation/queue.ts'
import type { Store } from '#store/store.ts'

/** What giving out stands on. */
export type ListenNeeds = { store: Store; clock: Clock; log: Log }

/** Deliveries one listener has in hand at once. */
const inHandMax = 32
/** How often it looks without being woken: for what others vanished with, and for accounts that were connected again. */
const pollMs = 30 * secondMs
const sweepMs = 10 * minuteMs
const afterTroubleMs = 2 * secondMs

/**
 * Gives out what is due until the signal is aborted, then waits for what was given out. Woken when something is queued and when
 * somebody lets something go; a store that does not answer is asked again.
 */
export async function listenForDeliveries(
  needs: ListenNeeds,
  handle: (waiting: Waiting) => Promise<Handled>,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = needs
  const bell = openBell(needs)
  const inHand = new Set<Promise<void>>()
  let sweepAtMs = clock.nowMs()
  while (!signal.aborted) {
    bell.reset()
    const looked = await look(needs, { room: inHandMax - inHand.size, sweepAtMs })
    sweepAtMs = looked.sweepAtMs
    for (const given of looked.given) {
      const one = handleOne(needs, given, handle).finally(() => {
        inHand.delete(one)
        bell.ring()
      })
      inHand.add(one)
    }
    if (looked.given.length === 0) await bell.rung(looked.waitMs, signal)
  }
  await Promise.all(inHand)
  await bell.close()
}

type Looked = { given: Given[]; waitMs: number; sweepAtMs: number }

async function look(
  { store, clock, log }: ListenNeeds,
  o: { room: number; sweepAtMs: number },
): Promise<Looked> {
  let { sweepAtMs } = o
  try {
    await store.inTransaction((tx) => releaseFree(tx, clock.nowMs()))
    if (clock.nowMs() >= sweepAtMs) {
      sweepAtMs = clock.nowMs() + sweepMs
      await sweepEntries(store.db, clock.nowMs())
    }
    const given = o.room > 0 ? await claim(store, o.room, () => clock.nowMs()) : []
    if (given.length > 0 || o.room === 0) return { given, sweepAtMs, waitMs: pollMs }
    const dueMs = (await nextDueMs(store.db)) ?? Infinity
    return { given, sweepAtMs, waitMs: Math.min(Math.max(1, dueMs - clock.nowMs()), pollMs) }
  } catch (error) {
    log('error', 'deliveries of the fediverse could not be looked for', { why: nameOf(error) })
    return { given: [], sweepAtMs, waitMs: afterTroubleMs }
  }
}

/** What goes wrong with one stays with that one: its lease runs out, and it is given out again. */
async function handleOne(
  { store, clock, log }: ListenNeeds,
  given: Given,
  handle: (waiting: Waiting) => Promise<Handled>,
): Promise<void> {
  try {
    const handled = await handle(given.waiting)
    await settle(store.db, given, handled, clock.nowMs())
  } catch (error) {
    log('error', 'a delivery of the fediverse was put aside', { id: given.waiting.id, why: nameOf(error) })
  }
}

type Bell = {
  reset(): void
  ring(): void
  rung(ms: number, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

function openBell({ store, clock, log }: ListenNeeds): Bell {
  let wake = new AbortController()
  const ring = (): void => wake.abort()
  const hearing = store
    .listen(federationChannel, ring, ring)
    .then((stop) => {
      // What was queued before we could hear of it is looked for.
      ring()
      return stop
    })
    .catch((error: unknown) => {
      log('warn', 'deliveries of the fediverse are looked for every half minute only', { why: nameOf(error) })
      return () => Promise.resolve()
    })
  return {
    ring,
    reset: () => void (wake = new AbortController()),
    rung: (ms, signal) => clock.sleep(ms, AbortSignal.any([wake.signal, signal])),
    close: async () => (await hearing)(),
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'something'
}
