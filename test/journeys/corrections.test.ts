import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test, type TestContext } from 'vitest'
import { planPractice } from '#app/plan-sources.ts'
import { wallClock } from '#kernel/time.ts'
import { practiceNetwork } from '#networks/practice/sender.ts'
import { practiceWorld, type PracticeWorld } from '#networks/practice/world/world.ts'
import { Message } from '#roles/publishing/contract.ts'
import { axeViolations, inBothThemes } from '../support/browser.ts'
import { openTestDesk } from '../support/desk.ts'
import { joinDesk, type Joined } from '../support/people.ts'
import { signInTo } from './office.ts'
import { faultsOf, openVisits, wordsOf, type Visit } from './visit.ts'

// Something public is wrong. Wen begins a correction, and says what was wrong; the town cannot edit, so it gets a reply, and our own
// page gets the new words and a dated note. Ana approves and sends it; a reader sees it. All by keyboard.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

type Town = { world: PracticeWorld; visit: Visit; page: Page; wen: Joined; ana: Joined }

/** How long a test waits for the desk to do by itself what it was told. */
const soon = { timeout: 60_000 }

const wrong = { en: 'The library closes at 16:00.', fr: 'La bibliothèque ferme à 16 h.' }
const right = { en: 'The library closes at 18:00.', fr: 'La bibliothèque ferme à 18 h.' }
const sentences = {
  en: 'The closing time was wrong: it is 18:00, not 16:00.',
  fr: 'L’heure de fermeture était fausse : c’est 18 h, et non 16 h.',
}

/** A desk over a town that cannot edit, with Wen who writes, and Ana who approves and sends. */
async function openTown(context: TestContext): Promise<Town> {
  visits.need(context)
  const world = practiceWorld()
  const network = practiceNetwork({ world, repeats: 'record-key', edits: false })
  const desk = await openTestDesk({
    ...planPractice('quiet', { clock: wallClock, speed: 300 }),
    networks: [network],
  })
  onTestFinished(() => desk.close())
  const visit = await visits.visit(context, desk, { widthPx: 1280, heightPx: 844 })
  onTestFinished(visit.close)
  await visit.ask('/api/session', { method: 'PATCH', body: { welcomed: true } })
  const wen = await joinDesk(desk, { name: 'Wen', teams: ['Communications'] })
  const ana = await joinDesk(desk, { name: 'Ana', teams: ['Approvers'] })
  return { world, visit, page: visit.page, wen, ana }
}

async function answered(answer: Promise<Response>): Promise<unknown> {
  const { status, ok } = await answer
  if (!ok) throw new Error(`refused: ${status} ${await (await answer).text()}`)
  return status === 204 ? undefined : (await answer).json()
}

/** A message that says something wrong, public in both languages in the town and on our own site. */
async function published({ wen, ana }: Town): Promise<string> {
  const versions = ['site', 'practice'].flatMap((account) =>
    Object.entries(wrong).map(([language, text]) => ({ account, language, text })),
  )
  const body = { title: 'Library hours', lane: 'normal', versions }
  const { id, revision } = Message.parse(await answered(wen.ask('/api/messages', { method: 'POST', body })))
  const { message } = (await answered(
    wen.ask(`/api/messages/${id}/ask`, { method: 'POST', body: { revision } }),
  )) as { message: Message }
  const shown = message.versions.map(({ content: { account, language }, sha256 }) => ({
    ...{ account, language, sha256 },
  }))
  const item = encodeURIComponent(`message:${id}`)
  await answered(ana.ask(`/api/approvals/${item}/approve`, { method: 'POST', body: { versions: shown } }))
  await answered(ana.ask(`/api/messages/${id}/send`, { method: 'POST', body: { revision } }))
  await expect.poll(async () => (await messageOf(wen, id)).state, soon).toBe('published')
  return id
}

async function messageOf(who: Joined, id: string): Promise<Message> {
  return Message.parse(await answered(who.ask(`/api/messages/${id}`)))
}

/** Wen says what was wrong; without words nothing is begun. */
async function begin({ page }: Town, look: (page: Page) => Promise<string[]>): Promise<string[]> {
  const card = page.getByRole('region', { name: 'Correct', exact: true })
  await card.getByRole('button', { name: 'Correct what is public…' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog
    .getByText(/Goes out as a reply to the post of .*, because Havre-Clair cannot edit\./u)
    .first()
    .waitFor()
  await dialog
    .getByText(/Our page of .* is edited, and shows a dated note\./u)
    .first()
    .waitFor()
  await dialog.getByRole('button', { name: 'Begin the correction' }).press('Enter')
  await dialog.getByRole('alert').getByText('Say in Français what was wrong').waitFor()
  const found = await look(page)
  await dialog.getByLabel('What was wrong, for the public: English').fill(sentences.en)
  await dialog.getByLabel('What was wrong, for the public: Français').fill(sentences.fr)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await card.getByText(sentences.en).waitFor()
  return found
}

/** The words of our own page are put right; those of the reply are there to begin with, and asked about as they stand. */
async function putRight({ page }: Town): Promise<void> {
  const preview = page.getByRole('region', { name: 'Preview', exact: true })
  const words = (language: string) => page.getByLabel(language, { exact: true })
  const own = (name: RegExp) => preview.getByLabel(name)
  await preview.getByRole('button', { name: /^Havre-Clair(?! · site)/u }).press('Enter')
  await preview.getByText(/Goes out as a reply to the post of/u).waitFor()
  expect(await own(/^English, for Havre-Clair alone$/u).inputValue()).toMatch(
    /^Correction: The closing time was wrong: it is 18:00, not 16:00\.\nhttp.*\/p\//u,
  )
  await preview.getByRole('button', { name: /· site/u }).press('Enter')
  await words('English').fill(right.en)
  await words('Français').fill(right.fr)
  await page.keyboard.press('Control+Enter')
  await page.locator('header .badges').getByText('Waiting for approval').waitFor()
}

/** Ana sees what the reply answers and what the note says, approves all of it, and sends it. */
async function approveAndSend({ page, ana }: Town, id: string): Promise<void> {
  await signInTo(page, ana, `/approvals/message:${id}`)
  await page.getByText('Note of what was corrected:').first().waitFor()
  await page
    .getByText(/^Answers practice:/u)
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Approve', exact: true }).press('Enter')
  await page.getByText('Approved: Library hours').first().waitFor()
  await page.goto(`/publish/${id}`)
  await page.getByRole('button', { name: 'Send now…' }).press('Enter')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Send now' }).press('Enter')
  const board = page.getByRole('region', { name: 'In the outbox' })
  await expect.poll(() => board.getByText('Public', { exact: true }).count(), soon).toBe(8)
  expect(await board.getByText(/Correction: a reply to the post of .*, which stays\./u).count()).toBe(2)
  expect(await board.getByText(/Correction: gives new words to the post of/u).count()).toBe(2)
  const card = page.getByRole('region', { name: 'Correct', exact: true })
  await card.getByText('One correction before').press('Enter')
  await card.getByText(/Corrected .* by/u).waitFor()
  expect(await card.getByRole('link', { name: /its correction of/u }).count()).toBe(4)
}

async function inFrench({ page, ana }: Town, id: string): Promise<string[]> {
  await ana.ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
  await page.goto(`/publish/${id}`)
  const card = page.getByRole('region', { name: 'Rectifier', exact: true })
  await card.getByText('Une rectification antérieure').press('Enter')
  await page
    .getByText(/Rectification\u00A0: une réponse à la publication/u)
    .first()
    .waitFor()
  const found = await faultsOf(page)
  await ana.ask('/api/session', { method: 'PATCH', body: { locale: 'en' } })
  return found
}

/** What somebody reads who has no account here: the new words, and what was wrong. */
async function read({ page, wen }: Town, id: string): Promise<string[]> {
  const { publications } = await messageOf(wen, id)
  const live = publications.filter(({ account, ended }) => account === 'site' && ended === undefined)
  const found: string[] = []
  for (const { url, language } of live) {
    await page.goto(url)
    const said = await wordsOf(page.locator('article'))
    const [words, sentence, note] =
      language === 'fr'
        ? [right.fr, sentences.fr, /Corrigé le .* : L’heure/u]
        : [right.en, sentences.en, /Corrected on .*: The closing/u]
    expect(said).toContain(words)
    expect(said).toContain(sentence)
    expect(said).toMatch(note)
    const feed = await (await page.request.get(new URL(`/feeds/${language}.rss`, url).href)).text()
    expect(feed).toContain(language === 'fr' ? 'non 16' : 'not 16:00')
    expect(feed).toMatch(/updated/u)
    found.push(...(await faultsOf(page)))
  }
  expect(live).toHaveLength(2)
  return found
}

test(
  'something wrong is corrected: a reply where it cannot be edited, a dated note on our own page, all of it linked',
  { timeout: 240_000 },
  async (context) => {
    const town = await openTown(context)
    const { page, wen, world } = town
    const id = await published(town)
    const before = world.postsAt(Infinity)
    await signInTo(page, wen, `/publish/${id}`)
    const found = await begin(town, (one) => inBothThemes(one, axeViolations))
    found.push(...(await faultsOf(page)))
    await putRight(town)
    await approveAndSend(town, id)
    const after = world.postsAt(Infinity)
    expect(after.slice(0, 2).map(({ text }) => text)).toEqual(before.map(({ text }) => text))
    expect(after.slice(2).map(({ replyTo }) => replyTo)).toEqual(
      before.map(({ nativeId }) => `practice:${nativeId}`),
    )
    found.push(...(await inFrench(town, id)))
    found.push(...(await read(town, id)))
    expect([...found, ...town.visit.problems()]).toEqual([])
  },
)

test(
  'a correction that is given up leaves what is public and every text as they were',
  { timeout: 240_000 },
  async (context) => {
    const town = await openTown(context)
    const { page, wen } = town
    const id = await published(town)
    const before = (await messageOf(wen, id)).versions.map(({ sha256 }) => sha256)
    await signInTo(page, wen, `/publish/${id}`)
    await begin(town, () => Promise.resolve([]))
    const card = page.getByRole('region', { name: 'Correct', exact: true })
    await card.getByRole('button', { name: 'Give it up…' }).press('Enter')
    const question = page.getByRole('alertdialog')
    // Whoever presses Enter once too often has given up nothing.
    await page.keyboard.press('Enter')
    await question.waitFor({ state: 'detached' })
    await card.getByRole('button', { name: 'Give it up…' }).press('Enter')
    await question.getByRole('button', { name: 'Give it up' }).press('Enter')
    await question.waitFor({ state: 'detached' })
    await card.getByRole('button', { name: 'Correct what is public…' }).waitFor()
    const after = await messageOf(wen, id)
    expect([after.state, after.versions.map(({ sha256 }) => sha256)]).toEqual(['published', before])
    expect(await faultsOf(page)).toEqual([])
  },
)
