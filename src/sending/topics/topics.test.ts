import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SignedIn } from '#access/access.ts'
import { createApi, type Api } from '#api/api.ts'
import { silentLog } from '#kernel/log.ts'
import { mayDo, type Grant } from '#kernel/permission.ts'
import { wallClock } from '#kernel/time.ts'
import { outboxMigrations } from '#sending/test-sending.ts'
import { topicLimits, TopicList } from '#sending/topics/contract.ts'
import { topicRoutes } from '#sending/topics/routes.ts'
import { openTopics } from '#sending/topics/topics.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

let store: Store
let api: Api<SignedIn>

beforeEach(async () => {
  store = await openTestStore(outboxMigrations)
  await sql`insert into people (id, name, locale, is_owner, created_at) values ('olive', 'Olive', 'en', true, now()),
    ('wen', 'Wen', 'fr', false, now()), ('gone', 'Gone', 'en', false, now())`.execute(store.db)
  api = createApi<SignedIn>({
    ...{ log: silentLog, strictAnswers: true },
    sessionOf: async (token) => (token === undefined ? undefined : somebody(token)),
    mayDo: ({ grants }, verb) => mayDo(grants, verb),
  })
  topicRoutes(api, openTopics({ store, clock: wallClock }))
})
afterEach(() => store.close())

/** People by the cookie they send. `gone`: had the right when they signed in, and has it no more. */
function somebody(name: string): SignedIn {
  const verbs = name === 'wen' ? (['read'] as const) : (['read', 'settings'] as const)
  const grants = verbs.map((verb): Grant => ({ verb, account: '*', language: '*', lane: '*' }))
  const person = { id: name, name, initials: 'X' }
  return {
    ...{ sessionId: name, personId: name, isOwner: false, grants, freshUntilMs: 0 },
    session: { person, locale: 'en', isOwner: false, grants, desk: { timeZone: 'UTC', welcomed: true } },
  }
}

async function ask(who: string, method: string, path: string, body?: unknown) {
  const answer = await api.hono.request(`http://localhost/api/topics${path}`, {
    method,
    headers: {
      ...{ host: 'localhost', 'x-bellwether': '1', 'content-type': 'application/json' },
      cookie: `bw_session=${who}`,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

const add = (en: string, fr = `${en} (fr)`, who = 'olive') => ask(who, 'POST', '', { names: { en, fr } })

async function listed() {
  return TopicList.parse((await ask('wen', 'GET', '')).body)
}

test('topics are added in order, renamed, retired and brought back; the id stays', async () => {
  const snow = { id: 'snow-removal', names: { en: 'Snow removal', fr: 'Déneigement' }, retired: false }
  expect(await add('Snow removal', 'Déneigement')).toEqual({ status: 201, body: snow })
  expect(await add('Water', 'Eau')).toMatchObject({ status: 201, body: { id: 'water' } })
  const names = { en: 'Winter', fr: 'Hiver' }
  expect((await ask('olive', 'PATCH', '/snow-removal', { names })).body).toEqual({ ...snow, names })
  expect((await ask('olive', 'PATCH', '/water', { retired: true })).body).toMatchObject({ retired: true })
  expect(await ask('olive', 'PUT', '/order', { ids: ['water', 'snow-removal'] })).toMatchObject({
    status: 200,
  })
  expect(await listed()).toEqual({
    topics: [
      { id: 'water', names: { en: 'Water', fr: 'Eau' }, retired: true },
      { ...snow, names },
    ],
    mayChange: false,
  })
  expect((await ask('olive', 'PATCH', '/water', { retired: false })).body).toMatchObject({ retired: false })
})

test('a name that another topic has is refused in both languages, also when two add it at once', async () => {
  const twins = await Promise.all(['Water', 'WATER', ' water', 'Wáter'].map((en) => add(en)))
  expect(twins.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409])
  const no = twins.find(({ status }) => status === 409)?.body
  expect(no).toMatchObject({ error: 'name-taken' })
  expect(await add('Sewers', 'WATER (FR)')).toMatchObject({ status: 409 })
  await add('Roads')
  const names = { en: 'water', fr: 'x' }
  expect(await ask('olive', 'PATCH', '/roads', { names })).toMatchObject({ status: 409 })
  expect((await listed()).topics).toHaveLength(2)
})

test('forty are kept and not one more; an order that is old, or names what is not there, changes nothing', async () => {
  for (let n = 0; n < topicLimits.topicsMax; n++) expect((await add(`Topic ${n}`)).status).toBe(201)
  expect(await add('One more')).toMatchObject({ status: 409, body: { error: 'topics-full' } })
  const ids = (await listed()).topics.map(({ id }) => id)
  expect(ids).toHaveLength(topicLimits.topicsMax)
  for (const wrong of [ids.slice(1), [...ids.slice(1), 'nobody'], [...ids.slice(1), ids[1]]])
    expect(await ask('olive', 'PUT', '/order', { ids: wrong })).toMatchObject({ status: 409 })
  expect(await ask('olive', 'PUT', '/order', { ids: [...ids, 'x'] })).toMatchObject({ status: 422 })
  expect((await listed()).topics.map(({ id }) => id)).toEqual(ids)
  expect((await ask('olive', 'PUT', '/order', { ids: ids.toReversed() })).status).toBe(200)
  expect((await listed()).topics.map(({ id }) => id)).toEqual(ids.toReversed())
})

test('only who looks after the settings changes topics, and only while they still do', async () => {
  await add('Water')
  const tries = (who: string) => [
    add('Roads', 'Routes', who),
    ask(who, 'PATCH', '/water', { retired: true }),
    ask(who, 'PUT', '/order', { ids: ['water'] }),
  ]
  for (const who of ['wen', 'gone'])
    for (const { status } of await Promise.all(tries(who))) expect(status).toBe(403)
  expect(await listed()).toMatchObject({ topics: [{ id: 'water', retired: false }], mayChange: false })
  expect((await ask('olive', 'GET', '')).body).toMatchObject({ mayChange: true })
})

test('what cannot be used is refused in words, and nothing is written', async () => {
  for (const body of [
    ...[{}, { names: {} }, { names: { en: 'A' } }, { names: { en: 'a;b', fr: 'c' } }, [], null],
    ...[{ names: { en: 'x'.repeat(61), fr: 'y' } }, { names: { en: '\u0000', fr: 'y' } }],
  ])
    expect((await ask('olive', 'POST', '', body)).status, `sent ${JSON.stringify(body)}`).toBe(422)
  for (const path of ['/nobody', '/%00', `/${'x'.repeat(200)}`, "/';drop table topics"])
    expect([404, 422]).toContain((await ask('olive', 'PATCH', path, { retired: true })).status)
  expect((await ask('olive', 'PATCH', '/x', {})).status).toBe(422)
  expect((await listed()).topics).toEqual([])
})
