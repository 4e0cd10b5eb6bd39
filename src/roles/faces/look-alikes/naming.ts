import type { NameLookup, ProfileReader } from '#networks/profile.ts'
import { ourOwn } from '#roles/faces/look-alikes/comparing.ts'
import { guessesFor } from '#roles/faces/look-alikes/guesses.ts'
import type { OfficialNeeds } from '#roles/faces/register/ground.ts'
import type { AccountRow } from '#roles/faces/register/store.ts'

/** An account whose network can be asked for likely names, with those names, the likeliest first. */
export type Nameable = {
  account: AccountRow
  reader: ProfileReader
  byName: NameLookup
  names: string[]
  /** Most that a look can cost: when somebody is behind each name. Thousandths of a US dollar. */
  mostMillidollars: number
}

/** Those of these accounts whose networks can be asked for names now. */
export async function nameable(needs: OfficialNeeds, accounts: readonly AccountRow[]): Promise<Nameable[]> {
  const board = await needs.board()
  const found: Nameable[] = []
  for (const account of accounts) {
    const health = board.find((one) => one.account === account.id)
    const isThere = health?.state === 'connected' || health?.state === 'own'
    const reader = isThere && account.closedMs === undefined && needs.profilesOf(account, health.server)
    if (!reader || reader.byName === undefined) continue
    found.push(await named(needs, { account, reader, byName: reader.byName }))
  }
  return found
}

/** Names of our own are not paid for. */
async function named(
  needs: OfficialNeeds,
  one: Pick<Nameable, 'account' | 'reader' | 'byName'>,
): Promise<Nameable> {
  const { lengthMin, lengthMax, atOnceMax, priceMillidollars } = one.byName
  const { handles } = await ourOwn(needs, one.account.network)
  const guesses = guessesFor(one.account.handle, { lengthMin, lengthMax, most: atOnceMax })
  const names = guesses.filter((name) => !handles.has(name))
  return { ...one, names, mostMillidollars: names.length * priceMillidollars }
}
