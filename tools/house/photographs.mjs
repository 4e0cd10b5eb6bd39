// What the tools that photograph desks share: a desk with a window signed in at it, a question to its API, a picture into docs/images.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRoot } from './root.mjs'
import { say } from './say.mjs'

const { launchBrowser } = await import('../../test/support/browser.ts')
const { beginFor, signInLinkOf, stop } = await import('../../test/journeys/program.ts')

const bytesMax = 400 * 1024
/** A desk that is photographed longer than this is ended. */
const deskWithinMs = 15 * 60_000
export const desktop = { width: 1440, height: 1000 }
export const phone = { width: 390, height: 844 }

/** Runs with a folder for data and a browser, and cleans up behind. */
export async function withBrowser(run) {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-shots-'))
  // Started by root, the database runs as another account, which must reach it.
  chmodSync(folder, 0o711)
  mkdirSync(inRoot('docs/images'), { recursive: true })
  const browser = await launchBrowser()
  try {
    await run(folder, browser)
  } finally {
    await browser.close()
    // A desk that was stopped by an error may still be writing.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 })
  }
}

/** A desk that hears `source` at `speed`, and a window signed in at it, on Now. */
export async function openDesk(folder, browser, o) {
  const { source, speed, name, timeZone = 'America/Toronto', locale = 'en-CA' } = o
  const desk = beginFor(
    ...[deskWithinMs, folder, 'start', '--source', source, '--speed', String(speed)],
    ...['--port', '0', '--data-dir', name, '--time-zone', timeZone],
  )
  const link = await signInLinkOf(desk)
  const context = await browser.newContext({
    ...{ baseURL: new URL(link).origin, viewport: desktop, locale, timezoneId: timeZone },
    ...{ colorScheme: 'light', reducedMotion: 'reduce' },
  })
  const page = await context.newPage()
  await page.goto(link)
  // A recording may be from anywhere; the practice town is known.
  const first = source.startsWith('practice:') ? 'Start listening' : 'Choose a place later'
  await page.getByRole('button', { name: first }).click()
  await page.getByRole('heading', { name: 'Now', exact: true }).waitFor()
  // The invitation to add a passkey stands above the first page until it is answered.
  await page.getByRole('button', { name: 'Not now' }).click()
  return { page, close: async () => Promise.all([context.close(), stop(desk)]) }
}

/** Takes a picture of the page, or of a part of it, into docs/images. */
export async function shoot(page, name, options = {}) {
  await page.evaluate(() => document.fonts.ready)
  await page.mouse.move(0, 0)
  await page.evaluate(() => window.scrollTo(0, 0))
  const path = join(inRoot('docs/images'), `${name}.png`)
  await page.screenshot({ path, animations: 'disabled', ...options })
  const { size } = statSync(path)
  say(`${name}.png  ${Math.round(size / 1024)} kB`)
  if (size > bytesMax) throw new Error(`${name}.png is larger than ${bytesMax / 1024} kB`)
}

/** Tells the desk's API something as the person who is signed in at this page. */
export async function tell(page, path, data) {
  const answer = await page.request.post(path, { headers: { 'x-bellwether': '1' }, data })
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return answer.json()
}

/** Asks it something. */
export async function ask(page, path) {
  const answer = await page.request.get(path)
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return answer.json()
}
