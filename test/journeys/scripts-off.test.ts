import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Desk } from '#app/desk.ts'
import { openSmtpPeer, type SmtpPeer } from '#networks/email/test-smtp-peer.ts'
import { Message } from '#roles/publishing/contract.ts'
import { MailSettings } from '#sending/to-many/ways.ts'
import { useBrowser } from '../support/browser.ts'
import { openTestDesk } from '../support/desk.ts'
import { freePort } from '../support/free-port.ts'
import { joinDesk, type Joined } from '../support/people.ts'
import { faultsOf, openVisits, wordsOf } from './visit.ts'

// A reader whose browser runs no scripts: finds a message by its words, reads it in both languages, subscribes, says yes in the mail,
// gets the next message, and leaves with one press.

let visits: Awaited<ReturnType<typeof openVisits>>
beforeAll(async () => {
  visits = await openVisits()
})
afterAll(() => visits.close())

const soon = { timeout: 120_000 }
type Office = { desk: Desk; out: SmtpPeer; wen: Joined; ana: Joined; mail: string }

async function answered(answer: Promise<Response>): Promise<unknown> {
  const { status, ok } = await answer
  if (!ok) throw new Error(`refused: ${status} ${await (await answer).text()}`)
  return status === 204 ? undefined : (await answer).json()
}

/** A live desk with a mail server on this machine, its own site, and one list that people can subscribe to. */
async function openOffice(): Promise<Office> {
  const out = await openSmtpPeer()
  onTestFinished(() => out.close())
  const mail = MailSettings.parse({
    send: {
      ...{ host: '127.0.0.1', security: 'none', allowInsecure: true, port: out.port, connectionsMax: 1 },
      ...{
        from: { name: 'City', address: 'alerts@city.example' },
        bounces: 'bounces@city.example',
        listId: 'alerts.city.example',
      },
    },
  })
  const port = await freePort()
  const desk = await openTestDesk(
    { mode: 'live', readers: [], networks: [] },
    { mail, port, publicUrl: `http://localhost:${port}` },
  )
  onTestFinished(() => desk.close())
  const olive = await joinDesk(desk, { name: 'Olive', owner: true })
  const place = { name: 'Havre-Clair', lat: 45.6, lon: -74.7, country: 'CA' }
  await answered(olive.ask('/api/session', { method: 'PATCH', body: { place, welcomed: true } }))
  const form = {
    network: 'email',
    handle: 'alerts@city.example',
    name: 'Water alerts',
    languages: ['en', 'fr'],
  }
  const noted = (await answered(olive.ask('/api/accounts', { method: 'POST', body: form }))) as { id: string }
  for (const names of [
    { en: 'Water', fr: 'Eau' },
    { en: 'Roads', fr: 'Routes' },
  ])
    await answered(olive.ask('/api/topics', { method: 'POST', body: { names } }))
  const wen = await joinDesk(desk, { name: 'Wen', teams: ['Communications'] })
  const ana = await joinDesk(desk, { name: 'Ana', teams: ['Approvers'] })
  return { desk, out, wen, ana, mail: noted.id }
}

/** A message in both languages that Wen wrote and Ana approved and sent. */
async function send(
  { wen, ana }: Office,
  accounts: readonly string[],
  texts: { en: string; fr: string },
  topics?: string[],
): Promise<string> {
  const versions = accounts.flatMap((account) =>
    Object.entries(texts).map(([language, text]) => ({ account, language, text })),
  )
  const form = { title: 'The bridge', lane: 'normal', versions, ...(topics && { topics }) }
  const made = Message.parse(await answered(wen.ask('/api/messages', { method: 'POST', body: form })))
  await answered(
    wen.ask(`/api/messages/${made.id}/ask`, { method: 'POST', body: { revision: made.revision } }),
  )
  const shown = made.versions.map(({ content: { account, language }, sha256 }) => ({
    account,
    language,
    sha256,
  }))
  const item = encodeURIComponent(`message:${made.id}`)
  await answered(ana.ask(`/api/approvals/${item}/approve`, { method: 'POST', body: { versions: shown } }))
  await answered(
    ana.ask(`/api/messages/${made.id}/send`, { method: 'POST', body: { revision: made.revision } }),
  )
  return made.id
}

/** How many each language of a message went to, as far as it was handed over. */
async function reached({ ana }: Office, id: string): Promise<unknown[]> {
  const path = `/api/deliveries?item=${encodeURIComponent(`message:${id}`)}`
  const { deliveries } = (await answered(ana.ask(path))) as { deliveries: { id: string }[] }
  const all = deliveries.map(async (one) => {
    const answer = await ana.ask(`/api/deliveries/${one.id}/reach`)
    return answer.ok ? ((await answer.json()) as { recipients: number }).recipients : undefined
  })
  return Promise.all(all)
}

/** A link in the newest mail to the reader. */
function linkIn({ out }: Office, path: string): string {
  const raw = out.mails.findLast(({ to }) => to === 'rita@people.example')?.raw.replaceAll(/=\r\n/g, '') ?? ''
  return new RegExp(`http://localhost:\\d+/${path}/[\\w.-]+`, 'u').exec(raw)?.[0] ?? ''
}

/** Nothing of a page is fetched but the page: no picture that tells who reads, no script, nothing from elsewhere. */
function watched(page: Page): string[] {
  const others: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() !== 'document') others.push(`${request.resourceType()} ${request.url()}`)
  })
  return others
}

test(
  'a reader without scripts finds, reads, subscribes, says yes, gets a message, and leaves with one press',
  { timeout: 600_000 },
  async (context) => {
    const browser = visits.need(context)
    const office = await openOffice()
    const { desk } = office
    await send(office, ['site'], {
      en: 'The bridge is closed.\n\nTake Mill Street until Monday.',
      fr: 'Le pont est fermé.\n\nPrenez la rue du Moulin jusqu’à lundi.',
    })
    const plain = await useBrowser(browser, context).newContext({
      baseURL: desk.url,
      javaScriptEnabled: false,
      locale: 'en-CA',
    })
    onTestFinished(() => plain.close())
    const page = await plain.newPage()
    const others = watched(page)
    await expect
      .poll(async () => {
        await page.goto('/p')
        return page.getByRole('link', { name: 'The bridge is closed.' }).count()
      }, soon)
      .toBe(1)
    await page.getByRole('searchbox', { name: 'Search our messages' }).focus()
    await page.keyboard.type('bridges')
    await page.keyboard.press('Enter')
    await page.getByText('Messages found: 1.').waitFor()
    await page.getByRole('link', { name: 'The bridge is closed.' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'The bridge is closed.' }).waitFor()
    await page.getByRole('link', { name: 'Français' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Le pont est fermé.' }).waitFor()
    await page.getByRole('link', { name: 'Tous les messages de Havre-Clair' }).press('Enter')
    await page.locator('.months summary').press('Enter')
    await page.locator('.months').getByRole('link').last().press('Enter')
    await page.getByText('Messages trouvés').waitFor()
    await page.getByRole('link', { name: 'Recevoir nos messages' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Recevoir nos messages' }).waitFor()
    await page.getByRole('heading', { name: 'Dans un lecteur de fils' }).waitFor()
    // “Everything” is left as it was: a topic that is ticked is what they want.
    await page.getByRole('checkbox', { name: 'Eau' }).focus()
    await page.keyboard.press('Space')
    await page.getByRole('textbox', { name: 'Adresse de courriel' }).fill('rita@people.example')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Encore une étape : ouvrez votre boîte' }).waitFor()
    await expect.poll(() => linkIn(office, 'subscribe/confirm'), soon).not.toBe('')
    await page.goto(linkIn(office, 'subscribe/confirm'))
    await page.getByRole('button', { name: 'Oui, je m’abonne' }).press('Enter')
    await page.getByRole('heading', { name: 'Vous êtes abonné' }).waitFor()

    const roads = { en: 'The road is closed.', fr: 'La route est fermée.' }
    const other = await send(office, [office.mail], roads, ['roads'])
    await expect.poll(() => reached(office, other), soon).toEqual([0, 0])
    const bridge = { en: 'The bridge is open.', fr: 'Le pont est ouvert.' }
    const own = await send(office, [office.mail], bridge, ['roads', 'water'])
    await expect
      .poll(async () => (await reached(office, own)).filter((count) => count === 1).length, soon)
      .toBe(1)
    await expect.poll(() => linkIn(office, 'unsubscribe'), soon).not.toBe('')
    const raw = office.out.mails.findLast(({ to }) => to === 'rita@people.example')?.raw ?? ''
    expect(office.out.mails.filter(({ to }) => to === 'rita@people.example')).toHaveLength(2)
    expect(raw.replaceAll(/=\r\n/g, '')).toContain('Vous avez choisi les messages sur=C2=A0: Eau.')
    // No picture tells whether somebody opened it, and programs can leave with one press.
    expect(raw).not.toMatch(/<img/iu)
    expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/imu)
    await page.goto(linkIn(office, 'unsubscribe'))
    await page.getByRole('button', { name: 'Ne plus recevoir ces messages' }).press('Enter')
    await page.getByRole('heading', { name: 'Vous ne recevrez plus ces messages' }).waitFor()
    expect(others).toEqual([])
    expect(await plain.cookies()).toEqual([])

    // Looked at with scripts on, which only those who look need.
    const look = await visits.visit(context, desk)
    onTestFinished(look.close)
    const found: string[] = []
    for (const path of ['/p?lang=en', '/p?lang=fr&q=pont', '/subscribe', '/abonnement']) {
      await look.page.goto(path)
      await look.page.locator('h1').waitFor()
      found.push(...(await faultsOf(look.page)))
    }
    if (process.env['SHOTS'] !== undefined) {
      mkdirSync(process.env['SHOTS'], { recursive: true })
      for (const [name, path] of [
        ['p', '/p?lang=fr&q=pont'],
        ['subscribe', '/subscribe?lang=en'],
      ] as const) {
        await look.page.goto(path)
        await look.page.screenshot({ path: `${process.env['SHOTS']}/off-${name}.png`, fullPage: true })
        await look.page.setViewportSize({ width: 320, height: 700 })
        await look.page.screenshot({ path: `${process.env['SHOTS']}/off-${name}-320.png`, fullPage: true })
        await look.page.setViewportSize({ width: 1280, height: 800 })
      }
    }
    expect(await wordsOf(look.page.locator('main'))).not.toBe('')
    expect([...found, ...look.problems()]).toEqual([])
  },
)
