import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { ConversationExport } from '#sending/private-messages/contract.ts'
import { openTown } from '../support/desk.ts'
import { freshen } from '../support/passkeys.ts'
import { openOffice, signInTo, type Office } from './office.ts'
import { faultsOf, focusedText, openVisits, signInAt, wordsOf } from './visit.ts'

// What people write in private, from the switch to the last word: whoever looks after accounts switches it on, only those named read,
// by keyboard; it is marked as handled, handed out, and deleted.

let visits: Awaited<ReturnType<typeof openVisits>>
beforeAll(async () => {
  visits = await openVisits()
})
afterAll(() => visits.close())

const soon = { timeout: 60_000 }
const rows = (page: Page) => page.locator('.conversation')

/** The owner switches it on for the town's account, with what for and for Wen alone; nothing is kept while something is missing. */
async function switchOn({ page, visit, desk }: Office, found: string[]): Promise<void> {
  const { person } = (await (await visit.ask('/api/session')).json()) as { person: { id: string } }
  await signInAt(visit, '/publish/messages')
  await freshen(desk, person.id)
  await page.getByText('No private messages are read.').waitFor(soon)
  found.push(...(await faultsOf(page)))
  await page
    .getByRole('button', { name: /^Read private messages to/u })
    .first()
    .press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Start reading' }).press('Enter')
  await dialog.getByRole('alert').getByText('Write what it is read for').waitFor()
  found.push(...(await faultsOf(page)))
  await dialog.getByLabel('What for').fill('Answer residents who write to us')
  await dialog.getByLabel('Wen', { exact: true }).check()
  await dialog.getByRole('button', { name: 'Start reading' }).press('Enter')
  await page.getByText('Private messages are read here, but not by you.').waitFor(soon)
  expect(await rows(page).count()).toBe(0)
  expect(await wordsOf(page.getByRole('region', { name: 'What is read, and by whom' }))).toContain(
    'Read by Wen',
  )
  found.push(...(await faultsOf(page)))
}

test(
  'private messages: switched on for those named, read by keyboard, handled, handed out and deleted',
  { timeout: 300_000 },
  async (context) => {
    visits.need(context)
    const desk = await openTown('quiet')
    onTestFinished(() => desk.close())
    const office = await openOffice(visits, context, desk)
    const { page, wen, ana } = office
    const found: string[] = []
    await switchOn(office, found)

    await signInTo(page, ana, '/publish/messages')
    await page.getByText('Private messages are read here, but not by you.').waitFor(soon)

    await signInTo(page, wen, '/publish/messages')
    await rows(page).first().waitFor(soon)
    const before = await rows(page).count()
    expect(before).toBeGreaterThan(1)
    expect(await page.locator('.conversation.new').count()).toBe(before)
    found.push(...(await faultsOf(page)))

    const first = rows(page).first().locator('a')
    const name = await first.innerText()
    await page.keyboard.press('j')
    await expect.poll(() => focusedText(page), soon).toBe(name)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name }).waitFor(soon)
    expect(await page.title()).not.toContain(name)
    await page.locator('.letter').first().waitFor()
    // Nothing that hangs on a message is loaded; the window may not leave the desk.
    expect(await page.locator('.letters img, .letters video, .letters iframe').count()).toBe(0)
    found.push(...(await faultsOf(page)))

    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Hand out' }).press('Enter')
    await page.getByRole('dialog').getByLabel('Why').fill('Request 2031-14')
    await page.getByRole('dialog').getByRole('button', { name: 'Get the file' }).press('Enter')
    const file = await (await download).path()
    const made = ConversationExport.parse(JSON.parse(await readFile(file, 'utf8')))
    expect(made.messages.length).toBe(await page.locator('.letter').count())

    await page.getByRole('button', { name: 'Mark as handled' }).press('Enter')
    await page.getByText(/^Handled by Wen/u).waitFor(soon)
    await page.keyboard.press('Escape')
    await page.waitForURL(/\/publish\/messages$/u)
    await expect.poll(() => rows(page).count(), soon).toBe(before - 1)
    await page.getByRole('link', { name: 'Handled', exact: true }).press('Enter')
    await expect.poll(() => rows(page).count(), soon).toBe(1)
    await rows(page).first().locator('a').press('Enter')
    await page.getByRole('button', { name: 'Delete', exact: true }).press('Enter')
    const sure = page.getByRole('alertdialog')
    await sure.getByRole('button', { name: 'Delete it for good' }).press('Enter')
    await sure.getByText('Write why').waitFor()
    await sure.getByLabel('Why').fill('The person asked for it')
    found.push(...(await faultsOf(page)))
    await sure.getByRole('button', { name: 'Delete it for good' }).press('Enter')
    await page.waitForURL(/\/publish\/messages/u)
    await page.goto('/publish/messages?show=handled')
    await page.getByText('Nothing was marked as handled yet.').waitFor(soon)

    await wen.ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
    await page.goto('/publish/messages')
    await page.getByRole('heading', { level: 1, name: 'Messages privés' }).waitFor(soon)
    await rows(page).first().waitFor(soon)
    found.push(...(await faultsOf(page)))
    await rows(page).first().locator('a').press('Enter')
    await page.getByRole('button', { name: 'Marquer comme traitée' }).waitFor(soon)
    found.push(...(await faultsOf(page)))
    expect(found).toEqual([])
    expect(office.visit.problems()).toEqual([])
  },
)
