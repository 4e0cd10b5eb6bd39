import type { Log } from '#kernel/log.ts'
import type { Listening } from '#listening/listening.ts'
import type { PolicyNeeds } from '#listening/policy/policy.ts'
import type { RecordActor } from '#records/contract.ts'
import type { Store } from '#store/store.ts'
import type { ReactionsDb } from '#roles/reactions/tables.ts'

/** What everything in this role stands on. */
export type Ground = {
  store: Store
  db: ReactionsDb
  listening: Listening
  /** Our own clock, epoch ms; what is analysed goes by `listening.streamNowMs`. */
  nowMs: () => number
  newId: () => string
  /** The desk's own zone, now. */
  timeZone: () => Promise<string>
  /** Handles of our own accounts, plain. */
  ourHandles: () => Promise<string[]>
  /** Handles a search may follow beside those that speak for the public by themselves. */
  policy: () => Promise<PolicyNeeds>
  log: Log
}

/** Who does it: for the archive, and by name for the screens. */
export type Doer = { actor: RecordActor; name: string }

/** It was done. */
export type Done<T> = { ok: true; value: T }
