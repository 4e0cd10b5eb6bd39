import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { accessMigrations } from '#access/migrations.ts'
import { openCity, type City } from '#access/oidc/test-city.ts'
import { Browser } from '#access/oidc/test-visit.ts'
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

const nowS = (): number => Math.floor(Date.now() / 1000)

test('somebody signed in adds the provider after a fresh proof, and signs in with it then', async () => {
  const opened = await city.desk()
  const { browser, api } = opened
  const { id, name } = await city.invite({ email: 'not-the-one@city.example' })
  city.provider.person = { sub: `own-${id}`, email: 'private@elsewhere.example' }
  await city.signedIn(opened, id, { isFresh: false })
  expect((await browser.open('/sign-in/with/city?for=link')).status).toBe(403)
  await city.signedIn(opened, id, { isFresh: true })
  const page = await browser.signIn('?for=link&back=/settings/devices')
  expect([page.status, page.headers.get('refresh')]).toEqual([200, '0; url=/sign-in/from/city/said'])
  const done = await browser.open('/sign-in/from/city/said')
  expect([done.status, done.headers.get('location')]).toEqual([303, '/settings/devices'])
  expect((await browser.open('/sign-in/from/city/said')).status).toBe(410)
  const other = new Browser(api)
  await other.signIn()
  expect(await other.whoAmI()).toBe(name)
})

test('an account that signs in somebody else cannot be added', async () => {
  const opened = await city.desk()
  await city.invite()
  await new Browser(opened.api).signIn()
  const person = city.provider.person
  const other = await city.invite()
  city.provider.person = person
  await city.signedIn(opened, other.id, { isFresh: true })
  await opened.browser.signIn('?for=link')
  expect((await opened.browser.open('/sign-in/from/city/said')).status).toBe(403)
})

test('a proof by the provider makes a session fresh, when it asked anew', async () => {
  const opened = await city.desk()
  const { browser, access } = opened
  await city.invite()
  await browser.signIn()
  const fresh = async (): Promise<number> =>
    (await access.sessionOf(browser.cookies.get('bw_session')))?.freshUntilMs ?? -1
  expect(await fresh()).toBeLessThanOrEqual(Date.now())
  city.provider.lies = { claims: { auth_time: nowS() - 300 } }
  expect((await browser.signIn('?for=step-up')).status).toBe(403)
  city.provider.lies = { claims: { auth_time: undefined } }
  expect((await browser.signIn('?for=step-up')).status).toBe(403)
  city.provider.lies = {}
  await browser.signIn('?for=step-up&back=/approvals')
  const done = await browser.open('/sign-in/from/city/said')
  expect([done.status, done.headers.get('location')]).toEqual([303, '/approvals'])
  expect(await fresh()).toBeGreaterThan(Date.now())
})

test('somebody else’s proof makes nobody fresh', async () => {
  const opened = await city.desk()
  await city.invite()
  await new Browser(opened.api).signIn()
  const person = city.provider.person
  const other = await city.invite()
  await city.signedIn(opened, other.id, { isFresh: false })
  city.provider.person = person
  await opened.browser.signIn('?for=step-up')
  expect((await opened.browser.open('/sign-in/from/city/said')).status).toBe(403)
})
