import type { Kysely } from 'kysely'
import type { Log } from '#kernel/log.ts'
import { minuteMs, type Clock } from '#kernel/time.ts'
import type { ListeningTables } from '#listening/tables.ts'
import { watches } from '#listening/watches.ts'
import type { Reader } from '#networks/contract.ts'
import { syncRules, type WantedRule } from '#networks/x/listen/rules.ts'
import { xStreamReader } from '#networks/x/listen/stream-reader.ts'
import type { AppAccess } from '#networks/x/wire/app-sign-in.ts'
import { xMeter, type XTerms } from '#app/live-networks.ts'
import type { SourcePlan } from '#app/plan-sources.ts'

type Needs = { x: XTerms | undefined; db: Kysely<unknown>; clock: Clock }

/** How X is listened to, where the owner asked for it and said with what; undefined: it is not, and never by a desk that practises. */
export function xListening(
  plan: Pick<SourcePlan, 'mode' | 'hearsX'>,
  { x, db, clock }: Needs,
): { reader: Reader; access: AppAccess } | undefined {
  const access = x?.listening
  if (plan.mode !== 'live' || plan.hearsX !== true || x === undefined || access === undefined)
    return undefined
  return { reader: xStreamReader({ ...access, meter: xMeter(db, clock, x.budget) }), access }
}

/** How often watches are looked at. */
const everyMs = minuteMs

/**
 * Keeps the rules of the stream those of the live watches. What X does not take is logged with its reason, once for each change; such
 * a watch hears the other networks.
 */
export function followRules(o: { db: Kysely<unknown>; access: AppAccess; clock: Clock; log: Log }): {
  stop(): Promise<void>
} {
  const stopping = new AbortController()
  const running = follow(o, stopping.signal).catch((error: unknown) =>
    o.log('error', 'searches are not told to X any more', { why: String(error) }),
  )
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

async function follow(
  { db, access, clock, log }: Parameters<typeof followRules>[0],
  signal: AbortSignal,
): Promise<void> {
  let told: string | undefined
  while (!signal.aborted) {
    const wanted = await liveRules(db)
    const mark = JSON.stringify(wanted)
    const synced = mark === told ? undefined : await syncRules(wanted, access, { clock, signal })
    if (synced?.kind === 'synced') {
      told = mark
      for (const { id, detail } of synced.refused)
        log('warn', 'X does not take the rule of a search', { watch: id, detail })
    } else if (synced !== undefined && !signal.aborted)
      log('warn', 'searches could not be told to X', { why: synced.why, detail: synced.detail })
    const waitMs = synced?.kind === 'failed' ? Math.max(everyMs, synced.retryInMs ?? 0) : everyMs
    await clock.sleep(waitMs, signal)
  }
}

async function liveRules(db: Kysely<unknown>): Promise<WantedRule[]> {
  const all = await watches(db.withTables<ListeningTables>())
  return all.flatMap(({ id, rule, state }) => (state === 'live' ? [{ id, rule }] : []))
}
