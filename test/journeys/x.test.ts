import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test, type TestContext } from 'vitest'
import { z } from 'zod'
import type { Desk } from '#app/desk.ts'
import { liveNetworks, type XTerms } from '#app/live-networks.ts'
import type { SourcePlan } from '#app/plan-sources.ts'
import { dayMs, wallClock } from '#kernel/time.ts'
import { addPost } from '#networks/x/emulator/test-emulator-state.ts'
import { emulatedX, type EmulatedX } from '#networks/x/emulator/test-emulator.ts'
import { PostPage, Watch } from '#listening/contract.ts'
import { RecordPage } from '#records/contract.ts'
import { AccountBoard, GoThere } from '#sending/contract.ts'
import { openTestDesk, signIn, type Ask } from '../support/desk.ts'
import { freshen, virtualDevice } from '../support/passkeys.ts'
import { joinDesk } from '../support/people.ts'
import { faultsOf, focusedText, openVisits, signInAt, wordsOf, type Visit } from './visit.ts'

// A live desk whose owner has an app, a budget and an approval for X: its account there is connected by signing in at X, what is
// said to it is heard, and what X costs and does not take stands on the screen. X is a pretended one on loopback.

let visits: Awaited<ReturnType<typeof openVisits>>
beforeAll(async () => {
  visits = await openVisits()
})
afterAll(() => visits.close())

async function deskOn(x: EmulatedX): Promise<{ desk: Desk; ask: Ask }> {
  const at = { server: x.url, allowPrivateNetworks: true }
  const terms: XTerms = {
    ...{ budget: { monthMillidollars: 50_000, reserveMillidollars: 10_000 }, isEnterprise: false },
    listening: { bearerToken: x.state.keys.bearerToken, ...at },
    app: { ...x.state.keys.client, ...at, askingAt: `${x.url}/i/oauth2/authorize` },
  }
  const plan: SourcePlan = { mode: 'live', readers: [], networks: liveNetworks(), hearsX: true }
  const desk = await openTestDesk(plan, { x: terms, allowPrivateNetworks: true })
  onTestFinished(() => desk.close())
  x.state.consents.callbacks.add(`${desk.url}/connect/from/x`)
  const ask = await signIn(desk)
  await ask('/api/session', { method: 'PATCH', body: { welcomed: true, locale: 'en' } })
  return { desk, ask }
}

async function note(ask: Ask): Promise<string> {
  const body = { network: 'x', handle: '@HavreClair', name: 'City on X', languages: ['en', 'fr'] }
  const answer = await ask('/api/accounts', { method: 'POST', body })
  return ((await answer.json()) as { id: string }).id
}

/** A window at the desk that may also go to the pretended X. */
async function open(context: TestContext, desk: Desk, x: EmulatedX): Promise<Visit> {
  const visit = await visits.visit(context, desk)
  onTestFinished(visit.close)
  const isX = (url: URL): boolean => url.origin === x.url
  await visit.page.context().route(isX, (route) => route.continue())
  return visit
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).press('Enter')
// A passkey that is asked for, and a sign-in that came to nothing, stand in the browser's console as refusals.
const expected = /status of (401|403|409|410)/

test(
  'an account on X is connected by signing in there, by keyboard; who says no is told; what it costs is shown',
  { timeout: 240_000 },
  async (context) => {
    visits.need(context)
    const x = await emulatedX()
    const { desk, ask } = await deskOn(x)
    const id = await note(ask)
    const visit = await open(context, desk, x)
    const { page } = visit
    await virtualDevice(page)
    await signInAt(visit, '/now')
    await press(page, 'Add a passkey')
    await page.locator('.toast', { hasText: 'Your passkey is added' }).waitFor()
    await page.goto(`/publish/accounts/${id}/connect`)
    await page.getByRole('heading', { name: 'Sign in at X' }).waitFor()
    await page.getByText('Or paste keys of your own app at X').press('Enter')
    await page.getByLabel('API key', { exact: true }).waitFor()
    const found = await faultsOf(page)

    await sql`update sessions set fresh_until = null`.execute(desk.store.db)
    await press(page, 'Connect X')
    await page.getByRole('link', { name: 'Cancel' }).press('Enter')
    await page.getByText('You said no at the network. Nothing was kept.').waitFor()
    expect(page.url()).toBe(`${desk.url}/publish/accounts/${id}/connect`)
    found.push(...(await faultsOf(page)))

    await press(page, 'Connect X')
    await page.getByRole('link', { name: 'Authorize app' }).press('Enter')
    await page.getByRole('heading', { name: 'City on X is connected' }).waitFor()
    expect(await focusedText(page)).toContain('City on X is connected')
    expect(await wordsOf(page.locator('.result'))).toContain('Renews itself, next by')
    expect(page.url()).not.toContain('back')
    const { accessToken = '', refreshToken } = x.state.keys
    const shown = await page.evaluate(() => document.documentElement.outerHTML)
    for (const secret of [accessToken, refreshToken]) expect(shown).not.toContain(secret)
    found.push(...(await faultsOf(page)))

    await page.locator('.result').getByRole('link', { name: 'Back to Our accounts' }).press('Enter')
    const card = page.locator('.account', { hasText: 'City on X' })
    await card.getByText('Connected', { exact: true }).waitFor()
    const spending = await wordsOf(page.locator('.spending'))
    for (const words of ['What X costs this month', 'of US$50.00', 'US$10.00 of US$10.00'])
      expect(spending).toContain(words)
    found.push(...(await faultsOf(page)))
    found.push(...(await lookForNames(page, x)))
    await ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
    await page.goto('/publish/accounts')
    const french = page.getByRole('heading', { name: 'Ce que X coûte ce mois-ci' })
    await french.waitFor()
    found.push(...(await faultsOf(page)))
    expect([...found, ...visit.problems().filter((problem) => !expected.test(problem))]).toEqual([])
  },
)

/** Impostors with likely names are looked for once somebody said yes to what it may cost. */
async function lookForNames(page: Page, x: EmulatedX): Promise<string[]> {
  x.state.users.push({ id: '1500000000000000001', username: 'HavreCIair', name: 'City on X' })
  await page.goto('/directory/look-alikes')
  const names = page.getByRole('region', { name: 'City on X on X' })
  await names.getByText('Switched off', { exact: false }).waitFor()
  await press(page, 'Look for likely names…')
  await page.getByRole('dialog').getByText('in a month of five weeks', { exact: false }).waitFor()
  expect(x.calls).not.toContain('GET /2/users/by')
  await press(page, 'Switch it on')
  await names.getByText('The desk looks once a week', { exact: false }).waitFor()
  await names.getByRole('button', { name: /^Look now, for at most/u }).press('Enter')
  await names.getByText('one of them taken and compared', { exact: false }).waitFor()
  await page.getByRole('link', { name: 'HavreCIair' }).waitFor()
  expect(x.calls.filter((call) => call === 'GET /2/users/by')).toHaveLength(1)
  return faultsOf(page)
}

test(
  'who comes back with something nobody waits for is told so, in both languages',
  { timeout: 120_000 },
  async (context) => {
    visits.need(context)
    const x = await emulatedX()
    const { desk } = await deskOn(x)
    const { page, problems } = await open(context, desk, x)
    await page.goto('/connect/from/x?state=made-up&code=abc')
    await page.getByRole('heading', { name: 'This sign-in is over' }).waitFor()
    await page.getByRole('heading', { name: 'Cette connexion est terminée' }).waitFor()
    expect(problems().filter((problem) => !expected.test(problem))).toEqual([])
  },
)

test(
  'what is said to our account on X is heard as soon as it is connected, paid for, and an answer to us is on record',
  { timeout: 120_000 },
  async () => {
    const x = await emulatedX()
    const { desk, ask } = await deskOn(x)
    const id = await note(ask)
    const water = await watch(ask, { name: 'Water', rule: 'water' })
    const ours = addPost(x.state, { authorId: x.state.me.id, text: 'Boil your water.', files: [] })
    await publishByHand(desk, { account: id, url: `https://x.com/HavreClair/status/${ours.id}` })
    const said = (text: string, more = {}) =>
      addPost(x.state, { authorId: '1100000000000000001', text, files: [], ...more })
    const answer = said('@HavreClair is the water safe for babies?', { replyTo: ours.id })
    said('Nothing for anybody, about water')
    await connect(desk, { ask, id })

    const heard = async () => (await jsonOf(ask, `/api/watches/${water}/posts`, PostPage)).posts
    await expect
      .poll(async () => (await heard()).map((post) => post.id), { timeout: 30_000 })
      .toEqual([`x:${answer.id}`])
    const replies = async () => (await jsonOf(ask, '/api/records?kind=reply-received', RecordPage)).entries
    await expect.poll(async () => (await replies()).length, { timeout: 30_000 }).toBe(1)
    expect(await replies()).toMatchObject([{ account: id, facts: { network: 'x', title: 'Water' } }])
    const { spending } = await jsonOf(ask, '/api/connections', AccountBoard)
    // Who the account is, twice as itself and once as the app, and two mentions at most: a few cents, and not nothing.
    expect(spending?.[0]?.spentMillidollars).toBeGreaterThanOrEqual(12)
    expect(spending?.[0]?.spentMillidollars).toBeLessThan(100)
  },
)

test(
  'a rule X does not take is told on the page of its watch and in the list, and no longer once it is changed',
  { timeout: 240_000 },
  async (context) => {
    visits.need(context)
    const x = await emulatedX()
    const { desk, ask } = await deskOn(x)
    const states = ['closed', 'flooded', 'icy', 'blocked', 'damaged', 'dark', 'noisy', 'unsafe']
    const places = ['bridge', 'road', 'street', 'tunnel', 'park', 'school', 'library', 'station']
    const rule = states.flatMap((state) => places.map((place) => `"${state} ${place}"`)).join(' OR ')
    const id = await watch(ask, { name: 'Every bridge', rule })
    const visit = await open(context, desk, x)
    const { page } = visit
    await signInAt(visit, `/now/watches/${id}`)
    const told = page.getByText(/^X takes rules of 1,024 characters at most, and this one has 1,\d{3}\./)
    await told.waitFor()
    const found = await faultsOf(page)
    await page.goto('/now/watches')
    await told.waitFor()
    found.push(...(await faultsOf(page)))
    await watch(ask, { name: 'Every bridge', rule: 'bridge', id })
    await told.waitFor({ state: 'detached' })
    expect(x.state.rules.map(({ value }) => value)).toContain('bridge')
    expect([...found, ...visit.problems()]).toEqual([])
  },
)

const Made = z.object({
  id: z.string(),
  revision: z.number(),
  versions: z.array(z.object({ content: z.object({ language: z.string() }), sha256: z.string() })),
})

async function jsonOf<S extends z.ZodType>(ask: Ask, path: string, schema: S): Promise<z.output<S>> {
  const answer = await ask(path)
  if (!answer.ok) throw new Error(`${path} was refused: ${await answer.text()}`)
  return schema.parse(await answer.json())
}

async function sent(ask: Ask, path: string, body?: unknown, method = 'POST'): Promise<unknown> {
  const answer = await ask(path, { method, body })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path} was refused: ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

async function watch(ask: Ask, o: { name: string; rule: string; id?: string }): Promise<string> {
  const { id, ...said } = o
  const endsAt = new Date(wallClock.nowMs() + 20 * dayMs).toISOString()
  const body = { ...said, purpose: 'So that we know how the town is', owner: 'Communications', endsAt }
  const kept = await sent(
    ask,
    `/api/watches${id === undefined ? '' : `/${id}`}`,
    body,
    id === undefined ? 'POST' : 'PUT',
  )
  return Watch.parse(kept).id
}

/** Writes a message in both languages, has it approved by somebody else, and notes the one post that says it. */
async function publishByHand(desk: Desk, { account, url }: { account: string; url: string }): Promise<void> {
  const wen = await joinDesk(desk, { name: 'Wen Roy', grants: ['read', 'write', 'publish'] })
  const ana = await joinDesk(desk, { name: 'Ana Park', grants: ['read', 'approve'] })
  await freshen(desk, ana.id)
  const versions = Object.entries({ en: 'Boil your water.', fr: 'Faites bouillir l’eau.' }).map(
    ([language, text]) => ({ account, language, text }),
  )
  const made = Made.parse(await sent(wen.ask, '/api/messages', { title: 'Water', lane: 'normal', versions }))
  await sent(wen.ask, `/api/messages/${made.id}/ask`, { revision: made.revision })
  const shown = made.versions.map(({ content: { language }, sha256 }) => ({ account, language, sha256 }))
  await sent(ana.ask, `/api/approvals/${encodeURIComponent(`message:${made.id}`)}/approve`, {
    versions: shown,
  })
  const english = shown.find(({ language }) => language === 'en')
  await sent(wen.ask, `/api/messages/${made.id}/published`, { ...english, url })
}

/** Connects an account as a person does in a browser: to X, yes there, and back. */
async function connect(desk: Desk, { ask, id }: { ask: Ask; id: string }): Promise<void> {
  await sql`update sessions set fresh_until = now() + interval '5 minutes'`.execute(desk.store.db)
  const { url } = GoThere.parse(await sent(ask, `/api/connections/${id}/sign-in`))
  const back = /id="yes" href="([^"]+)"/.exec(await (await fetch(url)).text())?.[1] ?? ''
  const answer = await fetch(back.replaceAll('&amp;', '&'), { redirect: 'manual' })
  expect(answer.status).toBe(303)
  const board = AccountBoard.parse(await sent(ask, `/api/connections/${id}/sign-in/finish`))
  expect(board.accounts.find(({ account }) => account === id)?.state).toBe('connected')
}
