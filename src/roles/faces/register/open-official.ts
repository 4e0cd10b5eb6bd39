import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { accountHoldings } from '#roles/faces/life-cycle/holdings.ts'
import { handleLookups } from '#roles/faces/register/handle.ts'
import { workDaily } from '#roles/faces/register/daily.ts'
import type { OfficialNeeds } from '#roles/faces/register/ground.ts'
import { officialRoutes } from '#roles/faces/register/routes.ts'
import type { Worker } from '#store/work-jobs.ts'

/** The register of official accounts, look-alikes, the life of accounts and voice, as `app` opens them. */
export type Official = { addRoutes(api: Api<SignedIn>): void; start(): Promise<Worker> }

/** Opens them; nothing is looked at before `start`. `lookups` missing: the internet is asked, about names of our accounts alone. */
export function openOfficial(
  o: Omit<OfficialNeeds, 'lookups'> & { lookups?: OfficialNeeds['lookups']; allowPrivateNetworks: boolean },
): Official {
  const { lookups = handleLookups(o), allowPrivateNetworks: _, ...rest } = o
  const needs = { ...rest, lookups }
  return { addRoutes: (api) => officialRoutes(api, needs), start: () => workDaily(needs) }
}

/** What people own by name, for somebody who leaves. */
export const officialHoldings = accountHoldings
