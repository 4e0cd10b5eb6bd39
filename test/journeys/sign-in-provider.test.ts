import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { Provider } from '#access/oidc/rules.ts'
import { startTestProvider, type TestProvider } from '#access/oidc/test-provider.ts'
import type { Desk } from '#app/desk.ts'
import { planPractice } from '#app/plan-sources.ts'
import { wallClock } from '#kernel/time.ts'
import { axeViolations, inBothThemes, overflowAt320 } from '../support/browser.ts'
import { openTestDesk } from '../support/desk.ts'
import { virtualDevice } from '../support/passkeys.ts'
import { openVisits, signInAt } from './visit.ts'

let visits: Awaited<ReturnType<typeof openVisits>>
let provider: TestProvider
let desk: Desk

beforeAll(async () => {
  visits = await openVisits()
  provider = await startTestProvider()
  const city = {
    ...{ id: 'city', name: { en: 'City account', fr: 'Compte de la ville' } },
    ...{ issuer: provider.issuer, clientId: 'desk', allowPrivateNetworks: true },
  }
  desk = await openTestDesk(planPractice('quiet', { clock: wallClock, speed: 1 }), {
    providers: [Provider.parse(city)],
  })
})

afterAll(async () => {
  await desk?.close()
  await provider?.close()
  await visits.close()
})

/** What is wrong with a page for axe, in both themes, and on the narrowest phone. */
async function faults(page: Page, where: string): Promise<string[]> {
  const found = [...(await inBothThemes(page, axeViolations)), ...(await overflowAt320(page))]
  return found.map((finding) => `${where}: ${finding}`)
}

// A passkey that is asked for begins with a refusal, and so is whoever comes back disconnected.
const expected = /status of 403/

const account = (page: Page) => page.locator('.own-list li', { hasText: /City account|Compte de la ville/ })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).press('Enter')

test(
  'an account elsewhere is connected, seen, disconnected after a proof, and the last way in stays: all by keyboard',
  { timeout: 120_000 },
  async (context) => {
    const visit = await visits.visit(context, desk)
    onTestFinished(visit.close)
    const { page } = visit
    const device = await virtualDevice(page)
    await signInAt(visit, '/settings/sign-in')
    await press(page, 'Add a passkey')
    await page.locator('.toast', { hasText: 'is added' }).waitFor()
    await account(page).getByText('Not connected').waitFor()

    provider.person = { sub: 'of-the-owner', email: 'duty@city.example', email_verified: true }
    await press(page, 'Connect City account')
    await account(page).getByText('duty@city.example').waitFor()
    expect(await account(page).innerText()).toMatch(/Connected[^]*Connected .* · last used /)
    expect(await faults(page, 'connected')).toEqual([])

    // Five minutes later: the proof that was given for connecting is over.
    await sql`update sessions set fresh_until = null`.execute(desk.store.db)
    await device.agrees(false)
    await press(page, 'Disconnect City account')
    const question = page.getByRole('alertdialog', { name: 'Disconnect “City account”?' })
    await question.waitFor()
    expect(await faults(page, 'disconnect')).toEqual([])
    await question.getByRole('button', { name: 'Disconnect' }).press('Enter')
    await question.getByText('No passkey was used, so nothing was done').waitFor()
    await device.agrees(true)
    await question.getByRole('button', { name: 'Disconnect' }).press('Enter')
    await page.locator('.toast', { hasText: '“City account” is disconnected' }).waitFor()
    await account(page).getByText('Not connected').waitFor()
    await page.goto('/sign-in/with/city')
    await page.getByText('Nobody invited you here yet').first().waitFor()

    await page.goto('/settings/sign-in')
    await press(page, 'Connect City account')
    await account(page).getByText('duty@city.example').waitFor()
    await page.getByRole('button', { name: /^Remove/ }).press('Enter')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).press('Enter')
    await account(page).getByText('It is the only way you sign in here').waitFor()
    expect(await page.getByRole('button', { name: /^Disconnect/ }).count()).toBe(0)
    expect(await faults(page, 'last way in')).toEqual([])
    expect(visit.problems().filter((problem) => !expected.test(problem))).toEqual([])
  },
)

test(
  'in French an account elsewhere reads and fits, also one of a provider that is gone',
  { timeout: 120_000 },
  async (context) => {
    const visit = await visits.visit(context, desk, { locale: 'fr-CA', widthPx: 390, heightPx: 1800 })
    onTestFinished(visit.close)
    const { page, ask } = visit
    await ask('/api/session', { method: 'PATCH', body: { welcomed: true, locale: 'fr' } })
    await sql`insert into identities (id, person_id, provider, issuer, subject, made_at, used_at)
      select 'gone', id, 'ancien-fournisseur', 'https://gone.example', 'gone', now(), now() from people where is_owner`.execute(
      desk.store.db,
    )
    await signInAt(visit, '/settings/sign-in')
    const gone = page.locator('.own-list li', { hasText: 'ancien-fournisseur' })
    await gone.getByText('ne connaît plus ce fournisseur').waitFor()
    expect(await faults(page, 'comptes')).toEqual([])
    await press(page, 'Délier ancien-fournisseur')
    await page.getByRole('alertdialog', { name: /Délier/ }).waitFor()
    expect(await faults(page, 'délier')).toEqual([])
    expect(visit.problems()).toEqual([])
  },
)
