import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test, type TestContext } from 'vitest'
import { planPractice } from '#app/plan-sources.ts'
import { dayMs, wallClock } from '#kernel/time.ts'
import { practiceNetwork } from '#networks/practice/sender.ts'
import { practiceWorld } from '#networks/practice/world/world.ts'
import { CalendarView } from '#roles/publishing/calendar/contract.ts'
import { Message } from '#roles/publishing/contract.ts'
import { SeriesList } from '#roles/publishing/recurring/contract.ts'
import { axeViolations, inBothThemes } from '../support/browser.ts'
import { openTestDesk } from '../support/desk.ts'
import type { Joined } from '../support/people.ts'
import { openOffice, signInTo, type Office } from './office.ts'
import { faultsOf, openVisits } from './visit.ts'

// What goes out when: seen by week, month and list, moved by keyboard, told why a time may be a bad one; drafts that come again by
// themselves, from templates, in campaigns; on a phone and in French.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

const zone = 'America/Toronto'
/** A day that many days from now, by the calendar of the desk. */
const day = (days: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(wallClock.nowMs() + days * dayMs)

async function openTownOffice(context: TestContext, widthPx?: number): Promise<Office> {
  visits.need(context)
  const networks = [practiceNetwork({ world: practiceWorld() })]
  const desk = await openTestDesk({ ...planPractice('quiet', { clock: wallClock, speed: 300 }), networks })
  onTestFinished(() => desk.close())
  return openOffice(visits, context, desk, widthPx)
}

async function answered(answer: Promise<Response>): Promise<unknown> {
  const got = await answer
  const text = await got.text()
  if (!got.ok) throw new Error(`refused: ${got.status} ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

async function drafted(wen: Joined, title: string): Promise<Message> {
  const versions = ['en', 'fr'].map((language) => ({
    ...{ account: 'practice', language, text: `${title}: see https://town.example/water (${language})` },
  }))
  const form = { title, lane: 'normal', versions }
  return Message.parse(await answered(wen.ask('/api/messages', { method: 'POST', body: form })))
}

async function scheduled({ wen, ana }: Office, title: string, wall: string): Promise<Message> {
  const made = await drafted(wen, title)
  await answered(
    wen.ask(`/api/messages/${made.id}/ask`, { method: 'POST', body: { revision: made.revision } }),
  )
  const shown = made.versions.map(({ content: { account, language }, sha256 }) => ({
    ...{ account, language, sha256 },
  }))
  const item = encodeURIComponent(`message:${made.id}`)
  await answered(ana.ask(`/api/approvals/${item}/approve`, { method: 'POST', body: { versions: shown } }))
  const send = { revision: made.revision, when: { wall, zone } }
  await answered(ana.ask(`/api/messages/${made.id}/send`, { method: 'POST', body: send }))
  return made
}

async function openAt(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.locator('main h1').first().waitFor()
}

/** An entry by what it is called, however the calendar is shown. */
function entryOf(page: Page, title: string): Locator {
  return page.locator(`.entry:has(.entry-title:text-is("${title}"), a:text-is("${title}"))`)
}

async function placesOf({ ana }: Office, { id }: Message): Promise<{ at: string; stands: string }[]> {
  const view = CalendarView.parse(await answered(ana.ask(`/api/calendar?from=${day(-1)}&days=40`)))
  return view.entries.filter(({ message }) => message === id).map(({ at, stands }) => ({ at, stands }))
}

test(
  'what is scheduled is seen by week, month and list, and moved by keyboard with its approval; a bad time says why',
  { timeout: 240_000 },
  async (context) => {
    const office = await openTownOffice(context)
    const { page, wen, ana } = office
    const market = await scheduled(office, 'Market day', `${day(9)}T09:00`)
    await scheduled(office, 'Library open late', `${day(9)}T09:30`)
    const known = {
      month: Number(day(11).slice(5, 7)),
      day: Number(day(11).slice(8)),
      en: 'Water day',
      fr: 'Jour de l’eau',
    }
    await answered(wen.ask('/api/calendar/days', { method: 'POST', body: known }))
    await signInTo(page, ana, `/publish/calendar?date=${day(9)}`)
    const entry = entryOf(page, 'Market day')
    await entry.getByText('09:00').waitFor()
    await entry
      .getByText('Havre-Clair says something else within the hour: “Library open late”.')
      .waitFor({ state: 'attached' })
    const found = await faultsOf(page)
    await page.getByRole('link', { name: 'Month', exact: true }).press('Enter')
    await page.locator('.day-grid.month').waitFor()
    await entry.waitFor()
    expect(new URL(page.url()).searchParams.get('view')).toBe('month')
    found.push(...(await faultsOf(page)))
    await page.getByRole('link', { name: 'List', exact: true }).press('Enter')
    await page.locator('.day-list').waitFor()
    await entry.getByText('Scheduled').waitFor()
    found.push(...(await faultsOf(page)))
    await page.getByRole('button', { name: 'Move “Market day” to…' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('What is approved stays approved.').waitFor()
    expect(await dialog.getByLabel('Time', { exact: true }).inputValue()).toBe('09:00')
    await dialog.getByText('“Library open late”').waitFor()
    await dialog.getByLabel('Date').fill(day(11))
    await dialog.getByLabel('Time', { exact: true }).fill('10:15')
    await dialog.getByText('It is Water day.').waitFor()
    found.push(...(await inBothThemes(page, axeViolations)))
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await entry.getByText('10:15').waitFor()
    const [now] = await placesOf(office, market)
    expect(now?.stands).toBe('scheduled')
    expect(Message.parse(await answered(ana.ask(`/api/messages/${market.id}`))).state).toBe('approved')
    // Whoever may only write sees it, and has no way to move it.
    await signInTo(page, wen, `/publish/calendar?view=list&date=${day(9)}`)
    await entry.waitFor()
    expect(await page.getByRole('button', { name: /^Move “Market day”/u }).count()).toBe(0)
    expect([...found, ...office.visit.problems()]).toEqual([])
  },
)

test(
  'let go over another day, an entry asks before it is moved; a time that clocks jump over is asked about',
  { timeout: 240_000 },
  async (context) => {
    const office = await openTownOffice(context)
    const { page, wen } = office
    const draft = await drafted(wen, 'Winter parking')
    const when = { wall: `${day(8)}T12:00`, zone }
    await answered(wen.ask(`/api/messages/${draft.id}/meant`, { method: 'PUT', body: { when } }))
    await signInTo(page, wen, `/publish/calendar?view=month&date=${day(8)}`)
    const entry = entryOf(page, 'Winter parking')
    await entry.waitFor()
    const other = page
      .locator('.cell:not(.today)')
      .filter({ hasNot: page.locator('.entry') })
      .last()
    const dialog = page.getByRole('dialog')
    const number = Number(await other.locator('h2 > span').first().textContent())
    const before = page.viewportSize() ?? { width: 1280, height: 844 }
    // High enough that nothing has to be scrolled while the mouse is held.
    await page.setViewportSize({ ...before, height: 1600 })
    // Let go over its own day, nothing is asked; nor is it after Escape, wherever the mouse is let go then.
    await drag(page, entry, [other, page.locator('.cell').filter({ has: entry })])
    await page.mouse.up()
    await drag(page, entry, [other])
    await page.locator('.cell.over').waitFor()
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await page.locator('.cell.over').waitFor({ state: 'detached' })
    expect(await dialog.count()).toBe(0)
    await drag(page, entry, [other])
    await page.mouse.up()
    await dialog.getByText('This schedules nothing.').waitFor()
    await page.setViewportSize(before)
    const asked = await dialog.getByLabel('Date').inputValue()
    expect([Number(asked.slice(8)), asked === day(8)]).toEqual([number, false])
    expect((await placesOf(office, draft)).map(({ at }) => at)).toHaveLength(1)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await entry.getByRole('button', { name: 'Move “Winter parking” to…' }).press('Enter')
    const jump = jumpDay()
    await dialog.getByLabel('Date').fill(jump)
    await dialog.getByLabel('Time', { exact: true }).fill('02:30')
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: /^Take .*03:00 EDT/u }).press('Enter')
    expect(await dialog.getByLabel('Time', { exact: true }).inputValue()).toBe('03:00')
    await dialog.getByRole('button', { name: 'Move', exact: true }).press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await openAt(page, `/publish/${draft.id}`)
    await page.getByText(/^Meant for .*03:00 EDT, says Wen\.$/u).waitFor()
    const problems = office.visit.problems().filter((problem) => !problem.includes('422'))
    expect([...(await faultsOf(page)), ...problems]).toEqual([])
  },
)

/** Takes an entry with the mouse and holds it over one place after the other. */
async function drag(page: Page, entry: Locator, places: readonly Locator[]): Promise<void> {
  for (const [i, place] of [entry.locator('.entry-title'), ...places].entries()) {
    const box = await place.boundingBox()
    if (box === null) throw new Error('there is nothing to be seen of it')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 })
    if (i === 0) await page.mouse.down()
  }
}

/** The next day on which Toronto's clocks jump over 02:30: the second Sunday of March. */
function jumpDay(): string {
  const year = Number(day(0).slice(0, 4)) + (day(0).slice(5) < '03-15' ? 0 : 1)
  const first = new Date(Date.UTC(year, 2, 1)).getUTCDay()
  return `${year}-03-${String(1 + ((7 - first) % 7) + 7).padStart(2, '0')}`
}

test(
  'a message comes again as a draft for approval, another is begun from a template, and a campaign tags its links',
  { timeout: 240_000 },
  async (context) => {
    const office = await openTownOffice(context)
    const { page, wen } = office
    const draft = await drafted(wen, 'Saturday market')
    await answered(
      office.visit.ask('/api/campaigns/hosts', { method: 'PUT', body: { hosts: ['town.example'] } }),
    )
    await signInTo(page, wen, '/publish/campaigns')
    await page.getByText('There is no campaign yet.').waitFor()
    const found = await faultsOf(page)
    await page.getByRole('button', { name: 'New campaign' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Keep it' }).press('Enter')
    await dialog.getByText('Give it a name').first().waitFor()
    await dialog.getByLabel('Name').fill('Été propre')
    expect(await dialog.getByLabel('Tag', { exact: true }).inputValue()).toBe('ete-propre')
    found.push(...(await inBothThemes(page, axeViolations)))
    await page.keyboard.press('Enter')
    await page.getByText('utm_campaign=ete-propre').waitFor()
    found.push(...(await faultsOf(page)))
    await openAt(page, `/publish/${draft.id}`)
    const plan = page.getByRole('region', { name: 'Planning' })
    await plan.getByLabel('Campaign').selectOption({ label: 'Été propre' })
    await page
      .getByText(/utm_source=practice&utm_medium=social&utm_campaign=ete-propre/u)
      .first()
      .waitFor()
    // What is written stays as it was written.
    expect(await page.locator('textarea').first().inputValue()).toContain('https://town.example/water (en)')
    await plan.getByRole('button', { name: 'Repeat it…' }).press('Enter')
    await dialog.getByRole('button', { name: 'Let it come again' }).press('Enter')
    await dialog.getByText('Choose the days of the week').first().waitFor()
    await dialog.getByLabel('Unit').selectOption('day')
    await dialog.getByLabel('Time', { exact: true }).fill('08:00')
    await dialog.getByLabel('The draft is made').selectOption('4320')
    found.push(...(await inBothThemes(page, axeViolations)))
    await dialog.getByRole('button', { name: 'Let it come again' }).press('Enter')
    await dialog.waitFor({ state: 'detached' })
    const made = async (): Promise<number> => {
      const { series } = SeriesList.parse(await answered(wen.ask('/api/recurring')))
      return series.flatMap(({ ahead }) => ahead.filter(({ how }) => how === 'made')).length
    }
    await expect.poll(made, { timeout: 60_000 }).toBeGreaterThan(0)
    await openAt(page, '/publish/recurring')
    const card = page.getByRole('region', { name: 'Saturday market' })
    await card.getByText(/^Every day at 08:00 \(America\/Toronto\)/u).waitFor()
    await card
      .getByRole('button', { name: /^Leave out Saturday market/u })
      .first()
      .press('Enter')
    await card.getByText('Left out by Wen').waitFor()
    found.push(...(await faultsOf(page)))
    await card
      .getByRole('link', { name: /^Open the draft/u })
      .first()
      .press('Enter')
    await page.getByText('It comes from a recurring message.').waitFor()
    await page.getByRole('heading', { level: 1, name: /^Saturday market, \d{4}-/u }).waitFor()
    await fromTemplate(page, found)
    expect([...found, ...office.visit.problems()]).toEqual([])
  },
)

/** The message that stands open is kept as a template, and another is begun from it. */
async function fromTemplate(page: Page, found: string[]): Promise<void> {
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Save as template…' }).press('Enter')
  await dialog.getByLabel('Name').fill('Market')
  await dialog.getByLabel('English').fill('The market is on [street] until [time].')
  await dialog.getByLabel('Français').fill('')
  await dialog.getByRole('button', { name: 'Keep it' }).press('Enter')
  await dialog.getByText('Write it in both languages').first().waitFor()
  await dialog.getByLabel('Français').fill('Le marché est rue [rue] jusqu’à [heure].')
  found.push(...(await inBothThemes(page, axeViolations)))
  await dialog.getByRole('button', { name: 'Keep it' }).press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await openAt(page, '/publish/templates')
  await page.getByText('The market is on [street] until [time].').waitFor()
  found.push(...(await faultsOf(page)))
  await openAt(page, '/publish/new')
  await page.getByLabel('Begin from a template').selectOption({ label: 'Market' })
  await expect
    .poll(() => page.locator('textarea').first().inputValue())
    .toBe('The market is on [street] until [time].')
  expect(await page.getByLabel('Title for the team').inputValue()).toBe('Market')
  found.push(...(await faultsOf(page)))
}

test(
  'on a phone, in French, the week is a list by day; days to keep in mind and one’s own address are made with one thumb',
  { timeout: 240_000 },
  async (context) => {
    const office = await openTownOffice(context, 390)
    const { page, ana, wen } = office
    await scheduled(office, 'Marché', `${day(1)}T23:00`)
    await ana.ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
    await signInTo(page, ana, `/publish/calendar?date=${day(1)}`)
    await page.locator('.day-list .entry').filter({ hasText: 'Marché' }).getByText('Programmé').waitFor()
    expect(await page.locator('.day-grid').count()).toBe(0)
    const found = await faultsOf(page)
    await page.getByRole('button', { name: 'Dans mon propre calendrier' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Créer mon adresse' }).click()
    const url = await dialog.getByLabel('Adresse secrète').inputValue()
    found.push(...(await inBothThemes(page, axeViolations)))
    expect(await (await fetch(url)).text()).toContain('Marché – Programmé')
    await dialog.getByRole('button', { name: 'Mettre fin à cette adresse' }).click()
    await dialog.getByText('Vous avez une adresse').waitFor({ state: 'detached' })
    expect((await fetch(url)).status).toBe(404)
    await page.keyboard.press('Escape')
    await wen.ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
    await signInTo(page, wen, '/publish/calendar')
    await page.getByRole('button', { name: 'Jours à souligner' }).click()
    await dialog.getByLabel('Nom en anglais').fill('Water day')
    await dialog.getByRole('button', { name: 'Ajouter un jour' }).click()
    await dialog.getByText('Choisissez une date').first().waitFor()
    await dialog.getByLabel('Nom en français').fill('Jour de l’eau')
    await dialog.getByLabel('Date').fill(day(0))
    await dialog.getByRole('button', { name: 'Ajouter un jour' }).click()
    await dialog.getByText('tous les ans').waitFor()
    found.push(...(await inBothThemes(page, axeViolations)))
    await page.keyboard.press('Escape')
    await page.locator('.day-list').getByText('Jour de l’eau').waitFor()
    expect([...found, ...office.visit.problems()]).toEqual([])
  },
)
