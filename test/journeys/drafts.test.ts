import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { Message } from '#roles/publishing/contract.ts'
import { openTown } from '../support/desk.ts'
import { joinDesk, type Joined } from '../support/people.ts'
import { faultsOf, openVisits, signInAt, wordsOf, type Visit } from './visit.ts'

// One message from an empty page to the public, by two people: written in both languages, asked, approved, changed (which
// ends the approval), approved again, published by hand. Then two writers at once, and a file of messages.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

const english = 'The tap water on Mill Street is brown. Do not drink it. Next update by 16:00.'
const french = 'L’eau du robinet est brune rue du Moulin. Ne la buvez pas. Prochaine mise à jour à 16 h.'

/** Opens a window as somebody, at a page. */
async function windowOf(visit: Visit, joined: Joined, path: string): Promise<Page> {
  await visit.page.goto(await joined.signInLink())
  await visit.page.goto(path)
  await visit.page.locator('main h1').first().waitFor()
  return visit.page
}

/** Writes a message with the keyboard alone; unsaved words come back after a reload; Ctrl Enter asks. */
async function writeByKeyboard(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'New message' }).first().press('Enter')
  await page.getByRole('heading', { level: 1, name: 'New message' }).waitFor()
  await page.getByLabel('Title for the team').focus()
  await page.keyboard.type('Brown water')
  // For the town alone: a desk may have a page of its own beside it.
  for (const box of await page.getByRole('checkbox', { name: /site/u, checked: true }).all())
    await box.press('Space')
  await page.getByLabel('English', { exact: true }).focus()
  await page.keyboard.type(english)
  await page.getByText('Not saved; kept in this browser').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('alert').getByText('Write the text in Français').waitFor()
  await page.reload()
  await page.getByText('These words were not saved.').waitFor()
  expect(await page.getByLabel('English', { exact: true }).inputValue()).toBe(english)
  await page.getByLabel('Français', { exact: true }).focus()
  await page.keyboard.type(french)
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/publish\/[\w-]+$/u)
  await page.locator('.badges').getByText('Waiting for approval').waitFor()
  await page.getByText(/^Saved /u).waitFor()
  return page.url().split('/').at(-1) ?? ''
}

async function approveOnPage(page: Page): Promise<void> {
  await page.getByText(french).first().waitFor()
  await page.getByRole('button', { name: 'Approve', exact: true }).press('Enter')
  await page.getByText('Approved: Brown water').first().waitFor()
}

/** Notes one language as published, with its address. */
async function notePublished(page: Page, name: string, language: string): Promise<void> {
  await page.getByText(`Publish ${name} by hand instead`).click()
  await page.getByRole('button', { name: `Note that ${name} is published` }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Address of the post').fill('somewhere')
  await page.keyboard.press('Enter')
  await dialog.getByText('Give the whole address').waitFor()
  await dialog.getByLabel('Address of the post').fill(`https://havre-clair.example/${language}`)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
}

test(
  'a message in two languages: written by keyboard, approved by somebody else, voided by an edit, approved again, published by hand',
  { timeout: 300_000 },
  async (context) => {
    visits.need(context)
    const desk = await openTown('brown-water')
    onTestFinished(() => desk.close())
    const owner = await visits.visit(context, desk)
    onTestFinished(owner.close)
    await signInAt(owner, '/publish')
    await owner.page.getByText('Nothing is being written.').waitFor()
    const [wen, ana] = [
      await joinDesk(desk, { name: 'Wen', teams: ['Communications'] }),
      await joinDesk(desk, { name: 'Ana', teams: ['Approvers'] }),
    ]
    const atWen = await visits.visit(context, desk)
    onTestFinished(atWen.close)
    const page = await windowOf(atWen, wen, '/publish')
    const id = await writeByKeyboard(page)
    const found = await faultsOf(page)

    const atAna = await visits.visit(context, desk, { widthPx: 390, heightPx: 844 })
    onTestFinished(atAna.close)
    const approver = await windowOf(atAna, ana, `/approvals/message:${id}`)
    await approveOnPage(approver)
    await page.locator('.badges').getByText('Approved', { exact: true }).waitFor()

    await page.getByLabel('English', { exact: true }).fill(`${english} Water: library.`)
    await page.getByText('Saving your change ends that approval').waitFor()
    await page.getByText('You changed English. Français still says').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.locator('.badges').getByText('Draft', { exact: true }).waitFor()
    expect((await ana.ask(`/api/messages/${id}/text?account=practice&language=en`)).status).toBe(409)
    await page.keyboard.press('Control+Enter')
    await page.locator('.badges').getByText('Waiting for approval').waitFor()
    const asked = Message.parse(await (await ana.ask(`/api/messages/${id}`)).json())
    const versions = asked.versions.map(({ content: { account, language }, sha256 }) => ({
      ...{ account, language, sha256 },
    }))
    const item = encodeURIComponent(`message:${id}`)
    const body = { versions }
    expect((await ana.ask(`/api/approvals/${item}/approve`, { method: 'POST', body })).status).toBe(204)

    await approver.goto(`/publish/${id}`)
    await approver.getByRole('heading', { name: 'Publish by hand' }).waitFor()
    await notePublished(approver, 'English', 'en')
    await approver.getByText('English is public on Havre-Clair without Français.').waitFor()
    found.push(...(await faultsOf(approver)).filter((fault) => !fault.includes('.brand')))
    await page.getByText('English is public on Havre-Clair without Français.').waitFor({ timeout: 30_000 })
    await notePublished(approver, 'Français', 'fr')
    await approver.locator('.badges').getByText('Public', { exact: true }).waitFor()
    await expect.poll(() => approver.locator('.alone-clock').count()).toBe(0)

    await wen.ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
    await page.goto('/publish')
    await page.getByRole('heading', { name: /^Publiés/u }).waitFor()
    expect(await wordsOf(page.locator('.message-entry').first())).toContain('Public')
    found.push(...(await faultsOf(page)))
    expect([...found, ...atWen.problems(), ...atAna.problems()]).toEqual([])
  },
)

test(
  'two writers at once: the later one keeps their words, sees the other’s, and both are saved',
  { timeout: 240_000 },
  async (context) => {
    visits.need(context)
    const desk = await openTown('brown-water')
    onTestFinished(() => desk.close())
    const visit = await visits.visit(context, desk)
    onTestFinished(visit.close)
    await signInAt(visit, '/publish')
    const wen = await joinDesk(desk, { name: 'Wen', teams: ['Communications'] })
    const form = {
      title: 'Road closed',
      lane: 'normal',
      versions: [
        { account: 'practice', language: 'en', text: 'Mill Street is closed.' },
        { account: 'practice', language: 'fr', text: 'La rue du Moulin est fermée.' },
      ],
    }
    const made = Message.parse(await (await wen.ask('/api/messages', { method: 'POST', body: form })).json())
    const { page } = visit
    await page.goto(`/publish/${made.id}`)
    await page.getByLabel('English', { exact: true }).fill('Mill Street is closed until noon.')
    const theirs = form.versions.map((one) => ({ ...one, text: `${one.text} (Wen)` }))
    const change = { ...form, versions: theirs, revision: 1 }
    expect((await wen.ask(`/api/messages/${made.id}`, { method: 'PUT', body: change })).status).toBe(200)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Wen saved this first').waitFor()
    await page.locator('blockquote').getByText('Mill Street is closed. (Wen)').waitFor()
    expect(await page.getByLabel('English', { exact: true }).inputValue()).toBe(
      'Mill Street is closed until noon.',
    )
    expect(await page.getByLabel('Français', { exact: true }).inputValue()).toContain('(Wen)')
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Keep mine' }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText(/^Saved /u).waitFor()
    const now = Message.parse(await (await wen.ask(`/api/messages/${made.id}`)).json())
    expect(now.versions.map(({ content }) => content.parts[0])).toEqual([
      'Mill Street is closed until noon.',
      'La rue du Moulin est fermée. (Wen)',
    ])
    const problems = visit.problems().filter((problem) => !problem.includes('409'))
    expect(problems).toEqual([])
  },
)

test(
  'a file of messages and an account noted by hand: each row says what came of it',
  { timeout: 240_000 },
  async (context) => {
    visits.need(context)
    const desk = await openTown('brown-water')
    onTestFinished(() => desk.close())
    const visit = await visits.visit(context, desk)
    onTestFinished(visit.close)
    await signInAt(visit, '/publish/accounts')
    const { page } = visit
    await page.getByLabel('Network').fill('mastodon')
    await page.getByLabel('Handle').fill('@city@social.example')
    await page.getByLabel('Name').fill('City')
    await page.getByRole('button', { name: 'Note an account' }).click()
    await page.getByText('City is noted.').waitFor()
    const found = await faultsOf(page)
    await page.goto('/publish/import')
    const rows = [
      'title,account,language,text',
      'Road,practice,en,Closed.',
      'Road,practice,fr,Fermée.',
      'Half,practice,en,Good.',
      'Half,nowhere,fr,Non.',
    ]
    const buffer = Buffer.from(rows.join('\n'))
    await page
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'messages.csv', mimeType: 'text/csv', buffer })
    await page.getByRole('button', { name: 'Import the file' }).click()
    await page.getByText('4 rows read: 1 message, 2 rows refused. Nothing was approved by it.').waitFor()
    found.push(...(await faultsOf(page)))
    await page.getByRole('link', { name: 'Road' }).first().click()
    await page.locator('.badges').getByText('Draft', { exact: true }).waitFor()
    await page.getByLabel('City').check()
    await page.getByRole('button', { name: 'City', exact: true }).click()
    await page.getByRole('button', { name: 'Write other words here' }).click()
    await page.getByLabel('English, for City alone').fill('x'.repeat(501))
    await page.getByText('English is too long for City (Mastodon) by 1 character.').waitFor()
    found.push(...(await faultsOf(page)))
    expect([...found, ...visit.problems()]).toEqual([])
  },
)
