import { sql } from 'kysely'
import type { SignedIn } from '#access/access.ts'
import { Approvals } from '#access/approvals/approvals.ts'
import { accessMigrations } from '#access/migrations.ts'
import { openVault } from '#access/vault/vault.ts'
import { ensureAccount } from '#access/people/accounts.ts'
import { silentLog } from '#kernel/log.ts'
import type { Grant, Verb } from '#kernel/permission.ts'
import type { Clock } from '#kernel/time.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import { pagesNetwork } from '#networks/pages/sender.ts'
import { practiceNetwork, type PracticeSendingOptions } from '#networks/practice/sender.ts'
import { practiceWorld } from '#networks/practice/world/world.ts'
import type { SendingNetwork } from '#networks/sender.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { publishingMigrations } from '#roles/publishing/migrations.ts'
import { addressesAt, type Addresses } from '#roles/publishing/own-pages/addresses.ts'
import { keepPages } from '#roles/publishing/own-pages/keep-pages.ts'
import type { PlanningNeeds } from '#roles/publishing/calendar/ground.ts'
import { Publishing } from '#roles/publishing/publishing.ts'
import { sentPorts } from '#roles/publishing/jobs.ts'
import type { TopicsKept } from '#roles/publishing/topics/about.ts'
import type { Bylines } from '#roles/publishing/writing/bylines.ts'
import { sendingMigrations } from '#sending/migrations.ts'
import { Sending } from '#sending/sending.ts'
import type { Store } from '#store/store.ts'
import { openTestStore, testFolder } from '#store/test-store.ts'

/** A right everywhere, or where it says. */
export function grant(verb: Verb, o: Partial<Omit<Grant, 'verb'>> = {}): Grant {
  return { verb, account: '*', language: '*', lane: '*', ...o }
}

/** What the networks of an office can do, and whether it has a site of its own. */
export type OfficeOptions = {
  town?: Pick<PracticeSendingOptions, 'edits' | 'replies' | 'repeats'>
  hasSite?: boolean
  planning?: PlanningNeeds
  /** Whose lines may stand under messages; missing: nobody's. */
  bylines?: Bylines
  /** What messages can be about; missing: nothing is. */
  topics?: TopicsKept
}

/** A desk with people, each with rights of their own, one bilingual account, and a clock of its own: for tests. */
export async function openOffice(grants: Record<string, Grant[]>, o: OfficeOptions = {}) {
  const store = await openTestStore([
    recordsMigrations,
    accessMigrations,
    listeningMigrations,
    sendingMigrations,
    publishingMigrations,
  ])
  const setGrants = async (name: string, held: readonly Grant[]): Promise<void> => {
    await sql`delete from team_grants where team_id = ${name}`.execute(store.db)
    for (const { verb, account, language, lane } of held)
      await sql`insert into team_grants (team_id, verb, account, language, lane)
        values (${name}, ${verb}, ${account}, ${language}, ${lane})`.execute(store.db)
  }
  for (const [name, held] of Object.entries(grants)) {
    await sql`insert into people (id, name, locale, is_owner, created_at)
      values (${name}, ${name}, 'en', false, now())`.execute(store.db)
    await sql`insert into teams (id, name_en, name_fr, created_at)
      values (${name}, ${name}, ${name}, now())`.execute(store.db)
    await sql`insert into team_people (team_id, person_id) values (${name}, ${name})`.execute(store.db)
    await setGrants(name, held)
  }
  const time = { nowMs: Date.UTC(2026, 2, 1, 9) }
  const clock = { nowMs: () => time.nowMs, sleep: () => new Promise<void>(() => undefined) }
  const town = { id: 'town', network: 'mastodon', handle: '@town@example.org', name: 'Town' }
  await store.inTransaction((tx) => ensureAccount(tx, { ...town, languages: ['en', 'fr'] }, time.nowMs))
  const approvals = new Approvals({ store, clock })
  const vault = await openVault({ store, clock, dataDir: testFolder() })
  const world = practiceWorld()
  const sending = new Sending({
    ...{ store, clock, vault, approvals, log: silentLog, allowPrivateNetworks: false },
    networks: [
      practiceNetwork({ ...o.town, world }),
      ...(o.hasSite === true ? [siteNetwork({ store, clock })] : []),
    ],
    ports: sentPorts(store),
  })
  const publishing = new Publishing({
    ...{ store, approvals, sending, clock },
    ...(o.planning === undefined ? {} : { planning: o.planning }),
    ...(o.bylines === undefined ? {} : { bylines: o.bylines }),
    ...(o.topics === undefined ? {} : { topics: o.topics }),
  })
  return {
    store,
    approvals,
    publishing,
    sending,
    world,
    time,
    setGrants,
    leave: (name: string) => sql`update people set left_at = now() where id = ${name}`.execute(store.db),
    /** Approves all of a message as it stands. */
    approve: async (name: string, id: string) => {
      const item = `message:${id}`
      const shown = (await approvals.of(store.db, [item])).get(item)?.versions ?? []
      return store.inTransaction((tx) => approvals.approve(tx, { item, shown, by: name, isFresh: true }))
    },
    records: async (id: string) => {
      const { rows } = await sql<{ body: string }>`
        select body from records_entries where subject = ${`message:${id}`} order by seq`.execute(store.db)
      // Our own entries, as `keepRecord` wrote them.
      return rows.map(({ body }) => JSON.parse(body) as { kind: string; facts: Record<string, unknown> })
    },
  }
}

/** Our own site as a network, of which nobody is told. */
function siteNetwork({ store, clock }: { store: Store; clock: Clock }): SendingNetwork {
  const addresses = (): Addresses => addressesAt('https://havre-clair.example')
  return pagesNetwork(keepPages({ store, clock, addresses, changed: () => Promise.resolve() }))
}

/** Somebody signed in, as routes hand them over. */
export function signedIn(name: string, o: { program?: string; grants?: Grant[] } = {}): SignedIn {
  const person = { id: name, name: o.program ?? name, initials: 'X' }
  const grants = o.grants ?? []
  return {
    ...{ sessionId: name, personId: name, isOwner: false, grants, freshUntilMs: 0 },
    ...(o.program === undefined ? {} : { program: { id: o.program, name: o.program } }),
    session: { person, locale: 'en', isOwner: false, grants, desk: { timeZone: 'UTC', welcomed: true } },
  }
}

/** A message in both languages. */
export function bothForm(en: string, fr: string, title = 'Brown water') {
  const versions = [
    { account: 'town', language: 'en', text: en },
    { account: 'town', language: 'fr', text: fr },
  ]
  return { title, lane: 'normal' as const, versions }
}
