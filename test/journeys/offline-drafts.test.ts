import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { Message, MessageList } from '#roles/publishing/contract.ts'
import { openTown } from '../support/desk.ts'
import { joinDesk, type Joined } from '../support/people.ts'
import { openOffice, signInTo } from './office.ts'
import { faultsOf, focusedText, openVisits } from './visit.ts'

// The network goes away while somebody writes: nothing is lost, nothing is made twice, nothing of anybody else is overwritten.

let visits: Awaited<ReturnType<typeof openVisits>>
beforeAll(async () => {
  visits = await openVisits()
})
afterAll(() => visits.close())

const soon = { timeout: 60_000 }
const field = (page: Page, name: string) => page.locator(`#field-${name}`)
const waiting = 'Not sent yet; kept on this device'

async function write(page: Page, title: string, english: string): Promise<void> {
  await field(page, 'title').fill(title)
  await field(page, 'text-en').fill(english)
  await field(page, 'text-fr').fill('La rue du Moulin est fermée.')
}

const save = (page: Page): Promise<void> => page.getByRole('button', { name: 'Save', exact: true }).click()

async function titled(wen: Joined, title: string): Promise<Message[]> {
  const { messages } = MessageList.parse(await (await wen.ask('/api/messages?show=open')).json())
  const ids = messages.filter((one) => one.title === title).map(({ id }) => id)
  return Promise.all(
    ids.map(async (id) => Message.parse(await (await wen.ask(`/api/messages/${id}`)).json())),
  )
}

/** Somebody else changes the French words of a message. */
async function sayInFrench(who: Joined, id: string, text: string): Promise<void> {
  const { title, lane, revision, versions } = Message.parse(
    await (await who.ask(`/api/messages/${id}`)).json(),
  )
  const said = versions.map(({ written }) => (written.language === 'fr' ? { ...written, text } : written))
  const change = { title, lane, versions: said, revision }
  expect((await who.ask(`/api/messages/${id}`, { method: 'PUT', body: change })).status).toBe(200)
}

test(
  'a message that is saved without a network waits on the device, also over a closed page, and goes by itself when it is back',
  { timeout: 240_000 },
  async (context) => {
    visits.need(context)
    const desk = await openTown('quiet')
    onTestFinished(() => desk.close())
    const office = await openOffice(visits, context, desk)
    const { page, wen } = office
    const title = `Road ${randomUUID()}`
    await signInTo(page, wen, '/publish/new')
    await write(page, title, 'Mill Street is closed.')
    await page.context().setOffline(true)
    await save(page)
    await page.getByText(waiting).waitFor(soon)
    await page.getByText('Your words are kept on this device').waitFor()
    const found = await faultsOf(page)
    // Writing goes on.
    await field(page, 'text-en').fill('Mill Street is closed until noon.')
    await page.getByRole('button', { name: 'Ask for approval' }).click()
    await page.getByText('The desk does not answer, so nobody was asked.').waitFor(soon)
    expect(await titled(wen, title)).toEqual([])
    // The page is closed, and opened again when the network is back.
    await page.goto('about:blank')
    await page.context().setOffline(false)
    await page.goto('/publish/new')
    await page.getByText(/^Saved /u).waitFor(soon)
    await page.waitForURL(/\/publish\/[\w-]{10,}$/u, soon)
    const [saved, ...others] = await titled(wen, title)
    expect(others).toEqual([])
    expect(saved?.versions[0]?.written.text).toBe('Mill Street is closed until noon.')
    expect(saved?.state).toBe('draft')
    // A new build took the parts away that this page had not loaded yet.
    await field(page, 'text-en').fill('Mill Street is open again.')
    await page.route('**/assets/Palette-*.js', (route) => route.fulfill({ status: 404 }))
    await page.route('**/index.html', (route) => route.fulfill({ body: '<script src="/assets/next.js">' }))
    await page.keyboard.press('Control+k')
    await page.getByRole('heading', { name: 'The desk was renewed. Reload the page' }).waitFor(soon)
    found.push(...(await faultsOf(page)))
    await page.unrouteAll()
    await page.getByRole('button', { name: 'Reload the page' }).click()
    await page.getByText('These words were not saved.').waitFor(soon)
    expect(await field(page, 'text-en').inputValue()).toBe('Mill Street is open again.')
    expect([
      ...found,
      ...office.visit.problems().filter((one) => !/ERR_INTERNET|Failed to (?:load|fetch)/u.test(one)),
    ]).toEqual([])
  },
)

test(
  'an answer that is lost makes no second message, and words that were changed meanwhile are put together',
  { timeout: 240_000 },
  async (context) => {
    visits.need(context)
    const desk = await openTown('quiet')
    onTestFinished(() => desk.close())
    const office = await openOffice(visits, context, desk)
    const { page, wen } = office
    const max = await joinDesk(desk, { name: 'Max', teams: ['Communications'] })
    const title = `Bridge ${randomUUID()}`
    await signInTo(page, wen, '/publish/new')
    await write(page, title, 'The bridge is closed.')
    let lost = 0
    // The desk is told, and its answer never arrives.
    await page.route('**/api/messages', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue()
      lost += 1
      await route.fetch()
      return route.abort('connectionreset')
    })
    await save(page)
    await page.waitForURL(/\/publish\/[\w-]{10,}$/u, soon)
    await page.getByText(/^Saved /u).waitFor(soon)
    expect(lost).toBe(1)
    expect(await titled(wen, title)).toHaveLength(1)
    const id = page.url().split('/').at(-1) ?? ''

    await page.context().setOffline(true)
    await field(page, 'text-en').fill('The bridge is closed until Monday.')
    await save(page)
    await page.getByText(waiting).waitFor(soon)
    // Somebody else writes in French meanwhile.
    await sayInFrench(max, id, 'Le pont est fermé.')
    await page.context().setOffline(false)
    await page.getByText('Max saved this first').waitFor(soon)
    expect(await field(page, 'text-en').inputValue()).toBe('The bridge is closed until Monday.')
    expect(await field(page, 'text-fr').inputValue()).toBe('Le pont est fermé.')
    await save(page)
    await page.getByText(/^Saved /u).waitFor(soon)
    const [after] = await titled(wen, title)
    expect(after?.versions.map(({ written }) => written.text)).toEqual(
      after?.versions.map(({ written }) =>
        written.language === 'fr' ? 'Le pont est fermé.' : 'The bridge is closed until Monday.',
      ),
    )
    const problems = office.visit.problems().filter((one) => !/ERR_|Failed to load|409/u.test(one))
    expect(problems).toEqual([])
  },
)

/** Windows in which pages may leave a worker behind, as in a browser of one's own. */
const withWorkers = (): typeof visits => ({
  ...visits,
  visit: (context, desk, look) => visits.visit(context, desk, { ...look, workers: true }),
})

/** Until this browser can open the desk by itself. */
async function isKept(page: Page): Promise<void> {
  const look = (): Promise<unknown[]> =>
    page.evaluate(() => [navigator.serviceWorker.controller !== null, localStorage['bw-person']])
  await expect.poll(look, soon).toEqual([true, expect.any(String)])
}

/** Addresses of everything that workers of this browser keep. */
const keptPaths = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const caches = await Promise.all((await window.caches.keys()).map((name) => window.caches.open(name)))
    const requests = await Promise.all(caches.map((cache) => cache.keys()))
    return requests.flat().map(({ url }) => new URL(url).pathname)
  })

test(
  'the desk is opened anew without a network: what waits here is read, written on, and saved by itself once the desk answers',
  { timeout: 240_000 },
  async (context) => {
    visits.need(context)
    const desk = await openTown('quiet', 1)
    onTestFinished(() => desk.close())
    const office = await openOffice(withWorkers(), context, desk)
    const { page, wen } = office
    const max = await joinDesk(desk, { name: 'Max', teams: ['Communications'] })
    const away = page.getByRole('heading', { level: 1, name: 'The desk does not answer' })
    const title = `Road ${randomUUID()}`
    await signInTo(page, wen, '/publish/new')
    await write(page, title, 'Mill Street is closed.')
    await isKept(page)

    await page.context().setOffline(true)
    await page.goto('/publish')
    await away.waitFor(soon)
    const found = await faultsOf(page)
    // By keyboard: whoever opens a message is at its name.
    await page.getByRole('link', { name: title }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => focusedText(page), soon).toBe(title)
    await page.getByText(waiting).waitFor()
    expect(await field(page, 'text-fr').inputValue()).toBe('La rue du Moulin est fermée.')
    await field(page, 'title').fill('')
    const later = page.getByRole('button', { name: 'Save as soon as the desk answers' })
    await later.click()
    await page.getByText('Give the message a title').waitFor()
    await field(page, 'title').fill(title)
    await field(page, 'text-en').fill('Mill Street is closed until noon.')
    await later.click()
    await page.getByText('It is saved by itself as soon as the desk answers').waitFor()
    for (const name of [/approv/iu, /send/iu])
      expect(await page.getByRole('button', { name }).count()).toBe(0)
    found.push(...(await faultsOf(page)))
    await page.getByRole('button', { name: 'Français', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Le bureau ne répond pas' }).waitFor()
    found.push(...(await faultsOf(page)))
    await page.getByRole('button', { name: 'English', exact: true }).click()

    await page.context().setOffline(false)
    await page.waitForURL(/\/publish\/[\w-]{10,}$/u, soon)
    await page.getByText(/^Saved /u).waitFor(soon)
    const [saved, ...others] = await titled(wen, title)
    expect(others).toEqual([])
    expect([...new Set(saved?.versions.map(({ written }) => written.text))].toSorted()).toEqual([
      'La rue du Moulin est fermée.',
      'Mill Street is closed until noon.',
    ])
    expect(saved?.state).toBe('draft')

    // The same message, written on without the desk while somebody else changes it: both are put together.
    await field(page, 'text-en').fill('Mill Street is closed until one.')
    await page.context().setOffline(true)
    await page.reload()
    await away.waitFor(soon)
    expect(await field(page, 'text-en').inputValue()).toBe('Mill Street is closed until one.')
    await field(page, 'text-en').fill('Mill Street is closed until two.')
    await later.click()
    await sayInFrench(max, saved?.id ?? '', 'La rue du Moulin est barrée.')
    await page.context().setOffline(false)
    await page.getByText('Max saved this first').waitFor(soon)
    expect(await field(page, 'text-en').inputValue()).toBe('Mill Street is closed until two.')
    expect(await field(page, 'text-fr').inputValue()).toBe('La rue du Moulin est barrée.')
    await save(page)
    await page.getByText(/^Saved /u).waitFor(soon)

    // A message is begun without the desk.
    await page.context().setOffline(true)
    const begun = `Bridge ${randomUUID()}`
    await page.goto('/now')
    await away.waitFor(soon)
    await page.getByRole('link', { name: 'Write a new message' }).click()
    await write(page, begun, 'The bridge is closed.')
    // Whoever signs in after them does not see it, and nothing but code is kept.
    await page.context().setOffline(false)
    await signInTo(page, max, '/now')
    await expect.poll(() => page.evaluate(() => String(localStorage['bw-person'])), soon).toContain(max.id)
    const paths = await keptPaths(page)
    expect(paths.length).toBeGreaterThan(10)
    expect(
      paths.filter((path) => !/^\/(?:assets\/[\w.-]+|index\.html|layers\.css|icon\.svg)$/u.test(path)),
    ).toEqual([])
    await page.context().setOffline(true)
    await page.goto('/publish')
    await page.getByText('No words of yours wait on this device.').waitFor(soon)
    expect(await page.getByText(begun).count()).toBe(0)
    // A browser nobody is signed in at says only that.
    await page.context().setOffline(false)
    await page.context().clearCookies()
    await page.goto('/publish')
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor(soon)
    await page.context().setOffline(true)
    await page.goto('/publish/new')
    await away.waitFor(soon)
    expect(await page.getByText('words').count()).toBe(0)
    expect(await page.locator('input, textarea').count()).toBe(0)
    found.push(...(await faultsOf(page)))
    // Wen finds it again, and it is saved for the account there is.
    await page.context().setOffline(false)
    await signInTo(page, wen, '/publish/new')
    await save(page)
    await page.getByText(/^Saved /u).waitFor(soon)
    const [bridge] = await titled(wen, begun)
    expect(bridge?.versions.map(({ written }) => written.text)).toContain('The bridge is closed.')
    // Signing out takes all of it out of the browser.
    await page.getByRole('button', { name: /^Your menu/u }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor(soon)
    expect(await keptPaths(page)).toEqual([])
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
    expect([
      ...found,
      ...office.visit.problems().filter((one) => !/ERR_INTERNET|Failed to load|401|409/u.test(one)),
    ]).toEqual([])
  },
)
