import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openTown } from '../support/desk.ts'
import { openVisits, signInAt, wordsOf } from './visit.ts'

// A watch from its first wrong rule to its end, on posts that really come in; then search and the sources.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

const soon = { timeout: 40_000 }
const rule = '(brown OR rusty OR brune) (water OR eau) -movie'

async function refuseInBothLanguages(page: Page): Promise<void> {
  await page.getByLabel('Rule', { exact: true }).fill('water -(movie OR film)')
  await page.getByText('A minus cannot stand before a bracket.').waitFor()
  expect(await page.locator('.refusals .bad').first().innerText()).toContain('-(')
  await page.keyboard.press('Alt+Shift+L')
  await page.getByText('Le signe moins ne peut pas précéder une parenthèse.').waitFor()
  expect(await page.getByLabel('Règle', { exact: true }).inputValue()).toBe('water -(movie OR film)')
  await page.keyboard.press('Alt+Shift+L')
  await page.getByText('A minus cannot stand before a bracket.').waitFor()
}

/** Presses the button until posts kept here fit; says how many did. */
async function wouldHaveMatched(page: Page): Promise<number> {
  const tried = page.locator('.tried')
  const count = async (): Promise<number> => {
    await tried.getByRole('button', { name: 'Try the rule' }).click()
    await tried.locator('.big').waitFor()
    return Number(/^(\d+)/u.exec(await wordsOf(tried.locator('.big')))?.[1] ?? 0)
  }
  await expect.poll(count, { ...soon, interval: 500 }).toBeGreaterThan(0)
  expect(await tried.locator('.post-list li').count()).toBeGreaterThan(0)
  expect(await wordsOf(tried)).toMatch(/posts? of [\d,]+ kept/u)
  return count()
}

async function begin(page: Page): Promise<void> {
  await page.getByLabel('Name').fill('Brown water')
  await page.getByLabel('Purpose').fill('Hear where taps run brown, street by street.')
  await page.getByLabel('Owner').fill('Public works')
  await page.getByRole('button', { name: 'Start the watch' }).press('Enter')
  await page.getByText('Brown water is live.').waitFor()
}

async function fillsLive(page: Page): Promise<void> {
  const column = page
    .locator('.column')
    .filter({ has: page.getByRole('heading', { name: 'Brown water', exact: true }) })
  const newest = column.locator('article[aria-posinset="1"]')
  await newest.waitFor(soon)
  const first = await wordsOf(newest)
  await expect.poll(() => wordsOf(newest), soon).not.toBe(first)
}

/** The tones add up to the posts that were read; with few of them it says that they are too few. */
async function saysHowPostsSound(page: Page): Promise<void> {
  const tone = page.locator('.tone')
  await tone.getByRole('heading', { name: 'How these posts sound' }).waitFor(soon)
  const said = await wordsOf(tone.locator('p').first())
  const read = Number(/(\d+) posts? w/u.exec(said)?.[1])
  const counts = (await tone.locator('li').allInnerTexts()).map((line) => Number(/\d+/u.exec(line)?.[0]))
  expect(counts).toHaveLength(4)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(read)
  expect(said.startsWith('Too few to tell')).toBe(read < 30)
}

async function end(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Brown water', exact: true }).click()
  await saysHowPostsSound(page)
  await page.getByRole('button', { name: 'End this watch' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'End this watch' }).click()
  await page.getByText('Brown water has ended.').waitFor()
  await page
    .locator('.entry')
    .filter({ hasText: 'Brown water' })
    .getByText('Ended', { exact: true })
    .waitFor()
}

async function searchKept(page: Page): Promise<void> {
  await page.goto('/search')
  await page.getByLabel('Words or a rule').fill(rule)
  await page.getByLabel('Words or a rule').press('Enter')
  await page.waitForURL('**/search?q=*')
  const found = page.getByRole('list', { name: 'Posts found' })
  await found.locator('li').first().waitFor()
  for (const text of await found.locator('.words').allInnerTexts())
    expect(text).toMatch(/brown|rusty|brune/iu)
  expect(await wordsOf(page.locator('main'))).toMatch(/From 2 sources, complete since/u)
}

async function saysOfSource(page: Page, label: string, state: RegExp): Promise<void> {
  const name = page.getByRole('heading', { name: label, exact: true })
  await page.locator('.source').filter({ has: name }).getByText(state).waitFor()
}

test('a watch: refused in words, tried on kept posts, live in its column, ended; then search and the sources', async (context) => {
  visits.need(context)
  const desk = await openTown('brown-water')
  onTestFinished(() => desk.close())
  const visit = await visits.visit(context, desk)
  onTestFinished(visit.close)
  const { page } = visit
  await signInAt(visit, '/now/watches/new')
  await refuseInBothLanguages(page)
  await page.getByLabel('Rule', { exact: true }).fill(rule)
  await page.getByText('Read as').waitFor()
  expect(await page.locator('.editor .refusals').count()).toBe(0)
  expect(await wouldHaveMatched(page)).toBeGreaterThan(0)
  await begin(page)
  await fillsLive(page)
  await end(page)
  await page.goto('/now')
  await page.locator('.column').first().waitFor()
  expect(await page.getByRole('heading', { name: 'Brown water', exact: true }).count()).toBe(0)
  await searchKept(page)
  await page.goto('/settings/sources')
  // The newspaper may not have written yet: then its line is open and says so.
  await saysOfSource(page, 'Havre-Clair', /^heard$/)
  await saysOfSource(page, 'The Havre-Clair Herald', /^(heard|Nothing heard yet)$/)
  expect(visit.problems()).toEqual([])
})
