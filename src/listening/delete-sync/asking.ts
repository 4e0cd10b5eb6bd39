import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'
import type { Worker } from '#store/work-jobs.ts'
import type { DeletesUnasked } from '#listening/contract.ts'
import { askFor, workDeleteSync } from '#listening/delete-sync/job.ts'
import { unaskedOf, type AskedNetwork, type SyncNeeds } from '#listening/delete-sync/sync.ts'
import type { ListeningDb } from '#listening/tables.ts'

/** What asking stands on. `networks`: those that are heard now and can be asked; `signal` ends it. */
export type AskingNeeds = {
  store: Store
  db: ListeningDb
  clock: Clock
  log: Log
  forget: SyncNeeds['forget']
  networks: () => readonly AskedNetwork[]
  signal: AbortSignal
}

/** Asks the networks that are heard what is still there of what we keep. */
export class Asking {
  readonly #needs: AskingNeeds
  /** Since when each network is asked, epoch ms: what was deleted before that was not told to us. */
  readonly #sinceMs = new Map<string, number>()
  #unasked: DeletesUnasked[] = []
  #worker: Worker | undefined
  #isBegun = false
  #changing: Promise<void> = Promise.resolve()

  constructor(needs: AskingNeeds) {
    this.#needs = needs
  }

  /** Networks that could not be asked as promised. */
  get unasked(): DeletesUnasked[] {
    return this.#unasked
  }

  /** Begins to ask, and goes on where an earlier run stopped. */
  begin(): Promise<void> {
    this.#isBegun = true
    return this.networksChanged()
  }

  /** Asks a network that is heard since a moment ago, and no longer one that is not. */
  networksChanged(): Promise<void> {
    this.#changing = this.#changing.then(() => this.#change())
    return this.#changing
  }

  async #change(): Promise<void> {
    const { store, networks, clock, log, signal } = this.#needs
    if (!this.#isBegun || signal.aborted) return
    const heard = new Set(networks().map(({ network }) => network))
    for (const network of this.#sinceMs.keys()) if (!heard.has(network)) this.#sinceMs.delete(network)
    try {
      if (heard.size > 0) this.#worker ??= this.#work()
      for (const network of heard) {
        if (this.#sinceMs.has(network)) continue
        this.#sinceMs.set(network, clock.nowMs())
        await askFor(store, network)
      }
      await this.#look()
    } catch (error) {
      log('error', 'nobody is asked what is still there', { why: String(error) })
    }
  }

  #work(): Worker {
    const { store, db, clock, log, forget, networks, signal } = this.#needs
    return workDeleteSync(store, {
      ...{ db, clock, log, forget, networks, signal },
      sinceMs: (network) => this.#sinceMs.get(network) ?? clock.nowMs(),
      onStint: () => this.#look(),
    })
  }

  async #look(): Promise<void> {
    const { db, clock, networks } = this.#needs
    const found = await Promise.all(networks().map((one) => unaskedOf(db, one, clock.nowMs())))
    this.#unasked = found.flatMap((one) => one ?? [])
  }

  /** Waits for what is under way. */
  async stop(): Promise<void> {
    await this.#changing
    await this.#worker?.stop()
  }
}
