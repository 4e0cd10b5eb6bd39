import { sql } from 'kysely'
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

test('somebody invited signs in with the organization, and again later', async () => {
  const { browser, api } = await city.desk()
  const { name, id } = await city.invite()
  const answer = await browser.signIn()
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
  expect(await browser.whoAmI()).toBe(name)
  const again = new Browser(api)
  city.provider.person = { ...city.provider.person, email: 'new-address@city.example' }
  await again.signIn('?back=/issues/7')
  expect(await again.whoAmI()).toBe(name)
  const { rows } = await sql<{ kind: string }>`
    select kind from records_entries where subject = ${`identity:${id}`}`.execute(store.db)
  expect(rows).toHaveLength(1)
})

test('an unknown person gets a calm page in both languages, and no account', async () => {
  const { browser } = await city.desk()
  const before = await people()
  for (const person of [
    { sub: 'stranger', email: 'stranger@city.example', email_verified: true },
    { sub: 'nameless' },
  ]) {
    city.provider.person = person
    const answer = await browser.signIn()
    const page = await answer.text()
    expect(answer.status).toBe(403)
    expect(page).toContain('Nobody invited you here yet')
    expect(page).toContain('Personne ne vous a encore invité ici')
  }
  expect(await people()).toBe(before)
  expect(await browser.whoAmI()).toBeUndefined()
})

async function people(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from people`.execute(store.db)
  return rows[0]?.n ?? 0
}

test('an address that nobody verified opens nothing', async () => {
  const { browser } = await city.desk()
  await city.invite()
  for (const email_verified of [false, undefined, 'true' as unknown as boolean]) {
    const { sub, email = '' } = city.provider.person
    city.provider.person = { sub, email, ...(email_verified === undefined ? {} : { email_verified }) }
    expect((await browser.signIn()).status).toBe(403)
  }
  const trusting = await city.desk({ provider: { emailIsVerified: true } })
  expect((await trusting.browser.signIn()).status).toBe(303)
})

test('an invitation is taken once: an address that passes on to another opens nothing', async () => {
  const { browser, api } = await city.desk()
  const { email } = await city.invite()
  expect((await browser.signIn()).status).toBe(303)
  city.provider.person = { sub: 'the-next-owner-of-the-address', email, email_verified: true }
  expect((await new Browser(api).signIn()).status).toBe(403)
})

test('somebody who has been here before by a link is not taken over by an address', async () => {
  const { browser } = await city.desk()
  const { id } = await city.invite()
  await sql`update people set last_seen_at = now() where id = ${id}`.execute(store.db)
  expect((await browser.signIn()).status).toBe(403)
})

test('two invited people with one address are nobody', async () => {
  const { browser } = await city.desk()
  await city.invite({ email: 'shared@city.example' })
  await city.invite({ email: 'SHARED@city.example' })
  expect((await browser.signIn()).status).toBe(403)
})

test('the link of the invitation is void once the provider let them in', async () => {
  const { browser, api, access } = await city.desk()
  const { id } = await city.invite()
  const link = new URL(await access.newSignInLink('http://localhost', { personId: id })).pathname
  expect((await browser.signIn()).status).toBe(303)
  expect((await new Browser(api).open(link)).status).toBe(410)
})

test('whoever left does not come back in, unless they are invited again', async () => {
  const { browser, api } = await city.desk()
  const { id, email } = await city.invite()
  const person = city.provider.person
  await browser.signIn()
  await sql`update people set left_at = now() where id = ${id}`.execute(store.db)
  expect((await new Browser(api).signIn()).status).toBe(403)
  const again = await city.invite({ email })
  city.provider.person = person
  const back = new Browser(api)
  expect((await back.signIn()).status).toBe(303)
  expect(await back.whoAmI()).toBe(again.name)
})

test('only people of our own domains come in, where that is set', async () => {
  const { browser, api } = await city.desk({ provider: { domains: ['City.example'] } })
  await city.invite({ email: 'x@elsewhere.example' })
  expect((await browser.signIn()).status).toBe(403)
  await city.invite()
  expect((await new Browser(api).signIn()).status).toBe(303)
})
