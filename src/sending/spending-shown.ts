import type { MonthSpending } from '#sending/contract.ts'
import type { LineNeeds } from '#sending/lines.ts'
import { spentInMonth } from '#sending/spending.ts'

/** What each network that charges for its use has cost in the month of now, of what it may. */
export function spendingThisMonth({
  store,
  clock,
  networks,
}: Pick<LineNeeds, 'store' | 'clock' | 'networks'>): Promise<MonthSpending[]> {
  const nowMs = clock.nowMs()
  const now = new Date(nowMs)
  const untilMs = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)
  const charged = networks.flatMap(({ capabilities: { network, name }, budget }) =>
    budget === undefined ? [] : [{ network, name, budget }],
  )
  return Promise.all(
    charged.map(async ({ network, name, budget }) => ({
      ...{ network, name, untilMs, ...budget },
      spentMillidollars: await spentInMonth(store.db, network, nowMs),
    })),
  )
}
