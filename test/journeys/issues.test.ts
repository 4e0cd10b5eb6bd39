import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test, type TestContext } from 'vitest'
import { z } from 'zod'
import { planPractice } from '#app/plan-sources.ts'
import type { Post } from '#kernel/post.ts'
import { minuteMs, wallClock } from '#kernel/time.ts'
import { Coverage } from '#listening/contract.ts'
import type { Heard, Reader } from '#networks/contract.ts'
import { Ledger } from '#roles/early-warning/ledger/contract.ts'
import { StoryList, type StoryCard } from '#roles/early-warning/contract.ts'
import { Message } from '#roles/publishing/contract.ts'
import { openTestDesk } from '../support/desk.ts'
import { joinDesk, type Joined } from '../support/people.ts'
import { faultsOf, openVisits, wordsOf, type Visit } from './visit.ts'

// The brown-water story rises, is taken on, gets facts and decisions, is answered, and the newsroom's item arrives 40 minutes
// after our signal: the ledger says 40.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

const soon = { timeout: 60_000 }
const longest = { timeout: 300_000 }
const brownWater = /brown|rusty|brunâtre|brune?\b/iu

/** A newsroom that says what a test gives it, and waits otherwise. */
function newsroom(): { reader: Reader; files: (post: Post) => void } {
  const waiting: Post[] = []
  let wake: () => void = () => undefined
  const reader: Reader = {
    source: 'practice:desk-of-the-herald',
    label: 'The Havre-Clair Herald',
    capabilities: {
      ...{ network: 'practice', name: 'Havre-Clair' },
      reads: {
        ...{ stream: true, search: false, resumes: false, media: true },
        ...{ deletions: false, checksExistence: false, geo: false },
      },
    },
    timeline: { kind: 'live' },
    async *read({ signal }): AsyncGenerator<Heard> {
      yield { kind: 'state', state: 'hearing' }
      signal.addEventListener('abort', () => wake())
      while (!signal.aborted) {
        const posts = waiting.splice(0)
        if (posts.length > 0) yield { kind: 'posts', posts }
        else await new Promise<void>((resolve) => void (wake = resolve))
      }
    },
  }
  const files = (post: Post): void => {
    waiting.push(post)
    wake()
  }
  return { reader, files }
}

function item(atMs: number, text: string): Post {
  return {
    ...{ id: 'practice:herald-1', network: 'practice', source: 'practice:desk-of-the-herald', text },
    ...{ atMs, heardAtMs: atMs, lang: 'en', url: 'https://herald.example/en/1' },
    author: { id: 'herald', name: 'The Havre-Clair Herald', kind: 'media' },
  }
}

type Town = { visit: Visit; page: Page; ana: Joined; files: (post: Post) => void }

/** A desk on the brown-water day with a newsroom of the test's, the owner's window, and Ana who approves and sends. */
async function openTownAs(context: TestContext): Promise<Town> {
  visits.need(context)
  const plan = planPractice('brown-water', { clock: wallClock, speed: 300 })
  const { reader, files } = newsroom()
  const desk = await openTestDesk({ ...plan, readers: [...plan.readers.slice(0, 1), reader] })
  onTestFinished(() => desk.close())
  const visit = await visits.visit(context, desk)
  onTestFinished(visit.close)
  await visit.ask('/api/session', { method: 'PATCH', body: { name: 'Dana Leclair', welcomed: true } })
  const ana = await joinDesk(desk, { name: 'Ana Roy', teams: ['Approvers'] })
  await visit.page.goto(await desk.signInLink())
  return { visit, page: visit.page, ana, files }
}

async function read<S extends z.ZodType>(schema: S, answer: Promise<Response>): Promise<z.output<S>> {
  const { ok, status } = await answer
  if (!ok) throw new Error(`refused: ${status} ${await (await answer).text()}`)
  return schema.parse(await (await answer).json())
}

async function risen({ visit }: Town): Promise<StoryCard> {
  const found = async (): Promise<StoryCard | undefined> =>
    (await read(StoryList, visit.ask('/api/stories'))).stories.find(({ headline }) =>
      brownWater.test(headline),
    )
  await expect.poll(found, soon).toBeDefined()
  const story = await found()
  if (story === undefined) throw new Error('the story went away')
  return story
}

async function takeOn({ page }: Town, story: StoryCard): Promise<void> {
  await page.goto(`/now/stories/${encodeURIComponent(story.id)}`)
  await page.getByRole('heading', { name: 'Why this is here' }).waitFor()
  await page.getByRole('button', { name: /^Take on/u }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Take this on' })
  await dialog.getByLabel('Title').fill('Brown water in the Old Town')
  await dialog.getByLabel('How bad it is').selectOption('high')
  await dialog.getByText('Answer within the hour.').waitFor()
  expect(await dialog.getByLabel('Owner').locator('option').allTextContents()).toContain('Dana Leclair')
  await dialog.getByRole('button', { name: 'Take on' }).press('Enter')
  await page.getByRole('link', { name: 'Open the issue' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Brown water in the Old Town' }).waitFor()
}

async function knowAndDecide({ page }: Town): Promise<void> {
  await page.getByLabel('A fact, or a question').fill('Is it safe to drink?')
  await page.getByRole('button', { name: 'We must find this out' }).press('Enter')
  await page.getByText('One question open').waitFor()
  await page.getByRole('button', { name: 'Now we know: Is it safe to drink?' }).press('Enter')
  await page.getByLabel('What we know now').fill('Not before the lab says so')
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter')
  await page.getByText(/found out by Dana Leclair/u).waitFor()
  await page.getByLabel('Decision', { exact: true }).fill('Hand out bottled water')
  await page.getByLabel('Why', { exact: true }).fill('The lab needs a day')
  await page.getByRole('button', { name: 'Write it down' }).press('Enter')
  await page.getByText('Why: The lab needs a day').waitFor()
}

/** The holding line from the issue, saved by its writer, approved and sent by somebody else. */
async function answer(town: Town): Promise<void> {
  const { page, visit, ana } = town
  await page.getByRole('link', { name: 'Draft a holding line' }).press('Enter')
  await page.waitForURL('**/publish/new*')
  expect(await page.getByLabel('Title').inputValue()).toBe('Brown water in the Old Town')
  await page.getByLabel('English', { exact: true }).fill('We know about the water. Please do not drink it.')
  await page.getByLabel('Français', { exact: true }).fill('Nous sommes au courant. Ne la buvez pas.')
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter')
  await page.waitForURL(/\/publish\/(?!new)/u)
  const id = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '')
  const made = await read(Message, visit.ask(`/api/messages/${id}`))
  const body = { revision: made.revision }
  await read(z.unknown(), visit.ask(`/api/messages/${id}/ask`, { method: 'POST', body }))
  const versions = made.versions.map(({ content: { account, language }, sha256 }) => ({
    account,
    language,
    sha256,
  }))
  const path = `/api/approvals/${encodeURIComponent(`message:${id}`)}/approve`
  expect((await ana.ask(path, { method: 'POST', body: { versions } })).ok).toBe(true)
  await read(Message, ana.ask(`/api/messages/${id}/send`, { method: 'POST', body }))
}

/** A message written elsewhere is chosen by keyboard, stands in the issue, and is taken out again. */
async function linkAndUnlink({ page, visit }: Town): Promise<void> {
  const versions = [{ account: 'practice', language: 'en', text: 'The rink stays open.' }]
  const body = { title: 'Rink hours', lane: 'normal', versions }
  await read(Message, visit.ask('/api/messages', { method: 'POST', body }))
  await page.getByRole('button', { name: 'Link a message of ours' }).press('Enter')
  await page.getByLabel('Which message').selectOption({ label: 'Rink hours (not out yet)' })
  await page.getByRole('button', { name: 'Link it to this issue' }).press('Enter')
  await page.getByRole('link', { name: 'Rink hours' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Take the link to “Rink hours” away' }).press('Enter')
  await page.getByText('No message of ours is about this yet.').waitFor()
}

async function streamReaches({ visit }: Town, ms: number): Promise<void> {
  const now = async (): Promise<number> =>
    Date.parse((await read(Coverage, visit.ask('/api/coverage'))).streamNow)
  await expect.poll(now, soon).toBeGreaterThanOrEqual(ms)
}

/** What axe finds there in both themes and languages, and what sticks out at 320 px. */
async function faultsThere({ page, visit }: Town, path: string, drawn: string): Promise<string[]> {
  const found: string[] = []
  for (const locale of ['en', 'fr'] as const) {
    await visit.ask('/api/session', { method: 'PATCH', body: { locale } })
    await page.goto(path)
    await page.locator(drawn).first().waitFor()
    found.push(...(await faultsOf(page)))
  }
  await visit.ask('/api/session', { method: 'PATCH', body: { locale: 'en' } })
  return found
}

test(
  'taken on, known, decided, answered, and in the news 40 minutes after our signal: the ledger says 40',
  longest,
  async (context) => {
    const town = await openTownAs(context)
    const { page, visit, files } = town
    const story = await risen(town)
    await takeOn(town, story)
    const issuePath = new URL(page.url()).pathname
    await knowAndDecide(town)
    await answer(town)
    const newsAtMs = story.openedAtMs + 40 * minuteMs
    await streamReaches(town, newsAtMs)
    const first = 'Residents report brown tap water in the Old Town, on Mill Street and Rue des Tanneurs.'
    files(item(newsAtMs, first))
    await streamReaches(town, newsAtMs + 5 * minuteMs)
    await page.goto(issuePath)
    await page.getByText('First answer:').waitFor(soon)
    await page.getByText('Out', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Read the posts here' }).press('Enter')
    const linking = page.getByRole('button', { name: /^Link the post of/u }).first()
    await linking.press('Enter')
    await page.getByRole('button', { name: 'Link to an issue', exact: true }).press('Enter')
    await page.getByRole('heading', { name: 'Linked posts (1)' }).waitFor()

    const says = async (): Promise<number | undefined> => {
      const { entries } = await read(Ledger, visit.ask('/api/ledger'))
      return entries.find(({ storyId }) => storyId === story.id)?.leadMin
    }
    await expect.poll(says, soon).toBe(40)
    await page.goto('/now/ledger')
    const line = page.getByRole('row').filter({ hasText: 'Brown water in the Old Town' })
    await expect.poll(() => wordsOf(line)).toMatch(/Dana Leclair[^]*The Havre-Clair Herald[^]*40 min ahead/u)
    expect(await wordsOf(page.locator('.lede'))).toMatch(
      /40 min ahead of the news, the median of one measured issue/u,
    )
    const csv = await (await visit.ask('/api/ledger/export?as=csv')).text()
    expect(csv).toMatch(/Brown water in the Old Town[^\n]*,40,/u)

    files(item(newsAtMs, `${first} The city says: do not drink it.`))
    await expect
      .poll(async () => {
        await visit.ask('/api/ledger')
        return (await visit.ask(`/api/stories/${encodeURIComponent(story.id)}/news`)).text()
      }, soon)
      .toContain('do not drink it')
    await page.goto(`/now/stories/${encodeURIComponent(story.id)}`)
    await page.getByText('Changed once').waitFor()
    expect(await wordsOf(page.locator('.story-news ins').first())).toContain('The city says')

    const found = [
      ...(await faultsThere(town, issuePath, '.facts-list')),
      ...(await faultsThere(town, '/now/issues', '.entry')),
      ...(await faultsThere(town, '/now/ledger?show=all', '.ledger-table')),
    ]
    expect([...found, ...visit.problems()]).toEqual([])
  },
)

test('a caller’s rumour is opened by hand, and the rota is set on screen', longest, async (context) => {
  const town = await openTownAs(context)
  const { page, visit } = town
  await page.goto('/now/issues')
  await page.getByRole('button', { name: 'Open an issue' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Open an issue' })
  await dialog.getByLabel('Title').fill('Rumour: the skating rink closes')
  await dialog.getByLabel('How we know').selectOption('rumour')
  await dialog.getByLabel('Note').fill('Heard at the counter.')
  await dialog.getByRole('button', { name: 'Open it' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Rumour: the skating rink closes' }).waitFor()
  await page.getByText('Heard at the counter.').waitFor()
  await page.getByRole('button', { name: 'Note an answer given elsewhere' }).press('Enter')
  await page.getByLabel('What was answered, and where').fill('Told the caller that it stays open')
  await page.getByRole('button', { name: 'Note the answer' }).press('Enter')
  await page.getByText('Told the caller that it stays open').waitFor()
  await linkAndUnlink(town)

  await page.goto('/now/issues')
  await page.getByText('Nobody is told after them.').waitFor()
  await page.getByRole('button', { name: 'Change who is told' }).press('Enter')
  const add = page.getByLabel('Add somebody')
  await expect.poll(() => add.locator('option').count(), soon).toBeGreaterThan(1)
  await add.selectOption({ label: 'Dana Leclair' })
  await page.getByLabel('Minutes until the next person is told').fill('15')
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter')
  await page.getByText(/15 minutes apart: Dana Leclair/u).waitFor()
  expect(visit.problems()).toEqual([])
})
