import type { Kysely } from 'kysely'
import type { Clock } from '#kernel/time.ts'
import { blueskyNetwork } from '#networks/bluesky/sender.ts'
import { mastodonNetwork } from '#networks/mastodon/sender.ts'
import type { MonthlyBudget, SendingNetwork } from '#networks/sender.ts'
import { webhookNetwork } from '#networks/webhook/sender.ts'
import { costMillidollars, spendableMillidollars, type Meter } from '#networks/x/price.ts'
import type { AppAccess } from '#networks/x/wire/app-sign-in.ts'
import type { XApp } from '#networks/x/wire/sign-in-there.ts'
import { xNetworkOf } from '#networks/x/sender.ts'
import { giveBackSpent, noteSpent } from '#sending/spending.ts'
import type { Config } from '#app/config-schema.ts'
import type { SourcePlan } from '#app/plan-sources.ts'

const millidollarsOfCent = 10

/**
 * What the owner's contract with X allows. `listening`: how the app reads there; missing: it does not. `app`: by which people sign
 * in at X itself; missing: they paste keys.
 */
export type XTerms = { budget: MonthlyBudget; isEnterprise: boolean; listening?: AppAccess; app?: XApp }

type XSettings =
  | 'xBudgetCents'
  | 'xReserveCents'
  | 'xEnterprise'
  | 'xBearerToken'
  | 'xApproval'
  | 'xClientId'
  | 'xClientSecret'

/** The terms an owner set; undefined where they set no budget, and the desk does not speak on X. */
export function xTermsOf({
  xBudgetCents,
  xReserveCents = 0,
  xEnterprise = false,
  xBearerToken,
  xApproval,
  xClientId: clientId,
  xClientSecret: clientSecret,
}: Pick<Config, XSettings>): XTerms | undefined {
  if (xBudgetCents === undefined) return undefined
  const budget = {
    monthMillidollars: xBudgetCents * millidollarsOfCent,
    reserveMillidollars: xReserveCents * millidollarsOfCent,
  }
  // X asks public bodies for its approval before they listen: without its reference nobody does.
  const mayListen = xBearerToken !== undefined && xApproval !== undefined
  return {
    ...{ budget, isEnterprise: xEnterprise },
    ...(mayListen && { listening: { bearerToken: xBearerToken } }),
    ...(clientId !== undefined && { app: { clientId, ...(clientSecret !== undefined && { clientSecret }) } }),
  }
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
  const { budget, isEnterprise, app } = o.x
  const meter = xMeter(o.db, o.clock, budget)
  return [...plan.networks, xNetworkOf({ meter, budget, isEnterprise, ...(app !== undefined && { app }) })]
}

/** Counts what X charges for, in the store: a restart or a second machine starts no new budget. */
export function xMeter(db: Kysely<unknown>, clock: Clock, budget: MonthlyBudget): Meter {
  const spent = (millidollars: number) => ({ network: 'x', millidollars, atMs: clock.nowMs() })
  return {
    async spend(kind, count, lane = 'normal') {
      const cost = spent(costMillidollars(kind, count))
      return (await noteSpent(db, cost, spendableMillidollars(budget, lane))) ? 'ok' : 'over-budget'
    },
    giveBack: (kind, count) => giveBackSpent(db, spent(costMillidollars(kind, count))),
  }
}
