import { sql } from 'kysely'
import type { SignedIn } from '#access/access.ts'
import { accessMigrations } from '#access/migrations.ts'
import { openPeople } from '#access/people/ground.ts'
import { leave } from '#access/people/leaving.ts'
import { createApi } from '#api/api.ts'
import { systemChance } from '#api/chance.ts'
import { silentLog } from '#kernel/log.ts'
import { mayDo, verbs, type Grant, type Verb } from '#kernel/permission.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { sendingMigrations } from '#sending/migrations.ts'
import { Files } from '#sending/files/files.ts'
import { Faces } from '#roles/faces/faces.ts'
import { facesMigrations } from '#roles/faces/migrations.ts'
import type { Face } from '#roles/faces/people/contract.ts'
import { facesRoutes } from '#roles/faces/routes.ts'
import { openTestStore } from '#store/test-store.ts'

/** What somebody may do in a test: an owner, or these verbs. */
export type Joining = Record<string, 'owner' | readonly Verb[]>

/** Sunday, 1 March 2026, 14:00 in Toronto. */
const beginMs = Date.UTC(2026, 2, 1, 19)

/** An office whose people show themselves: a store, people with rights, a clock moved by hand, and the addresses of faces. */
export async function openFaces(people: Joining, o: { isPractice?: boolean } = {}) {
  const store = await openTestStore([
    ...[recordsMigrations, accessMigrations, listeningMigrations, sendingMigrations],
    facesMigrations,
  ])
  const time = { nowMs: beginMs, zone: 'America/Toronto', holidays: [] as { on: string; name: string }[] }
  const clock = { nowMs: () => time.nowMs, sleep: () => new Promise<void>(() => undefined) }
  let ids = 0
  const ended: string[] = []
  const faces = new Faces({
    ...{ store, clock, log: silentLog, files: new Files({ store, clock, log: silentLog }) },
    newId: () => `id${String((ids += 1)).padStart(3, '0')}`,
    desk: async () => ({ timeZone: time.zone, place: { name: 'Havre-Clair' } }),
    holidays: async () => time.holidays,
    isPractice: o.isPractice ?? false,
    bylineEnded: async (_tx, id) => void ended.push(id),
  })
  for (const [name, may] of Object.entries(people)) {
    await sql`insert into people (id, name, locale, is_owner, created_at)
      values (${name}, ${name}, 'en', ${may === 'owner'}, now())`.execute(store.db)
    if (may === 'owner') continue
    await sql`insert into teams (id, name_en, name_fr, created_at) values (${name}, ${name}, ${name}, now())`.execute(
      store.db,
    )
    await sql`insert into team_people (team_id, person_id) values (${name}, ${name})`.execute(store.db)
    for (const verb of may)
      await sql`insert into team_grants (team_id, verb, account, language, lane) values (${name}, ${verb}, '*', '*', '*')`.execute(
        store.db,
      )
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
  const api = createApi<SignedIn>({
    log: silentLog,
    sessionOf: async (name) =>
      name === undefined || !(name in people) ? undefined : signedIn(name, grantsOf(name)),
    mayDo: (who, verb) => mayDo(who.grants, verb),
    strictAnswers: true,
    clock,
  })
  facesRoutes(api, faces.needs)
  const ground = openPeople({ store, clock, chance: systemChance, ports: [faces.holdings] })
  const ask = async (
    path: string,
    as?: { by?: string; method?: string; body?: unknown; headers?: Record<string, string> },
  ) =>
    api.hono.request(new URL(path, 'http://localhost'), {
      method: as?.method ?? (as?.body === undefined ? 'GET' : 'POST'),
      headers: {
        'x-bellwether': '1',
        ...(as?.by === undefined ? {} : { cookie: `bw_session=${as.by}` }),
        ...(as?.body === undefined || as.body instanceof Uint8Array
          ? {}
          : { 'content-type': 'application/json' }),
        ...as?.headers,
      },
      ...(as?.body === undefined
        ? {}
        : { body: as.body instanceof Uint8Array ? Buffer.from(as.body) : JSON.stringify(as.body) }),
    })
  return {
    ...{ store, faces, time, ask, ended },
    close: () => store.close(),
    /** Somebody leaves, seen off by an owner. */
    leave: (personId: string, by: string) => leave(ground, signedIn(by, grantsOf(by)), { personId }),
    records: async (kind: string) => {
      const { rows } = await sql<{ body: string }>`
        select body from records_entries where kind = ${kind} order by seq`.execute(store.db)
      // Our own entries, as `keepRecord` wrote them.
      return rows.map(
        ({ body }) => JSON.parse(body) as { by: { name: string }; facts: Record<string, unknown> },
      )
    },
    notices: async (personId: string) => {
      const { rows } = await sql<{ title: string; by_name: string; item: string }>`
        select title, by_name, item from notices where person_id = ${personId} order by id`.execute(store.db)
      return rows
    },
  }
}

/** An office opened by `openFaces`. */
export type FacesOffice = Awaited<ReturnType<typeof openFaces>>

/** Somebody signed in, as routes hand them over. */
export function signedIn(name: string, grants: Grant[] = []): SignedIn {
  const person = { id: name, name, initials: 'X' }
  return {
    ...{ sessionId: name, personId: name, isOwner: false, grants, freshUntilMs: 0 },
    session: { person, locale: 'en', isOwner: false, grants, desk: { timeZone: 'UTC', welcomed: true } },
  }
}

/** What Sam writes of themself in tests. */
export const samsFace: Face = {
  name: 'Sam',
  team: { en: 'Roads team', fr: 'équipe de la voirie' },
  pronoun: { en: 'they', fr: 'iel' },
  hours: { en: 'Weekdays, 8:30 to 16:30', fr: 'En semaine, de 8 h 30 à 16 h 30' },
  languages: ['en', 'fr'],
  helps: { en: 'Closed streets and snow', fr: 'Rues fermées et neige' },
}

/** Writes a face and agrees to show all of it that has words. */
export async function showAll(
  o: FacesOffice,
  by: string,
  { face = samsFace, purposes = ['byline', 'rota', 'page'] }: { face?: Face; purposes?: string[] } = {},
): Promise<Response> {
  const mine = (await (await o.ask('/api/faces/mine', { by })).json()) as { revision: number }
  const written = await o.ask('/api/faces/mine', {
    by,
    method: 'PUT',
    body: { revision: mine.revision, face },
  })
  if (written.status !== 200) return written
  const fields = ['name', 'team', 'pronoun', 'hours', 'languages', 'helps', 'photo'].filter(
    (field) => field in face,
  )
  return o.ask('/api/faces/mine/consent', { by, body: { revision: mine.revision + 1, fields, purposes } })
}
