import { createECDH, randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Desk } from '#app/desk.ts'
import { useBrowser } from '../support/browser.ts'
import { openTestDesk, signIn } from '../support/desk.ts'
import { freePort } from '../support/free-port.ts'
import { faultsOf, openVisits } from './visit.ts'

// Somebody turns messages on in their browser, comes back, changes the language, and turns them off. The Chromium of these tests has
// no push service: what it says then is looked at, and for the rest a browser's own answer stands in.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

/** A live desk behind https, as people reach it; the browser of a test comes by this machine's own name. */
async function openOffice(): Promise<{ desk: Desk; list: string }> {
  const port = await freePort()
  const behind = await openTestDesk(
    { mode: 'live', readers: [], networks: [] },
    { port, publicUrl: `https://localhost:${port}` },
  )
  onTestFinished(() => behind.close())
  const url = `http://localhost:${port}`
  const desk = { ...behind, url, signInLink: () => behind.access.newSignInLink(url) }
  const ask = await signIn(desk)
  const place = { name: 'Havre-Clair', lat: 45.6, lon: -74.7, country: 'CA' }
  await ask('/api/session', { method: 'PATCH', body: { place, welcomed: true } })
  const form = { network: 'webpush', handle: 'water', name: 'Water alerts', languages: ['en', 'fr'] }
  const noted = await ask('/api/accounts', { method: 'POST', body: form })
  if (!noted.ok) throw new Error(`refused: ${await noted.text()}`)
  const { id } = (await noted.json()) as { id: string }
  for (const names of [
    { en: 'Water', fr: 'Eau' },
    { en: 'Roads', fr: 'Routes' },
  ])
    await ask('/api/topics', { method: 'POST', body: { names } })
  return { desk, list: id }
}

/** What a browser with a push service gives, kept as a browser keeps it. */
async function withPushService(page: Page): Promise<string> {
  const endpoint = `https://push.example/${randomBytes(12).toString('hex')}`
  const p256dh = createECDH('prime256v1').generateKeys('base64url')
  const keys = { p256dh, auth: randomBytes(16).toString('base64url') }
  await page.addInitScript(
    (given) => {
      const kept = {
        ...{ endpoint: given.endpoint, toJSON: () => given },
        unsubscribe: () => {
          localStorage.removeItem('subscribed')
          return Promise.resolve(true)
        },
      }
      Object.assign(PushManager.prototype, {
        getSubscription: () => Promise.resolve(localStorage.getItem('subscribed') === null ? null : kept),
        subscribe: (asked: { userVisibleOnly: boolean; applicationServerKey: Uint8Array }) => {
          if (!asked.userVisibleOnly || asked.applicationServerKey.length !== 65)
            throw new Error('not like this')
          localStorage.setItem('subscribed', 'yes')
          return Promise.resolve(kept)
        },
      })
    },
    { endpoint, expirationTime: null, keys },
  )
  return endpoint
}

async function stateOf({ desk, list }: { desk: Desk; list: string }, endpoint: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json', 'x-bellwether': '1' }
  const body = JSON.stringify({ list, endpoint })
  return (await fetch(new URL('/api/push/state', desk.url), { method: 'POST', headers, body })).json()
}

test(
  'messages are turned on by keyboard after a press only, are on after coming back, change their language and are turned off',
  { timeout: 240_000 },
  async (context) => {
    visits.need(context)
    const office = await openOffice()
    const { page, problems, close } = await visits.visit(context, office.desk, { workers: true })
    onTestFinished(close)
    const endpoint = await withPushService(page)
    await page.context().grantPermissions(['notifications'], { origin: office.desk.url })
    await page.goto('/subscribe/push')
    const said = page.getByRole('status')
    await page.getByText('Off in this browser').waitFor()
    // Nothing is asked of anybody before they press.
    expect(await registrations(page)).toEqual([])
    const found = await faultsOf(page)
    await page.getByRole('button', { name: 'Turn on Water alerts' }).focus()
    await page.keyboard.press('Enter')
    await said.getByText('It is on.').waitFor()
    await page.getByText('On in this browser').waitFor()
    expect(await registrations(page)).toEqual([`/push/${office.list}/`])
    expect(await stateOf(office, endpoint)).toEqual({ on: true, language: 'en' })
    found.push(...(await faultsOf(page)))

    // A topic that is ticked is not everything, and both boxes are kept together.
    await page.getByRole('checkbox', { name: 'Water' }).focus()
    await page.keyboard.press('Space')
    expect(await page.getByRole('radio', { name: 'Only these topics' }).isChecked()).toBe(true)
    await page.getByRole('checkbox', { name: 'Roads' }).press('Space')
    await said.getByText('Your choice of topics is kept.').waitFor()
    const both = { on: true, language: 'en', topics: ['roads', 'water'] }
    await expect.poll(() => stateOf(office, endpoint)).toEqual(both)

    await page.getByRole('link', { name: 'Français' }).press('Enter')
    await page.getByText('Activé dans ce navigateur').waitFor()
    await page.getByRole('checkbox', { name: 'Routes' }).press('Space')
    await said.getByText('Votre choix de sujets est enregistré.').waitFor()
    await page.getByRole('checkbox', { name: 'Eau' }).press('Space')
    await said.getByText('Choisissez au moins un sujet, ou tous les sujets.').waitFor()
    expect(await stateOf(office, endpoint)).toMatchObject({ topics: ['water'] })
    await page.getByRole('radio', { name: 'Tous les sujets' }).press('Space')
    await said.getByText('Votre choix de sujets est enregistré.').waitFor()
    expect(await stateOf(office, endpoint)).toEqual({ on: true, language: 'en' })
    // The language of the page is not that of the messages: that one was chosen.
    expect(await page.getByRole('radio', { name: 'English' }).isChecked()).toBe(true)
    await page.getByRole('radio', { name: 'English' }).focus()
    await page.keyboard.press('ArrowDown')
    await said.getByText('Les messages viendront désormais en français.').waitFor()
    expect(await stateOf(office, endpoint)).toEqual({ on: true, language: 'fr' })
    found.push(...(await faultsOf(page)))

    await page.getByRole('button', { name: 'Désactiver Water alerts' }).press('Enter')
    await said.getByText('C’est désactivé').waitFor()
    await page.getByText('Désactivé dans ce navigateur').waitFor()
    expect([await stateOf(office, endpoint), await registrations(page)]).toEqual([{ on: false }, []])
    await page.reload()
    await page.getByText('Désactivé dans ce navigateur').waitFor()
    expect([...found, ...problems()]).toEqual([])
  },
)

/** Where workers of ours are registered. */
function registrations(page: Page): Promise<string[]> {
  return page.evaluate(async () =>
    (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname),
  )
}

test(
  'what is pushed is shown by our worker with title, text and language, the second time without a sound',
  { timeout: 240_000 },
  async (context) => {
    visits.need(context)
    const office = await openOffice()
    const { page, problems, close } = await visits.visit(context, office.desk, { workers: true })
    onTestFinished(close)
    await withPushService(page)
    await page.context().grantPermissions(['notifications'], { origin: office.desk.url })
    await page.goto('/subscribe/push')
    const browser = await page.context().newCDPSession(page)
    const known = new Map<string, string>()
    browser.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: all }) => {
      for (const { scopeURL, registrationId } of all) known.set(new URL(scopeURL).pathname, registrationId)
    })
    await browser.send('ServiceWorker.enable')
    await page.getByRole('button', { name: 'Turn on Water alerts' }).press('Enter')
    await page.getByText('On in this browser').waitFor()
    const place = `/push/${office.list}/`
    await expect.poll(() => known.has(place)).toBe(true)
    const [worker] = page.context().serviceWorkers()
    if (worker === undefined) throw new Error('no worker runs')
    // A browser without a screen shows no notifications: what it is asked to show is kept instead.
    await worker.evaluate(() => {
      const shown: object[] = []
      const registration = {
        showNotification: (title: string, options: object) =>
          Promise.resolve(shown.push({ title, ...options })),
        getNotifications: () => Promise.resolve(shown),
      }
      Object.assign(globalThis, { shown })
      Object.assign((globalThis as unknown as { registration: object }).registration, registration)
    })
    const url = `${office.desk.url}/p/abc`
    const message = {
      key: 'k1',
      title: 'L’eau est coupée',
      body: 'Jusqu’à 18 h.',
      lang: 'fr',
      tag: 'm1',
      url,
    }
    for (const data of [JSON.stringify(message), JSON.stringify(message), 'not JSON'])
      await browser.send('ServiceWorker.deliverPushMessage', {
        ...{ origin: office.desk.url, registrationId: known.get(place) ?? '', data },
      })
    const { key, ...words } = message
    const whole = { ...words, dir: 'auto', requireInteraction: false, data: { key, url } }
    const { url: _, ...first } = whole
    await expect
      .poll(() => worker.evaluate(() => (globalThis as unknown as { shown: object[] }).shown))
      .toMatchObject([
        { ...first, renotify: true },
        { ...first, silent: true },
        { title: 'New message · Nouveau message', body: '' },
      ])
    expect(problems()).toEqual([])
  },
)

test(
  'a browser without push service, or that forbids it, says so in plain words, and nothing is left behind; without script there are other ways',
  { timeout: 240_000 },
  async (context) => {
    const browser = visits.need(context)
    const office = await openOffice()
    const { page, problems, close } = await visits.visit(context, office.desk, { workers: true })
    onTestFinished(close)
    await page.context().grantPermissions(['notifications'], { origin: office.desk.url })
    await page.goto('/subscribe/push')
    await page.getByRole('button', { name: 'Turn on Water alerts' }).press('Enter')
    await page.getByRole('status').getByText('could not reach its own push service').waitFor()
    expect([await registrations(page), await page.getByText('Off in this browser').count()]).toEqual([[], 1])
    const found = await faultsOf(page)

    await page.context().clearPermissions()
    await page.goto('/subscribe/push?lang=fr')
    await page.evaluate(() => (Notification.requestPermission = () => Promise.resolve('denied')))
    await page.getByRole('button', { name: 'Activer Water alerts' }).press('Enter')
    await page.getByRole('status').getByText('Autorisez les notifications pour ce site').waitFor()
    await page.evaluate(() => (Notification.requestPermission = () => Promise.resolve('default')))
    await page.getByRole('button', { name: 'Activer Water alerts' }).press('Enter')
    await page.getByRole('status').getByText('n’a pas eu de réponse').waitFor()
    expect(await registrations(page)).toEqual([])
    found.push(...(await faultsOf(page)))

    const plain = await useBrowser(browser, context).newContext({
      ...{ baseURL: office.desk.url, javaScriptEnabled: false },
    })
    onTestFinished(() => plain.close())
    const still = await plain.newPage()
    await still.goto('/subscribe/push')
    await still.getByText('this page needs script').waitFor()
    expect(await still.getByRole('button').count()).toBe(0)
    await still.getByRole('link', { name: 'Read all messages' }).press('Enter')
    await still.getByRole('heading', { level: 1 }).waitFor()
    // The browser says in its console as well why it has none.
    expect([...found, ...problems().filter((problem) => !problem.includes('incognito'))]).toEqual([])
  },
)
