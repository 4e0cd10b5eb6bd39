import type { Clock } from '#kernel/time.ts'
import { silentLog } from '#kernel/log.ts'
import type { FederationStore, Waiting } from '#networks/activitypub/federation-store.ts'
import { federationStore } from '#sending/federation/federation-store.ts'
import type { Store } from '#store/store.ts'

/** A clock that stands still until it is moved; whoever sleeps wakes when the time has come, or is woken. */
export type HandClock = Clock & { advance(ms: number): void }

/** One that begins at noon. */
export function handClock(startMs = Date.UTC(2031, 3, 7, 12)): HandClock {
  let atMs = startMs
  const sleeping = new Set<{ untilMs: number; wake: () => void }>()
  return {
    nowMs: () => atMs,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const one = {
          untilMs: atMs + ms,
          wake: () => {
            sleeping.delete(one)
            signal?.removeEventListener('abort', one.wake)
            resolve()
          },
        }
        if (signal?.aborted === true) return resolve()
        sleeping.add(one)
        signal?.addEventListener('abort', one.wake, { once: true })
      }),
    advance(ms) {
      atMs += ms
      for (const one of sleeping) if (one.untilMs <= atMs) one.wake()
    },
  }
}

/** Somebody who takes what is given out, and remembers it. */
export type Taker = { given: Waiting[]; ids(): string[]; stop(): Promise<void> }

/** One process of a desk, with somebody who takes what is given out there. */
export function taking(store: FederationStore): Taker {
  const given: Waiting[] = []
  const stop = new AbortController()
  const done = store.listen(async (waiting) => {
    given.push(waiting)
    return { kind: 'done' }
  }, stop.signal)
  return {
    given,
    ids: () => given.map(({ id }) => id),
    async stop() {
      stop.abort()
      await done
    },
  }
}

/** The store of the federation on a database, with a clock of its own. */
export function storeOn(store: Store, clock: Clock): FederationStore {
  return federationStore({ store, clock, log: silentLog })
}
