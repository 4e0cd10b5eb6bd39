import { sql } from 'kysely'
import type { SignedIn } from '#access/access.ts'
import { Approvals } from '#access/approvals/approvals.ts'
import { accessMigrations } from '#access/migrations.ts'
import { createApi } from '#api/api.ts'
import { silentLog } from '#kernel/log.ts'
import { mayDo, type Grant, type Verb } from '#kernel/permission.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { sendingMigrations } from '#sending/migrations.ts'
import { facesMigrations } from '#roles/faces/migrations.ts'
import type { Queue } from '#roles/faces/questions/contract.ts'
import type { HeardPost, QuestionsNeeds } from '#roles/faces/questions/ground.ts'
import { Questions } from '#roles/faces/questions/questions.ts'
import { signedIn } from '#roles/faces/test-faces.ts'
import { openTestStore } from '#store/test-store.ts'

/** Sunday, 1 March 2026, 14:00 in Toronto. */
export const beginMs = Date.UTC(2026, 2, 1, 19)

const people: Record<string, readonly Verb[]> = {
  wen: ['read', 'write', 'publish'],
  pat: ['read', 'write'],
  ana: ['read', 'approve'],
  guest: ['read'],
}

/** An office that answers questions: Wen announces and writes, Pat writes too, Ana approves, a guest reads; a clock moved by hand. */
export async function openQuestions() {
  const store = await openTestStore([
    ...[recordsMigrations, accessMigrations, listeningMigrations, sendingMigrations, facesMigrations],
  ])
  const time = { nowMs: beginMs }
  const clock = { nowMs: () => time.nowMs, sleep: () => new Promise<void>(() => undefined) }
  const posts: HeardPost[] = []
  let ids = 0
  const needs: QuestionsNeeds = {
    ...{ store, clock, log: silentLog, site: 'site', isPractice: false },
    newId: () => `id${String((ids += 1)).padStart(4, '0')}`,
    approvals: new Approvals({ store, clock }),
    desk: async () => ({ timeZone: 'America/Toronto' }),
    heard: {
      answersTo: async () => [...posts],
      posts: async (wanted) => posts.filter(({ id }) => wanted.includes(id)),
    },
  }
  for (const [name, may] of Object.entries(people)) {
    await sql`insert into people (id, name, locale, is_owner, created_at) values (${name}, ${name}, 'en', false, now())`.execute(
      store.db,
    )
    await sql`insert into teams (id, name_en, name_fr, created_at) values (${name}, ${name}, ${name}, now())`.execute(
      store.db,
    )
    await sql`insert into team_people (team_id, person_id) values (${name}, ${name})`.execute(store.db)
    for (const verb of may)
      await sql`insert into team_grants (team_id, verb, account, language, lane) values (${name}, ${verb}, '*', '*', '*')`.execute(
        store.db,
      )
  }
  const grantsOf = (name: string): Grant[] =>
    (people[name] ?? []).map((verb) => ({ verb, account: '*', language: '*', lane: '*' as const }))
  const api = createApi<SignedIn>({
    ...{ log: silentLog, clock, strictAnswers: true },
    sessionOf: async (name) =>
      name === undefined || !(name in people) ? undefined : signedIn(name, grantsOf(name)),
    mayDo: (who, verb) => mayDo(who.grants, verb),
  })
  const questions = new Questions(needs)
  questions.addRoutes(api)
  const ask = async (path: string, o: { by?: string; method?: string; body?: unknown } = {}) =>
    api.hono.request(new URL(path, 'http://localhost'), {
      method: o.method ?? (o.body === undefined ? 'GET' : 'POST'),
      headers: {
        'x-bellwether': '1',
        ...(o.by === undefined ? {} : { cookie: `bw_session=${o.by}` }),
        ...(o.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(o.body === undefined ? {} : { body: JSON.stringify(o.body) }),
    })
  const form = async (path: string, fields: Record<string, string>, address = '192.0.2.1') =>
    api.hono.request(
      new URL(path, 'http://localhost'),
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      },
      { incoming: { socket: { remoteAddress: address } } },
    )
  return {
    ...{ store, needs, questions, time, posts, ask, form },
    close: () => store.close(),
    /** The queue of a session, as Wen sees it. */
    queue: async (id: string, by = 'wen') =>
      (await (await ask(`/api/question-sessions/${id}`, { by })).json()) as Queue, // strictAnswers checked it
    records: async () => {
      const { rows } = await sql<{ kind: string }>`select kind from records_entries order by seq`.execute(
        store.db,
      )
      return rows.map(({ kind }) => kind)
    },
  }
}

/** An office opened by `openQuestions`. */
export type QuestionsOffice = Awaited<ReturnType<typeof openQuestions>>

/** A session from 15:00 to 16:00 that takes questions at once. */
export const sessionForm = {
  title: { en: 'Your water', fr: 'Votre eau' },
  lede: { en: 'Ask the water team.', fr: 'Posez vos questions à l’équipe de l’eau.' },
  ...{ begins: '2026-03-01T15:00', ends: '2026-03-01T16:00', timeZone: 'America/Toronto' },
}

/** Announces it; its id. */
export async function announced(o: QuestionsOffice, form: object = sessionForm): Promise<string> {
  const answer = await o.ask('/api/question-sessions', { by: 'wen', body: form })
  return ((await answer.json()) as { id: string }).id
}
