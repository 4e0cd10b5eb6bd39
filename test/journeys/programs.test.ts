import { afterAll, beforeAll, expect, onTestFinished, test, type TestContext } from 'vitest'
import { Session } from '#access/contract.ts'
import { ProgramList } from '#access/people/contract.ts'
import { signatureOf } from '#access/programs/signature.ts'
import { axeViolations, inBothThemes, overflowAt320 } from '../support/browser.ts'
import { openTown } from '../support/desk.ts'
import { freshen } from '../support/passkeys.ts'
import { openVisits, signInAt, wordsOf, type Visit } from './visit.ts'

// A program gets a key, works with it, and is stopped: from the settings page, by keyboard, in both languages.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

/** The owner at the page of programs of a new desk, just having proved who they are. */
async function ownerAtPrograms(context: TestContext): Promise<Visit> {
  visits.need(context)
  const desk = await openTown('quiet', 60)
  onTestFinished(() => desk.close())
  const visit = await visits.visit(context, desk)
  onTestFinished(visit.close)
  await signInAt(visit, '/settings/programs')
  const { person } = Session.parse(await (await visit.ask('/api/session')).json())
  await freshen(desk, person.id)
  return visit
}

async function statusFor({ desk }: Visit, secret: string, path: string): Promise<number> {
  const headers = { authorization: `Bearer ${secret}` }
  return (await fetch(new URL(path, desk.url), { headers })).status
}

test('a program gets a key, works with it, and is stopped', async (context) => {
  const visit = await ownerAtPrograms(context)
  const { page } = visit
  expect(await wordsOf(page.locator('main'))).toContain('No program has a key.')
  expect(await inBothThemes(page, axeViolations)).toEqual([])
  await page.getByRole('button', { name: 'Make a key' }).press('Enter')
  await page.getByRole('heading', { name: 'Make a key' }).waitFor()

  // Nothing is made without a name, and the summary says so.
  await page.getByRole('button', { name: 'Make the key' }).press('Enter')
  await page.getByRole('link', { name: 'Name the program' }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.getByLabel('Which program').focus()
  await page.keyboard.type('311 bridge')
  await page.getByRole('button', { name: 'Add a place' }).press('Enter')
  await page.getByLabel('Write', { exact: true }).press('Space')
  expect(await wordsOf(page.locator('main'))).toContain('May write on every account')
  expect(await overflowAt320(page)).toEqual([])
  await page.keyboard.press('Enter')

  const shown = page.getByLabel('Key, shown this once')
  await shown.waitFor()
  const secret = await shown.inputValue()
  expect(secret).toMatch(/^bw_[0-9a-f]{56}$/)
  expect(await inBothThemes(page, axeViolations)).toEqual([])
  await page.getByRole('button', { name: 'I have kept it' }).press('Enter')
  await page.getByRole('rowheader', { name: /311 bridge/ }).waitFor()
  expect(await page.content()).not.toContain(secret)

  expect(await statusFor(visit, secret, '/api/stories')).toBe(200)
  expect(await statusFor(visit, secret, '/api/records')).toBe(403)
  expect(await statusFor(visit, `${secret.slice(0, -1)}x`, '/api/stories')).toBe(401)
  await page.reload()
  await page.getByText(/^about /).waitFor()

  await page.getByRole('button', { name: 'End the key of 311 bridge' }).press('Enter')
  await page.getByRole('alertdialog').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'End the key', exact: true }).press('Enter')
  await page.getByText('1 key that has ended').waitFor()
  expect(await statusFor(visit, secret, '/api/stories')).toBe(401)
  expect(visit.problems()).toEqual([])
}, 180_000)

test('a system elsewhere tells the desk something, and it is seen', async (context) => {
  const visit = await ownerAtPrograms(context)
  const { page, desk } = visit
  await page.getByRole('button', { name: 'Make an address' }).press('Enter')
  await page.getByLabel('Which program').fill('Phone log')
  await page.keyboard.press('Enter')
  const shown = page.getByLabel('Secret for signing, shown this once')
  await shown.waitFor()
  expect(await axeViolations(page)).toEqual([])
  const secret = await shown.inputValue()
  const address = await page.getByLabel('Address', { exact: true }).inputValue()
  await page.getByRole('button', { name: 'I have kept it' }).press('Enter')
  await page.getByText('Nothing came in yet.').waitFor()

  const body = Buffer.from(JSON.stringify({ text: 'Forty calls about the bridge', link: '/issues' }))
  const signed = { id: 'msg_1', timestamp: String(Math.floor(Date.now() / 1000)) }
  const headers = {
    'content-type': 'application/json',
    'webhook-id': signed.id,
    'webhook-timestamp': signed.timestamp,
    'webhook-signature': `v1,${signatureOf(secret, { ...signed, body })}`,
  }
  const at = new URL(new URL(address).pathname, desk.url)
  expect((await fetch(at, { method: 'POST', body, headers })).status).toBe(202)
  await page.reload()
  await page.getByText('taken in').waitFor()
  expect(await overflowAt320(page)).toEqual([])
  await page
    .getByRole('button', { name: /Notices|notice/i })
    .first()
    .press('Enter')
  await page.getByText('Phone log: Forty calls about the bridge').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'End the address of Phone log' }).press('Enter')
  await page.getByRole('button', { name: 'End the address', exact: true }).press('Enter')
  await page.getByText('No program tells us anything yet.').waitFor()
  expect((await fetch(at, { method: 'POST', body, headers })).status).toBe(404)
  expect(visit.problems()).toEqual([])
}, 180_000)

test('in French, on a phone, the page of programs reads as written', async (context) => {
  const visit = await ownerAtPrograms(context)
  const { page, ask } = visit
  const endsAt = new Date(Date.now() + 9 * 86_400_000).toISOString()
  const grants = [{ verb: 'read', account: '*', language: '*', lane: '*' }]
  const body = { name: 'Passerelle 311', grants, endsAt }
  expect((await ask('/api/programs/keys', { method: 'POST', body })).status).toBe(201)
  expect(ProgramList.parse(await (await ask('/api/programs')).json()).keys).toHaveLength(1)
  await ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
  await page.reload()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('heading', { name: 'Programmes', exact: true }).waitFor()
  await page.getByText('Peut lire le bureau').waitFor()
  const said = await wordsOf(page.locator('main'))
  for (const words of ['Peut lire le bureau', 'pas encore', 'bientôt', 'Créée par'])
    expect(said).toContain(words)
  expect(await overflowAt320(page)).toEqual([])
  await page.setViewportSize({ width: 1280, height: 900 })
  expect(await axeViolations(page)).toEqual([])
  expect(visit.problems()).toEqual([])
}, 120_000)
