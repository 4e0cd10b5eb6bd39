import type { NetworkProfile, ProfileReader } from '#networks/profile.ts'
import type { SendingNeeds } from '#networks/sender.ts'
import type { Reason } from '#roles/faces/look-alikes/contract.ts'
import { pictureHash } from '#roles/faces/look-alikes/picture.ts'
import {
  isShown,
  lookOf,
  pictureFrom,
  reasonsFor,
  scoreOf,
  type OurLook,
} from '#roles/faces/look-alikes/rules.ts'
import type { OfficialNeeds } from '#roles/faces/register/ground.ts'
import { bareHandle } from '#roles/faces/register/rules.ts'
import { accountRows, type AccountRow } from '#roles/faces/register/store.ts'
import { registerDb } from '#roles/faces/register/tables.ts'

/** Pictures read of those found for one account. */
const picturesMax = 20
const suspectsMax = 50

/** Somebody who copies something of an account of ours. */
export type Suspect = { profile: NetworkProfile; reasons: Reason[]; score: number }

/** Holds accounts that were found against one of ours; what is not handed back is forgotten. */
export async function compare(
  needs: OfficialNeeds,
  o: { account: AccountRow; found: readonly NetworkProfile[]; reader: ProfileReader; ownId?: string },
  asking: SendingNeeds,
): Promise<{ candidates: number; suspects: Suspect[] }> {
  const known = await ourOwn(needs, o.account.network)
  const others = o.found.filter(
    ({ id, handle }) => id !== o.ownId && !known.ids.has(id) && !known.handles.has(bareHandle(handle)),
  )
  const ours = await ourLook(needs, o.account)
  const suspects = await suspectsAmong(others, { ours, reader: o.reader, asking })
  return { candidates: others.length, suspects }
}

async function suspectsAmong(
  others: readonly NetworkProfile[],
  { ours, reader, asking }: { ours: OurLook; reader: ProfileReader; asking: SendingNeeds },
): Promise<Suspect[]> {
  const suspects: Suspect[] = []
  let pictures = 0
  for (const profile of others) {
    let reasons = reasonsFor(ours, profile)
    // A picture alone makes nobody an impostor: it is read only of those who copy something else too.
    if (ours.picture !== undefined && scoreOf(reasons) >= pictureFrom && pictures < picturesMax) {
      pictures += 1
      const bytes = await reader.avatar(profile, asking)
      const picture = bytes === undefined ? undefined : await pictureHash(bytes)
      if (picture !== undefined) reasons = reasonsFor(ours, { ...profile, picture })
    }
    const score = scoreOf(reasons)
    if (isShown(reasons, [])) suspects.push({ profile, reasons, score })
  }
  return suspects.toSorted((a, b) => b.score - a.score).slice(0, suspectsMax)
}

async function ourLook(needs: OfficialNeeds, { id, network, handle, name }: AccountRow): Promise<OurLook> {
  const row = await registerDb(needs.store.db)
    .selectFrom('account_profiles')
    .select('noted')
    .where('account', '=', id)
    .executeTakeFirst()
  return lookOf({ network, handle, name, picture: row?.noted.picture })
}

/** All that is ours there: an account of ours in the other language imitates nobody. */
export async function ourOwn(
  needs: Pick<OfficialNeeds, 'store'>,
  network: string,
): Promise<{ ids: Set<string>; handles: Set<string> }> {
  const { db } = needs.store
  const profiles = await registerDb(db).selectFrom('account_profiles').select('native_id').execute()
  const accounts = (await accountRows(db)).filter((one) => one.network === network)
  return {
    ids: new Set(profiles.map(({ native_id }) => native_id)),
    handles: new Set(accounts.map(({ handle }) => bareHandle(handle))),
  }
}
