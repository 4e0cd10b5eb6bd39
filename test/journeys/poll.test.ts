import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { openDesk, type Desk } from '#app/desk.ts'
import { liveNetworks } from '#app/live-networks.ts'
import { silentLog } from '#kernel/log.ts'
import { post, stranger, type Stranger } from '#networks/activitypub/test-stranger.ts'
import { Message } from '#roles/publishing/contract.ts'
import { testFolder } from '#store/test-store.ts'
import { openTown } from '../support/desk.ts'
import { freePort } from '../support/free-port.ts'
import { freshen } from '../support/passkeys.ts'
import { joinDesk, type Joined } from '../support/people.ts'
import { openOffice, signInTo, type Office } from './office.ts'
import { faultsOf, openVisits, wordsOf } from './visit.ts'

// A poll from the composer to its counts: written by keyboard in two languages, looked at by whoever approves it, out to the practice
// town and our own page, counted, shown with how many voted and when that was read. Then our own actor asks it on the fediverse, and
// people of another server vote.

let visits: Awaited<ReturnType<typeof openVisits>>
beforeAll(async () => {
  visits = await openVisits()
})
afterAll(() => visits.close())

const soon = { timeout: 60_000 }
const options = { en: ['In the morning', 'In the evening'], fr: ['Le matin', 'Le soir'] }

const focused = (page: Page): Promise<string | undefined> => page.evaluate(() => document.activeElement?.id)

/** Writes the poll by keyboard alone; it is not asked about while an option is empty. */
async function writePoll({ page }: Office, found: string[]): Promise<void> {
  await page.getByLabel('Title for the team').fill('Library hours')
  await page.getByLabel('English', { exact: true }).fill('When should the library open on Sundays?')
  await page
    .getByLabel('Français', { exact: true })
    .fill('Quand la bibliothèque devrait-elle ouvrir le dimanche?')
  const card = page.getByRole('region', { name: 'Poll', exact: true })
  await card.getByRole('button', { name: 'Add a poll' }).press('Enter')
  await expect.poll(() => focused(page)).toBe('field-poll-en-1')
  await page.keyboard.type(options.en[0] ?? '')
  await page.keyboard.press('Tab')
  await page.keyboard.type(options.en[1] ?? '')
  await card.getByRole('button', { name: 'Add an option in English' }).press('Enter')
  await expect.poll(() => focused(page)).toBe('field-poll-en-3')
  await page.getByText('The poll has 3 options in English and 2 options in Français.').waitFor(soon)
  await page.keyboard.press('Control+Enter')
  await page.getByRole('alert').getByText('Fill in option 1 of the poll in Français').click()
  expect(await focused(page)).toBe('field-poll-fr-1')
  found.push(...(await faultsOf(page)))
  await page.keyboard.type(options.fr[0] ?? '')
  await page.keyboard.press('Tab')
  await page.keyboard.type(options.fr[1] ?? '')
  await card.getByRole('button', { name: 'Remove option 3 in English' }).press('Enter')
  await expect.poll(() => focused(page)).toBe('field-poll-en-2')
  await card.getByLabel('How long it is open').selectOption({ label: '7 days' })
  // What is not saved yet survives.
  await page.getByText('Not saved; kept in this browser').waitFor()
  await page.reload()
  expect(await page.locator('#field-poll-fr-2').inputValue()).toBe(options.fr[1])
}

async function approveAndSend({ page, ana }: Office, id: string, found: string[]): Promise<void> {
  await signInTo(page, ana, `/approvals/message:${id}`)
  const shown = page.getByRole('group', { name: 'Poll', exact: true })
  await shown.first().waitFor()
  expect(await wordsOf(shown.first())).toContain('Open for 7 days once it is public.')
  expect((await shown.allInnerTexts()).join(' ')).toContain(options.fr[1])
  found.push(...(await faultsOf(page)))
  await page.getByRole('button', { name: 'Approve', exact: true }).press('Enter')
  await page.getByText('Approved: Library hours').first().waitFor()
  await page.goto(`/publish/${id}`)
  await page.getByRole('button', { name: 'Send now…' }).press('Enter')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Send now' }).press('Enter')
  const board = page.getByRole('region', { name: 'In the outbox' })
  await expect.poll(() => board.getByText('Public', { exact: true }).count(), soon).toBe(4)
}

test(
  'a poll from the composer to its counts: by keyboard, approved, out, counted, and on our own page as no sample',
  { timeout: 300_000 },
  async (context) => {
    visits.need(context)
    const desk = await openTown('quiet')
    onTestFinished(() => desk.close())
    const office = await openOffice(visits, context, desk)
    const { page, wen, ana } = office
    const found: string[] = []
    await signInTo(page, wen, '/publish/new')
    await writePoll(office, found)
    await wen.ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
    await page.reload()
    await page.getByText('Retirer le sondage').waitFor()
    found.push(...(await faultsOf(page)))
    await wen.ask('/api/session', { method: 'PATCH', body: { locale: 'en' } })
    await page.reload()
    await page.getByText('Remove the poll').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.waitForURL(/\/publish\/[\w-]+$/u)
    await page.locator('.badges').getByText('Waiting for approval').waitFor(soon)
    const id = page.url().split('/').at(-1) ?? ''
    await approveAndSend(office, id, found)
    const results = page.getByRole('region', { name: 'How people voted' })
    await results
      .getByText(/\d+ (?:person|people) voted\./u)
      .first()
      .waitFor(soon)
    expect(await wordsOf(results)).toMatch(/This is not a sample.*are not added up/su)
    expect(await results.getByText(options.fr[0] ?? '').count()).toBe(1)
    found.push(...(await faultsOf(page)))
    const { publications } = Message.parse(await (await ana.ask(`/api/messages/${id}`)).json())
    const url = publications.find((one) => one.account === 'site' && one.language === 'fr')?.url ?? ''
    // Somebody without an account anywhere.
    await page.context().clearCookies()
    await page.goto(new URL(url).pathname)
    await page.getByText('Ceci n’est pas un échantillon').waitFor(soon)
    expect(await page.locator('table th[scope=row]').allInnerTexts()).toEqual(options.fr)
    found.push(...(await faultsOf(page)))
    expect([...found, ...office.visit.problems()]).toEqual([])
  },
)

async function openLiveDesk(): Promise<Desk> {
  const [port, dataDir] = [await freePort(), testFolder()]
  const desk = await openDesk({
    ...{
      dataDir,
      port,
      host: '127.0.0.1',
      publicUrl: `http://127.0.0.1:${port}`,
      allowPrivateNetworks: true,
    },
    ...{ locale: 'en', timeZone: 'America/Toronto', matchThreads: 1, providers: [] },
    plan: { mode: 'live', readers: [], networks: liveNetworks() },
    ...{ log: silentLog, progress: () => undefined },
    scripts: new URL('../../dist/server/', import.meta.url),
    screens: fileURLToPath(new URL('../../dist/web/', import.meta.url)),
  })
  onTestFinished(async () => {
    await desk.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  return desk
}

async function said({ ask }: Joined, path: string, body: unknown, method = 'POST'): Promise<unknown> {
  const answer = await ask(path, { method, body })
  if (!answer.ok) throw new Error(`${path} was refused: ${answer.status} ${await answer.text()}`)
  return answer.status === 204 ? undefined : answer.json()
}

/** Connects our own actor, as the guided screen does. */
async function connected(desk: Desk): Promise<string> {
  const olive = await joinDesk(desk, { name: 'Olive', owner: true })
  const form = { network: 'activitypub', handle: '@city', name: 'City', languages: ['en', 'fr'] }
  const { id } = z.object({ id: z.string() }).parse(await said(olive, '/api/accounts', form))
  await freshen(desk, olive.id)
  const filledIn = {
    handle: 'city',
    displayName: 'City',
    displayNameFr: 'Ville',
    summary: 'News of the city.',
  }
  await said(olive, `/api/connections/${id}`, filledIn, 'PUT')
  return id
}

/** Our actor asks in both languages; the address of its English note. */
async function askOn(
  account: string,
  { wen, ana }: Pick<Office, 'wen' | 'ana'>,
): Promise<{ id: string; note: string }> {
  const versions = (['en', 'fr'] as const).map((language) => ({
    ...{ account, language, text: language === 'en' ? 'When should it open?' : 'Quand ouvrir?' },
    poll: { options: options[language], multiple: false, durationMin: 60 },
  }))
  const made = Message.parse(await said(wen, '/api/messages', { title: 'Hours', lane: 'normal', versions }))
  const { id, revision } = made
  await said(wen, `/api/messages/${id}/ask`, { revision })
  const shown = made.versions.map(({ content, sha256 }) => ({
    ...{ account: content.account, language: content.language, sha256 },
  }))
  await said(ana, `/api/approvals/${encodeURIComponent(`message:${id}`)}/approve`, { versions: shown })
  await said(ana, `/api/messages/${id}/send`, { revision })
  let note: string | undefined
  await expect
    .poll(async () => {
      const { publications } = Message.parse(await (await wen.ask(`/api/messages/${id}`)).json())
      note = publications.find(({ language }) => language === 'en')?.url
      return publications.length
    }, soon)
    .toBe(2)
  return { id, note: note ?? '' }
}

/** Somebody on another server votes, as Mastodon sends it. */
async function vote(
  by: Stranger,
  o: { desk: Desk; note: string; name: string; at: number },
): Promise<number> {
  const id = `${by.origin}/votes/${o.at}`
  const object = {
    ...{ id, type: 'Note', attributedTo: by.actorId, name: o.name, inReplyTo: o.note },
    to: [new URL('/ap/actors/city', o.desk.url).href],
  }
  const activity = { id: `${id}/activity`, type: 'Create', actor: by.actorId, object }
  const { privateKey, actorId } = by
  const to = new URL('/ap/inbox', o.desk.url).href
  return (await post({ to, activity, keyId: `${actorId}#main-key`, privateKey })).status
}

test(
  'our own actor asks, people elsewhere vote, and the counts stand on the message, on a phone',
  { timeout: 240_000 },
  async (context) => {
    visits.need(context)
    const desk = await openLiveDesk()
    const office = await openOffice(visits, context, desk, 390)
    const { page, ana } = office
    const { id, note } = await askOn(await connected(desk), office)
    const people: Stranger[] = []
    for (const name of ['zoe', 'max', 'ana']) people.push(await stranger(name))
    onTestFinished(async () => void (await Promise.all(people.map((one) => one.close()))))
    for (const [at, by] of people.entries())
      expect(await vote(by, { desk, note, name: options.en[at % 2] ?? '', at })).toBe(202)
    // Twice, and for what nobody asked.
    const [zoe] = people
    if (zoe === undefined) throw new Error('she is there')
    for (const [at, name] of [options.en[1] ?? '', 'At noon'].entries())
      expect(await vote(zoe, { desk, note, name, at: 10 + at })).toBe(202)
    const question = await (await fetch(note, { headers: { accept: 'application/activity+json' } })).json()
    expect(question).toMatchObject({
      ...{ type: 'Question', votersCount: 3 },
      oneOf: [{ replies: { totalItems: 2 } }, { replies: { totalItems: 1 } }],
    })
    await signInTo(page, ana, `/publish/${id}`)
    const english = page.getByRole('region', { name: 'City · English' })
    await english.getByText('3 people voted.').waitFor(soon)
    expect(await wordsOf(english)).toMatch(/In the morning\s+2 \(67%\)/u)
    const found = await faultsOf(page)
    expect([...found, ...office.visit.problems()]).toEqual([])
  },
)
