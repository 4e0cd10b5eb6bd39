import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test, type TestContext } from 'vitest'
import type { Desk } from '#app/desk.ts'
import { openImapPeer, type ImapPeer } from '#networks/email/test-imap-peer.ts'
import { openSmtpPeer, type SmtpPeer } from '#networks/email/test-smtp-peer.ts'
import { Message } from '#roles/publishing/contract.ts'
import { MailSettings } from '#sending/to-many/ways.ts'
import { axeViolations, inBothThemes, useBrowser } from '../support/browser.ts'
import { openTestDesk } from '../support/desk.ts'
import { freePort } from '../support/free-port.ts'
import { freshen } from '../support/passkeys.ts'
import { joinDesk, type Joined } from '../support/people.ts'
import { faultsOf, openVisits, wordsOf } from './visit.ts'

// Somebody subscribes on our page without scripts and says yes in the mail; the team sees how many a message reached, as it goes on,
// stops it and lets it go on; an answer by mail is read on the board.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

type Office = {
  desk: Desk
  out: SmtpPeer
  mailbox: ImapPeer
  account: string
  wen: Joined
  ana: Joined
}

/** A live desk with a mail server and a mailbox on this machine, and one account that people can subscribe to. */
async function openOffice(languages: readonly string[]): Promise<Office> {
  const [out, mailbox] = [await openSmtpPeer(), await openImapPeer()]
  onTestFinished(async () => void (await Promise.all([out.close(), mailbox.close()])))
  const here = { host: '127.0.0.1', security: 'none', allowInsecure: true }
  const mail = MailSettings.parse({
    send: {
      ...{
        ...here,
        port: out.port,
        from: { name: 'City', address: 'alerts@city.example' },
        connectionsMax: 1,
      },
      ...{ bounces: 'bounces@city.example', listId: 'alerts.city.example' },
    },
    mailbox: { ...here, port: mailbox.port, user: 'desk', everySeconds: 5 },
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
    languages,
  }
  const noted = (await answered(olive.ask('/api/accounts', { method: 'POST', body: form }))) as { id: string }
  await freshen(desk, olive.id)
  const secret = { mailboxPassword: 'hunter2' }
  await answered(olive.ask(`/api/connections/${noted.id}`, { method: 'PUT', body: secret }))
  for (const names of [
    { en: 'Water', fr: 'Eau' },
    { en: 'Roads and winter parking', fr: 'Routes et stationnement d’hiver' },
  ])
    await answered(olive.ask('/api/topics', { method: 'POST', body: { names } }))
  const wen = await joinDesk(desk, { name: 'Wen', teams: ['Communications'] })
  const ana = await joinDesk(desk, { name: 'Ana', teams: ['Approvers'] })
  return { desk, out, mailbox, account: noted.id, wen, ana }
}

async function answered(answer: Promise<Response>): Promise<unknown> {
  const { status, ok } = await answer
  if (!ok) throw new Error(`refused: ${status} ${await (await answer).text()}`)
  return status === 204 ? undefined : (await answer).json()
}

/** Waits for what the desk does by itself: it looks every few seconds, and into the mailbox. */
const soon = { timeout: 120_000 }

/** The link in the newest mail to an address. */
function linkTo({ out }: Office, address: string): string {
  const raw = out.mails.findLast(({ to }) => to === address)?.raw ?? ''
  return /http:\/\/localhost:\d+\/subscribe\/confirm\/[\w.-]+/.exec(raw.replaceAll(/=\r\n/g, ''))?.[0] ?? ''
}

/** Subscribes people as our page does, without a browser: all ask, then each says yes. */
async function subscribe(office: Office, names: readonly string[]): Promise<void> {
  const addresses = names.map((name) => `${name}@people.example`)
  for (const address of addresses) {
    const form = new URLSearchParams({ lang: 'en', language: 'en', list: office.account, address })
    await fetch(new URL('/subscribe', office.desk.url), { method: 'POST', body: form, redirect: 'manual' })
  }
  for (const address of addresses) {
    await expect.poll(() => linkTo(office, address), soon).not.toBe('')
    expect((await fetch(linkTo(office, address), { method: 'POST' })).status).toBe(200)
  }
}

/** A message in English that Wen wrote and Ana approved and sent. */
async function send({ account, wen, ana }: Office, title: string): Promise<string> {
  const text = `${title}\n\nMain Street, until six.`
  const form = { title, lane: 'normal', topics: ['water'], versions: [{ account, language: 'en', text }] }
  const made = Message.parse(await answered(wen.ask('/api/messages', { method: 'POST', body: form })))
  const asked = { method: 'POST', body: { revision: made.revision } }
  await answered(wen.ask(`/api/messages/${made.id}/ask`, asked))
  const shown = made.versions.map(({ content, sha256 }) => ({ account, language: content.language, sha256 }))
  const item = encodeURIComponent(`message:${made.id}`)
  await answered(ana.ask(`/api/approvals/${item}/approve`, { method: 'POST', body: { versions: shown } }))
  await answered(
    ana.ask(`/api/messages/${made.id}/send`, { method: 'POST', body: { revision: made.revision } }),
  )
  return made.id
}

async function openAs(
  context: TestContext,
  { desk }: Office,
  who: Joined,
): Promise<{ page: Page; problems(): string[] }> {
  const visit = await visits.visit(context, desk)
  onTestFinished(visit.close)
  await visit.page.goto(await who.signInLink())
  await visit.page.locator('main h1').first().waitFor()
  return visit
}

test(
  'the page to subscribe works by keyboard and with scripts off, in both languages and at 320 px; a yes in the mail begins it',
  { timeout: 240_000 },
  async (context) => {
    const browser = visits.need(context)
    const office = await openOffice(['en', 'fr'])
    const { desk } = office
    const plain = await useBrowser(browser, context).newContext({
      baseURL: desk.url,
      javaScriptEnabled: false,
    })
    onTestFinished(() => plain.close())
    const page = await plain.newPage()
    await page.goto('/p')
    await page.getByRole('link', { name: 'Get our messages' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Get our messages' }).waitFor()
    expect(await page.getByRole('radio', { name: 'Everything' }).isChecked()).toBe(true)
    await page.getByRole('radio', { name: 'Everything' }).focus()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('textbox', { name: 'Mail address' }).focus()
    await page.keyboard.type('nobody')
    await page.keyboard.press('Enter')
    await page
      .getByRole('alert')
      .getByRole('link', { name: /Write a whole mail address/ })
      .press('Enter')
    expect(await page.getByRole('textbox', { name: 'Mail address' }).inputValue()).toBe('nobody')
    await page
      .getByRole('alert')
      .getByRole('link', { name: 'Choose at least one topic, or everything' })
      .press('Enter')
    await page.keyboard.press('Space')
    expect(await page.getByRole('checkbox', { name: 'Water' }).isChecked()).toBe(true)
    await page.getByRole('textbox', { name: 'Mail address' }).fill('ana@people.example')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    expect(await page.getByRole('radio', { name: 'Français' }).isChecked()).toBe(true)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'One more step: look into your mailbox' }).waitFor()
    await expect.poll(() => linkTo(office, 'ana@people.example'), soon).not.toBe('')
    expect(office.out.mails[0]?.raw).toContain('Content-Language: fr')
    expect(office.out.mails[0]?.raw.replaceAll(/=\r\n/g, '')).toContain('Seulement sur=C2=A0: Eau.')
    await page.goto(linkTo(office, 'ana@people.example'))
    await page.getByRole('button', { name: 'Oui, je m’abonne' }).press('Enter')
    await page.getByRole('heading', { name: 'Vous êtes abonné' }).waitFor()

    // Looked at with scripts on, which only those who look need.
    const found: string[] = []
    const look = await visits.visit(context, desk)
    onTestFinished(look.close)
    await subscribeTwice(office)
    const pages = [
      '/subscribe?topic=water',
      '/abonnement',
      '/subscribe?asked=yes&lang=fr',
      linkTo(office, 'bea@people.example'),
    ]
    for (const path of pages) {
      await look.page.goto(path)
      await look.page.locator('h1').waitFor()
      found.push(...(await faultsOf(look.page)))
    }
    await look.page.goto('/subscribe?lang=fr')
    await look.page.getByRole('radio', { name: 'Seulement ces sujets' }).check()
    await look.page.getByRole('button', { name: 'S’abonner' }).press('Enter')
    await look.page.getByRole('alert').waitFor()
    found.push(...(await faultsOf(look.page)))
    await look.page.goto('/subscribe/confirm/none')
    await look.page.getByRole('heading', { name: 'This link does not work any more' }).waitFor()
    found.push(...(await faultsOf(look.page)))
    // What was refused or is not there stands in the console of any browser.
    expect([...found, ...look.problems().filter((problem) => !/status of (404|422)/.test(problem))]).toEqual(
      [],
    )
  },
)

/** Asks for somebody who has not said yes yet. */
async function subscribeTwice(office: Office): Promise<void> {
  const address = 'bea@people.example'
  const form = new URLSearchParams({ lang: 'en', language: 'en', list: office.account, address })
  await fetch(new URL('/subscribe', office.desk.url), { method: 'POST', body: form, redirect: 'manual' })
  await expect.poll(() => linkTo(office, address), soon).not.toBe('')
}

test(
  'on the board stands how many were reached, live; it is stopped and let go on, and answers are read by who may',
  { timeout: 400_000 },
  async (context) => {
    visits.need(context)
    const office = await openOffice(['en'])
    const { out, mailbox, ana, account } = office
    await subscribe(office, ['bea', 'cy', 'slow', 'gone'])
    out.tell((step, said) => {
      if (step !== 'RCPT') return undefined
      if (said.includes('gone@')) return '550 5.1.1 no such user'
      return said.includes('slow@') ? '451 4.7.1 come back later' : undefined
    })
    const id = await send(office, 'Water is off')
    const { page, problems } = await openAs(context, office, ana)
    await page.goto(`/publish/${id}`)
    const reach = page.getByRole('group', { name: 'Subscribers' })
    await reach.getByText('Subscribers are being told.').waitFor()
    await expect.poll(() => wordsOf(reach), soon).toMatch(/Told\s+2 of 4\s+Waiting\s+1\s+Not taken\s+1/)
    await reach.getByText('For those who chose Water, and those who chose everything.').waitFor()
    await reach.getByText('One subscription ended because nobody is there.').waitFor()
    const found = await faultsOf(page)

    // Nothing is reloaded from here on: the page is told.
    const pause = { scope: 'account', value: account, reason: 'Is it true?' }
    const held = (await answered(ana.ask('/api/pauses', { method: 'POST', body: pause }))) as { id: string }
    await reach.getByText('A pause came in between.').waitFor(soon)
    found.push(...(await inBothThemes(page, axeViolations)))
    await answered(ana.ask(`/api/pauses/${held.id}`, { method: 'DELETE' }))
    out.tell(() => undefined)
    await reach.getByRole('button', { name: /^Go on/ }).press('Enter')
    await reach.getByText('Everybody who can be told has been.').waitFor(soon)
    expect(await wordsOf(reach)).toMatch(/Told\s+3 of 4\s+Not taken\s+1/)
    expect(await reach.getByRole('button').count()).toBe(0)

    const answer = out.mails.findLast(
      ({ to, raw }) => to === 'bea@people.example' && raw.includes('Water is off'),
    )
    const name = /^Message-ID:\s*(<[^>]*>)/im.exec(answer?.raw ?? '')?.[1] ?? ''
    const head = `From: Bea <bea@people.example>\r\nSubject: Re: Water\r\nIn-Reply-To: ${name}`
    mailbox.mails.set(1, Buffer.from(`${head}\r\n\r\nIs it off on Mill Street too?\r\n`))
    mailbox.mails.set(2, Buffer.from(`${head}\r\nAuto-Submitted: auto-replied\r\n\r\nBack in May.\r\n`))
    await reach.getByText('One answer by mail').waitFor(soon)
    await reach.getByText('One answer by mail').press('Enter')
    await reach.getByText('Is it off on Mill Street too?').waitFor()
    await reach.getByText('One absence notice came back.').waitFor()
    expect(await wordsOf(reach)).not.toMatch(/bea@|May/)
    found.push(...(await faultsOf(page)))

    await stoppedByKeyboard(office, page)
    await answered(ana.ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } }))
    await page.goto(`/publish/${id}`)
    await page.getByText('Une réponse par courriel').press('Enter')
    await page.getByText('Is it off on Mill Street too?').waitFor()
    found.push(...(await faultsOf(page)))
    await page.goto('/publish/outbox?show=done')
    await page.getByText('L’envoi a été arrêté').waitFor()
    found.push(...(await faultsOf(page)))

    // Who may only read sees that there was an answer, and not what it says.
    const rea = await joinDesk(office.desk, { name: 'Rea', grants: ['read'] })
    const reader = await openAs(context, office, rea)
    await reader.page.goto(`/publish/${id}`)
    await reader.page.getByText('One answer came by mail.').waitFor()
    expect(await reader.page.getByText('Is it off on Mill Street too?').count()).toBe(0)
    expect([...found, ...problems(), ...reader.problems()]).toEqual([])
  },
)

/** A second message that somebody is still waited for: asked first, Enter pressed twice stops nothing. */
async function stoppedByKeyboard(office: Office, page: Page): Promise<void> {
  office.out.tell((step, said) => (step === 'RCPT' && said.includes('slow@') ? '451 4.7.1 later' : undefined))
  const id = await send(office, 'Water is on')
  await page.goto(`/publish/${id}`)
  const reach = page.getByRole('group', { name: 'Subscribers' })
  await expect.poll(() => wordsOf(reach), soon).toMatch(/Told\s+2 of 3\s+Waiting\s+1/)
  await reach.getByRole('button', { name: /^Stop/ }).press('Enter')
  await page.keyboard.press('Enter')
  await page.getByRole('alertdialog').waitFor({ state: 'detached' })
  await reach.getByText('Subscribers are being told.').waitFor()
  await reach.getByRole('button', { name: /^Stop/ }).press('Enter')
  const question = page.getByRole('alertdialog')
  await question.getByText('a mail cannot be called back').waitFor()
  expect(await inBothThemes(page, axeViolations)).toEqual([])
  await question.getByRole('button', { name: 'Stop', exact: true }).press('Enter')
  await reach.getByText('It was stopped: nobody else is told.').waitFor(soon)
  expect(await wordsOf(reach)).toMatch(/Told\s+2 of 3\s+Stopped before\s+1/)
}
