import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { accessMigrations } from '#access/migrations.ts'
import { openCity, type City } from '#access/oidc/test-city.ts'
import { disconnect, listed, type Office, officeOf, onlyOne } from '#access/oidc/test-identities.ts'
import { recordsMigrations } from '#records/migrations.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

let store: Store
let city: City
let office: Office
beforeAll(async () => {
  store = await openTestStore([recordsMigrations, accessMigrations])
}, 30_000)
afterAll(() => store.close())
beforeEach(async () => {
  city = await openCity(store)
  office = officeOf(store, city)
})
afterEach(() => city.close())

test('the last way in stays, said in words; a passkey at another address is no way in here', async () => {
  const { browser, id: personId } = await office.connected()
  const { id, isLastWayIn } = await onlyOne(browser)
  expect(isLastWayIn).toBe(true)
  await office.addPasskey(personId, 'old-name.example.org')
  const answer = await browser.ask(`/api/identities/${id}`, 'DELETE')
  expect([answer.status, await answer.json()]).toEqual([
    409,
    {
      error: 'last-way-in',
      en: expect.stringContaining('Add a passkey first'),
      fr: expect.stringContaining('Ajoutez d’abord une clé d’accès'),
    },
  ])
  expect((await office.records(personId)).map(({ kind }) => kind)).toEqual(['key-made'])
  await office.addPasskey(personId)
  expect((await onlyOne(browser)).isLastWayIn).toBe(false)
  expect(await disconnect(browser, id)).toEqual([204, ''])
})

test('of two accounts that are all somebody has, one stays, also when both are disconnected at once', async () => {
  const { browser, id: personId } = await office.connected()
  await office.addAnother(personId)
  const both = await listed(browser)
  expect(both.map(({ isLastWayIn }) => isLastWayIn)).toEqual([false, false])
  // Slow, so that the second begins before the first is done.
  await office.withTrigger(
    { when: 'before delete on identities', does: 'perform pg_sleep(0.3); return old' },
    async () => {
      const came = await Promise.all(both.map(({ id }) => disconnect(browser, id)))
      expect(came.map(([status]) => status).toSorted((a, b) => a - b)).toEqual([204, 409])
    },
  )
  expect((await onlyOne(browser)).isLastWayIn).toBe(true)
})

test('an account at a provider the desk no longer knows opens nothing, and can go', async () => {
  const { id: personId } = await office.connected()
  await office.addAnother(personId)
  const changed = { id: 'county', issuer: 'https://login.county.example' }
  const later = await city.desk({ provider: changed })
  await city.signedIn(later, personId, { isFresh: true })
  const both = await listed(later.browser)
  expect(both.map(({ opens, isLastWayIn }) => [opens, isLastWayIn])).toEqual([
    [false, false],
    [false, false],
  ])
  for (const { id } of both) expect(await disconnect(later.browser, id)).toEqual([204, ''])
})

test('one that no longer opens does not stand in for one that does', async () => {
  const { browser, id: personId } = await office.connected()
  await office.addAnother(personId, { provider: 'gone', issuer: 'https://gone.example' })
  const ofCity = (await listed(browser)).find(({ provider }) => provider === 'city')
  expect(ofCity?.isLastWayIn).toBe(true)
  expect(await disconnect(browser, ofCity?.id ?? '')).toEqual([409, 'last-way-in'])
})

test('a provider that was given another name in the settings is still the way in it was', async () => {
  const { id: personId } = await office.connected()
  const renamed = await city.desk({
    provider: { id: 'town', name: 'Town', issuer: `${city.provider.issuer}/` },
  })
  await city.signedIn(renamed, personId, { isFresh: true })
  const one = await onlyOne(renamed.browser)
  expect(one).toMatchObject({ provider: 'town', name: { en: 'Town' }, opens: true, isLastWayIn: true })
  expect(await disconnect(renamed.browser, one.id)).toEqual([409, 'last-way-in'])
})
