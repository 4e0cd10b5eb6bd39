import type { Access } from '#access/access.ts'
import { changeDesk } from '#access/desk.ts'
import { ensureAccount } from '#access/people/accounts.ts'
import type { AccessTables } from '#access/tables.ts'
import type { Clock } from '#kernel/time.ts'
import type { Listening } from '#listening/listening.ts'
import type { OwnPages } from '#roles/publishing/own-pages/own-pages.ts'
import type { Store } from '#store/store.ts'
import type { DeskNeeds } from '#app/desk-needs.ts'
import { beginFirstWatches, firstWatches, scopeRule } from '#app/first-watches.ts'
import { newId } from '#app/new-id.ts'

/** A practice desk serves its town from the first minute; a live desk the place it was told. */
export async function servePlace(
  {
    store,
    access,
    listening,
    ownPages,
  }: { store: Store; access: Access; listening: Listening; ownPages: OwnPages },
  needs: DeskNeeds,
  clock: Clock,
): Promise<void> {
  const { town } = needs.plan
  const desk = await access.desk()
  if (town !== undefined && desk.place === undefined) {
    const { name, lat, lon, country, timeZone } = town
    await changeDesk(store.db.withTables<AccessTables>(), { place: { name, lat, lon, country }, timeZone })
  }
  if (town !== undefined) await ensurePracticeAccount(store, town, clock.nowMs())
  const served = town ?? desk.place
  if (served !== undefined || desk.welcomed) await ownPages.ensureAccount(served?.name)
  if (served !== undefined) await serve({ store, listening }, served, needs, clock)
}

/** The account a practice desk speaks through: its network is the pretend one, whatever happens. */
function ensurePracticeAccount(
  store: Store,
  town: { name: string; handle: string },
  nowMs: number,
): Promise<boolean> {
  const account = { id: 'practice', network: 'practice', handle: town.handle, name: town.name }
  return store.inTransaction((tx) => ensureAccount(tx, { ...account, languages: ['en', 'fr'] }, nowMs))
}

/** Begins the first watches of a place, once, and keeps a live desk to what is said about it. */
export async function serve(
  { store, listening }: { store: Store; listening: Listening },
  place: { name: string; handle?: string },
  needs: Pick<DeskNeeds, 'plan'>,
  clock: Clock,
): Promise<void> {
  await beginFirstWatches(store, firstWatches(place, firstOwner, clock.nowMs()), {
    newId,
    nowMs: clock.nowMs(),
  })
  await (needs.plan.mode === 'live' ? listening.setScope(scopeRule(place)) : listening.rulesChanged())
}

/** The same word in both languages. */
const firstOwner = 'Communications'
