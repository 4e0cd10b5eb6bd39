import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test, type TestContext } from 'vitest'
import { planPractice } from '#app/plan-sources.ts'
import { dayMs, wallClock } from '#kernel/time.ts'
import { wallTime } from '#kernel/wall-time.ts'
import { practiceNetwork } from '#networks/practice/sender.ts'
import { practiceWorld, type PracticeWorld } from '#networks/practice/world/world.ts'
import { Message } from '#roles/publishing/contract.ts'
import { DeliveryList, type DeliveryView } from '#sending/contract.ts'
import { axeViolations, inBothThemes } from '../support/browser.ts'
import { openTestDesk } from '../support/desk.ts'
import { joinDesk, type Joined } from '../support/people.ts'
import { faultsOf, openVisits, type Visit } from './visit.ts'

// What is approved goes out: now, at a time that clocks show twice, not while a pause holds, and not twice when nobody knows.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

/** The town as a network that keeps nobody from saying a thing twice, and that gives up soon. */
type Town = { world: PracticeWorld; visit: Visit; page: Page; wen: Joined; ana: Joined }

/** A desk over a town of its own, with Wen who writes, and Ana who approves, sends and pauses and has a window open. */
async function openTownAs(context: TestContext, widthPx = 1280): Promise<Town> {
  visits.need(context)
  const world = practiceWorld()
  const network = practiceNetwork({ world, repeats: 'none', timeoutsMs: { change: 1000, ask: 1000 } })
  const plan = { ...planPractice('quiet', { clock: wallClock, speed: 300 }), networks: [network] }
  const desk = await openTestDesk(plan)
  onTestFinished(() => desk.close())
  const visit = await visits.visit(context, desk, { widthPx, heightPx: 844 })
  onTestFinished(visit.close)
  await visit.ask('/api/session', { method: 'PATCH', body: { welcomed: true } })
  const wen = await joinDesk(desk, { name: 'Wen', teams: ['Communications'] })
  const ana = await joinDesk(desk, { name: 'Ana', teams: ['Approvers'] })
  await visit.page.goto(await ana.signInLink())
  return { world, visit, page: visit.page, wen, ana }
}

/** How long a test waits for the desk to do by itself what it was told. */
const soon = { timeout: 60_000 }

async function answered(answer: Promise<Response>): Promise<unknown> {
  const { status, ok } = await answer
  if (!ok) throw new Error(`refused: ${status} ${await (await answer).text()}`)
  return status === 204 ? undefined : (await answer).json()
}

/** A message that Wen wrote and Ana approved. */
async function approved({ wen, ana }: Town, title: string): Promise<Message> {
  const versions = ['en', 'fr'].map((language) => ({
    ...{ account: 'practice', language, text: `${title} (${language})` },
  }))
  const form = { title, lane: 'normal', versions }
  const made = Message.parse(await answered(wen.ask('/api/messages', { method: 'POST', body: form })))
  const asked = { method: 'POST', body: { revision: made.revision } }
  await answered(wen.ask(`/api/messages/${made.id}/ask`, asked))
  const shown = made.versions.map(({ content: { account, language }, sha256 }) => ({
    ...{ account, language, sha256 },
  }))
  const item = encodeURIComponent(`message:${made.id}`)
  await answered(ana.ask(`/api/approvals/${item}/approve`, { method: 'POST', body: { versions: shown } }))
  return made
}

async function send({ ana }: Town, { id, revision }: Message): Promise<void> {
  await answered(ana.ask(`/api/messages/${id}/send`, { method: 'POST', body: { revision } }))
}

async function deliveriesOf({ ana }: Town, { id }: Message): Promise<DeliveryView[]> {
  const said = await answered(ana.ask(`/api/deliveries?item=message:${id}`))
  return DeliveryList.parse(said).deliveries
}

async function statesOf(town: Town, message: Message): Promise<string[]> {
  return (await deliveriesOf(town, message)).map(({ state }) => state)
}

function said({ world }: Town): string[] {
  return world.postsAt(Infinity).map(({ text }) => text)
}

async function openAt(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.locator('main h1').first().waitFor()
}

async function faultsInFrench({ ana, page }: Town, path: string, settled: string): Promise<string[]> {
  await ana.ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
  await openAt(page, path)
  await page.getByText(settled).first().waitFor()
  const found = await faultsOf(page)
  await ana.ask('/api/session', { method: 'PATCH', body: { locale: 'en' } })
  return found
}

test(
  'what a second person approved is sent by keyboard, after one question, and stands on the board as public',
  { timeout: 240_000 },
  async (context) => {
    const town = await openTownAs(context)
    const { page } = town
    await openAt(page, '/publish/outbox')
    await page.getByText('Nothing is on its way, and nothing waits for you.').waitFor()
    const found = await faultsOf(page)
    const message = await approved(town, 'Library open late')
    await openAt(page, `/publish/${message.id}`)
    const card = page.getByRole('region', { name: 'Send', exact: true })
    await card.getByText('in English and Français, by the desk.').waitFor()
    found.push(...(await faultsOf(page)))
    await card.getByRole('button', { name: 'Send now…' }).press('Enter')
    const question = page.getByRole('alertdialog')
    await question.getByText('Havre-Clair: English and Français').waitFor()
    found.push(...(await inBothThemes(page, axeViolations)))
    // Whoever presses Enter once too often has sent nothing.
    await page.keyboard.press('Enter')
    await question.waitFor({ state: 'detached' })
    expect(await deliveriesOf(town, message)).toEqual([])
    await card.getByRole('button', { name: 'Send now…' }).press('Enter')
    await question.getByRole('button', { name: 'Send now' }).press('Enter')
    const board = page.getByRole('region', { name: 'In the outbox' })
    await expect.poll(() => board.getByText('Public', { exact: true }).count(), soon).toBe(2)
    expect(await board.getByRole('link', { name: /havre-clair\.example\/posts/u }).count()).toBe(2)
    await page.locator('header .badges').getByText('Public', { exact: true }).waitFor()
    expect(said(town)).toEqual(['Library open late (en)', 'Library open late (fr)'])
    await board.getByText('What happened').first().click()
    await board.getByText('The network took all of it.').waitFor()
    found.push(...(await faultsOf(page)))
    await openAt(page, '/publish/outbox?show=done')
    await page.locator('.delivery').nth(1).waitFor()
    found.push(...(await faultsOf(page)))
    found.push(...(await faultsInFrench(town, '/publish/outbox?show=done', 'Il est public.')))
    found.push(...(await faultsInFrench(town, `/publish/${message.id}`, 'Il est public.')))
    await takenDown(town, message)
    expect([...found, ...town.visit.problems()]).toEqual([])
  },
)

/** Both languages are taken down again, with a reason each; by keyboard. */
async function takenDown(town: Town, { id, title }: Message): Promise<void> {
  const { page } = town
  await openAt(page, `/publish/${id}`)
  const board = page.getByRole('region', { name: 'In the outbox' })
  const dialog = page.getByRole('alertdialog')
  for (const language of ['EN', 'FR']) {
    await board.getByRole('button', { name: `Take down ${title}, ${language}` }).press('Enter')
    await dialog.getByRole('button', { name: 'Take down', exact: true }).press('Enter')
    await dialog.getByText('Write why it is taken down').first().waitFor()
    await dialog.getByLabel('Why is it taken down?').fill('The hours are wrong.')
    await dialog.getByRole('button', { name: 'Take down', exact: true }).press('Enter')
    await dialog.waitFor({ state: 'detached' })
  }
  await expect.poll(() => board.getByText('Taken down', { exact: true }).count(), soon).toBe(2)
  await board.getByText('Ana had it taken down: “The hours are wrong.”').first().waitFor()
  expect(said(town)).toEqual([])
}

/** The next day on which Toronto's clocks show 01:30 twice, and one on which they jump over 02:30. */
function daysOfChange(): { twice: string; never: string } {
  const days = Array.from({ length: 364 }, (_, i) =>
    new Date(wallClock.nowMs() + (i + 1) * dayMs).toISOString().slice(0, 10),
  )
  const first = (time: string, kind: string): string =>
    days.find((day) => wallTime(`${day}T${time}`, 'America/Toronto')?.kind === kind) ?? ''
  return { twice: first('01:30', 'twice'), never: first('02:30', 'never') }
}

test(
  'a time that clocks show twice, or jump over, is asked about; what is scheduled can be taken out again',
  { timeout: 240_000 },
  async (context) => {
    const town = await openTownAs(context)
    const { page } = town
    const message = await approved(town, 'Clocks change')
    await openAt(page, `/publish/${message.id}`)
    await page.getByRole('button', { name: 'Schedule…' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Schedule', exact: true }).press('Enter')
    await dialog.getByText('Choose a time').waitFor()
    const { twice, never } = daysOfChange()
    await dialog.getByLabel('Date').fill(never)
    await dialog.getByLabel('Time', { exact: true }).fill('02:30')
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: /^Take .*03:00 EDT/u }).press('Enter')
    expect(await dialog.getByLabel('Time', { exact: true }).inputValue()).toBe('03:00')
    await dialog.getByLabel('Date').fill(twice)
    await dialog.getByLabel('Time', { exact: true }).fill('01:30')
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: /^The first: .*01:30 EDT/u }).waitFor()
    const found = await faultsOf(page)
    expect(await deliveriesOf(town, message)).toEqual([])
    await dialog.getByRole('button', { name: /^The second: .*01:30 EST/u }).press('Enter')
    await dialog.waitFor({ state: 'detached' })
    const board = page.getByRole('region', { name: 'In the outbox' })
    await board
      .getByText(/01:30 EST, written in America\/Toronto/u)
      .first()
      .waitFor()
    const [english] = await deliveriesOf(town, message)
    expect(english).toMatchObject({
      state: 'waiting',
      dueAt: `${twice}T06:30:00.000Z`,
      zone: 'America/Toronto',
    })
    await board.getByRole('button', { name: /^Take out Clocks change, EN/u }).press('Enter')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Take out', exact: true }).press('Enter')
    await board.getByText('Taken out', { exact: true }).waitFor()
    expect((await statesOf(town, message)).toSorted()).toEqual(['cancelled', 'waiting'])
    found.push(...(await faultsOf(page)))
    // The two questions were answered with 422, which a browser writes down.
    const problems = town.visit.problems().filter((problem) => !problem.includes('422'))
    expect([...found, ...problems]).toEqual([])
  },
)

test(
  'paused with one thumb: nothing goes, everybody sees why; resumed, what was held is looked at and let go',
  { timeout: 240_000 },
  async (context) => {
    const town = await openTownAs(context, 390)
    const { page } = town
    const [first, second] = [await approved(town, 'Parade at noon'), await approved(town, 'Road closed')]
    await openAt(page, '/publish/outbox')
    await page.getByRole('button', { name: 'Pause sending' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Emergencies are exempt').waitFor()
    await dialog.getByRole('button', { name: 'Pause now' }).click()
    await dialog.getByRole('alert').getByText('Say why: everybody sees it').waitFor()
    const found = await faultsOf(page)
    await dialog.getByRole('button', { name: 'Serious event' }).click()
    await dialog.getByRole('button', { name: 'Pause now' }).click()
    const banner = page.getByRole('region', { name: 'Sending', exact: true })
    await banner.getByText('All sending is paused, except emergencies.').waitFor()
    await banner.getByText('“Serious event”').waitFor()
    await send(town, first)
    await send(town, second)
    await expect.poll(() => statesOf(town, first), soon).toEqual(['paused', 'paused'])
    await expect.poll(() => statesOf(town, second), soon).toEqual(['paused', 'paused'])
    expect(said(town)).toEqual([])
    await openAt(page, '/now')
    await banner.getByText(/^Ana, since/u).waitFor()
    await openAt(page, '/publish/outbox')
    await page.getByText('A pause holds these back.').waitFor()
    expect(await page.getByRole('checkbox').count()).toBe(0)
    found.push(...(await faultsOf(page)))
    await banner.getByRole('button', { name: 'Resume' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Resume' }).click()
    await banner.waitFor({ state: 'detached' })
    // Nothing goes by itself now either.
    await page.getByText('Read each one again').waitFor()
    expect(said(town)).toEqual([])
    const letGo = page.getByRole('button', { name: 'Let the ticked ones go' })
    expect(await letGo.isDisabled()).toBe(true)
    await page.getByRole('checkbox', { name: /^Choose Road closed, EN/u }).check()
    await page.getByRole('checkbox', { name: /^Choose Road closed, FR/u }).check()
    found.push(...(await faultsOf(page)))
    await page.getByRole('button', { name: 'Let these 2 go' }).click()
    await expect.poll(() => statesOf(town, second), soon).toEqual(['sent', 'sent'])
    expect(await statesOf(town, first)).toEqual(['paused', 'paused'])
    expect(said(town)).toEqual(['Road closed (en)', 'Road closed (fr)'])
    await expect.poll(() => page.locator('.delivery').count(), soon).toBe(2)
    found.push(...(await faultsInFrench(town, '/publish/outbox', 'Retenus par une suspension')))
    expect([...found, ...town.visit.problems()]).toEqual([])
  },
)

test(
  'what nobody knows is on top, says what to look at, and is settled by somebody who looked',
  { timeout: 240_000 },
  async (context) => {
    const town = await openTownAs(context)
    const { page, world } = town
    await openAt(page, '/publish/outbox')
    const message = await approved(town, 'Brown water')
    // The call vanishes: it may have had its effect, and nobody answers. This network does not know repeats.
    world.misbehave({ kind: 'lost-before' })
    await send(town, message)
    const row = page.locator('.delivery').filter({ hasText: 'Not confirmed' })
    await row.getByText('Look at Havre-Clair now').waitFor(soon)
    const found = await faultsOf(page)
    await row.getByRole('button', { name: /^Send again Brown water/u }).press('Enter')
    await page.getByRole('alertdialog').getByText('says it twice in public').waitFor()
    found.push(...(await inBothThemes(page, axeViolations)))
    await page.keyboard.press('Escape')
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    await row.getByRole('button', { name: /^It is there after all Brown water/u }).press('Enter')
    const dialog = page.getByRole('alertdialog')
    await dialog.getByLabel('Address of the post').fill('somewhere')
    await page.keyboard.press('Enter')
    await dialog.getByText('Give the whole address').waitFor()
    await dialog.getByLabel('Address of the post').fill('https://havre-clair.example/found')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => statesOf(town, message), soon).toEqual(['sent', 'sent'])
    await openAt(page, '/publish/outbox?show=done')
    await page.getByRole('link', { name: 'havre-clair.example/found' }).waitFor()
    await page.getByText('Somebody of the team decided it.').waitFor()
    expect(said(town)).toEqual(['Brown water (fr)'])
    expect([...found, ...town.visit.problems()]).toEqual([])
  },
)

test(
  'while sending does not answer, or is paused in part, every page says so, in words and since when',
  { timeout: 240_000 },
  async (context) => {
    const town = await openTownAs(context)
    const { page } = town
    const since = new Date(wallClock.nowMs() - 300_000).toISOString()
    const scopes = [
      { scope: 'account', value: 'practice' },
      { scope: 'topic', value: 'parade' },
      { scope: 'lane', value: 'normal' },
      { scope: 'lane', value: 'exercise' },
    ]
    const pauses = scopes.map((one, i) => ({
      ...{ ...one, id: String(i), reason: 'Flood', begunAt: since, begunBy: 'Ana' },
    }))
    // A sender that fell silent, as the desk would tell it: nobody waits for it to die here.
    const state = { pauses, isSilent: true, silentSince: since, forPeople: 0 }
    await page.route('**/api/sending', (route) => route.fulfill({ json: state }))
    await openAt(page, '/settings')
    const banner = page.getByRole('region', { name: 'Sending', exact: true })
    await banner
      .getByRole('alert')
      .getByText(/^Sending does not answer since \d\d:\d\d/u)
      .waitFor()
    for (const words of [
      'Sending to Havre-Clair is paused.',
      'What mentions “parade” is paused.',
      'Normal messages are paused. Emergencies go out.',
      'Exercises are paused.',
    ])
      await banner.getByText(words).waitFor()
    const found = await faultsOf(page)
    found.push(...(await faultsInFrench(town, '/settings', 'L’envoi ne répond plus depuis')))
    expect([...found, ...town.visit.problems()]).toEqual([])
  },
)

test(
  'what its network would refuse is said where approval is asked for',
  { timeout: 240_000 },
  async (context) => {
    const town = await openTownAs(context)
    const { page, wen } = town
    const versions = ['en', 'fr'].map((language) => ({
      ...{ account: 'practice', language, text: 'x'.repeat(900) },
    }))
    const form = { title: 'Too long', lane: 'normal', versions }
    const { id } = Message.parse(await answered(wen.ask('/api/messages', { method: 'POST', body: form })))
    await page.goto(await wen.signInLink())
    await openAt(page, `/publish/${id}`)
    const approval = page.getByRole('region', { name: 'Approval' })
    await approval.getByRole('button', { name: 'Ask for approval' }).press('Enter')
    await approval.getByText(/500/u).waitFor()
    expect(await faultsOf(page)).toEqual([])
  },
)
