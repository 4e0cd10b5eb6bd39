import type { Words } from '#kernel/words.ts'
import type { PublicSearch, Watch } from '#listening/contract.ts'
import type { ListeningDb } from '#listening/tables.ts'
import { watches } from '#listening/watches.ts'

/** What the public list must know of the desk. */
export type PublicListNeeds = {
  /** Names of staff in small letters, each with the team to name in their place. */
  staff: () => Promise<ReadonlyMap<string, Words>>
}

/** What stands for a member of staff who is in no team. */
export const ourOffice: Words = { en: 'The communications team', fr: 'L’équipe des communications' }

/** The live searches as everybody may read them, oldest first. */
export async function publicSearches(db: ListeningDb, { staff }: PublicListNeeds): Promise<PublicSearch[]> {
  const names = await staff()
  const live = (await watches(db)).filter((one) => one.state === 'live')
  return live
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
    .map((one) => publicSearch(one, names))
}

/** A search without its rule, and an office in the place of whoever of us owns it. */
export function publicSearch(watch: Watch, staff: ReadonlyMap<string, Words>): PublicSearch {
  const team = staff.get(watch.owner.toLowerCase())
  return {
    name: watch.name,
    purpose: watch.purpose,
    owner: team ?? { en: watch.owner, fr: watch.owner },
    since: watch.createdAt,
    until: watch.endsAt,
    ...(watch.exception === undefined ? {} : { exception: watch.exception }),
  }
}
