import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { accessMigrations } from '#access/migrations.ts'
import { openCity, type City } from '#access/oidc/test-city.ts'
import type { Lies } from '#access/oidc/test-provider.ts'
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
const lies: Record<string, () => Lies> = {
  'another issuer in its token': () => ({ claims: { iss: 'https://evil.example' } }),
  'another issuer in its answer (mix-up)': () => ({ answerIssuer: 'https://evil.example' }),
  'no issuer in its answer': () => ({ answerIssuer: null }),
  'another nonce': () => ({ claims: { nonce: 'of-somebody-else' } }),
  'no nonce': () => ({ claims: { nonce: undefined } }),
  'a token for another program': () => ({ claims: { aud: 'another-client' } }),
  'a token for several programs': () => ({ claims: { aud: ['desk', 'another-client'] } }),
  'a token that ran out': () => ({ claims: { exp: nowS() - 60 } }),
  'a token from the future': () => ({ claims: { iat: nowS() + 3600, nbf: nowS() + 3600 } }),
  'no end': () => ({ claims: { exp: undefined } }),
  nobody: () => ({ claims: { sub: '' } }),
  'a key of its own that it does not publish': () => ({ strangeKey: true }),
  'no signature (alg none)': () => ({ unsigned: true, header: { alg: 'none' } }),
  'a signature by its public key (alg HS256)': () => ({ header: { alg: 'HS256' } }),
  'an unknown key': () => ({ header: { kid: 'unknown' } }),
}

for (const [what, told] of Object.entries(lies)) {
  test(`a provider that tells ${what} signs nobody in`, async () => {
    const { browser, logged } = await city.desk()
    await city.invite()
    const path = await browser.toProvider()
    city.provider.lies = told()
    // Some lies are told when asking already.
    const answer =
      city.provider.lies.answerIssuer === undefined
        ? await browser.open(path, { from: 'elsewhere' })
        : await browser.signIn()
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('could not be believed')
    expect(await browser.whoAmI()).toBeUndefined()
    expect(logged.some((line) => line.includes('refused'))).toBe(true)
  })
}

test('a clock that is a little off is borne', async () => {
  const { browser } = await city.desk()
  await city.invite()
  city.provider.lies = { claims: { iat: nowS() + 20, exp: nowS() - 20 } }
  expect((await browser.signIn()).status).toBe(303)
})

test('a provider that describes itself as another is not gone to', async () => {
  city.provider.lies = { describedIssuer: 'https://evil.example' }
  const { browser } = await city.desk()
  const answer = await browser.open('/sign-in/with/city')
  expect(answer.status).toBe(502)
  expect(answer.headers.get('location')).toBeNull()
})

test('keys that changed since the last sign-in are known at once', async () => {
  const { browser, api } = await city.desk()
  await city.invite()
  expect((await browser.signIn()).status).toBe(303)
  city.provider.changeKey()
  expect((await new Browser(api).signIn()).status).toBe(303)
})

test('somebody who says no at the provider is told that nothing happened', async () => {
  const { browser } = await city.desk()
  const path = await browser.toProvider()
  const state = new URL(path, 'http://x').searchParams.get('state') ?? ''
  const no = `/sign-in/from/city?error=access_denied&state=${state}&iss=${encodeURIComponent(city.provider.issuer)}`
  const answer = await browser.open(no, { from: 'elsewhere' })
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('You did not sign in')
})
