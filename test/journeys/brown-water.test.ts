import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { havreClairPlaces } from '#networks/practice/places.ts'
import { openTown } from '../support/desk.ts'
import { focusedText, openVisits, wordsOf } from './visit.ts'

// The first five minutes and the main job, on the real desk: sign in, a story rises, understand it by keyboard, take it on.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

const brownWater = /brown|rusty|brunâtre|brune?\b/iu
const streets = havreClairPlaces
  .flatMap(({ kind, ward, name, aliases }) => (kind === 'street' && ward === 3 ? [name, ...aliases] : []))
  .map((name) => name.toLowerCase())
const soon = { timeout: 45_000 }

async function welcome(page: Page): Promise<void> {
  await page.getByRole('heading', { name: /^Welcome/ }).waitFor()
  await page.getByRole('radio', { name: 'Français' }).check()
  await page.getByRole('heading', { name: /^Bienvenue/ }).waitFor()
  await page.getByRole('radio', { name: 'English' }).check()
  await page.getByRole('heading', { name: /^Welcome/ }).waitFor()
  await page.getByRole('combobox', { name: 'Which place do you serve?' }).fill('havre')
  await page.getByRole('option', { name: /^Havre-Clair/ }).click()
  await page.getByRole('button', { name: 'Start listening' }).click()
  await page.getByRole('heading', { name: 'Now', exact: true }).waitFor()
}

/** Steps with `j` from the top until a card with these words has the focus. */
async function stepTo(page: Page, words: RegExp): Promise<string> {
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('j')
    const text = await focusedText(page)
    if (words.test(text)) return text
  }
  throw new Error(`no card says ${words.source}`)
}

/** The card about the water, once it names what happens and a street where it does. */
async function risen(page: Page): Promise<Locator> {
  const card = page.locator('.story').filter({ hasText: brownWater }).first()
  await card.waitFor(soon)
  const namesStreet = async (): Promise<boolean> => {
    const text = (await wordsOf(card)).toLowerCase()
    return streets.some((street) => text.includes(street))
  }
  await expect.poll(namesStreet, soon).toBe(true)
  return card
}

/** What changed, against what usual, how sure, who, since when, and what people say. */
async function expectAnswers(card: Locator): Promise<void> {
  const said = await wordsOf(card)
  expect(said).toMatch(/Rising|Steady/u)
  expect(said).toMatch(/\d+ posts? in \d+ (min|h)/u)
  expect(said).toMatch(/usual (?:almost none|.+ 95 % under \d+)/u)
  expect(said).toMatch(/\d+ different (people|person)/u)
  expect(said).toMatch(/first seen\s*\d/u)
  expect(said).toMatch(/the usual\./u)
  expect(said).toMatch(/On an ordinary day the chance of this/u)
  expect(await card.locator('blockquote').count()).toBeGreaterThan(0)
  expect(await card.locator('blockquote mark').count()).toBeGreaterThan(0)
}

async function muteByMistake(page: Page, card: Locator): Promise<void> {
  await stepTo(page, brownWater)
  const title = (await page.evaluate(() => document.activeElement?.querySelector('h2')?.textContent)) ?? ''
  await page.keyboard.press('!')
  await page.getByText('Not important: ').waitFor()
  await expect.poll(() => page.locator('.story').filter({ hasText: title }).count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await page.getByText('Back on the list: ').waitFor()
  await card.waitFor()
}

async function readWhy(page: Page): Promise<void> {
  await stepTo(page, brownWater)
  await page.keyboard.press('k')
  await stepTo(page, brownWater)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/now/stories/*')
  await page.getByRole('heading', { name: 'Why this is here' }).waitFor()
  await page.getByRole('table', { name: 'Words that rose' }).getByRole('rowheader').first().waitFor()
  await page.locator('.post-list').getByText(brownWater).first().waitFor()
  expect(await wordsOf(page.locator('main'))).toMatch(/From 2 sources, complete since/u)
  await page.keyboard.press('Escape')
  await page.waitForURL('**/now')
}

async function takeOn(page: Page): Promise<void> {
  await stepTo(page, brownWater)
  await page.keyboard.press('o')
  await page.getByRole('dialog', { name: 'Take this on' }).waitFor()
  const title = await page.getByLabel('Title').inputValue()
  const owner = (await page.getByLabel('Owner').locator('option:checked').textContent()) ?? ''
  await page.getByLabel('How bad it is').selectOption('high')
  await page.getByRole('dialog').getByRole('button', { name: 'Take on' }).press('Enter')
  await page.getByText(`Taken on by ${owner}.`).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  const entry = page.locator('.entry').filter({ hasText: title })
  await entry.getByText(owner, { exact: true }).waitFor()
  await entry.getByText(/review in/).waitFor()
  await entry.getByRole('button', { name: 'Note or change' }).press('Enter')
  await entry.getByLabel('Note').fill('Public works is on Mill Street.')
  await entry.getByRole('button', { name: 'Save' }).press('Enter')
  await entry.getByText('Public works is on Mill Street.').waitFor()
}

// A browser, a desk and a whole afternoon of the town, on a machine that may be busy.
const longest = { timeout: 150_000 }

test(
  'brown water: from the sign-in link to an issue with an owner, by keyboard, ahead of the news',
  longest,
  async (context) => {
    visits.need(context)
    const desk = await openTown('brown-water')
    onTestFinished(() => desk.close())
    const { page, problems, close } = await visits.visit(context, desk)
    onTestFinished(close)
    await page.goto(await desk.signInLink())
    await welcome(page)
    await expect
      .poll(() => wordsOf(page.getByRole('group', { name: 'Where the data comes from' })))
      .toContain('Practice ×300')
    await page.getByRole('feed').first().locator('article').first().waitFor(soon)
    const card = await risen(page)
    await expectAnswers(card)
    await muteByMistake(page, card)
    await readWhy(page)
    await takeOn(page)
    await page.keyboard.press('g')
    await page.keyboard.press('n')
    const ours = page.locator('.story').filter({ hasText: 'Open the issue' })
    await expect
      .poll(() => wordsOf(ours), soon)
      .toMatch(/In the news at .+\(The Havre-Clair Herald\): we were \d+ min ahead/u)
    expect(problems()).toEqual([])
  },
)
