import { createHash, hash } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Access, SignedIn } from '#access/access.ts'
import { openAccess } from '#access/access.ts'
import { accessMigrations } from '#access/migrations.ts'
import { accessRoutes } from '#access/routes.ts'
import { accessLimits, changeProblem, initialsOf } from '#access/rules.ts'
import type { Api } from '#api/api.ts'
import { createApi } from '#api/api.ts'
import type { Chance } from '#api/chance.ts'
import type { Clock } from '#kernel/time.ts'
import { hourMs, minuteMs } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { openTestStore } from '#store/test-store.ts'

let store: Store
beforeAll(async () => {
  store = await openTestStore([recordsMigrations, accessMigrations])
}, 30_000)
afterAll(() => store.close())

type Desk = { access: Access; api: Api<SignedIn>; time: { nowMs: number } }

// Each test has a time of its own, a day after the one before, so that nothing of an earlier test is still alive.
let day = Date.UTC(2026, 2, 1)

async function desk(publicUrl?: string): Promise<Desk> {
  const time = { nowMs: (day += 30 * 24 * hourMs) }
  const clock: Clock = { nowMs: () => time.nowMs, sleep: () => new Promise(() => undefined) }
  let drawn = 0
  const chance: Chance = {
    bytes: (count) => createHash('shake256', { outputLength: count }).update(`${day} ${drawn++}`).digest(),
  }
  const access = await openAccess({ store, clock, chance, timeZone: 'America/Toronto' })
  const api = createApi<SignedIn>({
    log: () => undefined,
    sessionOf: access.sessionOf,
    clock,
    strictAnswers: true,
    ...(publicUrl ? { publicUrl } : {}),
  })
  accessRoutes(api, access)
  return { access, api, time }
}

async function linkPath(access: Access): Promise<string> {
  return new URL(await access.newSignInLink('http://localhost:8080/')).pathname
}

async function visit(
  api: Api<SignedIn>,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ response: Response; cookie: string }> {
  const response = await api.hono.request(path, { headers })
  return { response, cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
}

async function whoIs(api: Api<SignedIn>, cookie: string): Promise<number> {
  return (await api.hono.request('/api/session', { headers: { cookie } })).status
}

test('the link from the terminal signs the duty officer in', async () => {
  const { access, api } = await desk()
  const { response, cookie } = await visit(api, await linkPath(access))
  expect([response.status, response.headers.get('location')]).toEqual([303, '/'])
  expect(response.headers.get('set-cookie')).toMatch(
    /^bw_session=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/,
  )
  const session = await (await api.hono.request('/api/session', { headers: { cookie } })).json()
  expect(session).toMatchObject({
    person: { name: 'Duty officer', initials: 'DO' },
    locale: 'en',
    desk: { timeZone: 'America/Toronto', welcomed: false },
  })
})

test('over https the cookie is secure', async () => {
  const { access, api } = await desk('https://localhost')
  expect((await visit(api, await linkPath(access))).response.headers.get('set-cookie')).toContain('Secure')
})

test('a link works once: replayed elsewhere it is a page in both languages, without a script', async () => {
  const { access, api } = await desk()
  const path = await linkPath(access)
  await visit(api, path)
  const { response, cookie } = await visit(api, path)
  const page = await response.text()
  expect([response.status, cookie]).toEqual([410, ''])
  expect(page).toContain('This link no longer works')
  expect(page).toContain('lang="fr-CA"')
  expect(page).not.toContain('<script')
  expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
})

test('a link runs out after 15 minutes', async () => {
  const { access, api, time } = await desk()
  const [early, late] = [await linkPath(access), await linkPath(access)]
  time.nowMs += 15 * minuteMs - 1
  expect((await visit(api, early)).response.status).toBe(303)
  time.nowMs += 1
  expect((await visit(api, late)).response.status).toBe(410)
})

test('used by ten at once, a link signs one in', async () => {
  const { access } = await desk()
  const token = (await linkPath(access)).split('/').at(-1) ?? ''
  const results = await Promise.all(Array.from({ length: 10 }, () => access.signIn(token)))
  expect(results.filter((result) => result.ok).length).toBe(1)
})

test('a preview, a HEAD request or a prerender does not use the link up', async () => {
  const { access, api } = await desk()
  const path = await linkPath(access)
  await api.hono.request(path, { method: 'HEAD' })
  await visit(api, path, { 'sec-purpose': 'prefetch;prerender' })
  expect((await visit(api, path)).response.status).toBe(303)
})

test('somebody signed in who opens an old link again just goes on', async () => {
  const { access, api } = await desk()
  const path = await linkPath(access)
  const { cookie } = await visit(api, path)
  expect((await visit(api, path, { cookie })).response.status).toBe(303)
  expect(await whoIs(api, cookie)).toBe(200)
})

test('signing in again ends the session the browser had', async () => {
  const { access, api } = await desk()
  const first = await visit(api, await linkPath(access))
  const second = await visit(api, await linkPath(access), { cookie: first.cookie })
  expect(second.cookie).not.toBe(first.cookie)
  expect([await whoIs(api, first.cookie), await whoIs(api, second.cookie)]).toEqual([401, 200])
})

test('made-up, tampered and hostile tokens open nothing', async () => {
  const { access, api } = await desk()
  const { cookie } = await visit(api, await linkPath(access))
  const last = cookie.at(-1) === 'A' ? 'B' : 'A'
  expect(await whoIs(api, cookie.slice(0, -1) + last)).toBe(401)
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.string(), fc.base64String(), fc.constantFrom("' or 1=1 --", '\0', 'x'.repeat(10_000))),
      async (token) => {
        expect(await access.sessionOf(token)).toBeUndefined()
        expect(await access.signIn(token)).toEqual({ ok: false })
      },
    ),
    { numRuns: 50 },
  )
})

test('guessing is slowed, and the real link still works a moment later', async () => {
  const { access, api, time } = await desk()
  const path = await linkPath(access)
  const statuses = []
  for (let i = 0; i < 25; i++)
    statuses.push((await visit(api, `/sign-in/${String(i).padStart(43, 'x')}`)).response.status)
  expect(statuses.filter((status) => status === 429).length).toBe(5)
  expect((await visit(api, path)).response.status).toBe(429)
  time.nowMs += 1000
  expect((await visit(api, path)).response.status).toBe(303)
})

test('the database holds no token, only hashes', async () => {
  const { access, api } = await desk()
  const link = await access.newSignInLink('http://localhost')
  const { cookie } = await visit(api, await linkPath(access))
  const rows = await sql<{
    text: string
  }>`select t::text as text from sign_in_links t union all select t::text from sessions t`.execute(store.db)
  const all = rows.rows.map((row) => row.text).join()
  const token = link.split('/').at(-1) ?? ''
  expect(token).toHaveLength(43)
  expect(all).not.toContain(token)
  expect(all).not.toContain(cookie.split('=')[1])
  expect(all).toContain(hash('sha256', token, 'hex'))
})

test('a session lasts 12 hours after the last request, and 7 days in all', async () => {
  const { access, api, time } = await desk()
  const { cookie } = await visit(api, await linkPath(access))
  for (let i = 0; i < 15; i++) {
    time.nowMs += 11 * hourMs
    expect(await whoIs(api, cookie)).toBe(200)
  }
  time.nowMs += 11 * hourMs
  expect(await whoIs(api, cookie)).toBe(401)
  const other = await visit(api, await linkPath(access))
  time.nowMs += 12 * hourMs
  expect(await whoIs(api, other.cookie)).toBe(401)
})

test('signing out ends the session at once and clears the cookie', async () => {
  const { access, api } = await desk()
  const { cookie } = await visit(api, await linkPath(access))
  const response = await api.hono.request('/api/session', {
    method: 'DELETE',
    headers: { cookie, 'x-bellwether': '1' },
  })
  expect([response.status, response.headers.get('set-cookie')]).toEqual([
    204,
    'bw_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict',
  ])
  expect(await whoIs(api, cookie)).toBe(401)
})

test('sessions are listed, and one can be ended from another', async () => {
  const { access, api } = await desk()
  const phone = await visit(api, await linkPath(access), { 'user-agent': 'Phone' })
  const desktop = await visit(api, await linkPath(access), { 'user-agent': `Desktop ${'x'.repeat(500)}` })
  const who = await access.sessionOf(desktop.cookie.split('=')[1])
  const listed = await access.sessionsOf(who?.personId ?? '')
  expect(listed.map((one) => one.browser.slice(0, 7)).sort()).toEqual(['Desktop', 'Phone'])
  expect(listed.every((one) => one.browser.length <= 200)).toBe(true)
  await access.signOut(listed.find((one) => one.browser === 'Phone')?.id ?? '')
  expect([await whoIs(api, phone.cookie), await whoIs(api, desktop.cookie)]).toEqual([401, 200])
})

const patch = async (api: Api<SignedIn>, cookie: string, body: unknown, headers = {}): Promise<Response> =>
  api.hono.request('/api/session', {
    method: 'PATCH',
    headers: { cookie, 'x-bellwether': '1', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

test('name, language and the desk can be changed, and stay changed', async () => {
  const { access, api } = await desk()
  const { cookie } = await visit(api, await linkPath(access))
  const place = { name: 'Havre-Clair', lat: 46.5, lon: -72.1, country: 'CA' }
  const change = { name: ' Inès Roy ', locale: 'fr', place, timeZone: 'America/Montreal', welcomed: true }
  const response = await patch(api, cookie, change)
  const expected = {
    person: { name: 'Inès Roy', initials: 'IR' },
    locale: 'fr',
    desk: { place, timeZone: 'America/Montreal', welcomed: true },
  }
  expect([response.status, await response.json()]).toMatchObject([200, expected])
  const again = await openAccess({ store, timeZone: 'UTC' })
  expect(await again.desk()).toEqual(expected.desk)
  await patch(api, cookie, {
    name: 'Duty officer',
    locale: 'en',
    welcomed: false,
    timeZone: 'America/Toronto',
  })
  expect(await (await patch(api, cookie, {})).json()).toMatchObject({
    person: { name: 'Duty officer' },
    desk: { place },
  })
})

test('a change that cannot be is refused by field, and nothing of it is kept', async () => {
  const { access, api } = await desk()
  const { cookie } = await visit(api, await linkPath(access))
  const response = await patch(api, cookie, { name: 'Someone else', timeZone: 'Havre/Clair' })
  expect([response.status, await response.json()]).toMatchObject([
    422,
    { fields: { timeZone: { en: expect.stringContaining('America/Toronto') } } },
  ])
  expect(await (await patch(api, cookie, {})).json()).toMatchObject({ person: { name: 'Duty officer' } })
  expect((await patch(api, cookie, { name: 'x'.repeat(81) })).status).toBe(422)
})

test('a change forged by another site is refused', async () => {
  const { access, api } = await desk()
  const { cookie } = await visit(api, await linkPath(access))
  expect((await patch(api, cookie, { welcomed: true }, { 'x-bellwether': '' })).status).toBe(403)
  expect((await patch(api, cookie, { welcomed: true }, { origin: 'https://evil.example' })).status).toBe(403)
})

test('only the owner changes the desk; anybody changes themselves', () => {
  expect(changeProblem({ welcomed: true }, false)?.error).toBe('not-the-owner')
  expect(changeProblem({ name: 'A', locale: 'fr' }, false)).toBeUndefined()
  expect(
    changeProblem({ place: { name: 'X', lat: 91, lon: 0, country: 'CA' } }, true)?.fields,
  ).toHaveProperty('place')
})

test('opening the door again, also twice at once, makes no second owner', async () => {
  await Promise.all([openAccess({ store }), openAccess({ store })])
  const { rows } = await sql<{
    count: string
  }>`select count(*)::text as count from people where is_owner`.execute(store.db)
  expect(rows[0]?.count).toBe('1')
})

test('links that nobody used do not pile up', async () => {
  const { access } = await desk()
  for (let i = 0; i < accessLimits.linksMax + 5; i++) await access.newSignInLink('http://localhost')
  const { rows } = await sql<{ count: string }>`select count(*)::text as count from sign_in_links`.execute(
    store.db,
  )
  expect(Number(rows[0]?.count)).toBeLessThanOrEqual(accessLimits.linksMax)
})

test('initials are of the first and last word, whatever the script', () => {
  expect(['Duty officer', 'Inès', 'Jean-Luc de la Tour', '  ', '李小龍', '👩‍🚒 Éa Bo'].map(initialsOf)).toEqual(
    ['DO', 'IN', 'JT', '?', '李小', 'ÉB'],
  )
})
