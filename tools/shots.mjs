// `node tools/shots.mjs`: photographs the practice town for the README and docs, into docs/images. Takes about two minutes.
// `node tools/shots.mjs flood` takes those of one day only; `issues` those of an issue and the ledger.
import { register } from 'tsx/esm/api'
import { runTool, say } from './house/say.mjs'

register()
const { ask, desktop, openDesk, phone, shoot, tell, withBrowser } = await import('./house/photographs.mjs')

const risenWithinMs = 4 * 60_000

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
    const found = await ask(page, `/api/posts?q=${encodeURIComponent('"Council decided tonight"')}`)
    return found.posts[0]
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
  const { watches } = await ask(page, '/api/watches')
  const board = await tell(page, '/api/dashboards', {
    ...{ name: 'The council evening', watchIds: [watch.id, ...watches.slice(0, 2).map(({ id }) => id)] },
    ...{ range: { kind: 'last', hours: 6 }, layout: 'multiples' },
  })
  const posts = async () => (await ask(page, `/api/announcements/${announcement.id}/analysis`)).volume.posts
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

/** Puts something there, or a person's own things, with a method of its own. */
async function put(page, path, data) {
  const answer = await page.request.put(path, { headers: { 'x-bellwether': '1' }, data })
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return answer.json()
}

const zone = 'America/Toronto'
/** A wall time in the town, so many hours from the full hour now. */
function wall(hours) {
  const told = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  return told.format(Math.floor(Date.now() / 3_600_000) * 3_600_000 + hours * 3_600_000).replace(' ', 'T')
}

async function shootPublishing(page) {
  const entry = { name: { en: 'Water service', fr: 'Service des eaux' }, handles: { practice: 'water' } }
  await tell(page, '/api/mentions', entry)
  for (const [en, fr] of [
    ['Water', 'Eau'],
    ['Roads', 'Routes'],
    ['Council', 'Conseil municipal'],
    ['Parks and libraries', 'Parcs et bibliothèques'],
  ])
    await tell(page, '/api/topics', { names: { en, fr } })
  await page.goto('/publish/new')
  await page.getByLabel('Title for the team').fill('Brown water in the Old Town')
  await page
    .getByLabel('English', { exact: true })
    .first()
    .fill(
      'Tap water in Mill Street and Rue des Tanneurs is brown. Please do not drink it. Free water: Old Town library, open until 20:00.\n---\nNext news by 16:00. Ask @[Water service].',
    )
  await page
    .getByLabel('Français', { exact: true })
    .first()
    .fill(
      'L’eau est brune rue du Moulin et rue des Tanneurs. Ne la buvez pas, s’il vous plaît. Eau gratuite : bibliothèque de la Vieille-Ville, ouverte jusqu’à 20 h.\n---\nProchaine nouvelle avant 16 h. Adressez-vous au @[Service des eaux].',
    )
  await page.getByLabel('Water', { exact: true }).check()
  await page.getByLabel('May become a thread').check()
  await page.getByText('1 of 2').first().waitFor()
  await page.setViewportSize({ ...desktop, height: 1300 })
  await shoot(page, 'composer')
  const titles = [
    'Roadworks on Mill Street',
    'Library on Sundays',
    'Council agenda',
    'Leaf collection',
    'Flu clinic',
  ]
  for (const [at, title] of titles.entries()) {
    const version = { account: 'site', language: 'en', text: `${title}: what you need to know.` }
    const form = {
      title,
      lane: 'normal',
      versions: [version, { ...version, language: 'fr', text: `${title} : l’essentiel.` }],
    }
    const { id } = await tell(page, '/api/messages', form)
    await put(page, `/api/messages/${id}/meant`, { when: { wall: wall(58 + at * 21), zone } })
  }
  await page.setViewportSize({ ...desktop, height: 820 })
  await page.goto(`/publish/calendar?date=${wall(72).slice(0, 10)}`)
  await page.locator('main').getByText('Library on Sundays').filter({ visible: true }).first().waitFor()
  await shoot(page, 'calendar')
  await page.setViewportSize({ ...desktop, height: 640 })
  await page.goto('/publish/topics')
  await page.getByText('Conseil municipal').waitFor()
  await shoot(page, 'topics')
  await shootWithoutDesk(page)
}

/** The desk opened anew where it does not answer, at the message that was being written. */
async function shootWithoutDesk(page) {
  await page.goto('/publish/new')
  await page.getByLabel('Title for the team').waitFor()
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await page.context().setOffline(true)
  await page.reload()
  await page.getByRole('heading', { name: 'The desk does not answer' }).waitFor()
  await page.getByLabel('Title for the team').waitFor()
  await page.setViewportSize({ width: 900, height: 900 })
  await shoot(page, 'without-network')
  await page.context().setOffline(false)
}

async function shootFaces(page) {
  const words = (en, fr) => ({ en, fr })
  const face = {
    ...{ name: 'Sam', team: words('Roads team', 'équipe de la voirie'), languages: ['en', 'fr'] },
    ...{ helps: words('Closed streets, snow and lights', 'Rues fermées, neige et éclairage') },
    hours: words('Weekdays, 8:30 to 16:30', 'En semaine, de 8 h 30 à 16 h 30'),
  }
  const { revision } = await ask(page, '/api/faces/mine')
  await put(page, '/api/faces/mine', { revision, face })
  const fields = ['name', 'team', 'languages', 'helps', 'hours']
  await tell(page, '/api/faces/mine/consent', {
    ...{ revision: revision + 1, fields, purposes: ['byline', 'rota', 'page'] },
  })
  const { me } = await ask(page, '/api/rota')
  for (const [starts, ends] of [
    ['00:00', '12:00'],
    ['12:00', '00:00'],
  ])
    await tell(page, '/api/rota/shifts', {
      ...{
        personId: me,
        weekdays: [1, 2, 3, 4, 5, 6, 7],
        starts,
        ends,
        timeZone: zone,
        fromDay: '2020-01-01',
      },
    })
  await page.setViewportSize({ width: 900, height: 620 })
  await page.goto('/who')
  await page.getByText('Sam').first().waitFor()
  await shoot(page, 'who')
  const session = {
    ...{ title: words('Your water', 'Votre eau'), begins: wall(0), ends: wall(2), timeZone: zone },
    lede: words('Ask the water team about the brown water.', 'Interrogez l’équipe de l’eau sur l’eau brune.'),
  }
  const { id } = await tell(page, '/api/question-sessions', session)
  const questions = [
    ['/live-questions', 'Is the water safe for a baby?'],
    ['/vos-questions', 'Puis-je laver le linge ?'],
    ['/live-questions', 'When will the water be clear again on Mill Street?'],
  ]
  for (const [path, asked] of questions)
    await page.request.post(`${path}/${id}`, { form: { words: asked, asker: '' }, maxRedirects: 0 })
  await page.setViewportSize({ ...desktop, height: 760 })
  await page.goto(`/directory/questions/${id}`)
  await page.getByText('Is the water safe for a baby?').waitFor()
  await shoot(page, 'questions')
  await page.setViewportSize({ ...desktop, height: 640 })
  await page.goto('/directory/accounts')
  await page.locator('main h1').first().waitFor()
  await shoot(page, 'official-accounts')
}

await runTool(async () => {
  const days = [
    { day: 'brown-water', speed: 60, take: shootWater },
    { day: 'brown-water', name: 'issues', speed: 120, take: shootIssue },
    { day: 'flood', speed: 120, take: shootFlood },
    { day: 'council', speed: 600, take: shootCouncil },
    { day: 'quiet', name: 'publishing', speed: 60, take: shootPublishing },
    { day: 'quiet', name: 'faces', speed: 60, take: shootFaces },
  ]
  const asked = process.argv[2]
  await withBrowser(async (folder, browser) => {
    for (const { day, name = day, speed, take } of days) {
      if (asked !== undefined && name !== asked) continue
      say(`Waiting for stories of the ${day} day …`)
      const town = await openDesk(folder, browser, { source: `practice:${day}`, name, speed })
      await take(town.page)
      await town.close()
    }
  })
  return 0
})
