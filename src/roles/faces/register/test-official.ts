import { sql } from 'kysely'
import type { SignedIn } from '#access/access.ts'
import { ensureAccount } from '#access/people/accounts.ts'
import { accessMigrations } from '#access/migrations.ts'
import { createApi, sessionCookie } from '#api/api.ts'
import { silentLog } from '#kernel/log.ts'
import { mayDo, verbs, type Grant, type Verb } from '#kernel/permission.ts'
import { dayMs, wallClock } from '#kernel/time.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import type { NetworkProfile, ProfileReader, ProfileRead, ProfilesFound } from '#networks/profile.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { facesMigrations } from '#roles/faces/migrations.ts'
import type { OfficialNeeds } from '#roles/faces/register/ground.ts'
import type { Said } from '#roles/faces/register/handle.ts'
import { officialRoutes } from '#roles/faces/register/routes.ts'
import type { PublishedText } from '#roles/faces/voice/contract.ts'
import type { AccountHealth } from '#sending/contract.ts'
import { sendingMigrations } from '#sending/migrations.ts'
import { openTestStore } from '#store/test-store.ts'

/** What somebody may do in a test: an owner of the desk, or these verbs. */
export type OfficialPeople = Record<string, 'owner' | readonly Verb[]>

/** A profile of ours, as its network shows it. */
export function profile(more: Partial<NetworkProfile> = {}): NetworkProfile {
  return {
    ...{ id: 'did:plc:ours', handle: 'town@town.example', name: 'Town of Havre-Clair' },
    ...{ bio: 'News of the town.', url: 'https://town.example/@town', fields: [] },
    ...more,
  }
}

/** A desk with accounts, people and a network that says what a test tells it to; a clock moved by hand, from the wall's on. */
export async function openOffice(people: OfficialPeople, o: { isPractice?: boolean; origin?: string } = {}) {
  const store = await openTestStore([
    ...[recordsMigrations, accessMigrations, listeningMigrations, sendingMigrations, facesMigrations],
  ])
  // From now on: the list of accounts began when the database took its steps.
  const time = { nowMs: Math.ceil(Date.now() / dayMs) * dayMs }
  const clock = { nowMs: () => time.nowMs, sleep: wallClock.sleep }
  const network: {
    own: ProfileRead
    found: ProfilesFound
    pictures: Map<string, Uint8Array>
    asked: string[]
    said: { dns: Said; file: Said }
  } = {
    own: { kind: 'profile', profile: profile() },
    found: { kind: 'found', profiles: [], isWhole: true },
    pictures: new Map(),
    asked: [],
    said: { dns: { kind: 'nothing' }, file: { kind: 'nothing' } },
  }
  const reader: ProfileReader = {
    own: async () => network.own,
    search: async (words) => {
      network.asked.push(words)
      return network.found
    },
    avatar: async ({ avatarUrl }) => network.pictures.get(avatarUrl ?? ''),
  }
  // Somebody who tests a network that takes money puts its reader here.
  const readers = new Map<string, ProfileReader>([
    ['mastodon', reader],
    ['bluesky', reader],
  ])
  const board: AccountHealth[] = []
  const said = new Map<string, number>()
  const texts: PublishedText[] = []
  const disconnected: string[] = []
  let ids = 0
  const needs: OfficialNeeds = {
    ...{ store, clock, log: silentLog, isPractice: o.isPractice ?? false },
    newId: () => `id${String((ids += 1)).padStart(3, '0')}`,
    desk: async () => ({ timeZone: 'America/Toronto', place: { name: 'Havre-Clair' } }),
    origin: () => o.origin ?? 'https://desk.example',
    board: async () => board,
    profilesOf: ({ network: of }) => readers.get(of),
    lookups: { dns: async () => network.said.dns, file: async () => network.said.file },
    disconnect: async (_who, account) => void disconnected.push(account),
    lastSaid: async () => said,
    publishedSince: async (fromMs) => texts.filter(({ atMs }) => atMs >= fromMs),
    heard: {
      nowMs: () => time.nowMs,
      coverage: () => ({ since: new Date(0).toISOString(), sources: 1, missing: [] }),
    },
  }
  const grantsOf = (name: string): Grant[] => {
    const may = people[name] ?? []
    return (may === 'owner' ? verbs : may).map((verb) => ({
      verb,
      account: '*',
      language: '*',
      lane: '*' as const,
    }))
  }
  for (const [name, may] of Object.entries(people)) {
    await sql`insert into people (id, name, locale, is_owner, created_at)
      values (${name}, ${name}, ${name.endsWith('e') ? 'fr' : 'en'}, ${may === 'owner'}, now())`.execute(
      store.db,
    )
    if (may === 'owner') continue
    await sql`insert into teams (id, name_en, name_fr, created_at) values (${name}, ${name}, ${name}, now())`.execute(
      store.db,
    )
    await sql`insert into team_people (team_id, person_id) values (${name}, ${name})`.execute(store.db)
    for (const { verb } of grantsOf(name))
      await sql`insert into team_grants (team_id, verb, account, language, lane)
        values (${name}, ${verb}, '*', '*', '*')`.execute(store.db)
  }
  const api = createApi<SignedIn>({
    log: silentLog,
    sessionOf: async (name) =>
      name === undefined || !(name in people) ? undefined : doer(name, grantsOf(name)),
    mayDo: (who, verb) => mayDo(who.grants, verb),
    isFresh: () => true,
    strictAnswers: true,
  })
  officialRoutes(api, needs)
  return {
    ...{ store, needs, time, network, readers, board, said, texts, disconnected },
    who: (name: string) => doer(name, grantsOf(name)),
    /** An account of ours that is connected. */
    account: async (id: string, more: { network?: string; handle?: string; name?: string } = {}) => {
      const { network: of = 'mastodon', handle = '@town@town.example', name = 'Town of Havre-Clair' } = more
      const row = { id, network: of, handle, name, languages: ['en', 'fr'] }
      await store.inTransaction((tx) => ensureAccount(tx, row, time.nowMs))
      board.push({
        account: id,
        network: of,
        handle,
        name,
        languages: row.languages,
        state: 'connected',
        owners: 1,
      })
    },
    /** Asks as a browser would. */
    ask: async (path: string, as: { by?: string; method?: string; body?: unknown } = {}) => {
      const answer = await api.hono.request(new URL(path, 'http://localhost'), {
        method: as.method ?? (as.body === undefined ? 'GET' : 'POST'),
        headers: {
          'x-bellwether': '1',
          ...(as.by === undefined ? {} : { cookie: `${sessionCookie}=${as.by}` }),
          ...(as.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(as.body === undefined ? {} : { body: JSON.stringify(as.body) }),
      })
      const text = await answer.text()
      return { status: answer.status, text, headers: answer.headers, json: jsonIn(text) }
    },
    /** What rings, oldest first: `ana: title`. */
    bells: async () => {
      const { rows } = await sql<{ person_id: string; title: string }>`
        select person_id, title from notices order by id`.execute(store.db)
      return rows.map(({ person_id, title }) => `${person_id}: ${title}`)
    },
    records: async (subject: string) => {
      const { rows } = await sql<{ body: string }>`
        select body from records_entries where subject = ${subject} order by seq`.execute(store.db)
      // Our own entries, as `keepRecord` wrote them.
      return rows.map(({ body }) => (JSON.parse(body) as { facts: Record<string, unknown> }).facts)
    },
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // a page
  }
}

function doer(name: string, grants: Grant[]): SignedIn {
  const person = { id: name, name, initials: 'X' }
  return {
    ...{ sessionId: name, personId: name, isOwner: false, grants, freshUntilMs: 0 },
    session: { person, locale: 'en', isOwner: false, grants, desk: { timeZone: 'UTC', welcomed: true } },
  }
}
