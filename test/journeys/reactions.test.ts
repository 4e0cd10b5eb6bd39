import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openTown } from '../support/desk.ts'
import { faultsOf, openVisits, signInAt, wordsOf, type Visit } from './visit.ts'

// The evening council decides: followed as an announcement, before and after, with what is usual there and the questions nobody answered; then the
// same watches on a dashboard, and the check of the tool by keyboard. By axe, at 320 px, in both themes and languages.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

const soon = { timeout: 45_000 }
const rule = 'parking OR stationnement OR libraries OR bibliothèque OR "library hours" OR "Sunday hours"'

type Notice = { at: string; text: string }

/** Begins the watch before council decides, and waits until the town's own notice of the decision is heard. */
async function hearDecision({ ask }: Visit): Promise<Notice> {
  const body = {
    name: 'Council',
    rule,
    purpose: 'Know how the decisions of council are received.',
    owner: 'Communications',
    endsAt: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  }
  expect((await ask('/api/watches', { method: 'POST', body })).status).toBe(201)
  const read = async (): Promise<Notice | undefined> => {
    const answer = await ask(`/api/posts?q=${encodeURIComponent('"Council decided tonight"')}`)
    return ((await answer.json()) as { posts: Notice[] }).posts[0] // our own API
  }
  await expect.poll(read, { ...soon, interval: 300 }).toBeDefined()
  const notice = await read()
  if (!notice) throw new Error('the notice was heard, and then not')
  return notice
}

/** Fills in the form with the keyboard, first too little and then all. Gives the address of the announcement. */
async function follow(page: Page, { at, text }: Notice): Promise<void> {
  const there = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'America/Toronto',
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  })
  const [day = '', time = ''] = there.format(new Date(at)).split(', ')
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await page.getByRole('heading', { name: 'Reactions', exact: true }).waitFor()
  await page.getByRole('link', { name: 'Follow an announcement' }).press('Enter')
  await page.getByRole('button', { name: 'Follow it' }).press('Enter')
  await page.getByRole('alert').getByText('Give the announcement a title').waitFor()
  await page.getByText('Choose at least one watch, or begin a new one').first().waitFor()
  await page.getByLabel('Title', { exact: true }).fill('Sunday libraries, paid parking')
  await page.getByLabel('What was said').fill(text)
  await page.getByLabel('Day', { exact: true }).fill(day)
  await page.getByLabel(/^Time/u).fill(time)
  await page.getByLabel('Kind', { exact: true }).fill('council')
  await page.getByRole('checkbox', { name: /^Council/u }).press('Space')
  await page.getByRole('button', { name: 'Follow it' }).press('Enter')
  await page.getByRole('heading', { name: 'Sunday libraries, paid parking' }).waitFor()
  await page.locator('.verdict').waitFor(soon)
}

/** How many posts the first number of the page says there are. */
async function postsTold(page: Page): Promise<number> {
  const big = await wordsOf(page.locator('.verdict .big').first())
  return Number(big.replaceAll(/\D.*$/gu, '') || 0)
}

/** The watch was begun minutes before, but the town remembers its day before: once a quarter of an hour has passed, what is usual is told. */
async function tellsEffect(page: Page): Promise<void> {
  const told = async (): Promise<string> => {
    const words = await wordsOf(page.locator('.effect'))
    if (words.includes('quarter of an hour')) await page.reload()
    return words
  }
  await expect
    .poll(told, { ...soon, interval: 1500 })
    .toMatch(/^[\d,.]+ times what is usual \(between [\d,.]+ and [\d,.]+\)\.$/u)
}

/** A point is moved to by arrows, says its numbers, and Enter opens its posts, which are as many. */
async function drillIntoPeak(page: Page): Promise<void> {
  const plot = page.getByRole('slider', { name: /^Posts in \d+\smin$/u })
  await plot.focus()
  await plot.press('Home')
  const first = await plot.getAttribute('aria-valuetext')
  const value = async (): Promise<string> => (await plot.getAttribute('aria-valuetext')) ?? ''
  await plot.press('ArrowRight')
  expect(await value()).not.toBe(first)
  const last = Number(await plot.getAttribute('aria-valuemax'))
  for (let left = last; left > 0 && !/posts [1-9]\d* posts?/u.test(await value()); left--)
    await plot.press('ArrowRight')
  expect(await value()).toMatch(/\d\d:\d\d: posts [1-9]\d* posts?/u)
  await plot.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.locator('.post-list li').first().waitFor()
  expect(decodeURIComponent(page.url())).toMatch(/behind=\{"from":/u)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
}

async function answerFirstQuestion(page: Page): Promise<void> {
  const asked = page.locator('.asked li').filter({ hasText: 'no answer' })
  const before = await asked.count()
  expect(before).toBeGreaterThan(0)
  const question = await wordsOf(asked.first().locator('p[dir]').first())
  await asked.first().getByRole('button', { name: 'Mark answered' }).press('Enter')
  await page.getByLabel('Address of the answer').fill('somewhere')
  await page.getByRole('button', { name: 'It is answered there' }).press('Enter')
  await page.getByText('Give the full address of the answer, beginning with https://').first().waitFor()
  await page.getByLabel('Address of the answer').fill('https://havre-clair.example/parking')
  await page.getByRole('button', { name: 'It is answered there' }).press('Enter')
  const all = page.getByRole('button', { name: /^Show all/u })
  if (await all.isVisible()) await all.press('Enter')
  const answered = page.locator('.asked li').filter({ hasText: 'Marked answered by' })
  await answered.getByText(question).first().waitFor()
}

async function inFrench(page: Page): Promise<void> {
  await page.keyboard.press('Alt+Shift+L')
  await page.getByRole('heading', { name: 'Ce que les gens demandent' }).waitFor()
  const words = await wordsOf(page.locator('main'))
  for (const said of [
    'Combien on en a parlé',
    'Comment c’est reçu',
    'De quoi on parle',
    'D’après',
    'fois l’habituel',
  ])
    expect(words).toContain(said)
  expect(words).not.toMatch(/\{|\bundefined\b|NaN/u)
}

test(
  'the council decision: before and after, unanswered questions, every number down to its posts',
  { timeout: 200_000 },
  async (context) => {
    visits.need(context)
    const desk = await openTown('council')
    onTestFinished(() => desk.close())
    const visit = await visits.visit(context, desk)
    onTestFinished(visit.close)
    const { page } = visit
    const notice = await hearDecision(visit)
    await signInAt(visit, '/now')
    await follow(page, notice)
    await expect
      .poll(
        async () => (await page.reload(), await page.locator('.verdict').waitFor(soon), postsTold(page)),
        {
          ...soon,
          interval: 1500,
        },
      )
      .toBeGreaterThan(60)
    await tellsEffect(page)
    await page
      .getByText(/^From [\d,]+ posts?\./u)
      .first()
      .waitFor()
    await drillIntoPeak(page)
    await answerFirstQuestion(page)
    expect(await faultsOf(page)).toEqual([])
    await inFrench(page)
    expect(await faultsOf(page)).toEqual([])
    expect(visit.problems()).toEqual([])
  },
)

async function makeBoard(page: Page): Promise<void> {
  await page.goto('/reactions/dashboards')
  await page.getByRole('button', { name: 'New dashboard' }).press('Enter')
  await page.getByLabel('Name').fill('The council evening')
  const save = page.getByRole('dialog').getByRole('button', { name: 'Save' })
  await save.press('Enter')
  await page.getByText('Choose at least one watch').first().waitFor()
  for (const name of [/^Council/u, /^Transport/u]) await page.getByRole('checkbox', { name }).press('Space')
  await save.press('Enter')
  await page.getByRole('heading', { name: 'The council evening' }).waitFor()
  await page.getByRole('slider').nth(1).waitFor(soon)
}

/** Back by key, and the address holds what is seen: it opens the same for somebody else. */
async function shareEarlier(page: Page): Promise<void> {
  await page.keyboard.press('[')
  await expect.poll(() => decodeURIComponent(page.url())).toContain('"kind":"fixed"')
  await page.getByLabel('Show', { exact: true }).selectOption('series')
  await page.getByRole('slider').waitFor(soon)
  await page.getByRole('button', { name: 'Share' }).press('Enter')
  const address = await page.getByLabel('Address').inputValue()
  await page.keyboard.press('Escape')
  await page.goto(address)
  await page.getByRole('slider').waitFor(soon)
  expect(await page.getByLabel('Show', { exact: true }).inputValue()).toBe('series')
  expect(await page.getByLabel('Time', { exact: true }).inputValue()).toBe('fixed')
  await page.getByRole('button', { name: /^Show as table/u }).press('Enter')
  await page.getByRole('columnheader', { name: 'Council' }).waitFor()
}

/** All posts of the check by keys alone, with one step back. */
async function checkTool(page: Page): Promise<void> {
  await page.goto('/reactions/coding')
  const draw = page.getByRole('button', { name: 'Look for posts to check' })
  const begin = page.getByRole('button', { name: 'Begin the check' })
  await draw.or(begin).waitFor(soon)
  // With too few posts it says so; more come in all the time.
  const isDrawn = async (): Promise<boolean> => {
    if (await draw.isVisible()) await draw.press('Enter')
    return begin.isVisible()
  }
  await expect.poll(isDrawn, { ...soon, interval: 1000 }).toBe(true)
  expect(await faultsOf(page)).toEqual([])
  await begin.press('Enter')
  await page.locator('.coding-words').waitFor(soon)
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('group', { name: /^Labelling posts/u }).focus()
  const progress = page.getByRole('progressbar')
  const at = async (): Promise<number> => Number(await progress.getAttribute('value'))
  const all = Number(await progress.getAttribute('max'))
  expect(all).toBeGreaterThan(5)
  const first = await wordsOf(page.locator('.coding-words'))
  await page.keyboard.press('3')
  await expect.poll(at).toBe(1)
  await page.keyboard.press('u')
  expect(await wordsOf(page.locator('.coding-words'))).toBe(first)
  for (let left = all; left > 0; left--) await page.keyboard.press('1230'[left % 4] ?? '0')
  await page.getByText('That was all. Thank you.').waitFor(soon)
  expect(await at()).toBe(all)
  await page.getByRole('button', { name: 'See the result' }).press('Enter')
  await page.getByRole('heading', { name: 'How often the tool is right' }).waitFor(soon)
}

test(
  'a dashboard that is shared by its address, and the check of the tool by keyboard',
  { timeout: 200_000 },
  async (context) => {
    visits.need(context)
    const desk = await openTown('council')
    onTestFinished(() => desk.close())
    const visit = await visits.visit(context, desk)
    onTestFinished(visit.close)
    const { page } = visit
    await hearDecision(visit)
    await signInAt(visit, '/reactions')
    await makeBoard(page)
    expect(await faultsOf(page)).toEqual([])
    await shareEarlier(page)
    await page.getByLabel('Show', { exact: true }).selectOption('columns')
    await page.locator('.column article').first().waitFor(soon)
    expect(await faultsOf(page)).toEqual([])
    await checkTool(page)
    expect(await faultsOf(page)).toEqual([])
    expect(visit.problems()).toEqual([])
  },
)
