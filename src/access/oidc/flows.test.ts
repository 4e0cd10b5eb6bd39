import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { accessMigrations } from '#access/migrations.ts'
import { oidcLimits } from '#access/oidc/rules.ts'
import { openCity, type City } from '#access/oidc/test-city.ts'
import { Browser } from '#access/oidc/test-visit.ts'
import { wallClock } from '#kernel/time.ts'
import { recordsMigrations } from '#records/migrations.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

let store: Store
let city: City
beforeAll(async () => {
  store = await openTestStore([recordsMigrations, accessMigrations])
}, 30_000)
afterAll(() => store.close())
beforeEach(async () => {
  city = await openCity(store)
})
afterEach(() => city.close())

test('an answer that began in another browser, or is sent twice, signs nobody in', async () => {
  const { browser, api } = await city.desk()
  await city.invite()
  const path = await browser.toProvider()
  const victim = new Browser(api)
  expect((await victim.open(path, { from: 'elsewhere' })).status).toBe(410)
  await victim.toProvider()
  expect((await victim.open(path, { from: 'elsewhere' })).status).toBe(403)
  expect(await victim.whoAmI()).toBeUndefined()
  const cookie = browser.cookies.get('bw_provider') ?? ''
  expect((await browser.open(path, { from: 'elsewhere' })).status).toBe(303)
  browser.cookies.set('bw_provider', cookie)
  expect((await browser.open(path, { from: 'elsewhere' })).status).toBe(410)
})

test('of two answers at once one is looked at', async () => {
  const { browser } = await city.desk()
  await city.invite()
  const path = await browser.toProvider()
  const answers = await Promise.all([1, 2, 3].map(() => browser.open(path, { from: 'elsewhere' })))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 410, 410])
})

test('a sign-in that takes longer than ten minutes is over', async () => {
  let aheadMs = 0
  const clock = { ...wallClock, nowMs: () => wallClock.nowMs() + aheadMs }
  const { browser } = await city.desk({ clock })
  await city.invite()
  const path = await browser.toProvider()
  aheadMs = oidcLimits.flowMs
  expect((await browser.open(path, { from: 'elsewhere' })).status).toBe(410)
})

test('what a provider said is for the session that asked only', async () => {
  const opened = await city.desk()
  const [one, two] = [await city.invite(), await city.invite()]
  await city.signedIn(opened, one.id, { isFresh: true })
  await opened.browser.signIn('?for=link')
  await city.signedIn(opened, two.id, { isFresh: true })
  expect((await opened.browser.open('/sign-in/from/city/said')).status).toBe(410)
})

test('previews and guesses of a browser use nothing up', async () => {
  const { api, browser } = await city.desk()
  const headers = { 'sec-purpose': 'prefetch' }
  expect((await api.hono.request('/sign-in/with/city', { headers })).status).toBe(204)
  expect((await browser.open('/sign-in/with/nobody')).status).toBe(404)
})

test('over https the cookies are the host’s own, and go nowhere by script', async () => {
  const { api } = await city.desk({ publicUrl: 'https://desk.example' })
  const answer = await api.hono.request('https://desk.example/sign-in/with/city')
  expect(answer.headers.get('set-cookie')).toMatch(
    /^__Host-bw_provider=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  const asked = new URL(answer.headers.get('location') ?? '').searchParams
  expect(asked.get('redirect_uri')).toBe('https://desk.example/sign-in/from/city')
  expect(asked.get('code_challenge_method')).toBe('S256')
})

test('after signing in only a page of ours is opened', async () => {
  const { browser } = await city.desk()
  await city.invite()
  const there = await browser.signIn(`?back=${encodeURIComponent('//evil.example')}`)
  expect(there.headers.get('location')).toBe('/')
  const again = await browser.signIn('?back=/issues/7?tab=2')
  expect(again.headers.get('location')).toBe('/issues/7?tab=2')
})
