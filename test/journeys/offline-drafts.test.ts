import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { Message, MessageList } from '#roles/publishing/contract.ts'
import { openTown } from '../support/desk.ts'
import { joinDesk, type Joined } from '../support/people.ts'
import { openOffice, signInTo } from './office.ts'
import { faultsOf, openVisits } from './visit.ts'

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
    expect([
      ...found,
      ...office.visit.problems().filter((one) => !/ERR_INTERNET|Failed to load/u.test(one)),
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
    const [before] = await titled(wen, title)
    const versions = (before?.versions ?? []).map(({ written }) => ({
      ...written,
      text: written.language === 'fr' ? 'Le pont est fermé.' : written.text,
    }))
    const change = { title, lane: 'normal', versions, revision: before?.revision }
    expect((await max.ask(`/api/messages/${id}`, { method: 'PUT', body: change })).status).toBe(200)
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
