// `node tools/shots.mjs`: photographs the practice town for the README and docs, into docs/images. Takes about two minutes.
// `node tools/shots.mjs flood` takes those of one day only.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { register } from 'tsx/esm/api'
import { inRoot } from './house/root.mjs'
import { runTool, say } from './house/say.mjs'

register()
const { launchBrowser } = await import('../test/support/browser.ts')
const { begin, signInLinkOf, stop } = await import('../test/journeys/program.ts')

const bytesMax = 400 * 1024
const risenWithinMs = 4 * 60_000
const desktop = { width: 1440, height: 1000 }
const phone = { width: 390, height: 844 }

/** A desk in the practice town, and a window signed in at it. */
async function openTown(folder, browser, { day, speed }) {
  const words = [
    'start',
    '--source',
    `practice:${day}`,
    '--speed',
    String(speed),
    '--port',
    '0',
    '--data-dir',
    day,
  ]
  const desk = begin(folder, ...words, '--time-zone', 'America/Toronto')
  const link = await signInLinkOf(desk)
  const context = await browser.newContext({
    baseURL: new URL(link).origin,
    viewport: desktop,
    locale: 'en-CA',
    timezoneId: 'America/Toronto',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(link)
  await page.getByRole('button', { name: 'Start listening' }).click()
  await page.getByRole('heading', { name: 'Now', exact: true }).waitFor()
  // The invitation to add a passkey stands above the first page until it is answered.
  await page.getByRole('button', { name: 'Not now' }).click()
  return { page, close: async () => Promise.all([context.close(), stop(desk)]) }
}

/** Waits until every story told is about the day's matter and one of them is told by so many people; takes the newcomers' hint away. */
async function risen(page, { about, people }) {
  await page.waitForFunction(
    (wanted) => {
      const cards = [...document.querySelectorAll('.story')]
      const facts = (card) => [...card.querySelectorAll('.facts span')].map((fact) => fact.textContent ?? '')
      const people = (card) => facts(card).find((fact) => fact.includes('different people'))
      const told = cards.map((card) => Number.parseInt(people(card) ?? '0', 10))
      const isAll = cards.every((card) =>
        wanted.about.some((word) => (card.textContent ?? '').includes(word)),
      )
      return cards.length > 0 && isAll && Math.max(...told) >= wanted.people
    },
    { about, people },
    { timeout: risenWithinMs, polling: 500 },
  )
  const hint = page.getByRole('button', { name: 'Got it' })
  if (await hint.isVisible()) await hint.click()
}

async function shoot(page, name) {
  await page.evaluate(() => document.fonts.ready)
  await page.mouse.move(0, 0)
  await page.evaluate(() => window.scrollTo(0, 0))
  const path = join(inRoot('docs/images'), `${name}.png`)
  await page.screenshot({ path, animations: 'disabled' })
  const { size } = statSync(path)
  say(`${name}.png  ${Math.round(size / 1024)} kB`)
  if (size > bytesMax) throw new Error(`${name}.png is larger than ${bytesMax / 1024} kB`)
}

async function shootWater(page) {
  await risen(page, { about: ['brown', 'brun'], people: 11 })
  await shoot(page, 'now')
  await page.emulateMedia({ colorScheme: 'dark' })
  await shoot(page, 'now-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(phone)
  await shoot(page, 'now-phone')
  await page.setViewportSize(desktop)
  await page.locator('.story h2').first().click()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Why this is here' }).waitFor()
  await page.locator('.post-list li').first().waitFor()
  await shoot(page, 'story')
  await page.goto('/now')
  await page.locator('.story').first().waitFor()
  await page.keyboard.press('Alt+Shift+L')
  await page.getByRole('heading', { name: 'Maintenant', exact: true }).waitFor()
  await page.locator('.column article').first().waitFor()
  await shoot(page, 'now-fr')
  await page.keyboard.press('Alt+Shift+L')
  await page.getByRole('heading', { name: 'Now', exact: true }).waitFor()
  await shootWatch(page)
  await page.goto('/settings/sources')
  await page.locator('.source').nth(1).waitFor()
  await page.setViewportSize({ ...desktop, height: 460 })
  await shoot(page, 'sources')
}

async function shootWatch(page) {
  await page.goto('/now/watches/new')
  await page.getByLabel('Name').fill('Brown water')
  await page.getByLabel('Rule', { exact: true }).fill('(brown OR rusty OR brune) (water OR eau) -movie')
  await page
    .getByLabel('Purpose')
    .fill('Hear where taps run brown, street by street, so that crews and answers come sooner.')
  await page.getByLabel('Owner').fill('Public works')
  await page.getByText('Read as').waitFor()
  await page.getByRole('button', { name: 'Try the rule' }).click()
  await page.locator('.tried .post-list li').first().waitFor()
  await shoot(page, 'watch-editor')
}

async function shootFlood(page) {
  await risen(page, { about: ['river', 'rivière', 'Quai', 'quai'], people: 14 })
  await shoot(page, 'flood')
}

await runTool(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-shots-'))
  // Started by root, the database runs as another account, which must reach it.
  chmodSync(folder, 0o711)
  mkdirSync(inRoot('docs/images'), { recursive: true })
  const browser = await launchBrowser()
  try {
    const days = [
      { day: 'brown-water', speed: 60, take: shootWater },
      { day: 'flood', speed: 120, take: shootFlood },
    ]
    const asked = process.argv[2]
    for (const { day, speed, take } of days.filter((one) => asked === undefined || one.day === asked)) {
      say(`Waiting for stories of the ${day} day …`)
      const town = await openTown(folder, browser, { day, speed })
      await take(town.page)
      await town.close()
    }
    return 0
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
