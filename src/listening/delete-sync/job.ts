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

/** Begins to ask, and goes on where an earlier run stopped. `onStint` is told after each stint; `signal` stops one. */
export async function startDeleteSync(
  store: Store,
  networks: readonly AskedNetwork[],
  needs: SyncNeeds & { onStint: () => Promise<void>; signal: AbortSignal },
): Promise<Worker> {
  const { clock, log } = needs
  const failures = new Map<string, number>()
  for (const { network } of networks)
    await enqueue(store, { kind: deleteSyncJob, payload: { network }, key: network, attemptsMax: 1000 })
  return workJobs({
    store,
    kinds: [deleteSyncJob],
    leaseMs,
    pollMs: 10 * secondMs,
    clock,
    log,
    handle: async ({ payload }, { signal }) => {
      const { network } = About.parse(payload)
      const asked = networks.find((one) => one.network === network)
      // A network that is no longer heard here: its posts expire, and nobody can be asked.
      if (asked === undefined) return undefined
      const stop = AbortSignal.any([signal, needs.signal])
      const done = await syncStint({ needs, asked, signal: stop }, failures.get(network) ?? 0)
      failures.set(network, done.failed ? (failures.get(network) ?? 0) + 1 : 0)
      await needs.onStint()
      return { runAgainInMs: done.againInMs }
    },
  })
}
