import type { Access, SignedIn } from '#access/access.ts'
import type { Approvals } from '#access/approvals/approvals.ts'
import { approvalRoutes } from '#access/approvals/routes.ts'
import type { SessionChange } from '#access/contract.ts'
import { oidcGround, providersShown } from '#access/oidc/ground.ts'
import { oidcRoutes } from '#access/oidc/routes.ts'
import { actorOf } from '#access/people/actor.ts'
import type { Ground } from '#access/people/ground.ts'
import { peopleRoutes } from '#access/people/routes.ts'
import { programDoor } from '#access/programs/entering.ts'
import { noticeKind } from '#access/programs/hook-kinds.ts'
import { programRoutes } from '#access/programs/routes.ts'
import { accessRoutes } from '#access/routes.ts'
import { waysInRoutes } from '#access/sign-in/routes.ts'
import type { Vault } from '#access/vault/vault.ts'
import { createApi, type Api } from '#api/api.ts'
import { openAssets } from '#api/assets.ts'
import { systemChance } from '#api/chance.ts'
import type { Log } from '#kernel/log.ts'
import { mayDo } from '#kernel/permission.ts'
import { wallClock } from '#kernel/time.ts'
import { startOfDayMs } from '#kernel/zones.ts'
import type { Listening } from '#listening/listening.ts'
import type { PolicyNeeds } from '#listening/policy/policy.ts'
import { listeningRoutes } from '#listening/routes.ts'
import type { Archive } from '#records/archive.ts'
import { exportRoutes } from '#records/export/routes.ts'
import { recordsRoutes } from '#records/routes.ts'
import type { EarlyWarning } from '#roles/early-warning/early-warning.ts'
import { earlyWarningRoutes } from '#roles/early-warning/routes.ts'
import type { Reactions } from '#roles/reactions/reactions.ts'
import type { Reports } from '#roles/reactions/reports/open-reports.ts'
import { reactionsRoutes } from '#roles/reactions/routes.ts'
import type { Faces } from '#roles/faces/faces.ts'
import { facesRoutes } from '#roles/faces/routes.ts'
import { historyRoutes } from '#roles/publishing/history/routes.ts'
import type { OwnPages } from '#roles/publishing/own-pages/own-pages.ts'
import type { Results } from '#roles/publishing/results/open-results.ts'
import type { Publishing } from '#roles/publishing/publishing.ts'
import { publishingRoutes } from '#roles/publishing/routes.ts'
import type { Moderation } from '#sending/moderation/moderation.ts'
import { moderationRoutes } from '#sending/moderation/routes.ts'
import { sendingRoutes } from '#sending/routes.ts'
import type { Sending } from '#sending/sending.ts'
import { toManyRoutes } from '#sending/to-many/routes.ts'
import type { ToMany } from '#sending/to-many/to-many.ts'
import type { Store } from '#store/store.ts'
import type { DeskNeeds } from '#app/desk-needs.ts'
import { liveRoute, type Live } from '#app/live.ts'
import { newId } from '#app/new-id.ts'
import { placeRoutes } from '#app/place-routes.ts'
import { ourHandles, staffByName } from '#app/search-needs.ts'
import { serve } from '#app/serve-place.ts'

/** The rooms of an open desk that answer somebody. */
type Rooms = {
  store: Store
  archive: Archive
  access: Access
  approvals: Approvals
  sending: Sending
  moderation: Moderation
  toMany: ToMany
  publishing: Publishing
  faces: Faces
  ownPages: OwnPages
  results: Results
  people: Ground
  vault: Vault
  listening: Listening
  earlyWarning: EarlyWarning
  reactions: Reactions
  reports: Reports
  live: Live
  log: Log
}

/** Adds every room's routes. */
export async function buildApi(rooms: Rooms, needs: DeskNeeds): Promise<Api<SignedIn>> {
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
    screens: { placeName: async () => (await access.desk()).place?.name, onlineOnly: needs.onlineOnly },
    ...(needs.publicUrl === undefined ? {} : { publicUrl: needs.publicUrl }),
    ...(needs.clock === undefined ? {} : { clock: needs.clock }),
  })
  let { timeZone } = await access.desk()
  accessRoutes(
    api,
    whenChanged(access, async (change) => {
      timeZone = change.timeZone ?? timeZone
      if (change.timeZone !== undefined) await earlyWarning.attention.tellEngine()
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
  const policy = async (): Promise<PolicyNeeds> => ({
    knownHandles: await ourHandles(store.db, townHandles),
    own: needs.ownPolicy,
  })
  listeningRoutes(api, {
    listening,
    store,
    actorOf,
    newId,
    midnightOf: (ms) => new Date(startOfDayMs(ms, timeZone)),
    timeZone: () => timeZone,
    policy,
    staff: () => staffByName(store.db),
  })
  earlyWarningRoutes(api, earlyWarning, { listening, timeZone: () => timeZone, policy })
  reactionsRoutes(api, { reactions: rooms.reactions, actorOf })
  rooms.reports.addRoutes(api)
  sendingRoutes(api, sending)
  moderationRoutes(api, { store, moderation: rooms.moderation, isPractice: needs.plan.mode !== 'live' })
  toManyRoutes(api, toMany, { isPractice: needs.plan.mode !== 'live' })
  publishingRoutes(api, publishing)
  facesRoutes(api, rooms.faces.needs)
  const { results } = rooms
  const { visits } = results
  const topics = (): ReturnType<typeof sending.topics.list> => sending.topics.list()
  ownPages.addRoutes(api, { timeZone: () => timeZone, subscribePath: '/subscribe', visits, topics })
  results.addRoutes(api, { timeZone: () => timeZone })
  historyRoutes(api, {
    ...{ store, clock, newId, timeZone: () => timeZone, origin: () => ownPages.origin },
    name: async () => (await access.desk()).place?.name,
  })
  liveRoute(api, live)
  return api
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
