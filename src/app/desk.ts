import { join } from 'node:path'
import { openAccess, type Access, type SignedIn } from '#access/access.ts'
import { Approvals } from '#access/approvals/approvals.ts'
import { approvalRoutes } from '#access/approvals/routes.ts'
import type { SessionChange } from '#access/contract.ts'
import { changeDesk } from '#access/desk.ts'
import { accessMigrations } from '#access/migrations.ts'
import { actorOf } from '#access/people/actor.ts'
import { ensureAccount } from '#access/people/accounts.ts'
import { openPeople, type Ground } from '#access/people/ground.ts'
import { programHoldings } from '#access/people/programs.ts'
import { peopleRoutes } from '#access/people/routes.ts'
import { oidcGround, providersShown } from '#access/oidc/ground.ts'
import { oidcRoutes } from '#access/oidc/routes.ts'
import type { Provider } from '#access/oidc/rules.ts'
import { programDoor } from '#access/programs/entering.ts'
import { noticeKind } from '#access/programs/hook-kinds.ts'
import { programRoutes } from '#access/programs/routes.ts'
import { accessRoutes } from '#access/routes.ts'
import { waysInRoutes } from '#access/sign-in/routes.ts'
import { openVault, type Vault } from '#access/vault/vault.ts'
import { createApi, type Api, type KnownRoute } from '#api/api.ts'
import { openAssets } from '#api/assets.ts'
import { randomText, systemChance } from '#api/chance.ts'
import { listen } from '#api/listen.ts'
import { startOfDayMs } from '#kernel/zones.ts'
import type { Log } from '#kernel/log.ts'
import type { Reader } from '#networks/contract.ts'
import { mayDo } from '#kernel/permission.ts'
import { wallClock, type Clock } from '#kernel/time.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import type { OwnPolicy } from '#listening/policy/organization/own-policy.ts'
import { listeningRoutes } from '#listening/routes.ts'
import { Listening } from '#listening/listening.ts'
import { openArchive, type Archive } from '#records/archive.ts'
import { startExportJobs } from '#records/export/jobs.ts'
import { exportRoutes } from '#records/export/routes.ts'
import { startRecordsJobs } from '#records/jobs.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { recordsRoutes } from '#records/routes.ts'
import { EarlyWarning } from '#roles/early-warning/early-warning.ts'
import { earlyWarningMigrations } from '#roles/early-warning/migrations.ts'
import { earlyWarningRoutes } from '#roles/early-warning/routes.ts'
import { OwnPages } from '#roles/publishing/own-pages/own-pages.ts'
import { publishingMigrations } from '#roles/publishing/migrations.ts'
import { Publishing } from '#roles/publishing/publishing.ts'
import { publishingRoutes } from '#roles/publishing/routes.ts'
import { sentPorts, workSent } from '#roles/publishing/jobs.ts'
import { sendingMigrations } from '#sending/migrations.ts'
import { sendingRoutes } from '#sending/routes.ts'
import { Sending } from '#sending/sending.ts'
import { toManyRoutes } from '#sending/to-many/routes.ts'
import { manyNetworks, ToMany, waysOf } from '#sending/to-many/to-many.ts'
import type { MailSettings } from '#sending/to-many/ways.ts'
import { openStore, type Store } from '#store/store.ts'
import type { AccessTables } from '#access/tables.ts'
import { followAnswers } from '#app/answers-to-us.ts'
import { beginFirstWatches, firstWatches, scopeRule } from '#app/first-watches.ts'
import { Live, liveRoute } from '#app/live.ts'
import { accountReaders } from '#app/account-readers.ts'
import { followRules, xListening } from '#app/x-hearing.ts'
import { networksOf, type XTerms } from '#app/live-networks.ts'
import { placeRoutes } from '#app/place-routes.ts'
import type { SourcePlan } from '#app/plan-sources.ts'
import { listeningHoldings, ourHandles, staffByName } from '#app/search-needs.ts'

/** Every room's tables, in the order they build on each other. */
export const allMigrations = [
  recordsMigrations,
  accessMigrations,
  listeningMigrations,
  earlyWarningMigrations,
  sendingMigrations,
  publishingMigrations,
]

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
  /** Your organization's sign-in; missing: none. */
  providers?: readonly Provider[]
  /** Your organization's own policy for searches; missing: none. */
  ownPolicy?: OwnPolicy | undefined
  /** Whether servers on the local network may be called. */
  allowPrivateNetworks?: boolean
  /** The mail server subscribers are told through; missing: no mail. A desk that practises has none. */
  mail?: MailSettings | undefined
  /** The WebSub hub that is told when feeds of our own site change; missing: none. */
  webSubHub?: string | undefined
  /** What X may cost, and how it is read; missing: the desk does not speak there. */
  x?: XTerms | undefined
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
  /** Every address it answers, with what it takes to enter: for tests that walk them all. */
  routes: readonly KnownRoute[]
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
  const { dataDir } = storePlace(needs.plan.mode, needs)
  const archive = await openArchive({ store, clock, log, dataDir })
  const recordsWorker = await startRecordsJobs(archive)
  undo.push(() => recordsWorker.stop())
  const exportWorker = await startExportJobs(archive)
  undo.push(() => exportWorker.stop())
  const vault = await openVault({ store, clock, dataDir })
  const access = await openAccess({ store, clock, timeZone: needs.timeZone, locale: needs.locale })
  const approvals = new Approvals({ store, clock })
  const ownPages = new OwnPages({
    ...{ store, clock, log, locale: needs.locale, isPractice: needs.plan.mode !== 'live' },
    ...{ publicUrl: needs.publicUrl, webSubHub: needs.webSubHub },
    allowPrivateNetworks: needs.allowPrivateNetworks ?? false,
  })
  const toManyConfig = needs.plan.mode === 'live' ? { mail: needs.mail, publicUrl: needs.publicUrl } : {}
  const ways = waysOf(toManyConfig, { store, vault })
  const sending = new Sending({
    ...{ store, vault, clock, log, approvals, ports: sentPorts(store) },
    // Our own site needs no other network; a desk that practises has one of its own.
    networks: [
      ...networksOf(needs.plan, { x: needs.x, db: store.db, clock }),
      ownPages.network,
      ...manyNetworks(store, ways),
    ],
    allowPrivateNetworks: needs.allowPrivateNetworks ?? false,
  })
  const toMany = new ToMany({ sending: sending.ground, vault, ways, config: toManyConfig })
  const publishing = new Publishing({ store, approvals, sending, clock })
  const people = openPeople({
    store,
    clock,
    chance: systemChance,
    ports: [
      programHoldings,
      publishing.holdings,
      { leaves: async ({ id }, tx) => void (await approvals.personLeaves(tx, id)) },
      ...listeningHoldings(clock),
    ],
  })
  const sentWorker = workSent({ store, sending, log, nowMs: () => clock.nowMs() })
  undo.push(() => sentWorker.stop())
  const deadlines = approvals.start(log)
  undo.push(() => deadlines.stop())
  const onX = xListening(needs.plan, { x: needs.x, db: store.db, clock })
  const listening = await openListening({ store, vault, onX: onX?.reader }, needs, clock)
  undo.push(() => listening.close())
  if (onX !== undefined) {
    const rules = followRules({ db: store.db, access: onX.access, clock, log })
    undo.push(() => rules.stop())
  }
  const earlyWarning = new EarlyWarning({ store, listening, clock, log })
  await earlyWarning.open()
  await servePlace({ store, access, listening, ownPages }, needs, clock)
  const live = new Live({ store, listening, earlyWarning, clock, log })
  await live.start()
  undo.push(() => live.close())
  const api = await buildApi(
    {
      store,
      archive,
      access,
      approvals,
      sending,
      toMany,
      publishing,
      ownPages,
      people,
      vault,
      listening,
      earlyWarning,
      live,
      log,
    },
    needs,
  )
  const server = await listen(api, { port: needs.port, host: needs.host })
  undo.push(() => server.close())
  const base = needs.publicUrl ?? server.url
  const hubWorker = ownPages.start(base)
  undo.push(() => hubWorker.stop())
  // Not before our own site can be read: what is sent there has its address.
  const sender = await sending.start(newId())
  undo.push(() => sender.stop())
  const telling = await toMany.start()
  undo.push(() => telling.stop())
  undo.push(await followAnswers({ store, publishing, listening, log, spokenTo: needs.plan.spokenTo }))
  listening.start(
    (stories) => earlyWarning.onStories(stories),
    (gone, tx) => earlyWarning.forget(gone, tx),
    publishing.ours.toUs,
  )
  await access.noteAddress(base)
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
    routes: api.routes,
    close: () => (closing ??= close()),
  }
}

async function openListening(
  { store, vault, onX }: { store: Store; vault: Vault; onX: Reader | undefined },
  { plan, scripts, matchThreads, log, allowPrivateNetworks = false }: DeskNeeds,
  clock: Clock,
): Promise<Listening> {
  // What is said to accounts of ours on real networks is no part of a practised day.
  const toUs = plan.mode === 'live' ? await accountReaders({ store, vault, allowPrivateNetworks }) : []
  return Listening.open({
    store,
    clock,
    log,
    scripts,
    matchThreads,
    readers: [...plan.readers, ...toUs, ...(onX === undefined ? [] : [onX])],
    mode: plan.mode,
    ...(plan.speed === undefined ? {} : { speed: plan.speed }),
    ...(plan.places === undefined ? {} : { places: plan.places }),
    ...(plan.history === undefined ? {} : { history: plan.history }),
  })
}

/** A practice desk serves its town from the first minute; a live desk the place it was told. */
async function servePlace(
  { store, access, listening, ownPages }: Pick<Rooms, 'store' | 'access' | 'listening' | 'ownPages'>,
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

async function serve(
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

type Rooms = {
  store: Store
  archive: Archive
  access: Access
  approvals: Approvals
  sending: Sending
  toMany: ToMany
  publishing: Publishing
  ownPages: OwnPages
  people: Ground
  vault: Vault
  listening: Listening
  earlyWarning: EarlyWarning
  live: Live
  log: Log
}

async function buildApi(rooms: Rooms, needs: DeskNeeds): Promise<Api<SignedIn>> {
  const { store, archive, access, approvals, sending, publishing, people, vault, listening } = rooms
  const { toMany, ownPages, earlyWarning, live, log } = rooms
  const clock = needs.clock ?? wallClock
  const api = createApi<SignedIn>({
    log,
    sessionOf: (token) => access.sessionOf(token),
    mayDo: (who, verb) => mayDo(who.grants, verb),
    isFresh: (who) => who.freshUntilMs > clock.nowMs(),
    programOf: programDoor(people),
    assets: await openAssets(needs.screens),
    ...(needs.publicUrl === undefined ? {} : { publicUrl: needs.publicUrl }),
    ...(needs.clock === undefined ? {} : { clock: needs.clock }),
  })
  let { timeZone } = await access.desk()
  accessRoutes(
    api,
    whenChanged(access, async (change) => {
      timeZone = change.timeZone ?? timeZone
      if (change.place !== undefined || change.welcomed === true)
        await ownPages.ensureAccount(change.place?.name ?? (await access.desk()).place?.name)
      if (change.place !== undefined) await serve({ store, listening }, change.place, needs, api.needs.clock)
    }),
  )
  const providers = needs.providers ?? []
  waysInRoutes(api, {
    store,
    access,
    log,
    isPractice: needs.plan.mode !== 'live',
    providers: () => providersShown(providers, needs.locale),
  })
  oidcRoutes(api, oidcGround({ store, access, log, clock, chance: systemChance, vault, providers }))
  recordsRoutes(api, { archive, actorOf })
  exportRoutes(api, { archive, actorOf })
  approvalRoutes(api, approvals, store)
  peopleRoutes(api, people)
  programRoutes(api, { people, vault, kinds: [noticeKind] })
  placeRoutes(api)
  const townHandles = needs.plan.town === undefined ? [] : [needs.plan.town.handle]
  listeningRoutes(api, {
    listening,
    store,
    actorOf,
    newId,
    midnightOf: (ms) => new Date(startOfDayMs(ms, timeZone)),
    timeZone: () => timeZone,
    policy: async () => ({
      knownHandles: await ourHandles(store.db, townHandles),
      own: needs.ownPolicy,
    }),
    staff: () => staffByName(store.db),
  })
  earlyWarningRoutes(api, earlyWarning, listening)
  sendingRoutes(api, sending)
  toManyRoutes(api, toMany)
  publishingRoutes(api, publishing)
  ownPages.addRoutes(api, { timeZone: () => timeZone })
  liveRoute(api, live)
  return api
}
