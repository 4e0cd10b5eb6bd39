import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openTown } from '../support/desk.ts'
import { openOffice, signInTo, type Office } from './office.ts'
import { faultsOf, openVisits, wordsOf } from './visit.ts'

// A person shows themself: writes, looks, agrees; is put on the rota; the public reads who answers; hands over; and stops being shown. By
// keyboard, by axe in both themes and languages, and at 320 px.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

const longest = { timeout: 240_000 }

async function portrait(): Promise<Buffer> {
  const circle = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="800"><rect width="640" height="800" fill="#9cc4d6"/><circle cx="320" cy="330" r="150" fill="#e8c39e"/><rect x="120" y="500" width="400" height="300" rx="120" fill="#c9a227"/></svg>',
  )
  return sharp(circle).jpeg().toBuffer()
}

const both = (page: Page, question: string, language: string): Locator =>
  page.getByRole('group', { name: question, exact: true }).getByLabel(language)

/** Fills in the form by keyboard, first too little and then all, with a picture. */
async function writeOneself({ page }: Office): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter')
  await page.getByRole('alert').getByText('Write a name').waitFor()
  await page.getByLabel('Name', { exact: true }).fill('W. N.')
  await both(page, 'Team', 'English').fill('Roads team')
  await both(page, 'What you can help with', 'English').fill('Closed streets, snow and street lights')
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter')
  await page.getByRole('alert').getByText('Write it in both languages, or in neither').first().waitFor()
  await both(page, 'Team', 'French').fill('équipe de la voirie')
  await both(page, 'What you can help with', 'French').fill('Rues fermées, neige et éclairage')
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter')
  await page.getByText('Initials cannot be read aloud').waitFor()
  await page.getByLabel('Name', { exact: true }).fill('Wen')
  for (const language of ['en', 'fr'])
    await page.getByLabel('Languages you answer in').first().selectOption(language)
  await both(page, 'Hours', 'English').fill('Weekdays, 8:30 to 16:30')
  await both(page, 'Hours', 'French').fill('En semaine, de 8 h 30 à 16 h 30')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose a picture' }).press('Enter'),
  ])
  await chooser.setFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: await portrait() })
  await page.getByLabel('Which part stays').selectOption('start')
  await both(page, 'What the picture shows', 'English').fill('Wen, smiling, in a yellow vest')
  await both(page, 'What the picture shows', 'French').fill('Wen, souriant, en gilet jaune')
  const save = page.getByRole('button', { name: 'Save', exact: true })
  // While the picture is on its way nothing is saved.
  await expect.poll(() => save.isEnabled()).toBe(true)
  await save.press('Enter')
  await page.getByText('Saved. Nothing is shown by saving').waitFor()
}

/** Looks at what would be shown, and agrees to it. */
async function agree({ page }: Office): Promise<void> {
  const card = page.getByRole('region', { name: 'Your consent' })
  await card.getByRole('button', { name: 'I agree: show this' }).press('Enter')
  await card.getByRole('alert').getByText('Tick the name').waitFor()
  for (const box of await card.getByRole('checkbox').all()) await box.press('Space')
  const preview = card.getByRole('region', { name: 'As the public sees it' })
  await preview.getByRole('img', { name: 'Wen, smiling, in a yellow vest' }).waitFor()
  expect(await wordsOf(preview)).toContain('Wen, Roads team')
  await preview.getByRole('button', { name: 'In French' }).press('Enter')
  expect(await wordsOf(preview)).toContain('Wen, équipe de la voirie')
  await card.getByText('I agree that the office shows the public my name').waitFor()
  await card.getByRole('button', { name: 'I agree: show this' }).press('Enter')
  await card.getByText('Shown now').waitFor()
}

/** Puts Wen and Ana on duty all day and night, by the dialog. */
async function fillRota({ page }: Office): Promise<void> {
  const hours = [
    ['00:00', '12:00', 'Wen'],
    ['12:00', '00:00', 'Wen'],
    ['09:00', '17:00', 'Ana'],
  ] as const
  for (const [starts, ends, name] of hours) {
    await page.getByRole('button', { name: 'Add a shift' }).first().press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Add a shift' })
    await dialog.getByLabel('Who').selectOption({ label: name })
    if (starts === '00:00') {
      await dialog.getByRole('button', { name: 'Put on the rota' }).press('Enter')
      await dialog.getByRole('alert').getByText('Tick at least one day').waitFor()
    }
    for (const box of await dialog.getByRole('checkbox').all()) await box.press('Space')
    await dialog.getByLabel('From', { exact: true }).fill(starts)
    await dialog.getByLabel('To', { exact: true }).fill(ends)
    await dialog.getByRole('button', { name: 'Put on the rota' }).press('Enter')
    await dialog.waitFor({ state: 'hidden' })
  }
  await page.getByRole('region', { name: 'On duty' }).getByText('Wen').first().waitFor()
}

/** A shift of Wen's later in the week is asked of Ana. */
async function askAna({ page }: Office): Promise<void> {
  await page.getByRole('button', { name: 'Week after' }).press('Enter')
  await page.getByRole('button', { name: /^Wen/u }).first().press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Wen on duty' })
  await dialog.getByLabel('Whom').selectOption({ label: 'Ana' })
  await dialog.getByRole('button', { name: 'Ask', exact: true }).press('Enter')
  await page.getByRole('heading', { name: 'A swap waits for an answer' }).waitFor()
}

/** Wen's own calendar reads Wen's shifts, and is shown another address for the whole rota; ended, it shows nothing. */
async function ownCalendar({ page }: Office): Promise<void> {
  await page.getByRole('button', { name: 'Calendar address' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Calendar address' })
  await dialog.getByRole('button', { name: 'Make an address for my own shifts' }).press('Enter')
  const own = dialog.getByRole('region', { name: 'My own shifts' })
  const url = await own.getByLabel('Secret address').inputValue()
  const read = await (await fetch(url)).text()
  expect(read).toContain('Practice – On duty')
  expect(read).not.toContain('Ana')
  await dialog.getByRole('button', { name: 'Make an address for the whole rota' }).press('Enter')
  const team = dialog.getByRole('region', { name: 'The whole rota' })
  expect(await (await fetch(await team.getByLabel('Secret address').inputValue())).text()).toContain(
    'Ana – On duty',
  )
  expect(await faultsOf(page)).toEqual([])
  if (process.env['SHOTS'] !== undefined)
    await page.screenshot({ path: `${process.env['SHOTS']}/rota-feed.png` })
  await dialog.getByRole('button', { name: 'End this address for my own shifts' }).press('Enter')
  await own.getByText('You have an address').waitFor({ state: 'detached' })
  expect((await fetch(url)).status).toBe(404)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
}

/** The public reads who answers, in both languages; a site the desk named may show the short page in a frame, and nothing else. */
async function readAsPublic({ page, visit }: Office): Promise<void> {
  const settings = { revision: 0, cover: [], embedHosts: ['https://www.ville.example'] }
  expect((await visit.ask('/api/faces/settings', { method: 'PUT', body: settings })).status).toBe(200)
  for (const path of ['/who', '/qui', '/who/wen', '/who/embed']) {
    await page.goto(path)
    await page.getByText('Wen').first().waitFor()
    expect(await faultsOf(page)).toEqual([])
  }
  const policyOf = async (path: string): Promise<string> =>
    (await page.request.get(path)).headers()['content-security-policy'] ?? ''
  expect(await policyOf('/who/embed')).toContain('frame-ancestors https://www.ville.example')
  expect(await policyOf('/who')).toContain("frame-ancestors 'none'")
}

/** Ends one's consent: in the next moment nothing is there. */
async function stop({ page }: Office): Promise<void> {
  await page.getByRole('button', { name: 'Stop showing me' }).press('Enter')
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('button', { name: 'Stop showing me' }).press('Enter')
  await page.getByText('Nothing of you is shown to the public.').waitFor()
  for (const path of ['/who', '/who/wen', '/who.json'])
    expect(await (await page.request.get(path)).text()).not.toContain('Wen')
}

test('a person shows themself, is on duty, hands over, and stops', longest, async (context) => {
  visits.need(context)
  const desk = await openTown('quiet', 1)
  onTestFinished(() => desk.close())
  const office = await openOffice(visits, context, desk)
  const { page, visit, wen, ana } = office
  await signInTo(page, wen, '/directory')
  expect(await faultsOf(page)).toEqual([])
  await page
    .getByRole('navigation', { name: 'Directory' })
    .getByRole('link', { name: 'What I show' })
    .press('Enter')
  await writeOneself(office)
  await agree(office)
  expect(await faultsOf(page)).toEqual([])
  await page
    .getByRole('navigation', { name: 'Directory' })
    .getByRole('link', { name: 'Duty rota' })
    .press('Enter')
  await page.getByText('Nobody is on the rota yet.').waitFor()
  await fillRota(office)
  await page
    .getByRole('textbox', { name: 'Note for whoever takes over' })
    .fill('Mill Street is closed until noon. The press has called twice.')
  await page.getByRole('button', { name: 'Leave the note' }).press('Enter')
  await page.getByText('Not taken over yet').waitFor()
  await askAna(office)
  expect(await faultsOf(page)).toEqual([])
  await ownCalendar(office)
  await signInTo(page, ana, '/directory/rota')
  await page.getByRole('button', { name: 'I take it' }).press('Enter')
  await page.getByText('The answer is noted.').waitFor()
  await page.getByRole('button', { name: 'I have read it and take over' }).press('Enter')
  await page.getByText(/Taken over by Ana/u).waitFor()
  await signInTo(page, wen, '/directory/settings')
  await page.getByText('Somebody who may change the settings of the desk').waitFor()
  expect(await faultsOf(page)).toEqual([])
  // What was refused on purpose is told of on the console.
  expect(visit.problems().filter((problem) => !problem.includes('422'))).toEqual([])
})

/** Wen shows all of themself and is on duty all day, by the API. */
async function showWen({ wen }: Office): Promise<void> {
  const put = (path: string, method: string, body: unknown): Promise<Response> =>
    wen.ask(path, { method, body })
  const words = (en: string, fr: string) => ({ en, fr })
  const face = {
    ...{ name: 'Wen', team: words('Roads team', 'équipe de la voirie'), languages: ['en', 'fr'] },
    ...{ helps: words('Closed streets', 'Rues fermées'), hours: words('Weekdays', 'En semaine') },
  }
  expect((await put('/api/faces/mine', 'PUT', { revision: 0, face })).status).toBe(200)
  const fields = ['name', 'team', 'languages', 'helps', 'hours']
  const form = { revision: 1, fields, purposes: ['byline', 'rota', 'page'] }
  expect((await put('/api/faces/mine/consent', 'POST', form)).status).toBe(200)
  for (const [starts, ends] of [
    ['00:00', '12:00'],
    ['12:00', '00:00'],
  ]) {
    const shift = { weekdays: [1, 2, 3, 4, 5, 6, 7], starts, ends, timeZone: 'America/Toronto' }
    const body = { personId: wen.id, ...shift, fromDay: '2020-01-01' }
    expect((await put('/api/rota/shifts', 'POST', body)).status).toBe(200)
  }
}

test('the public reads who answers, until they are shown no more', longest, async (context) => {
  visits.need(context)
  const desk = await openTown('quiet', 1)
  onTestFinished(() => desk.close())
  const office = await openOffice(visits, context, desk)
  const { page, wen } = office
  await showWen(office)
  await readAsPublic(office)
  await wen.ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
  await signInTo(page, wen, '/directory/me')
  await page.getByRole('heading', { name: 'Ce que je montre' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await wen.ask('/api/session', { method: 'PATCH', body: { locale: 'en' } })
  await page.reload()
  await stop(office)
})
