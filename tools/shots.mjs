// `node tools/shots.mjs`: photographs the practice town for the README and docs, into docs/images. Takes about two minutes.
// `node tools/shots.mjs flood` takes those of one day only; `issues` those of an issue and the ledger.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { register } from 'tsx/esm/api'
import { inRoot } from './house/root.mjs'
import { runTool, say } from './house/say.mjs'

register()
const { launchBrowser } = await import('../test/support/browser.ts')
const { beginFor, signInLinkOf, stop } = await import('../test/journeys/program.ts')

const bytesMax = 400 * 1024
const risenWithinMs = 4 * 60_000
/** A desk that is photographed longer than this is ended. */
const dayWithinMs = 15 * 60_000
const desktop = { width: 1440, height: 1000 }
const phone = { width: 390, height: 844 }

/** A desk in the practice town, and a window signed in at it. */
async function openTown(folder, browser, { day, speed, name = day }) {
  const words = [
    'start',
    '--source',
    `practice:${day}`,
    '--speed',
    String(speed),
    '--port',
    '0',
    '--data-dir',
    name,
  ]
  const desk = beginFor(dayWithinMs, folder, ...words, '--time-zone', 'America/Toronto')
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

/** An issue with facts and a decision; then, once the news has it, the ledger. */
async function shootIssue(page) {
  await risen(page, { about: ['brown', 'brun'], people: 6 })
  await page.locator('.story').first().focus()
  await page.keyboard.press('o')
  const dialog = page.getByRole('dialog', { name: 'Take this on' })
  await dialog.getByLabel('Title').fill('Brown water in the Old Town')
  await dialog.getByLabel('How bad it is').selectOption('high')
  await dialog.getByRole('button', { name: 'Take on' }).click()
  await page.getByRole('link', { name: 'Open the issue' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Brown water in the Old Town' }).waitFor()
  for (const [text, button] of [
    ['Taps run brown on Mill Street and Rue des Tanneurs', 'We know this'],
    ['A crew is on site since 13:50', 'We know this'],
    ['Is the water safe to drink?', 'We must find this out'],
  ]) {
    await page.getByLabel('A fact, or a question').fill(text)
    await page.getByRole('button', { name: button }).click()
    await page.locator('.facts-list').getByText(text).waitFor()
  }
  await page.getByLabel('Decision', { exact: true }).fill('Hand out bottled water at the library')
  await page.getByLabel('Why', { exact: true }).fill('The lab needs until tomorrow')
  await page.getByRole('button', { name: 'Write it down' }).click()
  await page.getByText('Hand out bottled water at the library').waitFor()
  // Without what just popped up.
  await page.reload()
  await page.locator('.facts-list').first().waitFor()
  await shoot(page, 'issue')
  await page.goto('/now/ledger')
  const ahead = page.locator('.ledger-table').getByText(/ahead$/)
  for (const endMs = Date.now() + risenWithinMs; Date.now() < endMs && (await ahead.count()) === 0;) {
    await page.waitForTimeout(2000)
    await page.reload()
    await page.locator('main h1').first().waitFor()
  }
  await ahead.waitFor()
  await shoot(page, 'ledger')
}

async function shootFlood(page) {
  await risen(page, { about: ['river', 'rivière', 'Quai', 'quai'], people: 14 })
  await shoot(page, 'flood')
}

/** Asks the desk's API as the person who is signed in at this page. */
async function tell(page, path, data) {
  const answer = await page.request.post(path, { headers: { 'x-bellwether': '1' }, data })
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return answer.json()
}

const councilRule =
  'parking OR stationnement OR libraries OR bibliothèque OR "library hours" OR "Sunday hours"'

/** The evening council decides: its watch before, the announcement when the town has said it, and what people made of it. */
async function followCouncil(page) {
  const endsAt = new Date(Date.now() + 30 * 86_400_000).toISOString()
  const watch = await tell(page, '/api/watches', {
    ...{ name: 'Council', rule: councilRule, owner: 'Communications', endsAt },
    purpose: 'Know how the decisions of council are received.',
  })
  const told = async () => {
    const answer = await page.request.get(`/api/posts?q=${encodeURIComponent('"Council decided tonight"')}`)
    return (await answer.json()).posts[0]
  }
  let notice = await told()
  for (let left = 300; left > 0 && !notice; left--) {
    await page.waitForTimeout(200)
    notice = await told()
  }
  const announcement = await tell(page, '/api/announcements', {
    ...{ title: 'Libraries open on Sundays, market parking is paid', text: notice.text, kind: 'council' },
    ...{ startedAt: notice.at, watchIds: [watch.id], baselineDays: 7, reactionHours: 24 },
  })
  return { watch, announcement }
}

async function shootCouncil(page) {
  const { watch, announcement } = await followCouncil(page)
  const watches = (await (await page.request.get('/api/watches')).json()).watches
  const board = await tell(page, '/api/dashboards', {
    ...{ name: 'The council evening', watchIds: [watch.id, ...watches.slice(0, 2).map(({ id }) => id)] },
    ...{ range: { kind: 'last', hours: 6 }, layout: 'multiples' },
  })
  const posts = async () =>
    (await (await page.request.get(`/api/announcements/${announcement.id}/analysis`)).json()).volume.posts
  for (let left = 60; left > 0 && (await posts()) < 180; left--) await page.waitForTimeout(500)
  await page.goto(`/reactions/announcements/${announcement.id}`)
  await page.locator('.verdict').waitFor()
  await page.setViewportSize({ ...desktop, height: 1400 })
  await shoot(page, 'reactions')
  await page.emulateMedia({ colorScheme: 'dark' })
  await shoot(page, 'reactions-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(phone)
  await shoot(page, 'reactions-phone')
  await page.setViewportSize({ ...desktop, height: 640 })
  await page.goto(`/reactions/dashboards/${board.id}`)
  await page.getByRole('slider').nth(2).waitFor()
  await shoot(page, 'dashboard')
  await page.goto('/reactions/coding')
  const draw = page.getByRole('button', { name: 'Look for posts to check' })
  const begin = page.getByRole('button', { name: 'Begin the check' })
  await draw.or(begin).first().waitFor()
  while (await draw.isVisible()) {
    await draw.click()
    await page.waitForTimeout(1000)
  }
  await begin.click()
  await page.locator('.coding-words').waitFor()
  for (const key of ['3', '1', '2']) await page.keyboard.press(key)
  await shoot(page, 'coding-check')
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
      { day: 'brown-water', name: 'issues', speed: 120, take: shootIssue },
      { day: 'flood', speed: 120, take: shootFlood },
      { day: 'council', speed: 600, take: shootCouncil },
    ]
    const asked = process.argv[2]
    for (const { day, name = day, speed, take } of days.filter(
      (one) => asked === undefined || (one.name ?? one.day) === asked,
    )) {
      say(`Waiting for stories of the ${day} day …`)
      const town = await openTown(folder, browser, { day, name, speed })
      await take(town.page)
      await town.close()
    }
    return 0
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
