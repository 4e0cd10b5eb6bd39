import type { Kysely } from 'kysely'
import type { Log } from '#kernel/log.ts'
import { minuteMs, secondMs, type Clock } from '#kernel/time.ts'
import type { RuleNotTaken } from '#listening/contract.ts'
import type { ListeningTables } from '#listening/tables.ts'
import { watches } from '#listening/watches.ts'
import type { Reader } from '#networks/contract.ts'
import { xMentionsReader } from '#networks/x/listen/mentions-reader.ts'
import { syncRules, type RulesSynced, type WantedRule } from '#networks/x/listen/rules.ts'
import { xStreamReader } from '#networks/x/listen/stream-reader.ts'
import type { AppAccess } from '#networks/x/wire/app-sign-in.ts'
import { xMeter, type XTerms } from '#app/live-networks.ts'
import type { SourcePlan } from '#app/plan-sources.ts'

type Needs = { x: XTerms | undefined; db: Kysely<unknown>; clock: Clock }

/** How X is listened to. `mentions`: what is said to an account of ours there, by its handle; paid from the same budget. */
export type XListening = { reader: Reader; access: AppAccess; mentions(handle: string): Reader }

/** How X is listened to, where the owner asked for it and said with what; undefined: it is not, and never by a desk that practises. */
export function xListening(
  plan: Pick<SourcePlan, 'mode' | 'hearsX'>,
  { x, db, clock }: Needs,
): XListening | undefined {
  const access = x?.listening
  if (plan.mode !== 'live' || plan.hearsX !== true || x === undefined || access === undefined)
    return undefined
  const paid = { ...access, meter: xMeter(db, clock, x.budget) }
  return {
    ...{ reader: xStreamReader(paid), access },
    mentions: (handle) => xMentionsReader({ ...paid, handle }),
  }
}

/** How often watches are looked at; X is asked only after a change. */
const everyMs = 10 * secondMs
/** Soonest that X is asked again after it failed. */
const againMs = minuteMs

type Following = {
  db: Kysely<unknown>
  access: AppAccess
  clock: Clock
  log: Log
  /** Told after each change which searches X does not hear, and why. */
  tell(notTaken: readonly RuleNotTaken[]): void
}

/**
 * Keeps the rules of the stream those of the live watches. What X does not take is told with its reason; such a watch hears the
 * other networks.
 */
export function followRules(o: Following): { stop(): Promise<void> } {
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

async function follow({ db, access, clock, log, tell }: Following, signal: AbortSignal): Promise<void> {
  let told: string | undefined
  let before: Known = { inForce: new Set(), refused: [] }
  while (!signal.aborted) {
    const wanted = await liveRules(db)
    const mark = JSON.stringify(wanted)
    const synced = mark === told ? undefined : await syncRules(wanted, access, { clock, signal })
    if (signal.aborted) return
    if (synced !== undefined) tell(notTaken(wanted, synced, before))
    if (synced?.kind === 'synced') {
      told = mark
      before = knownAfter(wanted, synced)
      for (const { id, detail } of synced.refused)
        log('warn', 'X does not take the rule of a search', { watch: id, detail })
    } else if (synced !== undefined)
      log('warn', 'searches could not be told to X', { why: synced.why, detail: synced.detail })
    const waitMs = synced?.kind === 'failed' ? Math.max(againMs, synced.retryInMs ?? 0) : everyMs
    await clock.sleep(waitMs, signal)
  }
}

/** What X said last: the texts of rules in force there, and those it refused. */
type Known = { inForce: ReadonlySet<string>; refused: Extract<RulesSynced, { kind: 'synced' }>['refused'] }

function knownAfter(
  wanted: readonly WantedRule[],
  { refused }: Extract<RulesSynced, { kind: 'synced' }>,
): Known {
  const bad = new Set(refused.map(({ rule }) => rule))
  return { inForce: new Set(wanted.map(({ rule }) => rule).filter((rule) => !bad.has(rule))), refused }
}

/**
 * Which searches X does not hear: those it refused, and, where it could not be told, those it does not know yet. Pure.
 *
 * @param before what X said the last time it answered
 */
export function notTaken(wanted: readonly WantedRule[], synced: RulesSynced, before: Known): RuleNotTaken[] {
  if (synced.kind === 'synced') return synced.refused.map(onX)
  return wanted.flatMap(({ id, rule }) => {
    if (before.inForce.has(rule)) return []
    const known = before.refused.find((one) => one.rule === rule)
    return [onX({ ...(known ?? { rule, why: 'untold', detail: synced.detail }), id })]
  })
}

function onX(one: { id: string; rule: string } & Pick<RuleNotTaken, 'why' | 'detail'>): RuleNotTaken {
  const { id, rule: _, ...why } = one
  return { network: 'x', label: 'X', watchId: id, ...why }
}

async function liveRules(db: Kysely<unknown>): Promise<WantedRule[]> {
  const all = await watches(db.withTables<ListeningTables>())
  return all.flatMap(({ id, rule, state }) => (state === 'live' ? [{ id, rule }] : []))
}
