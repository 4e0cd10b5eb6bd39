import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, type TestContext } from 'vitest'
import type { Desk } from '#app/desk.ts'
import { planPractice } from '#app/plan-sources.ts'
import { dayMs, hourMs, wallClock } from '#kernel/time.ts'
import { agora, agoraAnswer, type Agora } from '#sending/test-network.ts'
import { axeViolations, inBothThemes, overflowAt320, type Look } from '../support/browser.ts'
import { openTestDesk, signIn, type Ask } from '../support/desk.ts'
import { freshen, virtualDevice } from '../support/passkeys.ts'
import { joinDesk } from '../support/people.ts'
import { focusedText, openVisits, signInAt, wordsOf, type Visit } from './visit.ts'

// Accounts of ours from noted to connected, lost, connected again and disconnected, at a desk that knows one more network:
// an invented one, whose answers the test decides.

const token = 'good-token-4711'

let visits: Awaited<ReturnType<typeof openVisits>>
let desk: Desk
let network: Agora
let ask: Ask
let me: string

beforeAll(async () => {
  visits = await openVisits()
  network = agora()
  const plan = planPractice('brown-water', { clock: wallClock, speed: 300 })
  desk = await openTestDesk({ ...plan, networks: [...plan.networks, network] })
  ask = await signIn(desk)
  // What the desk itself answers.
  const session = (await (await ask('/api/session')).json()) as { person: { id: string } }
  me = session.person.id
})

afterAll(async () => {
  await desk.close()
  await visits.close()
})

beforeEach(async () => {
  network.says.clear()
  network.says.set(token, agoraAnswer())
  await sql`delete from connections`.execute(desk.store.db)
  await sql`delete from accounts where network <> 'practice'`.execute(desk.store.db)
})

async function open(context: TestContext, look: Look = {}): Promise<Visit> {
  visits.need(context)
  const visit = await visits.visit(context, desk, look)
  onTestFinished(visit.close)
  await visit.ask('/api/session', { method: 'PATCH', body: { welcomed: true, locale: 'en' } })
  return visit
}

/** Notes an account on a network; its id. */
async function note(name: string, handle: string, on = 'agora'): Promise<string> {
  const body = { network: on, handle, name, languages: ['en', 'fr'] }
  const answer = await ask('/api/accounts', { method: 'POST', body })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { id: string }).id
}

/** Connects an account through the API, as if it had been done on the page. */
async function connected(id: string, with_: string): Promise<void> {
  await freshen(desk, me)
  const body = { server: 'agora.example', token: with_ }
  const answer = await ask(`/api/connections/${id}`, { method: 'PUT', body })
  expect(answer.status).toBe(200)
}

async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press('Tab')
    const now = await page.evaluate(() => {
      const at = document.activeElement
      const label = at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : undefined
      return at?.getAttribute('aria-label') ?? label ?? at?.textContent ?? ''
    })
    if (now === name) return
  }
  throw new Error(`nothing called ${name} can be reached by keyboard`)
}

async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, name)
  await page.keyboard.press('Enter')
}

async function faultsOf(page: Page, where: string): Promise<string[]> {
  await page.evaluate(() => scrollTo(0, 0))
  const found = [...(await inBothThemes(page, axeViolations)), ...(await overflowAt320(page))]
  return found.map((fault) => `${where}: ${fault}`)
}

/** Everything a browser could keep, and everything that stands in the page, as text. */
function keptIn(page: Page): Promise<string> {
  return page.evaluate(() =>
    [JSON.stringify(localStorage), JSON.stringify(sessionStorage), location.href, document.cookie]
      .concat(document.documentElement.outerHTML)
      .join('\n'),
  )
}

const toast = (page: Page, words: string) => page.locator('.toast', { hasText: words })

// A refusal stands in the browser's console too: signed out, a passkey that is asked for, a sign-in that is not taken.
const expected = /status of (401|403|409|422)/

test(
  'an account is noted, connected, looked at and disconnected by keyboard; a passkey is asked for, and no secret stays',
  { timeout: 240_000 },
  async (context) => {
    const visit = await open(context)
    const { page } = visit
    const device = await virtualDevice(page)
    await signInAt(visit, '/now')
    await press(page, 'Add a passkey')
    await toast(page, 'Your passkey is added').waitFor()
    await page.goto('/publish/accounts')
    await tabTo(page, 'Network')
    for (const words of ['agora', '@town@agora.example', 'City on Agora']) {
      await page.keyboard.type(words)
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Enter')
    await toast(page, 'City on Agora is noted.').waitFor()
    const card = page.locator('.account', { hasText: 'City on Agora' })
    await card.getByText('Not connected', { exact: true }).waitFor()
    await page.locator('.back a').focus()
    await press(page, 'Connect City on Agora')
    await page.getByRole('heading', { level: 1, name: 'Connect City on Agora' }).waitFor()
    const found = await faultsOf(page, 'connect')

    await press(page, 'Try it and connect')
    await page.getByRole('alert').getByText('Fill in: Access token').waitFor()
    expect(await focusedText(page)).toContain('One thing to put right')
    await tabTo(page, 'Access token')
    await page.keyboard.type('wrong-token-0815')
    const field = page.getByLabel('Access token', { exact: true })
    expect(await field.getAttribute('type')).toBe('password')
    expect(await field.getAttribute('autocomplete')).toBe('one-time-code')
    await press(page, 'Show: Access token')
    expect(await field.getAttribute('type')).toBe('text')
    await press(page, 'Try it and connect')
    const said = 'The network does not know this sign-in.'
    await page.locator('#error-connect-token', { hasText: said }).waitFor()
    expect(await page.locator('main').innerText()).not.toContain('wrong-token-0815')
    found.push(...(await faultsOf(page, 'refused')))

    await tabTo(page, 'Access token')
    await page.keyboard.press('Control+A')
    await page.keyboard.type(token)
    await sql`update sessions set fresh_until = null`.execute(desk.store.db)
    await device.agrees(false)
    await page.keyboard.press('Enter')
    await page.getByText('No passkey was used, so nothing was done.').waitFor()
    await device.agrees(true)
    await press(page, 'Try it and connect')
    await page.getByRole('heading', { name: 'City on Agora is connected' }).waitFor()
    expect(await focusedText(page)).toContain('City on Agora is connected')
    const facts = await wordsOf(page.locator('.result'))
    for (const words of ['@town@agora.example', 'agora.example', '500 characters', 'at most 4 a post'])
      expect(facts).toContain(words)
    expect(await keptIn(page)).not.toContain(token)
    for (const path of ['/api/connections', '/api/records', '/api/notices', '/api/accounts'])
      expect(await (await ask(path)).text()).not.toContain(token)
    found.push(...(await faultsOf(page, 'connected')))

    await press(page, 'Back to Our accounts')
    await card.getByText('Connected', { exact: true }).waitFor()
    await press(page, 'Check now: City on Agora')
    await toast(page, 'City on Agora answered. It can speak.').waitFor()
    await page.locator('.back a').focus()
    await press(page, 'Disconnect… City on Agora')
    await page.getByRole('alertdialog').getByText('nothing goes out there any more').waitFor()
    found.push(...(await inBothThemes(page, axeViolations)))
    await page.keyboard.press('Escape')
    await press(page, 'Disconnect… City on Agora')
    await press(page, 'Disconnect')
    await toast(page, 'City on Agora is disconnected.').waitFor()
    await card.getByText('Not connected', { exact: true }).waitFor()
    expect([...found, ...visit.problems().filter((problem) => !expected.test(problem))]).toEqual([])
  },
)

test(
  'the board puts first what needs somebody, says what to do, and warns in words',
  { timeout: 240_000 },
  async (context) => {
    const nowMs = wallClock.nowMs()
    const budget = { left: 12, of: 300, resetsAtMs: nowMs + hourMs }
    const tokens = {
      'Alarm line': agoraAnswer({ handle: '@alarm@agora.example' }),
      Bridges: agoraAnswer({ handle: '@bridges@agora.example' }),
      Water: agoraAnswer({ handle: '@water@agora.example', expiresAtMs: nowMs + 5 * dayMs - hourMs, budget }),
      Zoo: agoraAnswer({ handle: '@zoo@agora.example', expiresAtMs: nowMs + 60 * dayMs }),
    }
    for (const [name, answer] of Object.entries(tokens)) {
      const handle = answer.ok ? answer.handle : ''
      network.says.set(`token of ${name}`, answer)
      await connected(await note(name, handle), `token of ${name}`)
    }
    await note('Archive', 'archive', 'facebook')
    const over = { ok: false, why: 'revoked', detail: 'token of Zoo is over', isTransient: false } as const
    network.says.set('token of Zoo', over)
    const away = { ok: false, why: 'timeout', detail: 'no answer', isTransient: true } as const
    network.says.set('token of Bridges', away)

    const visit = await open(context)
    const { page } = visit
    await signInAt(visit, '/publish/accounts')
    await page.getByRole('button', { name: 'Check now: Bridges' }).click()
    await toast(page, 'Bridges did not answer as hoped.').waitFor()
    await page.getByRole('button', { name: 'Check now: Zoo' }).click()
    await page.locator('.account.lost', { hasText: 'The network ended the sign-in.' }).waitFor()
    const names = await page.locator('.account h2').allInnerTexts()
    expect(names).toEqual([
      'Zoo',
      'Bridges',
      'Water',
      'Alarm line',
      'Havre-Clair',
      'Havre-Clair · site',
      'Archive',
    ])
    const cards = await Promise.all((await page.locator('.account').all()).map(wordsOf))
    expect(cards[0]).toContain('It said: ••• is over')
    expect(cards[1]).toContain('That says nothing about the sign-in')
    expect(cards[2]).toContain('This week: in 5 days')
    expect(cards[2]).toMatch(/12 of 300 until [^]*Nearly used up\./u)
    expect(cards[6]).toContain('published there by hand')
    const sums = await wordsOf(page.locator('.sums'))
    expect(sums).toMatch(/1 lost its sign-in\s+2 need a look\s+3 can speak\s+1 by hand/u)
    await page.getByText('Only one person looks after these accounts.').waitFor()
    const found = await faultsOf(page, 'board')

    await visit.ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Nos comptes' }).waitFor()
    await page.getByText('Cette semaine : dans 5 jours').waitFor()
    found.push(...(await faultsOf(page, 'board in French')))
    await page.getByRole('link', { name: 'Ce que permet chaque réseau' }).click()
    const row = page.getByRole('row', { name: /Agora/u })
    await row.getByText('Le réseau reconnaît une répétition à sa clé.').waitFor()
    expect(await row.getByRole('cell').count()).toBe(15)
    found.push(...(await faultsOf(page, 'networks in French')))
    await page.setViewportSize({ width: 320, height: 800 })
    const narrow = page.getByRole('row', { name: /Agora/u })
    expect(await narrow.getByRole('cell').count()).toBe(15)
    expect(await narrow.isVisible()).toBe(true)
    await visit.ask('/api/session', { method: 'PATCH', body: { locale: 'en' } })
    expect([...found, ...visit.problems().filter((problem) => !expected.test(problem))]).toEqual([])
  },
)

test(
  'the sign-in of another account is refused in words; who may not connect is told who may; a second person ends the warning',
  { timeout: 240_000 },
  async (context) => {
    const id = await note('City', '@city@agora.example')
    const visit = await open(context)
    const { page } = visit
    await signInAt(visit, `/publish/accounts/${id}/connect`)
    expect(await page.getByLabel('Server address').inputValue()).toBe('agora.example')
    await freshen(desk, me)
    await page.getByLabel('Access token', { exact: true }).fill(token)
    await page.getByRole('button', { name: 'Try it and connect' }).click()
    await page.getByText('This sign-in belongs to another account. Nothing was kept.').waitFor()
    const found = await faultsOf(page, 'other account')
    network.says.set(token, { ok: false, why: 'unreachable', detail: 'no route', isTransient: true })
    await page.getByRole('button', { name: 'Try it and connect' }).click()
    await page.locator('#error-connect-server', { hasText: 'Nothing answered there.' }).waitFor()
    await page.getByLabel('Server address').fill('agora.example.')
    expect(await page.locator('#error-connect-server').count()).toBe(0)
    expect(await page.getByText('Nothing was kept.').count()).toBe(0)

    const reader = await joinDesk(desk, { name: 'Rae', grants: ['read'] })
    await page.goto(await reader.signInLink())
    await page.goto('/publish/accounts')
    await page.getByRole('heading', { name: 'City', exact: true }).waitFor()
    expect(await page.locator('.account').getByRole('link').count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Note an account' }).count()).toBe(0)
    await page.goto(`/publish/accounts/${id}/connect`)
    await page.getByText('Somebody who looks after accounts can connect it.').waitFor()
    expect(await page.locator('input[type=password]').count()).toBe(0)
    await page.goto('/publish/accounts/practice/connect')
    await page.getByText('There is nothing to connect.').waitFor()
    await page.goto('/publish/accounts/no-such/connect')
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.locator('input[type=password]').count()).toBe(0)

    await joinDesk(desk, { name: 'Sam', grants: ['read', 'accounts'] })
    await page.goto('/publish/accounts')
    await page.getByRole('heading', { name: 'City', exact: true }).waitFor()
    expect(await page.getByText('Only one person looks after').count()).toBe(0)
    expect([...found, ...visit.problems().filter((problem) => !expected.test(problem))]).toEqual([])
  },
)

test(
  'an open board follows when somebody else connects, loses and disconnects an account',
  { timeout: 240_000 },
  async (context) => {
    network.says.set(token, agoraAnswer({ handle: '@ferry@agora.example' }))
    const id = await note('Ferry', '@ferry@agora.example')
    const visit = await open(context)
    const { page } = visit
    await signInAt(visit, '/publish/accounts')
    const card = page.locator('.account', { hasText: 'Ferry' })
    await card.getByText('Not connected', { exact: true }).waitFor()
    await connected(id, token)
    await card.getByText('Connected', { exact: true }).waitFor()
    network.says.set(token, { ok: false, why: 'revoked', detail: 'over', isTransient: false })
    expect((await ask(`/api/connections/${id}/check`, { method: 'POST' })).status).toBe(200)
    await card.getByText('The network ended the sign-in.').waitFor()
    await freshen(desk, me)
    expect((await ask(`/api/connections/${id}`, { method: 'DELETE' })).status).toBe(204)
    await card.getByText('Not connected', { exact: true }).waitFor()
    expect(visit.problems().filter((problem) => !expected.test(problem))).toEqual([])
  },
)
