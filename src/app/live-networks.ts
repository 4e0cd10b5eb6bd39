import type { Kysely } from 'kysely'
import type { Clock } from '#kernel/time.ts'
import { blueskyNetwork } from '#networks/bluesky/sender.ts'
import { mastodonNetwork } from '#networks/mastodon/sender.ts'
import type { SendingNetwork } from '#networks/sender.ts'
import { webhookNetwork } from '#networks/webhook/sender.ts'
import { costMillidollars, spendableMillidollars, type Budget, type Meter } from '#networks/x/price.ts'
import type { AppAccess } from '#networks/x/wire/app-sign-in.ts'
import { xNetworkOf } from '#networks/x/sender.ts'
import { giveBackSpent, noteSpent } from '#sending/spending.ts'
import type { Config } from '#app/config-schema.ts'
import type { SourcePlan } from '#app/plan-sources.ts'

const millidollarsOfCent = 10

/** What the owner's contract with X allows. `listening`: how the app reads there; missing: it does not. */
export type XTerms = { budget: Budget; isEnterprise: boolean; listening?: AppAccess }

/** The terms an owner set; undefined where they set no budget, and the desk does not speak on X. */
export function xTermsOf({
  xBudgetCents,
  xReserveCents = 0,
  xEnterprise = false,
  xBearerToken,
}: Pick<Config, 'xBudgetCents' | 'xReserveCents' | 'xEnterprise' | 'xBearerToken'>): XTerms | undefined {
  if (xBudgetCents === undefined) return undefined
  const budget = {
    monthMillidollars: xBudgetCents * millidollarsOfCent,
    reserveMillidollars: xReserveCents * millidollarsOfCent,
  }
  const listening = xBearerToken === undefined ? undefined : { bearerToken: xBearerToken }
  return { budget, isEnterprise: xEnterprise, ...(listening !== undefined && { listening }) }
}

/** The networks a live desk can always speak on. X is none of them: it is added where its owner set a budget. */
export function liveNetworks(): readonly SendingNetwork[] {
  return [blueskyNetwork, mastodonNetwork, webhookNetwork]
}

/** The networks of a desk that is open. Only a live one may get X; one that practises keeps the town's alone. */
export function networksOf(
  plan: Pick<SourcePlan, 'mode' | 'networks'>,
  o: { x: XTerms | undefined; db: Kysely<unknown>; clock: Clock },
): readonly SendingNetwork[] {
  if (plan.mode !== 'live' || o.x === undefined) return plan.networks
  const meter = xMeter(o.db, o.clock, o.x.budget)
  return [...plan.networks, xNetworkOf({ meter, isEnterprise: o.x.isEnterprise })]
}

/** Counts what X charges for, in the store: a restart or a second machine starts no new budget. */
export function xMeter(db: Kysely<unknown>, clock: Clock, budget: Budget): Meter {
  const spent = (millidollars: number) => ({ network: 'x', millidollars, atMs: clock.nowMs() })
  return {
    async spend(kind, count, lane = 'normal') {
      const cost = spent(costMillidollars(kind, count))
      return (await noteSpent(db, cost, spendableMillidollars(budget, lane))) ? 'ok' : 'over-budget'
    },
    giveBack: (kind, count) => giveBackSpent(db, spent(costMillidollars(kind, count))),
  }
}
