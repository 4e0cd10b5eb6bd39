import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test, type TestContext } from 'vitest'
import { axeViolations, inBothThemes, overflowAt320, type Look } from '../support/browser.ts'
import { openTown } from '../support/desk.ts'
import { virtualDevice } from '../support/passkeys.ts'
import { focusedText, openVisits, signInAt, type Visit } from './visit.ts'
import type { Desk } from '#app/desk.ts'

let visits: Awaited<ReturnType<typeof openVisits>>
let desk: Desk

beforeAll(async () => {
  visits = await openVisits()
  desk = await openTown('brown-water')
})

afterAll(async () => {
  await desk.close()
  await visits.close()
})

async function open(context: TestContext, look: Look = {}): Promise<Visit> {
  const visit = await visits.visit(context, desk, look)
  onTestFinished(visit.close)
  await visit.ask('/api/session', { method: 'PATCH', body: { welcomed: true, locale: 'en' } })
  return visit
}

/** Presses Tab until something with these words has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab')
    if ((await focusedText(page)) === words) return
  }
  throw new Error(`nothing called ${words} can be reached by keyboard`)
}

async function pressByKeyboard(page: Page, words: string): Promise<void> {
  await tabTo(page, words)
  await page.keyboard.press('Enter')
}

const toast = (page: Page, words: string) => page.locator('.toast', { hasText: words })

/** What is wrong with a page for axe, in both themes, and on the narrowest phone. */
async function faults(page: Page, where: string): Promise<string[]> {
  const found = [...(await inBothThemes(page, axeViolations)), ...(await overflowAt320(page))]
  return found.map((finding) => `${where}: ${finding}`)
}

// Signed out is an answer in the browser's console too; a passkey that is asked for begins with a refusal.
const expected = /status of (401|403)/

test(
  'first link, a passkey, out and in again by passkey, and the page that was wanted opens: all by keyboard',
  { timeout: 120_000 },
  async (context) => {
    const visit = await open(context)
    const { page } = visit
    const device = await virtualDevice(page)
    await signInAt(visit, '/now')
    await page.getByRole('heading', { name: 'Sign in faster next time' }).waitFor()
    expect(await faults(page, 'invitation')).toEqual([])
    await pressByKeyboard(page, 'Add a passkey')
    await toast(page, 'Your passkey is added').waitFor()
    expect(await device.count()).toBe(1)
    await page.getByRole('heading', { name: 'Sign in faster next time' }).waitFor({ state: 'detached' })

    await page.getByRole('button', { name: /^Your menu/ }).press('Enter')
    await page.getByRole('menuitem', { name: 'Sign out' }).press('Enter')
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
    await page.goto('/settings/devices')
    await page.getByRole('button', { name: 'Sign in with a passkey' }).waitFor()
    expect(await faults(page, 'sign-in page')).toEqual([])
    await pressByKeyboard(page, 'Sign in with a passkey')
    await page.getByRole('heading', { name: 'Your devices' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/settings/devices')
    expect(await page.locator('.own-list li').first().innerText()).toMatch(/This device[^]*by passkey/)
    expect(visit.problems().filter((problem) => !expected.test(problem))).toEqual([])
  },
)

test(
  'an act that needs proof asks for the passkey and goes on; who declines has changed nothing',
  { timeout: 120_000 },
  async (context) => {
    const visit = await open(context)
    const { page } = visit
    const device = await virtualDevice(page)
    // The desk's owner has a passkey of another device by now: a link for those who lost theirs lets them add one.
    await page.goto(await desk.access.newSignInLink(desk.url, { mayEnrol: true }))
    await page.goto('/settings/sign-in')
    await page.getByRole('button', { name: 'Add a passkey' }).press('Enter')
    await toast(page, 'is added').waitFor()
    expect(await faults(page, 'passkeys')).toEqual([])
    const passkeys = await page.locator('.own-list li').count()

    await page
      .getByRole('button', { name: /^Rename/ })
      .first()
      .press('Enter')
    await page.getByRole('textbox', { name: 'Name' }).fill('Work laptop')
    expect(await faults(page, 'rename')).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByText('Work laptop').waitFor()

    await device.agrees(false)
    await page.getByRole('button', { name: 'Remove “Work laptop”' }).press('Enter')
    expect(await faults(page, 'remove')).toEqual([])
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).press('Enter')
    await page.getByText('No passkey was used, so nothing was done').waitFor()
    expect(await page.locator('.own-list li').count()).toBe(passkeys)

    await device.agrees(true)
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).press('Enter')
    await toast(page, '“Work laptop” is removed').waitFor()
    await expect.poll(() => page.locator('.own-list li').count()).toBe(passkeys - 1)
    // The one that is left is the last way in: it says so, and cannot be removed.
    await page.getByText('It is the only way you sign in here').waitFor()
    expect(await page.getByRole('button', { name: /^Remove “/ }).count()).toBe(0)
    expect(await faults(page, 'the last passkey')).toEqual([])
    expect(visit.problems().filter((problem) => !expected.test(problem))).toEqual([])
  },
)

test(
  'a device is signed out from another, and everywhere else at once',
  { timeout: 120_000 },
  async (context) => {
    const [mine, phone] = [await open(context), await open(context, { widthPx: 390 })]
    await signInAt(phone, '/settings')
    await signInAt(mine, '/settings/devices')
    const { page } = mine
    await page.locator('.own-list li').nth(1).waitFor()
    expect(await faults(page, 'devices')).toEqual([])
    const before = await page.locator('.own-list li').count()
    await page
      .getByRole('button', { name: /^Sign out Chrome/ })
      .first()
      .press('Enter')
    await expect.poll(() => page.locator('.own-list li').count()).toBe(before - 1)
    await pressByKeyboard(page, 'Sign out everywhere else')
    await page.getByText('You are signed in here only').waitFor()
    await phone.page.goto('/now')
    await phone.page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
  },
)

test('after a link the page somebody wanted opens', { timeout: 60_000 }, async (context) => {
  const { page } = await open(context)
  await page.goto('/settings/sources')
  await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
  await page.goto(await desk.signInLink())
  await page.waitForURL('**/settings/sources')
})

test(
  'in French, on the narrowest phone, every page of signing in reads and fits',
  { timeout: 120_000 },
  async (context) => {
    // Tall, so that the bar at the bottom, which is fixed, lies over nothing that axe measures.
    const visit = await open(context, { locale: 'fr-CA', widthPx: 390, heightPx: 1800 })
    const { page, ask } = visit
    await page.goto('/now')
    await page.getByRole('heading', { name: 'Se connecter' }).waitFor()
    expect(await faults(page, 'connexion')).toEqual([])
    onTestFinished(async () => void (await ask('/api/session', { method: 'PATCH', body: { locale: 'en' } })))
    await ask('/api/session', { method: 'PATCH', body: { welcomed: true, locale: 'fr' } })
    await page.goto(await desk.signInLink())
    for (const [path, title] of [
      ['/settings/sign-in', 'Votre connexion'],
      ['/settings/devices', 'Vos appareils'],
    ] as const) {
      await page.goto(path)
      await page.getByRole('heading', { name: title, level: 1 }).waitFor()
      await page.locator('.own-ways section').first().waitFor()
      expect(await faults(page, path)).toEqual([])
    }
  },
)

test('at an address made of numbers the page says why there are no passkeys, and what works', async (context) => {
  const { page } = await open(context)
  const url = new URL(desk.url)
  await page.context().unroute(() => true)
  await page.context().unrouteAll()
  await page.goto(`http://127.0.0.1:${url.port}/`)
  await page.getByText(`Open http://localhost:${url.port}/ instead`).waitFor()
  expect(await page.getByRole('button', { name: /passkey/ }).count()).toBe(0)
})
