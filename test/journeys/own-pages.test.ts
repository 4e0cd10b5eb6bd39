import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Desk } from '#app/desk.ts'
import { parseFeedBytes } from '#networks/feeds/parse-feed.ts'
import { Message } from '#roles/publishing/contract.ts'
import { axeViolations, inBothThemes, overflowAt320 } from '../support/browser.ts'
import { openTestDesk } from '../support/desk.ts'
import { joinDesk, type Joined } from '../support/people.ts'
import { signInTo } from './office.ts'
import { openVisits, wordsOf, type Visit } from './visit.ts'

// One message from an empty page to our own site, on a live desk that is connected to nothing: written by one, approved and sent by
// another, and then read by somebody who has no account anywhere, in both languages, and by a reader of feeds.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

const english =
  'Do not drink the tap water.\n\nIt is brown on Mill Street. Water: https://havre-clair.example/eau'
const french =
  'Ne buvez pas l’eau du robinet.\n\nElle est brune rue du Moulin. De l’eau est offerte à la bibliothèque.'

/** A page of ours, light enough for a phone in the rain. */
const pageBytesMax = 30_000

/** Writes a message for our own site, the only account there is, and asks for approval. */
async function write(page: Page): Promise<string> {
  await page.getByLabel('Title for the team').fill('Brown water')
  await page.getByLabel('English', { exact: true }).fill(english)
  await page.getByLabel('Français', { exact: true }).fill(french)
  await chooseWater(page)
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/publish\/[\w-]+$/u)
  await page.locator('.badges').getByText('Waiting for approval').waitFor()
  return page.url().split('/').at(-1) ?? ''
}

/** Chooses what the message is about, by keyboard alone. */
async function chooseWater(page: Page): Promise<void> {
  const topics = page.getByRole('group', { name: 'Topics' })
  await topics.getByText('About none: everybody gets it.').waitFor()
  await topics.getByRole('checkbox', { name: 'Roads' }).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  expect(await topics.getByRole('checkbox', { name: 'Water' }).isChecked()).toBe(true)
}

/** Keeps topics, as whoever looks after the settings of the desk does: two of them, in another order, one put away and back. */
async function keepTopics(page: Page): Promise<string[]> {
  for (const [en, fr] of [
    ['Water', 'Eau'],
    ['Roads', 'Routes'],
  ] as const) {
    await page.getByRole('button', { name: 'Add a topic' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name in English').fill(en)
    await dialog.getByLabel('Name in French').fill(fr)
    await page.keyboard.press('Enter')
    await page.getByRole('listitem').filter({ hasText: en }).waitFor()
  }
  await page.getByRole('button', { name: 'Move Roads up' }).press('Enter')
  await expect.poll(() => page.locator('.topic-list b').allInnerTexts()).toEqual(['Roads', 'Water'])
  // At an end, where its button is off, the focus is on the one beside it.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Move Roads down')
  await page.getByRole('button', { name: 'Retire Roads' }).press('Enter')
  await page.getByText('Retired: not offered any more').waitFor()
  const found = await faultsOf(page)
  await page.getByRole('button', { name: 'Bring back Roads' }).press('Enter')
  await page.getByRole('button', { name: 'Retire Roads' }).waitFor()
  await page.keyboard.press('Alt+Shift+L')
  await page.getByRole('heading', { level: 1, name: 'Sujets' }).waitFor()
  found.push(...(await faultsOf(page)))
  await page.reload()
  await expect.poll(() => page.locator('.topic-list b').allInnerTexts()).toEqual(['Routes', 'Eau'])
  return found
}

async function approveAndSend(page: Page, id: string): Promise<void> {
  await page.goto(`/approvals/message:${id}`)
  await page.getByText('Ne buvez pas').first().waitFor()
  // Whoever approves sees who gets it.
  await expect.poll(() => page.getByText('Topics: Water').count()).toBe(2)
  await page.getByRole('button', { name: 'Approve', exact: true }).press('Enter')
  await page.getByText('Approved: Brown water').first().waitFor()
  await page.goto(`/publish/${id}`)
  await page.getByRole('button', { name: 'Send now…' }).press('Enter')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Send now' }).press('Enter')
  const board = page.getByRole('region', { name: 'In the outbox' })
  await expect.poll(() => board.getByText('Public', { exact: true }).count(), { timeout: 60_000 }).toBe(2)
}

async function faultsOf(page: Page): Promise<string[]> {
  return [...(await inBothThemes(page, axeViolations)), ...(await overflowAt320(page))].map(
    (fault) => `${page.url()}: ${fault}`,
  )
}

/** What the reader of this desk makes of a feed. */
async function heard(desk: Desk, file: string) {
  const answer = await fetch(new URL(`/feeds/${file}`, desk.url))
  const read = parseFeedBytes(
    Buffer.from(await answer.arrayBuffer()),
    answer.headers.get('content-type') ?? '',
  )
  if (read.kind !== 'feed') throw new Error(`${file} is no feed`)
  return read
}

async function openLive(): Promise<{ desk: Desk; olive: Joined; wen: Joined; ana: Joined }> {
  const desk = await openTestDesk({ mode: 'live', readers: [], networks: [] })
  onTestFinished(() => desk.close())
  const olive = await joinDesk(desk, { name: 'Olive', owner: true })
  const place = { name: 'Havre-Clair', lat: 45.6, lon: -74.7, country: 'CA' }
  await olive.ask('/api/session', { method: 'PATCH', body: { place, welcomed: true } })
  const wen = await joinDesk(desk, { name: 'Wen', teams: ['Communications'] })
  const ana = await joinDesk(desk, { name: 'Ana', teams: ['Approvers'] })
  return { desk, olive, wen, ana }
}

/** Somebody with no account here: nothing of the desk is known to their browser. */
async function read({ page }: Visit): Promise<string[]> {
  const found: string[] = []
  await page.goto('/p')
  await page.getByRole('heading', { level: 1, name: 'Havre-Clair' }).waitFor()
  found.push(...(await faultsOf(page)))
  await page.getByRole('link', { name: 'Do not drink the tap water.' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Do not drink the tap water.' }).waitFor()
  expect(await wordsOf(page.locator('article'))).toContain('It is brown on Mill Street.')
  found.push(...(await faultsOf(page)))
  await page.getByRole('link', { name: 'Français' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Ne buvez pas l’eau du robinet.' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('fr')
  found.push(...(await faultsOf(page)))
  await page.getByRole('link', { name: 'Tous les messages de Havre-Clair' }).press('Enter')
  await page.getByRole('link', { name: 'Ne buvez pas l’eau du robinet.' }).waitFor()
  found.push(...(await faultsOf(page)))
  await page.getByRole('link', { name: 'Ne buvez pas l’eau du robinet.' }).press('Enter')
  await page.getByRole('link', { name: 'Eau', exact: true }).press('Enter')
  await page.getByRole('heading', { level: 2, name: 'Eau', exact: true }).waitFor()
  expect(await page.getByRole('link', { name: 'Ne buvez pas l’eau du robinet.' }).count()).toBe(1)
  const join = await page.getByRole('link', { name: 'S’abonner à ce sujet' }).getAttribute('href')
  expect(join).toMatch(/\/subscribe\?lang=fr&topic=water$/u)
  found.push(...(await faultsOf(page)))
  await page.goto('/p?lang=en&topic=roads')
  await page.getByText('No message was published about this topic yet.').waitFor()
  await page.goto('/p/nothing-here').catch(() => undefined)
  await page.getByText('Il n’y a pas de page ici').waitFor()
  found.push(...(await faultsOf(page)))
  return found
}

test(
  'a message written, approved and sent reads well on our own site, in both languages and in every feed',
  { timeout: 240_000 },
  async (context) => {
    visits.need(context)
    const { desk, olive, wen, ana } = await openLive()
    const office = await visits.visit(context, desk)
    onTestFinished(office.close)
    await signInTo(office.page, olive, '/publish/topics')
    const found = await keepTopics(office.page)
    await signInTo(office.page, wen, '/publish/new')
    const id = await write(office.page)
    const second = await visits.visit(context, desk)
    onTestFinished(second.close)
    await signInTo(second.page, ana, '/publish')
    await approveAndSend(second.page, id)

    const reader = await visits.visit(context, desk)
    onTestFinished(reader.close)
    found.push(...(await read(reader)))
    // The one page that is not there says so in the console of any browser.
    found.push(...reader.problems().filter((problem) => !problem.includes('404')))
    const inFrench = await visits.visit(context, desk, { locale: 'fr-CA', widthPx: 320 })
    onTestFinished(inFrench.close)
    await inFrench.page.goto('/p')
    await inFrench.page.getByRole('link', { name: 'Ne buvez pas l’eau du robinet.' }).waitFor()
    found.push(...inFrench.problems())

    const { publications } = Message.parse(await (await wen.ask(`/api/messages/${id}`)).json())
    expect(publications).toHaveLength(2)
    for (const { url } of publications) {
      const answer = await fetch(url)
      expect([answer.status, (await answer.arrayBuffer()).byteLength < pageBytesMax]).toEqual([200, true])
    }
    for (const [language, words] of [
      ['en', 'It is brown on Mill Street.'],
      ['fr', 'Elle est brune rue du Moulin.'],
    ] as const)
      for (const format of ['rss', 'atom', 'json']) {
        const { feed, refused } = await heard(desk, `${language}.${format}`)
        expect(refused).toEqual([])
        expect(feed.items).toHaveLength(1)
        expect(JSON.stringify(feed.items)).toContain(words)
        const about = [`${language}.${format}?topic=water`, `${language}.${format}?topic=roads`]
        const counts = about.map(async (file) => (await heard(desk, file)).feed.items.length)
        expect(await Promise.all(counts)).toEqual([1, 0])
      }
    expect(found).toEqual([])
  },
)
