import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Desk } from '#app/desk.ts'
import { dayMs, wallClock } from '#kernel/time.ts'
import { keepRecord } from '#records/records.ts'
import { axeViolations, inBothThemes, overflowAt320 } from '../support/browser.ts'
import { openTown } from '../support/desk.ts'
import { freshen } from '../support/passkeys.ts'
import { joinDesk, type Joined } from '../support/people.ts'
import { openVisits, wordsOf, type Visit } from './visit.ts'

// A clerk at the archive: searches, opens an entry and sees that it holds, sets a hold and lifts it, changes a schedule with
// a fresh proof, checks everything; and somebody without the verbs, for whom nothing of it is there.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

const soon = { timeout: 45_000 }

/** What a busy year leaves behind: a message that went out, and replies of citizens whose time is long over. */
async function fill(desk: Desk): Promise<void> {
  const nowMs = wallClock.nowMs()
  const sam = { kind: 'person', id: 'sam', name: 'Sam Tremblay' } as const
  const replies = Array.from({ length: 12 }, (_, i) => ({
    kind: 'reply-received' as const,
    by: { kind: 'desk' as const },
    subject: `reply:r${i}`,
    account: 'practice',
    language: 'en',
    facts: { title: 'Brown water', text: `Is the water on street ${i} still brown?` },
  }))
  const facts = { title: 'Closing of rue des Érables', url: 'https://town.example/7', byHand: true }
  await desk.store.inTransaction((tx) => keepRecord(tx, replies, nowMs - 3 * 366 * dayMs))
  await desk.store.inTransaction((tx) =>
    keepRecord(
      tx,
      {
        kind: 'delivery',
        by: sam,
        subject: 'message:m7',
        account: 'practice',
        language: 'en',
        lane: 'normal',
        facts,
      },
      nowMs,
    ),
  )
}

async function enter({ page, ask }: Visit, who: Joined, path: string): Promise<void> {
  // The first five minutes are the owner's, and over.
  await ask('/api/session', { method: 'PATCH', body: { welcomed: true } })
  await page.goto(await who.signInLink())
  await page.goto(path)
  await page.locator('main h1').first().waitFor(soon)
}

/** What axe and a narrow phone find on the page, in both themes. */
async function faults(page: Page, where: string): Promise<string[]> {
  await page.locator('.skeleton').waitFor({ state: 'detached', ...soon })
  const found = [...(await inBothThemes(page, axeViolations)), ...(await overflowAt320(page))]
  return found.map((finding) => `${where}: ${finding}`)
}

/** By keyboard alone: types, presses Enter, opens the first entry that was found. */
async function findsAndOpens(page: Page): Promise<void> {
  await page.getByLabel('Words').focus()
  await page.keyboard.type('erables')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/settings/records?words=erables')
  const found = page.getByRole('list', { name: 'Entries, newest first' })
  await found.getByText('“Closing of rue des Érables” went out for practice in English.').waitFor(soon)
  expect(await found.getByRole('listitem').count()).toBe(1)
  await found.getByRole('link').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /Closing of rue des Érables/u }).waitFor(soon)
}

async function seesThatItHolds(page: Page): Promise<void> {
  await page.getByText('Checked now: it is exactly as it was written.').waitFor(soon)
  expect(await wordsOf(page.locator('main'))).toContain('Not signed yet')
  await page.getByText('Hashes, for whoever checks by hand').press('Enter')
  expect(await page.locator('.record-hashes code').count()).toBe(8)
}

async function setsAHold(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Legal holds' }).click()
  await page.getByText('No legal hold stands.').waitFor(soon)
  await page.getByRole('button', { name: 'Set a hold' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Set a legal hold' })
  await dialog.getByRole('button', { name: 'Set the hold' }).press('Enter')
  await dialog.getByText('Give the hold a name.').first().waitFor()
  await dialog.getByLabel('Name').fill('Claim 114')
  await dialog.getByLabel('Reason').fill('Notice of claim received')
  await dialog.getByLabel('Words').fill('"street 3" OR "STREET 4"')
  await dialog.getByText('This would keep 2 entries, 2 of which would go in the coming night.').waitFor(soon)
  await dialog.getByRole('button', { name: 'Set the hold' }).press('Enter')
  await page.getByRole('heading', { name: 'Claim 114' }).waitFor(soon)
  await page.getByText('Covers 2 entries now').waitFor()
}

async function sees(page: Page, going: string, kept: string): Promise<void> {
  await page.getByRole('link', { name: 'Retention', exact: true }).click()
  await page.getByText(going).waitFor(soon)
  await page.getByText(kept).waitFor()
}

/** A length that is refused, then one that is kept; shorter than now is said before. */
async function changesALength(
  page: Page,
  o: { what: string; field: string; refused: [typed: string, says: string]; to: string },
): Promise<void> {
  await page.getByRole('button', { name: `Change: ${o.what}` }).press('Enter')
  const dialog = page.getByRole('dialog', { name: `How long is “${o.what}” kept?` })
  await dialog.getByLabel(o.field).fill(o.refused[0])
  await dialog.getByLabel('Reason').fill('Bylaw 12-4')
  await dialog.getByRole('button', { name: 'Keep this change' }).press('Enter')
  await dialog.getByText(o.refused[1]).first().waitFor()
  await dialog.getByLabel(o.field).fill(o.to)
  await dialog.getByText('Shorter than now.').waitFor()
  await dialog.getByRole('button', { name: 'Keep this change' }).press('Enter')
  await page.getByText('Changed, and on record.').first().waitFor(soon)
  await dialog.waitFor({ state: 'detached' })
}

const scheduleChange = {
  what: 'Search begun',
  field: 'Years (1 to 200)',
  refused: ['0', 'Give whole years from 1 to 200.'],
  to: '2',
} satisfies Parameters<typeof changesALength>[1]
const clockChange = {
  what: 'Conversations and cases',
  field: 'Years (1 to 10)',
  refused: ['11', 'Give whole years from 1 to 10.'],
  to: '1',
} satisfies Parameters<typeof changesALength>[1]

/** The three clocks stand side by side, each with its length; nothing there says that somebody moderates. */
async function seesThreeClocks(page: Page): Promise<void> {
  const clocks = page.locator('.record-clocks > section')
  await clocks.first().waitFor(soon)
  expect(await clocks.getByRole('heading').allTextContents()).toEqual([
    'Listening data',
    'Conversations and cases',
    'Official records',
  ])
  expect(await clocks.locator('.record-clock').allTextContents()).toEqual([
    '30 days',
    '2 years',
    '5 years to for good',
  ])
  expect(await page.getByRole('button', { name: 'Change: Moderation' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Change: Reply received' }).count()).toBe(0)
  await page.getByRole('link', { name: 'See each kind' }).press('Enter')
  await page.waitForURL('**#official-records')
}

async function checksEverything(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'State of the archive' }).click()
  await page.getByRole('button', { name: 'Check everything now' }).press('Enter')
  await page.getByText(/entries are exactly as they were written, in order, with none missing/u).waitFor(soon)
}

async function everyPage(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const path of ['records', 'records/entries/1', 'records/state', 'retention', 'retention/holds']) {
    await page.goto(`/settings/${path}`)
    await page.locator('main h1').first().waitFor(soon)
    found.push(...(await faults(page, path)))
  }
  return found
}

test(
  'a clerk finds an entry, sees that it holds, sets a hold, changes a schedule with a fresh proof, and checks everything',
  { timeout: 300_000 },
  async (context) => {
    visits.need(context)
    const desk = await openTown('brown-water', 20)
    onTestFinished(() => desk.close())
    await fill(desk)
    const clerk = await joinDesk(desk, { name: 'Maya Okafor', teams: ['Records'] })
    const visit = await visits.visit(context, desk, { widthPx: 1280 })
    onTestFinished(visit.close)
    const { page } = visit
    await enter(visit, clerk, '/settings')
    await page.getByRole('link', { name: 'Records', exact: true }).click()
    await page.locator('option[value="reply-received"]').waitFor({ state: 'attached', ...soon })
    await findsAndOpens(page)
    await seesThatItHolds(page)
    await page.getByRole('link', { name: 'All entries' }).click()
    await setsAHold(page)
    await sees(page, 'Reply received: 10, the oldest of', 'Claim 114: 2 entries')
    await seesThreeClocks(page)
    const unproved = { method: 'PUT', body: { years: 2, reason: 'Bylaw 12-4' } }
    for (const path of ['schedules/search-begun', 'clocks/conversations'])
      expect((await clerk.ask(`/api/records/${path}`, unproved)).status).toBe(403)
    await freshen(desk, clerk.id)
    for (const years of [0, 11, 1.5, '2']) {
      const wrong = { method: 'PUT', body: { years, reason: 'Bylaw 12-4' } }
      expect((await clerk.ask('/api/records/clocks/conversations', wrong)).status).toBe(422)
    }
    expect((await clerk.ask('/api/records/schedules/reply-received', unproved)).status).toBe(409)
    await changesALength(page, scheduleChange)
    await changesALength(page, clockChange)
    await checksEverything(page)
    const found = await everyPage(page)
    await page.goto('/settings/records?kind=schedule-changed')
    await page
      .getByText('Maya Okafor changed how long “Search begun” is kept: 5 years before, 2 years now.')
      .waitFor(soon)
    await page
      .getByText(
        'Maya Okafor changed how long “Conversations and cases” is kept: 2 years before, 1 year now.',
      )
      .waitFor(soon)
    await page.keyboard.press('Alt+Shift+L')
    await page
      .getByText('Maya Okafor a changé la conservation de « Conversations et dossiers »')
      .waitFor(soon)
    found.push(...(await everyPage(page)))
    expect([...found, ...visit.problems()]).toEqual([])
  },
)

test(
  'without the verbs nothing of the archive is there, on no page and by no address',
  { timeout: 120_000 },
  async (context) => {
    visits.need(context)
    const desk = await openTown('brown-water', 20)
    onTestFinished(() => desk.close())
    await fill(desk)
    const writer = await joinDesk(desk, {
      name: 'Sam Roy',
      grants: ['read', 'write', 'approve', 'publish', 'people', 'export'],
    })
    const visit = await visits.visit(context, desk)
    onTestFinished(visit.close)
    await enter(visit, writer, '/settings')
    expect(await visit.page.getByRole('link', { name: /^Records$|Retention/u }).count()).toBe(0)
    await visit.page.goto('/settings/records')
    await visit.page.getByRole('alert').or(visit.page.locator('.notice.danger')).first().waitFor(soon)
    expect(await wordsOf(visit.page.locator('main'))).not.toContain('Érables')
    const asked: [string, { method?: string; body?: unknown }?][] = [
      ['/api/records'],
      ['/api/records/entries/1'],
      ['/api/records/state'],
      ['/api/records/check', { method: 'POST' }],
      ['/api/records/retention'],
      ['/api/records/next-night'],
      ['/api/records/holds'],
      ['/api/records/holds', { method: 'POST', body: { name: 'Mine', reason: 'because' } }],
      ['/api/records/holds/preview', { method: 'POST', body: {} }],
      ['/api/records/disposal/pause', { method: 'POST', body: { reason: 'because' } }],
      ['/api/records/schedules/delivery', { method: 'PUT', body: { years: 1, reason: 'because' } }],
      ['/api/records/clocks/listening', { method: 'PUT', body: { days: 1, reason: 'because' } }],
      ['/api/records/clocks/conversations', { method: 'PUT', body: { years: 1, reason: 'because' } }],
    ]
    for (const [path, init] of asked)
      expect(`${path} ${(await writer.ask(path, init)).status}`).toBe(`${path} 403`)
  },
)

test(
  'anybody may see the public page of the archive, in both languages, without script',
  { timeout: 120_000 },
  async (context) => {
    visits.need(context)
    const desk = await openTown('brown-water', 20)
    onTestFinished(() => desk.close())
    const stranger = await visits.visit(context, desk, { locale: 'fr-CA' })
    onTestFinished(stranger.close)
    const { page } = stranger
    await page.goto('/records')
    await page.getByRole('heading', { name: 'Nos archives sont vérifiables' }).waitFor(soon)
    const found = [...(await inBothThemes(page, axeViolations)), ...(await overflowAt320(page))]
    await page.getByRole('link', { name: 'English' }).press('Enter')
    await page.getByRole('heading', { name: 'Our records can be checked' }).waitFor(soon)
    expect(await page.locator('main li').count()).toBeGreaterThan(0)
    expect(await page.locator('script').count()).toBe(0)
    expect([...found, ...(await axeViolations(page)), ...stranger.problems()]).toEqual([])
  },
)
