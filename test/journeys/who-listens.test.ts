import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test, type TestContext } from 'vitest'
import type { AccessTables } from '#access/tables.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import type { Desk } from '#app/desk.ts'
import { axeViolations, inBothThemes, openPage, overflowAt320 } from '../support/browser.ts'
import { openTown, signIn } from '../support/desk.ts'
import { joinDesk, type Joined } from '../support/people.ts'
import { openVisits, wordsOf } from './visit.ts'

// Who may only read has calm screens without dead buttons; a search that the policy refuses takes two people; and whoever
// loses their right hears nothing more.

let visits: Awaited<ReturnType<typeof openVisits>>
let desk: Desk
let observer: Joined
let asker: Joined
let second: Joined

beforeAll(async () => {
  visits = await openVisits()
  desk = await openTown('brown-water', 150)
  const owner = await signIn(desk)
  await owner('/api/session', { method: 'PATCH', body: { welcomed: true } })
  observer = await joinDesk(desk, { name: 'Ines Roy', teams: ['Observers'] })
  asker = await joinDesk(desk, { name: 'Amara Diallo', teams: ['Communications'] })
  second = await joinDesk(desk, { name: 'Luc Tremblay', grants: ['read', 'watch', 'watch-exception'] })
})

afterAll(async () => {
  await desk.close()
  await visits.close()
})

const soon = { timeout: 80_000 }

async function openAs(
  context: TestContext,
  who: Joined,
  path: string,
): Promise<{ page: Page; problems: () => string[] }> {
  const { page, problems, close } = await openPage(visits.need(context), desk.url)
  onTestFinished(close)
  await page.goto(await who.signInLink())
  await page.goto(new URL(path, desk.url).href)
  await page.locator('main h1').first().waitFor()
  return { page, problems }
}

const changing =
  /Take on|Not important|New watch|Start the watch|End this watch|Save changes|^Change$|^Close$/u

test('an observer reads everything and finds no button that would refuse them, by mouse or by key', async (context) => {
  const { page, problems } = await openAs(context, observer, '/now')
  await page.locator('.story').first().waitFor(soon)
  expect(await page.getByRole('button', { name: changing }).count()).toBe(0)
  await page.getByText('You read here. Taking on and marking is for those whose team may triage.').waitFor()
  for (const key of ['o', '!', 'w']) await page.keyboard.press(key)
  expect(new URL(page.url()).pathname).toBe('/now')
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.locator('.story').first().focus()
  await page.keyboard.press('o')
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/now/stories/*')
  await page.locator('.post-list li').first().waitFor(soon)
  expect(await page.getByRole('button', { name: changing }).count()).toBe(0)
  for (const path of ['/now/watches', '/now/issues', '/now/watches/new']) {
    await page.goto(new URL(path, desk.url).href)
    await page
      .getByText(/^You read here\./u)
      .first()
      .waitFor()
    expect(await page.getByRole('button', { name: changing }).count()).toBe(0)
  }
  await page.goto(new URL('/now/watches', desk.url).href)
  await page.getByRole('link', { name: 'Mentions' }).click()
  // The list shows rules too: the page of the one watch is there when it has one.
  await expect.poll(() => page.locator('.entry code').count()).toBe(1)
  expect(await page.getByRole('textbox', { name: 'Rule' }).count()).toBe(0)
  expect(await axeViolations(page)).toEqual([])
  expect(await overflowAt320(page)).toEqual([])
  await page.keyboard.press('Alt+Shift+L')
  await page.getByText(/^Vous êtes en lecture\./u).waitFor()
  expect(problems()).toEqual([])
}, 180_000)

test('a search on a private handle is asked for with a reason and allowed by somebody else, by keyboard', async (context) => {
  const { page, problems } = await openAs(context, asker, '/now/watches/new')
  await page.getByLabel('Name', { exact: true }).fill('Threats at the library')
  await page.getByLabel('Rule', { exact: true }).fill('from:jane.bsky.social')
  await page.getByLabel('Purpose', { exact: true }).fill('Keep the people at the desk safe.')
  const ask = page.getByRole('button', { name: 'Ask for an exception' })
  await ask.waitFor()
  expect(await page.getByRole('button', { name: 'Start the watch' }).count()).toBe(0)
  await ask.press('Enter')
  await page.getByText('Give the reason in 20 characters or more.').waitFor()
  expect(await axeViolations(page)).toEqual([])
  expect(await overflowAt320(page)).toEqual([])
  await page.getByLabel('Reason', { exact: true }).fill('Threats against staff; the police asked for it.')
  await ask.press('Enter')
  await page.getByText('Your request waits for a second person.').waitFor()
  await page
    .getByText('You asked for this yourself.', { exact: false })
    .or(page.getByText('Take back'))
    .first()
    .waitFor()
  expect(await page.getByRole('button', { name: 'Allow it' }).count()).toBe(0)
  const other = await openAs(context, second, '/now/watches')
  await other.page.getByRole('button', { name: 'Allow it' }).press('Enter')
  await other.page.getByRole('alertdialog').getByRole('button', { name: 'Allow it' }).press('Enter')
  await other.page.getByText(/^Threats at the library is live until/u).waitFor()
  await other.page.getByText('Exception: asked for by Amara Diallo, allowed by Luc Tremblay').waitFor()
  expect(await axeViolations(other.page)).toEqual([])
  await other.page.keyboard.press('Alt+Shift+L')
  await other.page.getByText('Exception : demandée par Amara Diallo, autorisée par Luc Tremblay').waitFor()
  expect(await overflowAt320(other.page)).toEqual([])
  expect([...problems(), ...other.problems()]).toEqual([])
})

test('the public page of searches opens for anybody, in both languages, on a phone, in the dark, by keyboard', async (context) => {
  const { page, problems, close } = await openPage(visits.need(context), desk.url)
  onTestFinished(close)
  await page.goto(new URL('/searches?lang=en', desk.url).href)
  expect(await wordsOf(page.locator('h1'))).toBe('What we listen for')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/searches?lang=fr')
  expect(await wordsOf(page.locator('h1'))).toBe('Ce que nous écoutons')
  expect(await inBothThemes(page, axeViolations)).toEqual([])
  expect(await overflowAt320(page)).toEqual([])
  expect(problems()).toEqual([])
})

/** Reads a live stream until the desk ends it; says after how long, ms. */
async function endOf(stream: Response): Promise<number> {
  const startMs = performance.now()
  const reader = stream.body?.getReader()
  while (reader !== undefined && !(await reader.read()).done);
  return performance.now() - startMs
}

test('the live stream of somebody ends within seconds when their session is ended, or their right to read', async () => {
  const db = desk.store.db.withTables<AccessTables & PeopleTables>()
  const streams = [await observer.ask('/api/live'), await asker.ask('/api/live')]
  expect(streams.map(({ status }) => status)).toEqual([200, 200])
  await db.deleteFrom('sessions').where('person_id', '=', observer.id).execute()
  await db.deleteFrom('team_people').where('person_id', '=', asker.id).execute()
  for (const took of await Promise.all(streams.map(endOf))) expect(took).toBeLessThan(10_000)
  expect((await observer.ask('/api/live')).status).toBe(401)
  expect((await asker.ask('/api/live')).status).toBe(403)
})
