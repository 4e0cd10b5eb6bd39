import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Log } from '#kernel/log.ts'
import { dayMs, minuteMs, secondMs, type Clock } from '#kernel/time.ts'
import { pingHub } from '#networks/pages/websub.ts'
import { feedFormats, type Addresses } from '#roles/publishing/own-pages/addresses.ts'
import { enqueue } from '#store/jobs.ts'
import type { Store } from '#store/store.ts'
import { workJobs, type Worker } from '#store/work-jobs.ts'

const jobKind = 'publishing-hub'

/** A hub is told for this long; followers that poll have the news by then. */
const tellForMs = dayMs

const Told = z.object({ account: z.string(), language: z.string(), untilMs: z.number() })

/** What telling a hub stands on. */
export type HubNeeds = {
  store: Store
  clock: Clock
  log: Log
  /** The hub of the owner; missing: nobody is told. */
  url: string | undefined
  allowPrivateNetworks: boolean
  addresses: () => Addresses
}

/** Notes that feeds changed, in the transaction that changes them: a hub that does not answer holds up nothing. */
export async function noteForHub(
  { store, clock, url }: Pick<HubNeeds, 'store' | 'clock' | 'url'>,
  tx: Kysely<unknown>,
  { account, language }: { account: string; language: string },
): Promise<void> {
  if (url === undefined) return
  const payload = { account, language, untilMs: clock.nowMs() + tellForMs }
  await enqueue(store, { kind: jobKind, payload, key: `${account} ${language}` }, tx)
}

/** Tells the hub which feeds changed, until stopped. Harmless to repeat, so in doubt it is told again. */
export function workHub({ store, clock, log, url, allowPrivateNetworks, addresses }: HubNeeds): Worker {
  return workJobs({
    ...{ store, log, kinds: [jobKind], leaseMs: minuteMs, pollMs: 30 * secondMs },
    handle: async ({ payload }, { signal }) => {
      const { account, language, untilMs } = Told.parse(payload)
      // The hub was taken out of the settings meanwhile.
      if (url === undefined) return
      const feeds = feedFormats.map((format) => addresses().feed(account, language, format))
      const told = await pingHub(url, feeds, { clock, signal, allowPrivateNetworks })
      if (told.kind === 'told') return
      const { kind, why, detail } = told
      if (kind === 'refused' || clock.nowMs() > untilMs)
        return log('warn', 'The hub was not told that a feed changed.', { account, language, why, detail })
      if (kind === 'wait' && told.retryInMs !== undefined) return { runAgainInMs: told.retryInMs }
      throw new HubNotTold(why)
    },
  })
}

/** The hub did not answer; it is tried again. */
class HubNotTold extends Error {
  override name = 'HubNotTold'
}
