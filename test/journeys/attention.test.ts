import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test, type TestContext } from 'vitest'
import { openTown } from '../support/desk.ts'
import { faultsOf, openVisits, signInAt, wordsOf, type Visit } from './visit.ts'

// A story that interrupts, what it was explained with, one reason taught and undone, and the budget tried before it is saved.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

const brownWater = /brown|rusty|brunâtre|brune?\b/iu
const soon = { timeout: 45_000 }

async function risen(page: Page): Promise<Locator> {
  const card = page.locator('.story').filter({ hasText: brownWater }).first()
  await card.waitFor(soon)
  return card
}

async function openStory(page: Page): Promise<void> {
  await (await risen(page)).getByRole('link', { name: /^See all/u }).press('Enter')
  await page.waitForURL('**/now/stories/*')
}

/** The bell rings with the words that rose; the card says that it interrupts. */
async function ring(page: Page): Promise<void> {
  const card = await risen(page)
  await expect.poll(() => wordsOf(card), soon).toMatch(/Interrupts/u)
  await expect
    .poll(() => wordsOf(page.locator('.now-head')), soon)
    .toMatch(/\d+ of 10 interruptions this week/u)
  await page.getByRole('button', { name: /^Notices: /u }).press('Enter')
  const rises = page.getByRole('menuitem').filter({ hasText: 'Rising now' })
  await rises.first().waitFor(soon)
  await page.keyboard.press('Escape')
  await openStory(page)
}

/** Everything the issue asks of an explanation, on the story's page. */
async function explained(page: Page): Promise<void> {
  const main = page.locator('main')
  await page.getByRole('heading', { name: 'The posts that say most' }).waitFor(soon)
  await page.getByRole('heading', { name: 'How these posts sound' }).waitFor()
  await page.getByRole('heading', { name: 'Copies, counted apart' }).waitFor()
  await page.getByRole('heading', { name: 'The first post' }).waitFor()
  const said = await wordsOf(main)
  expect(said).toMatch(/(\d+ different people|One person|Nobody has) wro?i?te?n? /u)
  expect(said).toMatch(/The first post was heard at/u)
  expect(said).toMatch(/From \d+ sources, complete since/u)
  expect(said).toMatch(/Too few to tell|were read/u)
  expect(await faultsOf(page)).toEqual([])
}

/** One word is taught by keyboard; it stands on the list with who, since when and how many posts; undone, the story is back. */
async function teachAndUndo(page: Page): Promise<void> {
  await page.getByText('Not important because of …').press('Enter')
  const reason = page
    .locator('.teach')
    .getByRole('button', { name: /^Word: / })
    .first()
  const word = (await wordsOf(reason)).replace('Word: ', '')
  await reason.press('Enter')
  await page.getByText(`Held back from now on: ${word}`).waitFor()
  await page.goto('/now/attention')
  const row = page.getByRole('row').filter({ hasText: word })
  await row.first().waitFor()
  expect(await wordsOf(row.first())).toMatch(/Duty officer/u)
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: `Undo: ${word}` }).press('Enter')
  await page.getByText(`No longer held back: ${word}`).waitFor()
  await expect.poll(() => page.getByText('Taken back (1)').count()).toBe(1)
}

async function setBudget(page: Page): Promise<void> {
  await page.getByLabel('Interruptions a week').fill('0')
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter')
  await page.getByText('Write a whole number from 1 to 100.').first().waitFor()
  await page.getByLabel('Interruptions a week').fill('1')
  await page.getByRole('button', { name: 'Try these settings' }).press('Enter')
  await expect.poll(() => wordsOf(page.locator('.trial')), soon).toMatch(/Would (not )?have interrupted you/u)
  await page.getByRole('button', { name: 'Add quiet hours' }).press('Enter')
  await page.getByLabel('Holidays', { exact: true }).fill('2027-07-01 Canada Day')
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter')
  await page.getByText('Saved. It holds from now on.').waitFor()
  await page.reload()
  await expect.poll(() => page.getByLabel('Interruptions a week').inputValue()).toBe('1')
  expect(await page.getByLabel('Holidays', { exact: true }).inputValue()).toBe('2027-07-01 Canada Day')
  await page.keyboard.press('Alt+Shift+L')
  await page.getByRole('heading', { name: 'Ce qui est retenu' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press('Alt+Shift+L')
}

/** A rule that is not a watch yet, replayed over what is stored. */
async function tryRule(page: Page): Promise<void> {
  await page.goto('/now/watches/new?rule=(brown OR rusty OR brune) (water OR eau)')
  const trial = page.locator('.trial')
  // At first the town has said too little for the rule to stand out.
  const replayed = async (): Promise<string> => {
    await trial.getByRole('button', { name: 'Replay these weeks' }).press('Enter')
    await expect.poll(() => wordsOf(trial), soon).toMatch(/Would (not )?have interrupted you/u)
    return wordsOf(trial)
  }
  await expect
    .poll(replayed, soon)
    .toMatch(/^(?=[^]*A story on Now told it)(?=[^]*a new rule would have heard more)/u)
  expect(await faultsOf(page)).toEqual([])
}

/** A town whose story has risen, at its card. */
async function atTheStory(context: TestContext): Promise<Visit> {
  visits.need(context)
  const desk = await openTown('brown-water')
  onTestFinished(() => desk.close())
  const visit = await visits.visit(context, desk)
  onTestFinished(visit.close)
  await signInAt(visit, '/now')
  return visit
}

test('a story interrupts within the budget, rings, and is explained', async (context) => {
  const visit = await atTheStory(context)
  await ring(visit.page)
  await explained(visit.page)
  expect(visit.problems()).toEqual([])
})

test('a story is called not important for one reason, which is seen, counted and undone; then the budget is set', async (context) => {
  const visit = await atTheStory(context)
  await openStory(visit.page)
  await teachAndUndo(visit.page)
  await setBudget(visit.page)
  expect(visit.problems()).toEqual([])
})

test('a rule that is no watch yet is replayed over stored weeks', async (context) => {
  const visit = await atTheStory(context)
  await openStory(visit.page)
  await tryRule(visit.page)
  expect(visit.problems()).toEqual([])
})
