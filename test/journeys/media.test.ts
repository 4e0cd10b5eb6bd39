import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test, type TestContext } from 'vitest'
import { Message } from '#roles/publishing/contract.ts'
import { DeliveryList } from '#sending/contract.ts'
import { pngPicture } from '#roles/publishing/test-pictures.ts'
import { openTown } from '../support/desk.ts'
import type { Joined } from '../support/people.ts'
import { openOffice, signInTo, type Office } from './office.ts'
import { faultsOf, openVisits } from './visit.ts'

// A picture from the composer to our own page: too large for the town, so it is given a smaller copy; not asked about while it is
// not described; approved by somebody else who saw it; public with its words; gone when the page is. Then by keyboard and on a phone.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

const soon = { timeout: 60_000 }
const alts = { en: 'The river over the path at Mill Street', fr: 'La rivière sur le sentier, rue du Moulin' }

async function openQuietOffice(context: TestContext, widthPx?: number): Promise<Office> {
  visits.need(context)
  const desk = await openTown('quiet')
  onTestFinished(() => desk.close())
  return openOffice(visits, context, desk, widthPx)
}

function png(name: string, buffer: Buffer) {
  return { name, mimeType: 'image/png', buffer }
}

async function choose(page: Page, ...files: ReturnType<typeof png>[]): Promise<void> {
  await page.locator('.drop-zone input[type=file]').setInputFiles(files)
}

async function write(page: Page, title: string): Promise<void> {
  await page.getByLabel('Title for the team').fill(title)
  await page.getByLabel('English', { exact: true }).fill('The path is closed.')
  await page.getByLabel('Français', { exact: true }).fill('Le sentier est fermé.')
}

/** Fills a description by keyboard. */
async function describe(page: Page, name: string, alt: string): Promise<void> {
  await page.getByLabel(name, { exact: true }).focus()
  await page.keyboard.type(alt)
}

async function inFrench({ wen, page }: Office, settled: string): Promise<string[]> {
  await wen.ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
  await page.reload()
  await page.getByText(settled).first().waitFor()
  const found = await faultsOf(page)
  await wen.ask('/api/session', { method: 'PATCH', body: { locale: 'en' } })
  return found
}

/** Writes a message with one large picture; it is refused until it is described in both languages. */
async function writeAndAsk(office: Office, found: string[]): Promise<string> {
  const { page } = office
  await write(page, 'Path closed')
  await choose(page, png('flood.png', pngPicture({ width: 1800, height: 1600 })))
  const checks = page.getByRole('region', { name: 'Worth a look before you ask' })
  // Which file, where, and what helps.
  await checks
    .getByText(/Havre-Clair, English .*File 1 has no description.* mark it as decorative/u)
    .waitFor(soon)
  await checks.getByText(/Havre-Clair gets a smaller copy of file 1: \d\.\d MB JPEG\./u).waitFor(soon)
  await page.keyboard.press('Control+Enter')
  await page.getByRole('alert').getByText('Describe file 1 in English, or mark it as decorative').waitFor()
  await page.getByRole('alert').getByText('Describe file 1 in Français').click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-alt-1-fr')
  found.push(...(await faultsOf(page)))
  await describe(page, 'What does the picture show?', alts.en)
  // What is not saved yet survives: the words, and the picture.
  await page.getByText('Not saved; kept in this browser').waitFor()
  await page.reload()
  await page.getByText('These words were not saved.').waitFor()
  expect(await page.getByLabel('What does the picture show?').inputValue()).toBe(alts.en)
  await page.locator('.file-picture img').waitFor()
  found.push(...(await inFrench(office, 'Images et vidéos')))
  await page.reload()
  await describe(page, 'Que montre l’image?', alts.fr)
  await checks.getByText('The file fits every network.').waitFor(soon)
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/publish\/[\w-]+$/u)
  await page.locator('.badges').getByText('Waiting for approval').waitFor(soon)
  return page.url().split('/').at(-1) ?? ''
}

/** Ana sees the picture with its words, approves both accounts, and sends to our own page alone. */
async function approveAndSend({ page, ana }: Office, id: string, found: string[]): Promise<void> {
  await signInTo(page, ana, `/approvals/message:${id}`)
  const shown = page.getByRole('img', { name: alts.en })
  await shown.first().waitFor()
  const widths = await shown.evaluateAll((all) =>
    all.map((one) => (one instanceof HTMLImageElement ? one.naturalWidth : 0)),
  )
  expect(widths.length).toBe(2)
  for (const width of widths) expect(width).toBeGreaterThan(100)
  found.push(...(await faultsOf(page)))
  await page.getByRole('button', { name: 'Approve', exact: true }).press('Enter')
  await page.getByText('Approved: Path closed').first().waitFor()
  await page.goto(`/publish/${id}`)
  await page.getByRole('button', { name: 'Send now…' }).press('Enter')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Send now' }).press('Enter')
  const board = page.getByRole('region', { name: 'In the outbox' })
  await expect.poll(() => board.getByText('Public', { exact: true }).count(), soon).toBe(4)
}

/** Where our own page of a message stands, in a language. */
async function pageOf({ ana }: Office, id: string, language: string): Promise<string> {
  const { publications } = Message.parse(await (await ana.ask(`/api/messages/${id}`)).json())
  const found = publications.find((one) => one.account === 'site' && one.language === language)
  return new URL(found?.url ?? '').pathname
}

test(
  'a picture from the composer to our own page: refused without its words, seen by the approver, public with them, gone with the page',
  { timeout: 300_000 },
  async (context) => {
    const office = await openQuietOffice(context)
    const { desk, page, wen, ana } = office
    const found: string[] = []
    await signInTo(page, wen, '/publish/new')
    const id = await writeAndAsk(office, found)
    await approveAndSend(office, id, found)
    const path = await pageOf(office, id, 'fr')
    // Somebody without an account anywhere.
    await page.context().clearCookies()
    await page.goto(path)
    const picture = page.getByRole('img', { name: alts.fr })
    await picture.waitFor()
    await expect
      .poll(() => picture.evaluate((one) => (one instanceof HTMLImageElement ? one.naturalWidth : 0)))
      .toBe(1800)
    found.push(...(await faultsOf(page)))
    await page.goto('/p?lang=en')
    const file = new URL(`${path}/files/0`, desk.url)
    const whole = await fetch(file)
    const bytes = Buffer.from(await whole.arrayBuffer())
    expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'image/png'])
    const head = await fetch(file, { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe(`${bytes.length}`)
    const part = await fetch(file, { headers: { range: 'bytes=10-19' } })
    expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, bytes.subarray(10, 20)])
    const feed = await (await fetch(new URL('/feeds/fr.json', desk.url))).text()
    expect(feed).toContain(`${path}/files/0`)
    await takeDown(office, id)
    for (const gone of [path, `${path}/files/0`])
      await expect.poll(async () => (await fetch(new URL(gone, desk.url))).status, soon).toBe(410)
    expect(await (await ana.ask(`/api/messages/${id}`)).text()).toContain('Path closed')
    expect([...found, ...office.visit.problems()]).toEqual([])
  },
)

async function takeDown({ ana }: Office, id: string): Promise<void> {
  const { deliveries } = DeliveryList.parse(
    await (await ana.ask(`/api/deliveries?item=message:${id}`)).json(),
  )
  for (const one of deliveries.filter(({ account }) => account === 'site')) {
    const body = { does: 'take-down', reason: 'Open again' }
    expect((await ana.ask(`/api/deliveries/${one.id}/acts`, { method: 'POST', body })).ok).toBe(true)
  }
}

test(
  'on a phone, by keyboard: files are added, pasted, put in order and taken out; what is refused says why; another file ends an approval',
  { timeout: 300_000 },
  async (context) => {
    const office = await openQuietOffice(context, 390)
    const { page, wen, ana } = office
    const found: string[] = []
    await signInTo(page, wen, '/publish/new')
    await write(page, 'Bridge')
    const [first, second] = [20, 120].map((shade) =>
      pngPicture({ width: 64, height: 40, colour: [shade, 90, 90] }),
    )
    if (first === undefined || second === undefined) throw new Error('two pictures')
    await choose(
      page,
      png('first.png', first),
      png('notes.png', Buffer.from('Notes, not a picture.')),
      png('empty.png', Buffer.alloc(0)),
    )
    const card = page.getByRole('region', { name: 'Pictures and films' })
    await card.getByText('This kind of file is not taken.').waitFor(soon)
    await card.getByText('This file is empty (0 bytes).').waitFor(soon)
    found.push(...(await faultsOf(page)))
    for (const name of ['notes.png', 'empty.png'])
      await card.getByRole('button', { name: `Take the note about ${name} away` }).press('Enter')
    await pasteInto(page, second)
    await card.getByText('Picture 2').waitFor(soon)
    await pasteInto(page, second)
    await card.getByText('This file is there already.').waitFor(soon)
    const names = () => card.locator('.file-item').evaluateAll((all) => all.map((one) => one.id))
    const before = await names()
    const later = card.getByRole('button', { name: 'Move file 1 later' })
    await later.press('Enter')
    expect(await names()).toEqual(before.toReversed())
    // The file is the last one now: the focus is on the way back.
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Move file 2 earlier',
    )
    await page.keyboard.press('Enter')
    expect(await names()).toEqual(before)
    await card.getByRole('button', { name: 'Remove file 2' }).press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-files')
    expect(await names()).toEqual(before.slice(0, 1))
    await card.getByRole('checkbox', { name: 'Decorative' }).press('Space')
    expect(await card.getByLabel('What does the picture show?').count()).toBe(0)
    found.push(...(await faultsOf(page)))
    await page.keyboard.press('Control+Enter')
    await page.locator('.badges').getByText('Waiting for approval').waitFor(soon)
    const id = page.url().split('/').at(-1) ?? ''
    await approveAll(ana, id)
    await page.goto(`/publish/${id}`)
    await page.locator('.badges').getByText('Approved').waitFor()
    await choose(page, png('second.png', second))
    await page.getByText('Saving your change ends that approval').waitFor(soon)
    await card.getByRole('checkbox', { name: 'Decorative' }).nth(1).press('Space')
    await page.getByRole('button', { name: 'Save', exact: true }).press('Enter')
    await page.locator('.badges').getByText('Draft').waitFor(soon)
    const sent = await ana.ask(`/api/messages/${id}/send`, { method: 'POST', body: { revision: 2 } })
    expect([sent.status, await sent.text()]).toEqual([409, expect.stringContaining('not-open')])
    expect([...found, ...office.visit.problems().filter((one) => !isRefusal(one))]).toEqual([])
  },
)

/** The browser notes each refused upload in its console. */
function isRefusal(problem: string): boolean {
  return /status of (?:413|422)/u.test(problem)
}

/** Pastes a picture as a browser hands it over. */
async function pasteInto(page: Page, buffer: Buffer): Promise<void> {
  await page.evaluate((bytes) => {
    const data = new DataTransfer()
    data.items.add(new File([Uint8Array.from(bytes)], 'pasted.png', { type: 'image/png' }))
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  }, Array.from(buffer))
}

async function approveAll(ana: Joined, id: string): Promise<void> {
  const { versions } = Message.parse(await (await ana.ask(`/api/messages/${id}`)).json())
  const shown = versions.map(({ content: { account, language }, sha256 }) => ({ account, language, sha256 }))
  const item = encodeURIComponent(`message:${id}`)
  const given = await ana.ask(`/api/approvals/${item}/approve`, { method: 'POST', body: { versions: shown } })
  expect(given.status).toBe(204)
}
