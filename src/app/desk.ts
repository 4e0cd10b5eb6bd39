import { join } from 'node:path'
import { openAccess, type Access } from '#access/access.ts'
import { Approvals } from '#access/approvals/approvals.ts'
import { accessMigrations } from '#access/migrations.ts'
import { openPeople } from '#access/people/ground.ts'
import { programHoldings } from '#access/people/programs.ts'
import { openVault } from '#access/vault/vault.ts'
import type { KnownRoute } from '#api/api.ts'
import { systemChance } from '#api/chance.ts'
import { listen } from '#api/listen.ts'
import { wallClock, type Clock } from '#kernel/time.ts'
import type { RuleNotTaken } from '#listening/contract.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import type { Listening } from '#listening/listening.ts'
import { openArchive } from '#records/archive.ts'
import { startExportJobs } from '#records/export/jobs.ts'
import { filesOf } from '#sending/files/recorded.ts'
import { startRecordsJobs } from '#records/jobs.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { EarlyWarning } from '#roles/early-warning/early-warning.ts'
import { earlyWarningMigrations } from '#roles/early-warning/migrations.ts'
import { bylines, Faces } from '#roles/faces/faces.ts'
import { Questions } from '#roles/faces/questions/questions.ts'
import { facesMigrations } from '#roles/faces/migrations.ts'
import { reactionsMigrations } from '#roles/reactions/migrations.ts'
import { workReactions } from '#roles/reactions/jobs.ts'
import { officialHoldings } from '#roles/faces/register/open-official.ts'
import { OwnPages } from '#roles/publishing/own-pages/own-pages.ts'
import { publishingMigrations } from '#roles/publishing/migrations.ts'
import { Results } from '#roles/publishing/results/open-results.ts'
import { Publishing } from '#roles/publishing/publishing.ts'
import { Moderation } from '#sending/moderation/moderation.ts'
import { workHistory } from '#roles/publishing/history/jobs.ts'
import { workSent } from '#roles/publishing/jobs.ts'
import { workRecurring } from '#roles/publishing/recurring/jobs.ts'
import { sendingMigrations } from '#sending/migrations.ts'
import { openStore, type Store } from '#store/store.ts'
import { followAnswers } from '#app/answers-to-us.ts'
import { followAccounts } from '#app/follow-accounts.ts'
import { Live } from '#app/live.ts'
import { followRules, xListening } from '#app/x-hearing.ts'
import type { SourcePlan } from '#app/plan-sources.ts'
import { listeningHoldings } from '#app/search-needs.ts'
import { buildApi } from '#app/build-api.ts'
import type { DeskNeeds } from '#app/desk-needs.ts'
import { openFederation } from '#app/federation.ts'
import { newId } from '#app/new-id.ts'
import { openListening } from '#app/open-listening.ts'
import { openOfficialAccounts } from '#app/open-official.ts'
import { openSending } from '#app/open-sending.ts'
import { openReactions } from '#app/open-reactions.ts'
import { openReports } from '#app/open-reports.ts'
import { questionsHeard } from '#app/questions-heard.ts'
import { ringForStories } from '#app/ring-for-stories.ts'
import { servePlace } from '#app/serve-place.ts'
import { alsoForVoice, openVoiceHearing } from '#app/voice-heard.ts'

/** Every room's tables, in the order they build on each other. */
export const allMigrations = [
  recordsMigrations,
  accessMigrations,
  listeningMigrations,
  earlyWarningMigrations,
  sendingMigrations,
  publishingMigrations,
  reactionsMigrations,
  facesMigrations,
]

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
  const exportWorker = await startExportJobs(archive, { filesOf: (sha256s) => filesOf(store.db, sha256s) })
  undo.push(() => exportWorker.stop())
  const vault = await openVault({ store, clock, dataDir })
  const access = await openAccess({ store, clock, timeZone: needs.timeZone, locale: needs.locale })
  const approvals = new Approvals({ store, clock })
  const ownPages = new OwnPages({
    ...{ store, clock, log, locale: needs.locale, isPractice: needs.plan.mode !== 'live' },
    ...{ publicUrl: needs.publicUrl, webSubHub: needs.webSubHub },
    allowPrivateNetworks: needs.allowPrivateNetworks ?? false,
  })
  const moderation = new Moderation({ store, clock, log, newId })
  await moderation.start()
  undo.push(() => moderation.stop())
  const federation = await openFederation({ store, vault, moderation }, needs, clock)
  if (federation !== undefined) undo.push(() => federation.close())
  const { sending, toMany } = openSending({ store, vault, approvals, ownPages, federation }, needs, clock)
  const publishing = new Publishing({
    ...{ store, approvals, sending, clock },
    // Early warning is opened further down, before anybody can write.
    begun: (tx, message) => earlyWarning.messageBegun(tx, message),
    bylines,
    topics: sending.topics,
    planning: {
      timeZone: async () => (await access.desk()).timeZone,
      holidays: () => earlyWarning.attention.holidays(),
      isPractice: needs.plan.mode !== 'live',
    },
  })
  const faces = new Faces({
    ...{ store, clock, log, newId, files: sending.files, isPractice: needs.plan.mode !== 'live' },
    desk: () => access.desk(),
    holidays: () => earlyWarning.attention.holidays(),
    bylineEnded: async (tx, personId) => {
      await publishing.bylineEnded(tx, personId)
      await questions.lineEnded(tx, personId)
    },
  })
  const questions = new Questions({
    ...{ store, clock, log, newId, approvals, isPractice: needs.plan.mode !== 'live' },
    site: ownPages.account,
    desk: () => access.desk(),
    heard: questionsHeard(store.db, publishing),
  })
  const people = openPeople({
    store,
    clock,
    chance: systemChance,
    ports: [
      programHoldings,
      publishing.holdings,
      faces.holdings,
      officialHoldings(() => clock.nowMs()),
      { leaves: async ({ id }, tx) => void (await approvals.personLeaves(tx, id)) },
      ...listeningHoldings(clock),
    ],
  })
  const results = new Results({
    ...{ store, clock, log, lines: sending.ground.lines, origin: () => ownPages.origin },
  })
  const recurring = await workRecurring({ room: publishing.recurring.room, log })
  undo.push(() => recurring.stop())
  const sentWorker = workSent({ store, sending, log, nowMs: () => clock.nowMs() })
  undo.push(() => sentWorker.stop())
  const onRecord = await workHistory({ store, log, nowMs: () => clock.nowMs() })
  undo.push(() => onRecord.stop())
  const deadlines = approvals.start(log)
  undo.push(() => deadlines.stop())
  const onX = xListening(needs.plan, { x: needs.x, db: store.db, clock })
  const listening = await openListening({ store, onX, federation }, needs, clock)
  undo.push(() => listening.close())
  // What is said to accounts of ours on real networks is no part of a practised day.
  if (needs.plan.mode === 'live') {
    const { allowPrivateNetworks = false } = needs
    const toUs = await followAccounts({ store, vault, listening, allowPrivateNetworks, onX, clock, log })
    undo.push(() => toUs.stop())
  }
  if (onX !== undefined) {
    const { access } = onX
    const tell = (notTaken: readonly RuleNotTaken[]): void => listening.setNotTaken(notTaken)
    const rules = followRules({ db: store.db, access, clock, log, tell })
    undo.push(() => rules.stop())
  }
  const earlyWarning = new EarlyWarning({
    ...{ store, listening, clock, log },
    timeZone: async () => (await access.desk()).timeZone,
    ring: ringForStories(store),
    messages: {
      aboutIssue: (ids) => publishing.whenPublic(ids),
      newest: () => publishing.newestMessages(),
    },
  })
  await earlyWarning.open()
  undo.push(...(await earlyWarning.start()).map((worker) => () => worker.stop()))
  undo.push(await publishing.onPublic(() => earlyWarning.somethingIsPublic()))
  undo.push(() => earlyWarning.close())
  const reactions = await openReactions({ store, access, listening }, needs, clock)
  const reacting = await workReactions({ store, reactions, log })
  undo.push(() => reacting.stop())
  const reports = await openReports({ store, vault, sending, reactions }, needs, clock)
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
      moderation,
      toMany,
      publishing,
      faces,
      ownPages,
      results,
      people,
      vault,
      listening,
      earlyWarning,
      reactions,
      reports,
      live,
      log,
    },
    needs,
  )
  federation?.addRoutes(api)
  let base = needs.publicUrl ?? ''
  const official = openOfficialAccounts(
    { store, vault, access, sending, publishing, listening, origin: () => base },
    needs,
    clock,
  )
  official.addRoutes(api)
  questions.addRoutes(api)
  const server = await listen(api, { port: needs.port, host: needs.host })
  undo.push(() => server.close())
  base = needs.publicUrl ?? server.url
  const hubWorker = ownPages.start(base)
  undo.push(() => hubWorker.stop())
  // Not before our own site can be read: what is sent there has its address.
  const sender = await sending.start(newId())
  undo.push(() => sender.stop())
  const reading = results.start()
  undo.push(() => reading.stop())
  const federating = federation?.start()
  if (federating !== undefined) undo.push(() => federating.stop())
  const looking = await official.start()
  undo.push(() => looking.stop())
  const rotaWorker = await faces.start()
  undo.push(() => rotaWorker.stop())
  const sweeping = await questions.start()
  undo.push(() => sweeping.stop())
  const reporting = reports.start()
  undo.push(() => reporting.stop())
  const telling = await toMany.start()
  undo.push(() => telling.stop())
  undo.push(
    await followAnswers({ store, publishing, listening, reactions, log, spokenTo: needs.plan.spokenTo }),
  )
  const voice = openVoiceHearing({ store, clock, log, listening, desk: () => access.desk() })
  const counting = await voice.start()
  undo.push(() => counting.stop())
  listening.start(
    (stories) => earlyWarning.onStories(stories),
    async (gone, tx) => {
      await earlyWarning.forget(gone, tx)
      await reactions.forget(gone, tx)
    },
    alsoForVoice(publishing.ours, voice),
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
