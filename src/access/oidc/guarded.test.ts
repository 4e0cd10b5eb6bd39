import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { accessMigrations } from '#access/migrations.ts'
import { openCity, type City } from '#access/oidc/test-city.ts'
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

test('a provider that is down, breaks off, redirects or never ends is said in words', async () => {
  for (const told of [
    { brokenAt: '/.well-known/openid-configuration' },
    { endlessAt: '/.well-known/openid-configuration' },
    { redirectAt: '/.well-known/openid-configuration' },
  ]) {
    city.provider.lies = told
    const { browser } = await city.desk()
    const answer = await browser.open('/sign-in/with/city')
    expect(answer.status).toBe(502)
    expect(await answer.text()).toContain('does not answer')
  }
  city.provider.lies = {}
  const { browser } = await city.desk()
  await city.invite()
  const path = await browser.toProvider()
  city.provider.lies = { brokenAt: '/token' }
  expect((await browser.open(path, { from: 'elsewhere' })).status).toBe(502)
})

test('a provider that is slow is given up on', async () => {
  // The wait is the clock's: it is over at once.
  const clock = { ...wallClock, sleep: () => Promise.resolve() }
  city.provider.lies = { silentAt: '/.well-known/openid-configuration' }
  const { browser } = await city.desk({ clock })
  expect((await browser.open('/sign-in/with/city')).status).toBe(502)
})

test('a provider inside our own network is called only where that is allowed', async () => {
  const { browser } = await city.desk({
    provider: { issuer: 'https://127.0.0.1:1', allowPrivateNetworks: false },
  })
  const answer = await browser.open('/sign-in/with/city')
  expect(answer.status).toBe(502)
  expect(city.provider.seen).toEqual([])
})
