import { z } from 'zod'
import { minuteMs, secondMs } from '#kernel/time.ts'
import type { Reader } from '#networks/contract.ts'
import { syncStint, type AskedNetwork, type SyncNeeds } from '#listening/delete-sync/sync.ts'
import { enqueue } from '#store/jobs.ts'
import { workJobs, type Worker } from '#store/work-jobs.ts'
import type { Store } from '#store/store.ts'

/** The kind of job that asks networks what is still there; one for each network. */
export const deleteSyncJob = 'listening-delete-sync'

/** Longer than a stint and the longest wait for an answer in it. */
const leaseMs = 5 * minuteMs
const About = z.object({ network: z.string() })

/** The networks that can be asked, each once, however many sources of it are heard. */
export function askableNetworks(readers: readonly Reader[]): AskedNetwork[] {
  const networks = new Map<string, AskedNetwork>()
  for (const { capabilities, stillThere } of readers) {
    const { network, name } = capabilities
    if (stillThere !== undefined && !networks.has(network))
      networks.set(network, { network, label: name, check: stillThere })
  }
  return [...networks.values()]
}

/** Has a network asked, once however often this is called while it waits for its turn. */
export async function askFor(store: Store, network: string): Promise<void> {
  await enqueue(store, { kind: deleteSyncJob, payload: { network }, key: network, attemptsMax: 1000 })
}

/** Asks whoever waits to be asked. `sinceMs`: what a network deleted before may not have been told; `onStint` is told after each stint. */
export function workDeleteSync(
  store: Store,
  needs: Omit<SyncNeeds, 'startedAtMs'> & {
    networks: () => readonly AskedNetwork[]
    sinceMs: (network: string) => number
    onStint: () => Promise<void>
    signal: AbortSignal
  },
): Worker {
  const { clock, log } = needs
  const failures = new Map<string, number>()
  return workJobs({
    store,
    kinds: [deleteSyncJob],
    leaseMs,
    pollMs: 10 * secondMs,
    clock,
    log,
    handle: async ({ payload }, { signal }) => {
      const { network } = About.parse(payload)
      const asked = needs.networks().find((one) => one.network === network)
      // A network that is no longer heard here: its posts expire, and nobody can be asked.
      if (asked === undefined) return undefined
      const stop = AbortSignal.any([signal, needs.signal])
      const startedAtMs = needs.sinceMs(network)
      const stint = { needs: { ...needs, startedAtMs }, asked, signal: stop }
      const done = await syncStint(stint, failures.get(network) ?? 0)
      failures.set(network, done.failed ? (failures.get(network) ?? 0) + 1 : 0)
      await needs.onStint()
      return { runAgainInMs: done.againInMs }
    },
  })
}
