import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { accessMigrations } from '#access/migrations.ts'
import { openCity, type City } from '#access/oidc/test-city.ts'
import { disconnect, listed, type Office, officeOf, onlyOne } from '#access/oidc/test-identities.ts'
import { Browser } from '#access/oidc/test-visit.ts'
import { minuteMs, wallClock } from '#kernel/time.ts'
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

test('a person sees their own accounts: whose they are, since when, when last used', async () => {
  let aheadMs = 0
  const clock = { ...wallClock, nowMs: () => wallClock.nowMs() + aheadMs }
  const { api, browser, email } = await office.connected({
    clock,
    provider: { name: { en: 'City account', fr: 'Compte de la ville' } },
  })
  const first = await onlyOne(browser)
  expect(first).toMatchObject({
    provider: 'city',
    name: { en: 'City account', fr: 'Compte de la ville' },
    email,
    opens: true,
  })
  aheadMs = minuteMs
  await new Browser(api).signIn()
  const second = await onlyOne(browser)
  expect(second.connectedAt).toBe(first.connectedAt)
  expect(Date.parse(second.usedAt) - Date.parse(first.usedAt)).toBeGreaterThanOrEqual(minuteMs)
})

test('nobody sees or disconnects somebody else’s account', async () => {
  const mine = await office.connected()
  await office.addPasskey(mine.id)
  const { id } = await onlyOne(mine.browser)
  const other = await city.invite()
  const theirs = { ...mine, browser: new Browser(mine.api) }
  await city.signedIn(theirs, other.id, { isFresh: true })
  expect(await listed(theirs.browser)).toEqual([])
  expect(await disconnect(theirs.browser, id)).toEqual([404, 'no-such-identity'])
  expect((await onlyOne(mine.browser)).id).toBe(id)
  expect((await office.records(mine.id)).map(({ kind }) => kind)).toEqual(['key-made'])
})

test('disconnecting asks for a fresh proof, is done once, and is on record without a secret', async () => {
  const opened = await office.connected()
  const { browser, id: personId, email, name } = opened
  await office.addPasskey(personId)
  const { id } = await onlyOne(browser)
  await city.signedIn(opened, personId, { isFresh: false })
  expect(await disconnect(browser, id)).toEqual([403, 'not-fresh'])
  await city.signedIn(opened, personId, { isFresh: true })
  expect(await disconnect(browser, id)).toEqual([204, ''])
  expect(await disconnect(browser, id)).toEqual([404, 'no-such-identity'])
  expect(await listed(browser)).toEqual([])
  const [, ended, ...more] = await office.records(personId)
  expect([ended?.kind, more]).toEqual(['key-ended', []])
  expect(JSON.parse(ended?.body ?? '{}')).toMatchObject({
    by: { kind: 'person', id: personId },
    facts: { name: 'city', of: name, email, why: 'disconnected' },
  })
  expect(ended?.body).not.toContain(city.provider.person.sub)
})

test('from then on it signs nobody in, not even by the address of the invitation; what is open stays open', async () => {
  const { api, browser, id, name } = await office.connected()
  await office.addPasskey(id)
  await disconnect(browser, (await onlyOne(browser)).id)
  const again = new Browser(api)
  expect((await again.signIn()).status).toBe(403)
  expect(await again.whoAmI()).toBeUndefined()
  expect(await browser.whoAmI()).toBe(name)
  expect((await browser.signIn('?for=step-up')).status).toBe(200)
  expect((await browser.open('/sign-in/from/city/said')).status).toBe(403)
})

test('it can be connected again after a fresh proof, by whoever it belongs to now', async () => {
  const opened = await office.connected()
  await office.addPasskey(opened.id)
  await disconnect(opened.browser, (await onlyOne(opened.browser)).id)
  const person = city.provider.person
  const other = await city.invite()
  city.provider.person = person
  await city.signedIn(opened, other.id, { isFresh: true })
  await opened.browser.signIn('?for=link')
  expect((await opened.browser.open('/sign-in/from/city/said')).status).toBe(303)
  expect(await listed(opened.browser)).toHaveLength(1)
})

test('sent three times at once it is disconnected once, with one entry', async () => {
  const { browser, id: personId } = await office.connected()
  await office.addPasskey(personId)
  const { id } = await onlyOne(browser)
  const came = await Promise.all([1, 2, 3].map(() => disconnect(browser, id)))
  expect(came.map(([status]) => status).toSorted((a, b) => a - b)).toEqual([204, 404, 404])
  expect((await office.records(personId)).map(({ kind }) => kind)).toEqual(['key-made', 'key-ended'])
})

test('without its record nothing is disconnected, and nothing is on record that was not done', async () => {
  const { browser, id: personId } = await office.connected()
  await office.addPasskey(personId)
  const { id } = await onlyOne(browser)
  const fails = "raise exception ''full''"
  for (const trigger of [
    { when: 'before insert on records_entries', does: fails },
    { when: 'after delete on identities', does: fails, isLate: true },
  ])
    await office.withTrigger(trigger, async () => {
      expect((await disconnect(browser, id))[0]).toBe(500)
    })
  expect((await onlyOne(browser)).id).toBe(id)
  expect((await office.records(personId)).map(({ kind }) => kind)).toEqual(['key-made'])
  expect(await disconnect(browser, id)).toEqual([204, ''])
})

test('whoever is signed out, or sends what is no id, gets a refusal', async () => {
  const { api, browser } = await office.connected()
  const nobody = new Browser(api)
  expect((await nobody.ask('/api/identities')).status).toBe(401)
  expect((await nobody.ask('/api/identities/any', 'DELETE')).status).toBe(401)
  for (const id of ['%00', 'x'.repeat(5000), "' or true --", '..%2F..', '%F0%9F%92%A9'])
    expect([400, 404, 422]).toContain((await browser.ask(`/api/identities/${id}`, 'DELETE')).status)
  expect(await listed(browser)).toHaveLength(1)
})
