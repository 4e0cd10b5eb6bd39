import { openAccounts } from '#access/people/accounts.ts'
import type { Account, WhoMay } from '#access/people/contract.ts'
import type { Ground } from '#access/people/ground.ts'
import { standingPrograms } from '#access/people/programs.ts'
import { readStanding } from '#access/people/read-standing.ts'
import { gapsOf, whoMayThere, type Spot } from '#access/people/who-may.ts'
import type { Lane } from '#kernel/permission.ts'

/** Where somebody asks about; what they leave out is the first there is. */
export type AskedSpot = { account?: string | undefined; language?: string | undefined; lane: Lane }

/** Who could do what there right now, and every weak spot. Without an account nobody could do anything. */
export async function readWhoMay(ground: Ground, asked: AskedSpot): Promise<WhoMay> {
  const nowMs = ground.clock.nowMs()
  const standing = await readStanding(ground.store.db, nowMs)
  const programs = await standingPrograms(ground.db, standing, nowMs)
  const accounts = await openAccounts(ground.store.db)
  const spot = spotOf(accounts, asked)
  return {
    at: new Date(nowMs).toISOString(),
    accounts,
    ...(spot === undefined ? {} : { spot }),
    verbs: spot === undefined ? [] : whoMayThere(standing, programs, spot),
    teams: standing.teams.map(({ id, name }) => ({ id, name })),
    gaps: gapsOf(standing, programs, accounts),
  }
}

function spotOf(accounts: readonly Account[], asked: AskedSpot): Spot | undefined {
  const account = accounts.find(({ id }) => id === asked.account) ?? accounts[0]
  const language = account?.languages.find((tag) => tag === asked.language) ?? account?.languages[0]
  return account && language ? { account: account.id, language, lane: asked.lane } : undefined
}
