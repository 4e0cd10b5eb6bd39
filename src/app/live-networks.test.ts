import { expect, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import { liveNetworks, networksOf, xMeter, xTermsOf } from '#app/live-networks.ts'
import { planPractice } from '#app/plan-sources.ts'
import { skippingClock } from '#networks/replay/test-clock.ts'
import { outboxMigrations } from '#sending/test-sending.ts'
import { openTestStore } from '#store/test-store.ts'

const terms = { budget: { monthMillidollars: 1000, reserveMillidollars: 400 }, isEnterprise: false }

function names(networks: readonly { capabilities: { network: string } }[]): string[] {
  return networks.map(({ capabilities }) => capabilities.network)
}

test('a live desk speaks on Bluesky, Mastodon and to webhooks, and on X only with a budget', async () => {
  const { db } = await openTestStore(outboxMigrations)
  const plan = { mode: 'live', networks: liveNetworks() } as const
  const needs = { db, clock: wallClock }
  expect(names(networksOf(plan, { ...needs, x: undefined }))).toEqual(['bluesky', 'mastodon', 'webhook'])
  expect(names(networksOf(plan, { ...needs, x: terms }))).toEqual(['bluesky', 'mastodon', 'webhook', 'x'])
})

test('a desk that practises, or plays a recording, gets no real network, whatever was set', async () => {
  const { db } = await openTestStore(outboxMigrations)
  const o = { db, clock: wallClock, x: terms }
  expect(names(networksOf(planPractice('quiet', { clock: wallClock }), o))).toEqual(['practice'])
  expect(networksOf({ mode: 'replay', networks: [] }, o)).toEqual([])
})

test('the terms are read in cents, and without a budget there are none', () => {
  expect(xTermsOf({})).toBeUndefined()
  expect(xTermsOf({ xReserveCents: 10, xEnterprise: true })).toBeUndefined()
  expect(xTermsOf({ xBudgetCents: 5000, xReserveCents: 1000, xEnterprise: true })).toEqual({
    budget: { monthMillidollars: 50_000, reserveMillidollars: 10_000 },
    isEnterprise: true,
  })
})

test('X is listened to only with a token and the reference of an approval, and signed in to only with an app', () => {
  const xBudgetCents = 5000
  expect(xTermsOf({ xBudgetCents, xBearerToken: 'a-bearer-token' })?.listening).toBeUndefined()
  expect(xTermsOf({ xBudgetCents, xApproval: 'Decision 12' })?.listening).toBeUndefined()
  const both = { xBudgetCents, xBearerToken: 'a-bearer-token', xApproval: 'Decision 12' }
  expect(xTermsOf(both)?.listening).toEqual({ bearerToken: 'a-bearer-token' })
  expect(xTermsOf({ xBudgetCents, xClientSecret: 'a-secret' })?.app).toBeUndefined()
  expect(xTermsOf({ xBudgetCents, xClientId: 'an-app' })?.app).toEqual({ clientId: 'an-app' })
  const app = { clientId: 'an-app', clientSecret: 'a-secret' }
  expect(xTermsOf({ xBudgetCents, xClientId: 'an-app', xClientSecret: 'a-secret' })?.app).toEqual(app)
})

test('people see the month X may cost, and can sign in there only where the owner has an app', async () => {
  const { db } = await openTestStore(outboxMigrations)
  const plan = { mode: 'live', networks: [] } as const
  const [plain] = networksOf(plan, { db, clock: wallClock, x: terms })
  expect(plain?.budget).toEqual(terms.budget)
  expect(plain?.signInThere).toBeUndefined()
  const [gone] = networksOf(plan, { db, clock: wallClock, x: { ...terms, app: { clientId: 'an-app' } } })
  const url = gone?.signInThere?.address({
    redirectUri: 'https://desk.example/c',
    state: 's',
    challenge: 'c',
  })
  expect(url?.origin).toBe('https://x.com')
})

test('a budget outlives the process, keeps its reserve for emergencies, and begins anew with the month', async () => {
  const { db } = await openTestStore(outboxMigrations)
  const clock = skippingClock(Date.UTC(2031, 2, 31, 23, 0))
  const before = xMeter(db, clock, terms.budget)
  // 200 thousandths of a dollar each: three fit beside the reserve.
  for (const said of ['ok', 'ok', 'ok', 'over-budget'])
    expect(await before.spend('post-create-with-link', 1)).toBe(said)
  const after = xMeter(db, clock, terms.budget)
  expect(await after.spend('post-create', 1)).toBe('over-budget')
  expect(await after.spend('post-create-with-link', 2, 'exercise')).toBe('over-budget')
  expect(await after.spend('post-create-with-link', 2, 'emergency')).toBe('ok')
  expect(await after.spend('owned-read', 1, 'emergency')).toBe('over-budget')
  await after.giveBack?.('post-create-with-link', 1)
  expect(await after.spend('post-create-with-link', 1, 'emergency')).toBe('ok')
  await clock.sleep(3_600_000)
  expect(await after.spend('post-create-with-link', 3)).toBe('ok')
})
