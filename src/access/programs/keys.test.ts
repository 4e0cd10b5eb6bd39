import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { openAccess, type SignedIn } from '#access/access.ts'
import { accessMigrations } from '#access/migrations.ts'
import { MadeKey, ProgramList, type NewKey } from '#access/people/contract.ts'
import { covers } from '#access/people/grants.ts'
import { openPeople, type Ground } from '#access/people/ground.ts'
import { ownerGrants } from '#access/people/live-grants.ts'
import { leave } from '#access/people/leaving.ts'
import { verbsForPeopleOnly } from '#access/programs/contract.ts'
import { programDoor } from '#access/programs/entering.ts'
import { isKeyText, newKeyText } from '#access/programs/key-text.ts'
import { programRoutes } from '#access/programs/routes.ts'
import { grantsNow } from '#access/programs/rules.ts'
import { createApi, type Api } from '#api/api.ts'
import { systemChance } from '#api/chance.ts'
import { rawRoute } from '#api/route.ts'
import { lanes, mayDo, verbs, type Grant } from '#kernel/permission.ts'
import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { openTestStore } from '#store/test-store.ts'
import { beginSession } from '#access/sessions.ts'
import { openVault } from '#access/vault/vault.ts'
import type { Store } from '#store/store.ts'

let store: Store
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bellwether-keys-'))
  store = await openTestStore([recordsMigrations, accessMigrations])
}, 30_000)
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

type House = {
  api: Api<SignedIn>
  time: { nowMs: number }
  people: Ground
  cookie: string
  ownerId: string
  signInAgain: () => Promise<string>
}

/** A desk on which its owner, signed in a moment ago, makes keys. Each has a time of its own. */
let day = Date.UTC(2027, 0, 1)
async function house(o: { fresh?: boolean } = {}): Promise<House> {
  const time = { nowMs: (day += 400 * dayMs) }
  const clock = { nowMs: () => time.nowMs, sleep: () => new Promise<void>(() => undefined) }
  const access = await openAccess({ store, clock })
  const people = openPeople({ store, clock, chance: systemChance, ports: [] })
  const api = createApi<SignedIn>({
    log: () => undefined,
    clock,
    strictAnswers: true,
    sessionOf: (token) => access.sessionOf(token),
    mayDo: (who, verb) => mayDo(who.grants, verb),
    isFresh: () => o.fresh !== false,
    programOf: programDoor(people),
  })
  programRoutes(api, { people, vault: await openVault({ store, clock, dataDir: folder }), kinds: [] })
  for (const verb of ['read', 'write', 'approve', 'people'] as const) addDoor(api, verb)
  const begin = async (): Promise<SignedIn & { token: string }> => {
    const link = new URL(await access.newSignInLink('http://localhost'))
    const signed = await access.signIn(link.pathname.slice('/sign-in/'.length))
    if (!signed.ok) throw new Error('the owner should be signed in')
    return { ...signed.signedIn, token: signed.token }
  }
  const owner = await begin()
  const signInAgain = async (): Promise<string> => `bw_session=${(await begin()).token}`
  return { api, time, people, cookie: `bw_session=${owner.token}`, ownerId: owner.personId, signInAgain }
}

function addDoor(api: Api<SignedIn>, may: 'read' | 'write' | 'approve' | 'people'): void {
  rawRoute(api, {
    method: 'get',
    path: `/door/${may}`,
    summary: 'A door',
    access: 'signed-in',
    may,
    handle: ({ session, context }) => context.json({ program: session.program, grants: session.grants }),
  })
}

const everywhere = { account: '*', language: '*', lane: '*' } as const
const reading: Grant = { verb: 'read', ...everywhere }
const writing: Grant = { verb: 'write', ...everywhere }

async function ask(o: House, method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { cookie: o.cookie, 'x-bellwether': '1', 'content-type': 'application/json' }
  return o.api.hono.request(path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
}

let names = 0
async function make(o: House, asked: Partial<NewKey> = {}): Promise<z.infer<typeof MadeKey>> {
  const whole = { name: `Weather feed ${names++}`, grants: [reading], endsAt: inDays(o, 30), ...asked }
  const answer = await ask(o, 'POST', '/api/programs/keys', whole)
  expect(answer.status).toBe(201)
  return MadeKey.parse(await answer.json())
}

function inDays({ time }: House, days: number): string {
  return new Date(time.nowMs + days * dayMs).toISOString()
}

async function call(o: House, secret: string, path = '/door/read'): Promise<number> {
  return (await o.api.hono.request(path, { headers: { authorization: `Bearer ${secret}` } })).status
}

async function refusalFor(o: House, asked: Partial<NewKey>): Promise<string> {
  const whole = { name: `Weather feed ${names++}`, grants: [reading], endsAt: inDays(o, 30), ...asked }
  const answer = await ask(o, 'POST', '/api/programs/keys', whole)
  return ((await answer.json()) as { error: string }).error
}

async function recordsOf(subject: string): Promise<string[]> {
  const { rows } = await sql<{ kind: string }>`
    select kind from records_entries where subject = ${subject} order by seq`.execute(store.db)
  return rows.map(({ kind }) => kind)
}

test('a program enters with its key where the key says so, and nowhere else', async () => {
  const desk = await house()
  const { key, secret } = await make(desk)
  expect(await call(desk, secret)).toBe(200)
  expect(await call(desk, secret, '/door/write')).toBe(403)
  expect(await call(desk, secret, '/door/people')).toBe(403)
  const said = await desk.api.hono.request('/door/read', { headers: { authorization: `bearer ${secret}` } })
  expect(await said.json()).toEqual({ program: { id: key.id, name: key.name }, grants: [reading] })
})

test('a key is shown once: neither the list nor the database has it', async () => {
  const desk = await house()
  const { secret, key } = await make(desk)
  const list = await (await ask(desk, 'GET', '/api/programs')).text()
  expect(list).toContain(key.id)
  expect(list).not.toContain(secret)
  const { rows } = await sql<{ text: string }>`select api_keys::text as text from api_keys`.execute(store.db)
  const entries = await sql<{ body: string }>`select body from records_entries`.execute(store.db)
  const everything = JSON.stringify([rows, entries.rows])
  expect(everything).not.toContain(secret.slice(3, 51))
})

test('making a key needs a fresh proof, ending one does not, and both are on record', async () => {
  const stale = await house({ fresh: false })
  expect(await refusalFor(stale, {})).toBe('not-fresh')
  const desk = await house()
  const { key, secret } = await make(desk)
  expect((await ask(desk, 'DELETE', `/api/programs/keys/${key.id}`)).status).toBe(204)
  expect(await call(desk, secret)).toBe(401)
  expect((await ask(desk, 'DELETE', `/api/programs/keys/${key.id}`)).status).toBe(404)
  expect(await recordsOf(`key:${key.id}`)).toEqual(['key-made', 'key-ended'])
})

test('a key never approves, breaks glass, changes people or allows what the policy refuses', async () => {
  const desk = await house()
  for (const verb of verbsForPeopleOnly)
    expect(await refusalFor(desk, { grants: [reading, { verb, ...everywhere }] })).toBe('more-than-maker')
  const { secret, key } = await make(desk)
  // Even where the row in the database is changed behind our back.
  const grants = JSON.stringify(ownerGrants)
  await sql`update api_keys set grants = ${grants}::jsonb where id = ${key.id}`.execute(store.db)
  expect(await call(desk, secret, '/door/approve')).toBe(403)
  expect(await call(desk, secret, '/door/people')).toBe(403)
  expect(await call(desk, secret, '/door/write')).toBe(200)
})

test('a key loses what its maker loses, at the next call', async () => {
  const desk = await house()
  const maker = await helper(desk, [{ verb: 'people', ...everywhere }, reading])
  const byMaker = { ...desk, cookie: maker.cookie }
  expect(await refusalFor(byMaker, { grants: [writing] })).toBe('more-than-maker')
  const { secret } = await make(byMaker)
  expect(await call(desk, secret)).toBe(200)
  await sql`delete from team_grants where team_id = ${maker.id} and verb = 'read'`.execute(store.db)
  expect(await call(desk, secret)).toBe(403)
})

test('a key ends when whoever made it leaves', async () => {
  const desk = await house()
  const maker = await helper(desk, [{ verb: 'people', ...everywhere }, reading])
  const { secret, key } = await make({ ...desk, cookie: maker.cookie })
  const who = { personId: desk.ownerId, session: { person: { id: desk.ownerId, name: 'O', initials: 'O' } } }
  // Only the name and id of the session are read by leaving.
  expect(await leave(desk.people, who as unknown as SignedIn, { personId: maker.id })).toMatchObject({
    ok: true,
  })
  expect(await call(desk, secret)).toBe(401)
  expect(await recordsOf(`key:${key.id}`)).toEqual(['key-made', 'key-ended'])
})

/** Somebody in a team of their own, signed in. */
async function helper(desk: House, grants: readonly Grant[]): Promise<{ id: string; cookie: string }> {
  const id = `helper-${names++}`
  const at = new Date(desk.time.nowMs)
  await sql`insert into people (id, name, locale, is_owner, created_at) values (${id}, ${id}, 'en', false, ${at})`.execute(
    store.db,
  )
  await sql`insert into teams (id, name_en, name_fr, created_at) values (${id}, ${id}, ${id}, ${at})`.execute(
    store.db,
  )
  await sql`insert into team_people (team_id, person_id) values (${id}, ${id})`.execute(store.db)
  for (const { verb, account, language, lane } of grants)
    await sql`insert into team_grants values (${id}, ${verb}, ${account}, ${language}, ${lane})`.execute(
      store.db,
    )
  const begun = await beginSession(desk.people.db, {
    personId: id,
    browser: '',
    way: 'link',
    nowMs: desk.time.nowMs,
    chance: systemChance,
  })
  return { id, cookie: `bw_session=${begun.token}` }
}

test('a key is over when its time is, and is made for a year at most', async () => {
  const desk = await house()
  expect(await refusalFor(desk, { endsAt: inDays(desk, 367) })).toBe('ends-too-late')
  expect(await refusalFor(desk, { endsAt: inDays(desk, 0.01) })).toBe('ends-too-late')
  expect(await refusalFor(desk, { endsAt: inDays(desk, -1) })).toBe('ends-too-late')
  const { secret, key } = await make(desk, { endsAt: inDays(desk, 2) })
  desk.time.nowMs += 2 * dayMs - 1
  expect(await call(desk, secret)).toBe(200)
  desk.time.nowMs += 1
  expect(await call(desk, secret)).toBe(401)
  desk.cookie = await desk.signInAgain()
  const list = ProgramList.parse(await (await ask(desk, 'GET', '/api/programs')).json())
  expect(list.keys.find(({ id }) => id === key.id)?.state).toBe('over')
})

test('what a key is asked for has to make sense', async () => {
  const desk = await house()
  expect(await refusalFor(desk, { grants: [{ ...writing, account: 'nobody' }] })).toBe('no-such-account')
  expect(await refusalFor(desk, { grants: [{ ...reading, lane: 'exercise' }] })).toBe('desk-wide-verb')
  await make(desk, { name: 'Bridge' })
  expect(await refusalFor(desk, { name: 'BRIDGE' })).toBe('name-taken')
  expect(await refusalFor(desk, { name: '  ' })).toBe('not-valid')
  expect(await refusalFor(desk, { grants: [] })).toBe('not-valid')
})

test('when a key was last used is known to the hour', async () => {
  const desk = await house()
  const { secret, key } = await make(desk)
  desk.time.nowMs += 2 * hourMs + 17 * minuteMs
  await call(desk, secret)
  const used = async (): Promise<string | undefined> =>
    ProgramList.parse(await (await ask(desk, 'GET', '/api/programs')).json()).keys.find(
      ({ id }) => id === key.id,
    )?.usedAt
  expect(await used()).toBe(new Date(desk.time.nowMs - 17 * minuteMs).toISOString())
  desk.time.nowMs += 30 * minuteMs
  await call(desk, secret)
  expect(await used()).toBe(new Date(desk.time.nowMs - 47 * minuteMs).toISOString())
})

test('a busy program has to wait, and others are not kept waiting by it', async () => {
  const desk = await house()
  const [busy, calm] = [await make(desk), await make(desk)]
  const answers = new Set<number>()
  for (let i = 0; i < 121; i++) answers.add(await call(desk, busy.secret))
  expect([...answers]).toEqual([200, 429])
  expect(await call(desk, calm.secret)).toBe(200)
})

test('guessing is slowed down by address, and cannot shut a program out that works', async () => {
  const desk = await house()
  const { secret } = await make(desk)
  expect(await call(desk, secret)).toBe(200)
  const guesses = []
  for (let i = 0; i < 12; i++) guesses.push(await call(desk, newKeyText(systemChance)))
  expect(guesses.filter((status) => status === 401)).toHaveLength(9)
  expect(guesses.at(-1)).toBe(429)
  expect(await call(desk, secret)).toBe(200)
})

test('a mistyped key is told apart without asking the store', async () => {
  const desk = await house()
  const { secret } = await make(desk)
  expect(await call(desk, secret.toUpperCase())).toBe(401)
  expect(await call(desk, secret.slice(0, -1))).toBe(401)
  fc.assert(
    fc.property(fc.nat({ max: secret.length - 4 }), fc.constantFrom(...'0123456789abcdef'), (at, digit) => {
      const place = at + 3
      const wrong = secret.slice(0, place) + digit + secret.slice(place + 1)
      expect(isKeyText(wrong)).toBe(wrong === secret)
    }),
  )
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => !isKeyText(text)))
})

test('a key is for no address where somebody acts for themselves', async () => {
  const desk = await house()
  const { secret } = await make(desk, { grants: [reading, writing] })
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const answer = await desk.api.hono.request('/api/programs/keys', { method: 'POST', headers, body: '{}' })
  expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([
    403,
    'not-for-programs',
  ])
})

const anyGrant: fc.Arbitrary<Grant> = fc.record({
  verb: fc.constantFrom(...verbs),
  account: fc.constantFrom('*', 'a', 'b'),
  language: fc.constantFrom('*', 'en', 'fr'),
  lane: fc.constantFrom('*', ...lanes),
})

test('whatever a key was made for, it opens nothing that its maker may not do now', () => {
  fc.assert(
    fc.property(fc.array(anyGrant, { maxLength: 8 }), fc.array(anyGrant, { maxLength: 8 }), (made, held) => {
      for (const grant of grantsNow(made, held)) {
        expect(held.some((one) => covers(one, grant)) && made.some((one) => covers(one, grant))).toBe(true)
        expect(verbsForPeopleOnly).not.toContain(grant.verb)
      }
    }),
  )
})
