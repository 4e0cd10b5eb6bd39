import { join } from 'node:path'
import { openAccess, type Access, type SignedIn } from '#access/access.ts'
import type { SessionChange } from '#access/contract.ts'
import { changeDesk } from '#access/desk.ts'
import { accessMigrations } from '#access/migrations.ts'
import { accessRoutes } from '#access/routes.ts'
import { createApi, type Api } from '#api/api.ts'
import { openAssets } from '#api/assets.ts'
import { randomText, systemChance } from '#api/chance.ts'
import { listen } from '#api/listen.ts'
import { startOfDayMs } from '#kernel/zones.ts'
import type { Log } from '#kernel/log.ts'
import { wallClock, type Clock } from '#kernel/time.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import { listeningRoutes } from '#listening/routes.ts'
import { Listening } from '#listening/listening.ts'
import { EarlyWarning } from '#roles/early-warning/early-warning.ts'
import { earlyWarningMigrations } from '#roles/early-warning/migrations.ts'
import { earlyWarningRoutes } from '#roles/early-warning/routes.ts'
import { openStore, type Store } from '#store/store.ts'
import type { AccessTables } from '#access/tables.ts'
import { beginFirstWatches, firstWatches, scopeRule } from '#app/first-watches.ts'
import { Live, liveRoute } from '#app/live.ts'
import { placeRoutes } from '#app/place-routes.ts'
import type { SourcePlan } from '#app/plan-sources.ts'

/** Every room's tables, in the order they build on each other. */
export const allMigrations = [accessMigrations, listeningMigrations, earlyWarningMigrations]

/** What a desk is opened with. */
export type DeskNeeds = {
  dataDir: string
  databaseUrl?: string | undefined
  port: number
  host: string
  publicUrl?: string | undefined
  locale: 'en' | 'fr'
  timeZone: string
  matchThreads: number
  plan: SourcePlan
  log: Log
  progress: (line: string) => void
  /** Folder of the built threads; and of the built screens. */
  scripts: URL
  screens: string
  clock?: Clock
}

/** A desk that runs. */
export type Desk = {
  url: string
  /** The port asked for and the one taken instead, when another program has it. */
  moved: { from: number; to: number } | undefined
  store: Store
  access: Access
  listening: Listening
  signInLink(): Promise<string>
  close(): Promise<void>
}

/**
 * Where a desk keeps its data. Practice and replays have a store of their own, always the embedded one, so that
 * nothing practised is ever mixed with what is real.
 */
export function storePlace(
  mode: SourcePlan['mode'],
  at: { dataDir: string; databaseUrl?: string | undefined },
): { dataDir: string; databaseUrl?: string } {
  if (mode !== 'live') return { dataDir: join(at.dataDir, 'practice') }
  const dataDir = join(at.dataDir, 'live')
  return at.databaseUrl === undefined ? { dataDir } : { dataDir, databaseUrl: at.databaseUrl }
}

/** Opens everything in one process: store, people, hearing, roles, screens. Closing undoes it in reverse. */
export async function openDesk(needs: DeskNeeds): Promise<Desk> {
  const clock = needs.clock ?? wallClock
  const { log, plan } = needs
  const store = await openStore({
    ...storePlace(plan.mode, needs),
    migrations: allMigrations,
    language: needs.locale,
    log,
    progress: needs.progress,
  })
  const undo: (() => Promise<unknown>)[] = [() => store.close()]
  try {
    return await openOnStore(store, needs, clock, undo)
  } catch (error) {
    for (const step of undo.toReversed()) await step()
    throw error
  }
}

async function openOnStore(
  store: Store,
  needs: DeskNeeds,
  clock: Clock,
  undo: (() => Promise<unknown>)[],
): Promise<Desk> {
  const { log } = needs
  const access = await openAccess({ store, clock, timeZone: needs.timeZone, locale: needs.locale })
  const listening = await openListening(store, needs, clock)
  undo.push(() => listening.close())
  const earlyWarning = new EarlyWarning({ store, listening, clock, log })
  await earlyWarning.open()
  await servePlace(store, access, listening, needs, clock)
  const live = new Live({ store, listening, earlyWarning, clock, log })
  await live.start()
  undo.push(() => live.close())
  const api = await buildApi({ access, listening, earlyWarning, live, log }, needs)
  const server = await listen(api, { port: needs.port, host: needs.host })
  undo.push(() => server.close())
  listening.start(
    (stories) => earlyWarning.onStories(stories),
    (gone, tx) => earlyWarning.forget(gone, tx),
  )
  const base = needs.publicUrl ?? server.url
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    for (const step of undo.toReversed()) await step()
  }
  return {
    url: base,
    moved: server.movedFrom === undefined ? undefined : { from: server.movedFrom, to: server.port },
    store,
    access,
    listening,
    signInLink: () => access.newSignInLink(base),
    close: () => (closing ??= close()),
  }
}

async function openListening(
  store: Store,
  { plan, scripts, matchThreads, log }: DeskNeeds,
  clock: Clock,
): Promise<Listening> {
  return Listening.open({
    store,
    clock,
    log,
    scripts,
    matchThreads,
    readers: plan.readers,
    mode: plan.mode,
    ...(plan.speed === undefined ? {} : { speed: plan.speed }),
    ...(plan.places === undefined ? {} : { places: plan.places }),
    ...(plan.history === undefined ? {} : { history: plan.history }),
  })
}

/** A practice desk serves its town from the first minute; a live desk the place it was told. */
async function servePlace(
  store: Store,
  access: Access,
  listening: Listening,
  needs: DeskNeeds,
  clock: Clock,
): Promise<void> {
  const { town } = needs.plan
  const desk = await access.desk()
  if (town !== undefined && desk.place === undefined) {
    const { name, lat, lon, country, timeZone } = town
    await changeDesk(store.db.withTables<AccessTables>(), { place: { name, lat, lon, country }, timeZone })
  }
  const served = town ?? desk.place
  if (served !== undefined) await serve(listening, served, needs, clock)
}

async function serve(
  listening: Listening,
  place: { name: string; handle?: string },
  needs: Pick<DeskNeeds, 'plan'>,
  clock: Clock,
): Promise<void> {
  await beginFirstWatches(listening.db, firstWatches(place, firstOwner, clock.nowMs()), {
    newId,
    nowMs: clock.nowMs(),
  })
  await (needs.plan.mode === 'live' ? listening.setScope(scopeRule(place)) : listening.rulesChanged())
}

/** The same word in both languages. */
const firstOwner = 'Communications'

function newId(): string {
  return randomText(systemChance, 9)
}

/** The same access, which tells after each change that was made. */
function whenChanged(access: Access, tell: (change: SessionChange) => Promise<void>): Access {
  return {
    ...access,
    async change(who, change) {
      const done = await access.change(who, change)
      if (done.ok) await tell(change)
      return done
    },
  }
}

type Rooms = { access: Access; listening: Listening; earlyWarning: EarlyWarning; live: Live; log: Log }

async function buildApi(rooms: Rooms, needs: DeskNeeds): Promise<Api<SignedIn>> {
  const { access, listening, earlyWarning, live, log } = rooms
  const api = createApi<SignedIn>({
    log,
    sessionOf: (token) => access.sessionOf(token),
    assets: await openAssets(needs.screens),
    ...(needs.publicUrl === undefined ? {} : { publicUrl: needs.publicUrl }),
    ...(needs.clock === undefined ? {} : { clock: needs.clock }),
  })
  let { timeZone } = await access.desk()
  accessRoutes(
    api,
    whenChanged(access, async (change) => {
      timeZone = change.timeZone ?? timeZone
      if (change.place !== undefined) await serve(listening, change.place, needs, api.needs.clock)
    }),
  )
  placeRoutes(api)
  listeningRoutes(api, { listening, newId, midnightOf: (ms) => new Date(startOfDayMs(ms, timeZone)) })
  earlyWarningRoutes(api, earlyWarning, listening)
  liveRoute(api, live)
  return api
}
