import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAccess, type SignedIn } from '#access/access.ts'
import { accessMigrations } from '#access/migrations.ts'
import { openPeople, type Ground } from '#access/people/ground.ts'
import { noticeKind } from '#access/programs/hook-kinds.ts'
import { endHook, listHooks, makeHook, type HookGround } from '#access/programs/hooks.ts'
import { programRoutes } from '#access/programs/routes.ts'
import { checkSignature, newHookSecret, signatureOf } from '#access/programs/signature.ts'
import { openVault, type Vault } from '#access/vault/vault.ts'
import { createApi, type Api } from '#api/api.ts'
import { systemChance } from '#api/chance.ts'
import { dayMs, minuteMs, secondMs, wallClock } from '#kernel/time.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { openTestStore } from '#store/test-store.ts'
import type { Store } from '#store/store.ts'

let store: Store
let folder: string
let vault: Vault
let api: Api<SignedIn>
let people: Ground
let ground: HookGround
let who: SignedIn
let aheadMs = 0
const clock = { ...wallClock, nowMs: () => wallClock.nowMs() + aheadMs }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bellwether-hooks-'))
  store = await openTestStore([recordsMigrations, accessMigrations])
  vault = await openVault({ store, clock, dataDir: folder })
  const access = await openAccess({ store, clock })
  people = openPeople({ store, clock, chance: systemChance, ports: [] })
  ground = { people, vault, kinds: [noticeKind] }
  api = createApi<SignedIn>({ log: () => undefined, clock, sessionOf: (token) => access.sessionOf(token) })
  programRoutes(api, ground)
  const link = new URL(await access.newSignInLink('http://localhost'))
  const signed = await access.signIn(link.pathname.slice('/sign-in/'.length))
  if (!signed.ok) throw new Error('the owner should be signed in')
  who = signed.signedIn
}, 30_000)
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

let count = 0
async function made(by: SignedIn = who): Promise<{ id: string; secret: string; name: string }> {
  const name = `311 line ${count++}`
  const endsAt = new Date(clock.nowMs() + 30 * dayMs).toISOString()
  const done = await makeHook(ground, by, { name, kind: 'notice', endsAt })
  if (!done.ok) throw new Error(done.why)
  return { id: done.value.hook.id, secret: done.value.secret, name }
}

type Sent = { status: number; said: string }

/** Sends something as a program does that has the secret; `o` is what it does otherwise. */
async function send(
  hook: { id: string; secret: string },
  body: unknown,
  o: { id?: string; atMs?: number; signature?: string; raw?: string; headers?: Record<string, string> } = {},
): Promise<Sent> {
  const id = o.id ?? `msg_${count++}`
  const timestamp = String(Math.floor((o.atMs ?? clock.nowMs()) / secondMs))
  const text = o.raw ?? JSON.stringify(body)
  const signature =
    o.signature ?? `v1,${signatureOf(hook.secret, { id, timestamp, body: Buffer.from(text) })}`
  const answer = await api.hono.request(`/hooks/${hook.id}`, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signature,
      ...o.headers,
    },
  })
  const json = (await answer.json()) as { error?: string; received?: string }
  return { status: answer.status, said: json.error ?? json.received ?? '' }
}

async function told(title: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from notices where kind = 'told' and title = ${title}`.execute(store.db)
  return rows[0]?.n ?? 0
}

test('what a program tells stands under the bell of those who take on issues', async () => {
  const hook = await made()
  expect(await send(hook, { text: 'Burst main at Pont Neuf', link: '/issues' })).toEqual({
    status: 202,
    said: 'now',
  })
  const { rows } = await sql<{ item: string; by_name: string }>`
    select item, by_name from notices where title = 'Burst main at Pont Neuf'`.execute(store.db)
  expect(rows).toEqual([{ item: '/issues', by_name: hook.name }])
  const listed = (await listHooks(people.db, clock.nowMs())).find(({ id }) => id === hook.id)
  expect(listed).toMatchObject({ state: 'live', received: [{ outcome: 'taken' }] })
})

test('the signature is the one of Standard Webhooks, by its own example', () => {
  // From the specification, standard-webhooks/standard-webhooks, spec/standard-webhooks.md (signature scheme).
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const signed = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: '1614265330' }
  const body = Buffer.from('{"test": 2432232314}')
  expect(signatureOf(secret, { ...signed, body })).toBe('g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

test('a delivery that comes again does nothing twice, also at the same moment', async () => {
  const hook = await made()
  const all = await Promise.all([1, 2, 3].map(() => send(hook, { text: 'Said once' }, { id: 'msg_same' })))
  expect(all.map(({ said }) => said).toSorted()).toEqual(['before', 'before', 'now'])
  expect(await told('Said once')).toBe(1)
})

test('without the secret nothing comes in: wrong, missing, moved or altered signatures', async () => {
  const [hook, other] = [await made(), await made()]
  const wrong = { status: 401, said: 'wrong-signature' }
  expect(await send({ ...hook, secret: other.secret }, { text: 'Forged' })).toEqual(wrong)
  expect(await send(hook, { text: 'Forged' }, { signature: '' })).toEqual(wrong)
  expect(await send(hook, { text: 'Forged' }, { signature: `v1,${'A'.repeat(43)}=` })).toEqual(wrong)
  expect(await send(hook, { text: 'Forged' }, { headers: { 'webhook-id': 'another' } })).toEqual(wrong)
  expect(await send(hook, { text: 'Forged' }, { headers: { 'webhook-timestamp': '1' } })).toEqual(wrong)
  expect(await send(hook, { text: 'Forged' }, { id: 'x'.repeat(101) })).toEqual(wrong)
  expect(await told('Forged')).toBe(0)
})

test('while a sender changes its secret, one of several signatures is enough', async () => {
  const hook = await made()
  const timestamp = String(Math.floor(clock.nowMs() / secondMs))
  const body = Buffer.from('{}')
  const ours = signatureOf(hook.secret, { id: 'm', timestamp, body })
  const both = { id: 'm', timestamp, body, signature: `v1,${'A'.repeat(43)}= v1,${ours}` }
  expect(checkSignature(hook.secret, both, clock.nowMs())).toBe('holds')
  expect(checkSignature(newHookSecret(systemChance), both, clock.nowMs())).toBe('wrong')
})

test('what was signed more than five minutes ago, or ahead, is refused', async () => {
  const hook = await made()
  const now = clock.nowMs()
  const late = { status: 401, said: 'too-late' }
  expect(await send(hook, { text: 'Old' }, { atMs: now - 6 * minuteMs })).toEqual(late)
  expect(await send(hook, { text: 'Old' }, { atMs: now + 6 * minuteMs })).toEqual(late)
  expect(await send(hook, { text: 'Fresh enough' }, { atMs: now - 4 * minuteMs })).toMatchObject({
    status: 202,
  })
})

test('only JSON of 256 kB comes in, in the form of the kind', async () => {
  const hook = await made()
  expect(await send(hook, 0, { raw: '{' })).toEqual({ status: 400, said: 'not-json' })
  expect(await send(hook, 0, { raw: `"${'x'.repeat(256 * 1024)}"` })).toEqual({
    status: 413,
    said: 'too-large',
  })
  expect(await send(hook, {}, { headers: { 'content-type': 'text/plain' } })).toMatchObject({ status: 415 })
  const hostile = [
    {},
    { text: '' },
    { text: 'x'.repeat(301) },
    { text: 'a', link: 'https://evil.example' },
    { text: 'a', link: '//evil.example' },
    [],
    null,
  ]
  for (const body of hostile) expect(await send(hook, body)).toEqual({ status: 422, said: 'not-valid' })
  const listed = (await listHooks(people.db, clock.nowMs())).find(({ id }) => id === hook.id)
  expect(listed?.received.every(({ outcome }) => outcome === 'not-valid')).toBe(true)
})

test('an address that ended, ran out, or whose maker may no longer, takes nothing in', async () => {
  const ended = await made()
  await endHook(ground, who, ended.id)
  expect(await send(ended, { text: 'After the end' })).toMatchObject({ status: 404 })
  expect(await vault.get(`hook:${ended.id}`)).toBeUndefined()
  expect(await send({ id: 'no-such-address', secret: ended.secret }, {})).toMatchObject({ status: 404 })

  const over = await made()
  aheadMs += 31 * dayMs
  expect(await send(over, { text: 'Too late' })).toMatchObject({ status: 404 })

  await sql`insert into people (id, name, locale, is_owner, created_at)
    values ('helper', 'Helper', 'en', true, now())`.execute(store.db)
  const byHelper = await made({ ...who, personId: 'helper' })
  await sql`update people set is_owner = false where id = 'helper'`.execute(store.db)
  expect(await send(byHelper, { text: 'No right' })).toEqual({ status: 403, said: 'not-allowed' })
  await sql`update people set left_at = now() where id = 'helper'`.execute(store.db)
  expect(await send(byHelper, { text: 'No right' })).toMatchObject({ status: 404 })
})

test('making and ending an address are on record, and the secret is nowhere in the open', async () => {
  const hook = await made()
  await endHook(ground, who, hook.id)
  const { rows } = await sql<{ kind: string; body: string }>`
    select kind, body from records_entries where subject = ${`hook:${hook.id}`} order by seq`.execute(
    store.db,
  )
  expect(rows.map(({ kind }) => kind)).toEqual(['key-made', 'key-ended'])
  const again = await made()
  const everything = await sql<{ t: string }>`
    select hooks::text as t from hooks union all select body from records_entries
    union all select secrets::text from secrets`.execute(store.db)
  const bare = again.secret.slice('whsec_'.length)
  const hex = Buffer.from(again.secret).toString('hex')
  expect(everything.rows.some(({ t }) => t.includes(bare) || t.includes(hex))).toBe(false)
})

test('no kind that nobody takes in, and no second address of one name', async () => {
  const { name } = await made()
  const endsAt = new Date(clock.nowMs() + dayMs).toISOString()
  expect(await makeHook(ground, who, { name: 'x', kind: 'strange', endsAt })).toMatchObject({
    why: 'no-such-kind',
  })
  expect(await makeHook(ground, who, { name, kind: 'notice', endsAt })).toMatchObject({ why: 'name-taken' })
  const tooLong = new Date(clock.nowMs() + 367 * dayMs).toISOString()
  expect(await makeHook(ground, who, { name: 'x', kind: 'notice', endsAt: tooLong })).toMatchObject({
    why: 'ends-too-late',
  })
})
