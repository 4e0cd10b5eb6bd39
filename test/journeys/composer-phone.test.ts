import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openTown } from '../support/desk.ts'
import { openOffice, signInTo } from './office.ts'
import { faultsOf, openVisits } from './visit.ts'

// A tired officer with a phone in one hand: writes, asks; somebody else approves on theirs; sending is paused. What comes next is always
// under the thumb, in the lower half, and large enough.

let visits: Awaited<ReturnType<typeof openVisits>>
beforeAll(async () => {
  visits = await openVisits()
})
afterAll(() => visits.close())

const heightPx = 844
const soon = { timeout: 60_000 }
const field = (page: Page, name: string) => page.locator(`#field-${name}`)

/** Where a button stands on the screen as it is scrolled now, px from the top; and how high it is. */
async function placeOf(page: Page, name: string): Promise<{ y: number; height: number }> {
  const box = await page.getByRole('button', { name, exact: true }).boundingBox()
  if (box === null) throw new Error(`${name} is not on the page`)
  return box
}

/** Writes with the on-screen keyboard's help only: fields and taps. */
async function writeAndAsk(page: Page): Promise<string[]> {
  await field(page, 'title').fill('Road closed')
  await field(page, 'text-en').fill('Mill Street is closed until noon.')
  await field(page, 'text-fr').fill('La rue du Moulin est fermée jusqu’à midi.')
  const top = await page.evaluate(() => (window.scrollTo(0, 0), window.scrollY))
  expect(top).toBe(0)
  const ask = await placeOf(page, 'Ask for approval')
  expect(ask.y).toBeGreaterThan(heightPx / 2)
  expect(ask.y + ask.height).toBeLessThan(heightPx)
  expect(ask.height).toBeGreaterThanOrEqual(44)
  // What is focused at the end of the page is not covered by what stays under the thumb.
  await field(page, 'deadline').focus()
  const focused = await field(page, 'deadline').boundingBox()
  expect((focused?.y ?? 0) + (focused?.height ?? 0)).toBeLessThanOrEqual(
    (await placeOf(page, 'Ask for approval')).y,
  )
  const found = await faultsOf(page)
  await page.getByRole('button', { name: 'Ask for approval', exact: true }).click()
  await page.waitForURL(/\/publish\/[\w-]+$/u)
  await page.locator('.badges').getByText('Waiting for approval').waitFor(soon)
  return found
}

test(
  'with one thumb on a phone: written and asked, approved by somebody else, and sending paused',
  { timeout: 300_000 },
  async (context) => {
    visits.need(context)
    const desk = await openTown('quiet')
    onTestFinished(() => desk.close())
    const office = await openOffice(visits, context, desk, 390)
    const { page, wen, ana } = office
    await signInTo(page, wen, '/publish/new')
    const found = await writeAndAsk(page)
    const id = page.url().split('/').at(-1) ?? ''

    await signInTo(page, ana, `/approvals/message:${id}`)
    const approve = await placeOf(page, 'Approve')
    expect(approve.height).toBeGreaterThanOrEqual(44)
    await page.getByRole('button', { name: 'Approve', exact: true }).click()
    await page.getByText('Approved: Road closed').first().waitFor()
    await page.goto('/publish/outbox')
    await page.getByRole('button', { name: 'Pause sending' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Serious event' }).click()
    await dialog.getByRole('button', { name: 'Pause now' }).click()
    await page.getByText('All sending is paused, except emergencies.').first().waitFor()

    await page.goto(`/publish/${id}`)
    await page.getByRole('button', { name: 'Send now…' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Send now' }).click()
    await expect.poll(() => page.getByText('Held back', { exact: false }).count(), soon).toBeGreaterThan(0)
    await wen.ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
    await signInTo(page, wen, '/publish/new')
    await page.getByRole('button', { name: 'Demander l’approbation' }).waitFor()
    found.push(...(await faultsOf(page)))
    await page.goto('/publish/names')
    await page.getByRole('heading', { name: 'Carnet d’adresses' }).waitFor()
    found.push(...(await faultsOf(page)))
    expect([...found, ...office.visit.problems()]).toEqual([])
  },
)
