import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import type { Desk } from '#app/desk.ts'
import type { Lane } from '#kernel/permission.ts'
import { axeViolations, inBothThemes, openPage, overflowAt320, type Look } from '../support/browser.ts'
import { openTown, signIn } from '../support/desk.ts'
import { freshen } from '../support/passkeys.ts'
import { joinDesk, type Joined } from '../support/people.ts'
import { focusedText, openVisits, wordsOf } from './visit.ts'

// Two people, one message: sent back, edited, approved with one thumb; the glass broken and reviewed; a right handed over.

let visits: Awaited<ReturnType<typeof openVisits>>
let desk: Desk
let wen: Joined
let ana: Joined

beforeAll(async () => {
  visits = await openVisits()
  desk = await openTown('brown-water')
  await (
    await signIn(desk)
  )('/api/session', { method: 'PATCH', body: { welcomed: true } })
  wen = await joinDesk(desk, { name: 'Wen Li', grants: ['read', 'write', 'break-glass'] })
  ana = await joinDesk(desk, { name: 'Ana Roy', grants: ['read', 'approve'] })
}, 120_000)

afterAll(async () => {
  await visits?.close()
  await desk?.close()
})

const phone: Look = { widthPx: 390, heightPx: 844 }
const Kept = z.object({ id: z.string(), revision: z.number() })
type Kept = z.infer<typeof Kept>

const english = 'The tap water is brown on Mill Street. Crews are on site.'
const french = 'L’eau du robinet est brune rue Mill. Nos équipes sont sur place.'

function formOf(title: string, en: string, lane: Lane = 'normal') {
  const versions = [
    { account: 'practice', language: 'en', text: en },
    { account: 'practice', language: 'fr', text: french },
  ]
  return { title, lane, versions }
}

async function ask(who: Joined, { id, revision }: Kept): Promise<Kept> {
  const asked = await who.ask(`/api/messages/${id}/ask`, { method: 'POST', body: { revision } })
  expect(asked.status).toBe(200)
  return { id, revision }
}

async function writtenBy(who: Joined, title: string, lane: Lane = 'normal'): Promise<Kept> {
  const made = await who.ask('/api/messages', { method: 'POST', body: formOf(title, english, lane) })
  return ask(who, Kept.parse(await made.json()))
}

async function edits(who: Joined, { id, revision }: Kept, title: string, en: string): Promise<Kept> {
  const body = { ...formOf(title, en), revision }
  return Kept.parse(await (await who.ask(`/api/messages/${id}`, { method: 'PUT', body })).json())
}

/** A window of somebody's own, signed in at a page of the desk; nothing may go wrong in it until the test is over. */
async function windowOf(
  context: Parameters<(typeof visits)['need']>[0],
  who: Joined,
  path: string,
  look: Look = {},
): Promise<Page> {
  const guarded = await openPage(visits.need(context), desk.url, look)
  onTestFinished(async () => {
    expect(guarded.problems().filter((problem) => !isRefusal(problem))).toEqual([])
    await guarded.close()
  })
  const { page } = guarded
  await page.goto(await who.signInLink())
  await page.goto(path)
  await page.locator('main h1').first().waitFor()
  return page
}

/** Chromium writes every refused request on its console; that an act was refused is what some steps are about. */
function isRefusal(problem: string): boolean {
  return /status of 40[39]/.test(problem)
}

const pathOf = ({ id }: Kept): string => `/approvals/${encodeURIComponent(`message:${id}`)}`
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

test('on a phone, with one thumb: sent back with a reason, then the change read and approved', async (context) => {
  visits.need(context)
  const title = 'Brown water'
  const message = await writtenBy(wen, title)
  const page = await windowOf(context, ana, '/approvals', phone)
  await page.getByRole('link', { name: title }).click()
  await page.getByText('due in').first().waitFor()
  await expectUnderThumb(page)
  await button(page, 'Send back').click()
  // Without a reason nothing is sent back, and the page says so.
  await page.getByRole('dialog').getByRole('button', { name: 'Send back' }).click()
  await page.getByText('Write a reason first.').waitFor()
  await page.getByLabel('Reason').fill('Say when the next update comes.')
  await page.getByRole('dialog').getByRole('button', { name: 'Send back' }).click()
  await page.getByText('Sent back to its writers').waitFor()
  await page.locator('.badge', { hasText: 'Sent back' }).waitFor()
  // The writer reads why, live, and changes it. The approver’s page follows by itself.
  const anew = await ask(wen, await edits(wen, message, title, `${english} Next update by 16:00.`))
  await page.getByText('The text was changed while you were reading.').waitFor()
  expect(await button(page, 'Approve').count()).toBe(0)
  await button(page, 'Show the new text').click()
  const added = page.locator('ins.change').first()
  expect(await added.innerText()).toContain('Next update by 16:00.')
  expect(await added.locator('.unseen').first().textContent()).toContain('added:')
  await button(page, 'Approve').click()
  await page.getByText(`Approved: ${title}`).waitFor()
  await page.getByText('Approved by Ana Roy').first().waitFor()
  expect(await goesOut(anew)).toBe(200)
}, 90_000)

/** Both answers stand in the lower third, at least 44 px high, and nothing lies over them. */
async function expectUnderThumb(page: Page): Promise<void> {
  const height = page.viewportSize()?.height ?? 0
  for (const name of ['Send back', 'Approve']) {
    const box = await button(page, name).boundingBox()
    expect(box?.height).toBeGreaterThanOrEqual(44)
    expect(box?.y).toBeGreaterThan((height * 2) / 3)
    const isOnTop = await button(page, name).evaluate((one) => {
      const { x, y, width, height: high } = one.getBoundingClientRect()
      const hit = document.elementFromPoint(x + width / 2, y + high - 3)
      return hit !== null && one.contains(hit)
    })
    expect(isOnTop).toBe(true)
  }
}

async function goesOut({ id }: Kept): Promise<number> {
  const asOwner = await signIn(desk)
  return (await asOwner(`/api/messages/${id}/text?account=practice&language=en`)).status
}

test('a press that comes a moment too late approves nothing: the page shows what changed and asks anew', async (context) => {
  visits.need(context)
  const title = 'Late press'
  const message = await writtenBy(wen, title)
  const page = await windowOf(context, ana, pathOf(message), phone)
  await button(page, 'Approve').waitFor()
  // The page does not hear of the change before the press: it is given the old answer until then.
  const old = await (await ana.ask(`/api${pathOf(message)}`)).text()
  let isPressed = false
  await page.route(/\/api\/approvals\/message/u, (route) => {
    if (route.request().method() === 'POST') isPressed = true
    return isPressed ? route.continue() : route.fulfill({ contentType: 'application/json', body: old })
  })
  const anew = await ask(wen, await edits(wen, message, title, 'The tap water is clear again.'))
  await button(page, 'Approve').click()
  await page.getByText('The text was changed while you were reading.').waitFor()
  expect(isPressed).toBe(true)
  expect(await goesOut(anew)).toBe(409)
  // What was read still stands there until the reader asks for the new text.
  expect(await wordsOf(page.locator('.reviewed').first())).toContain(english)
  await button(page, 'Show the new text').click()
  await page.getByText('What differs from the one you had read is marked.').waitFor()
  expect(await page.locator('ins.change').first().innerText()).toContain('clear again')
  await button(page, 'Approve').click()
  await page.getByText('Approved by Ana Roy').first().waitFor()
  expect(await goesOut(anew)).toBe(200)
}, 90_000)

test('by keyboard on a desktop: from the bell to the message, and approved', async (context) => {
  visits.need(context)
  const page = await windowOf(context, ana, '/approvals')
  const before = await page.locator('.bell').getAttribute('aria-label')
  const title = 'Bus 14 diverted'
  const message = await writtenBy(wen, title)
  await expect.poll(() => page.locator('.bell').getAttribute('aria-label')).not.toBe(before)
  await page.locator('.bell').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: `Wen Li asks you to approve “${title}”` }).waitFor()
  expect(await focusedText(page)).toContain(title)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await button(page, 'Approve').focus()
  await page.keyboard.press('Space')
  await page.getByText(`Approved: ${title}`).waitFor()
  expect(await goesOut(message)).toBe(200)
  // What was opened is read; the rest can be marked in one act.
  await page.locator('.bell').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menu').waitFor()
  expect(await page.getByRole('menuitem', { name: new RegExp(title, 'u') }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  // Focus comes back in the frame after the menu has gone.
  await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain('bell')
}, 90_000)

test('the glass: never one press, paged at once, reviewed by somebody else', async (context) => {
  visits.need(context)
  const title = 'Leave Lower Quay now'
  const message = await writtenBy(wen, title, 'emergency')
  await freshen(desk, wen.id)
  const theirs = await windowOf(context, ana, '/now')
  const page = await windowOf(context, wen, pathOf(message), phone)
  await freshen(desk, wen.id)
  await button(page, 'Break the glass').click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('button', { name: 'Let it out with one key' }).click()
  await dialog.getByRole('heading', { name: '2 things to put right' }).waitFor()
  await dialog.getByLabel('Reason').fill('The river rises and nobody answers.')
  await dialog.getByLabel(/^Type the title to confirm/u).fill('YES')
  await dialog.getByRole('button', { name: 'Let it out with one key' }).click()
  await dialog.getByText('The title you typed is different.').first().waitFor()
  expect(await goesOut(message)).toBe(409)
  await dialog.getByLabel(/^Type the title to confirm/u).fill(title)
  await dialog.getByRole('button', { name: 'Let it out with one key' }).click()
  await page.getByText('The glass is broken').waitFor()
  expect(await goesOut(message)).toBe(200)
  // Whoever could have been the second person sees it wherever they are, and does the review.
  await theirs.locator('.toast', { hasText: title }).getByRole('button', { name: 'Open' }).click()
  await theirs.getByRole('heading', { name: 'One key was used' }).waitFor()
  await button(theirs, 'Close the review').click()
  await theirs.getByRole('heading', { name: '2 things to put right' }).waitFor()
  await theirs.getByLabel('Was it right to let this out with one key?').selectOption('Yes, it was right')
  await theirs.getByLabel('What you found').fill('The gauge says the same.')
  await button(theirs, 'Close the review').click()
  await theirs.getByText('found it right').waitFor()
  await page.getByText('found it right').waitFor()
}, 120_000)

test('a right in other hands: handed over until a day, seen by both, ended', async (context) => {
  visits.need(context)
  const dee = await joinDesk(desk, { name: 'Dee Fox', grants: ['read'] })
  const page = await windowOf(context, ana, '/approvals/delegations', phone)
  await freshen(desk, ana.id)
  await button(page, 'Hand it over').click()
  await page.getByRole('heading', { name: '2 things to put right' }).waitFor()
  await page.getByLabel('To whom').selectOption('Dee Fox')
  await page.getByLabel('Last day').fill(new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10))
  await button(page, 'Hand it over').click()
  await page.getByText('Dee Fox approves for you').first().waitFor()
  const title = 'Read by a delegate'
  const message = await writtenBy(wen, title)
  const theirs = await windowOf(context, dee, pathOf(message), phone)
  await button(theirs, 'Approve').click()
  await theirs.getByText('Approved by Dee Fox for Ana Roy').first().waitFor()
  await button(page, 'End it now').click()
  await page.getByText('No right is in other hands.').waitFor()
}, 90_000)

test('every page of approvals: French, dark and light, at 320 px, without a finding of axe', async (context) => {
  visits.need(context)
  const title = 'Un titre assez long pour remplir plusieurs lignes sur un petit téléphone'
  const message = await writtenBy(wen, title)
  await ask(wen, await edits(wen, message, title, `${english}\u200B`))
  await ana.ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
  const page = await windowOf(context, ana, '/approvals', { locale: 'fr-CA' })
  const pages = [
    ['/approvals', 'Approbations'],
    [pathOf(message), title],
    ['/approvals/delegations', 'Mon droit en d’autres mains'],
  ] as const
  for (const [path, heading] of pages) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    expect([path, await inBothThemes(page, axeViolations)]).toEqual([path, []])
    expect([path, await overflowAt320(page)]).toEqual([path, []])
  }
  await page.goto(pathOf(message))
  await page.getByText('À vous d’approuver').first().waitFor()
  expect(await wordsOf(page.locator('.reviewed').first())).toContain('U+200B')
  await button(page, 'Renvoyer').click()
  await page.getByRole('dialog').waitFor()
  expect(await inBothThemes(page, axeViolations)).toEqual([])
  await page.keyboard.press('Escape')
  await page.locator('.bell').click()
  await page.getByRole('menu').waitFor()
  expect(await inBothThemes(page, axeViolations)).toEqual([])
  await ana.ask('/api/session', { method: 'PATCH', body: { locale: 'en' } })
}, 120_000)
