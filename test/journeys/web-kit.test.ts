import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, type TestContext } from 'vitest'
import type { FixtureWish } from '#web/fixtures/question.ts'
import { serveFixtures, type FixtureDesk } from '#web/fixtures/serve.ts'
import { stories } from '#web/fixtures/town.ts'
import {
  axeViolations,
  BrowserMissing,
  inBothThemes,
  launchBrowser,
  openPage,
  orMissing,
  overflowAt320,
  useBrowser,
  type GuardedPage,
  type Look,
} from '../support/browser.ts'

// Every screen, fed with the invented town: read by axe, used by keyboard, looked at narrow, in both languages and themes.

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))

let dist = ''
let browser: Browser | BrowserMissing

beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'bellwether-web-'))
  // `kit` shows the page of parts as well; everything else is what ships.
  // In a process of its own: here NODE_ENV says test, and React would come in its slow, talkative form.
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const env = { ...process.env, NODE_ENV: 'production' }
  await run(process.execPath, [vite, 'build', '--mode', 'kit', '--outDir', dist, '--emptyOutDir'], {
    cwd: root,
    env,
  })
  browser = await launchBrowser().catch(orMissing)
}, 120_000)

afterAll(async () => {
  if (!(browser instanceof BrowserMissing)) await browser?.close()
  rmSync(dist, { recursive: true, force: true })
})

type Visit = { context: TestContext; path?: string; wish?: Partial<FixtureWish>; look?: Look }

/** Opens a path of the pretend desk, does something there, and always cleans up. */
async function visit(
  { context, path = '/now', wish = {}, look = {} }: Visit,
  act: (page: Page, desk: FixtureDesk, guarded: GuardedPage) => Promise<void>,
): Promise<void> {
  const started = useBrowser(browser, context)
  const desk = await serveFixtures({ dist, ...wish })
  const guarded = await openPage(started, desk.url, look)
  try {
    await guarded.page.goto(desk.url + path)
    await guarded.page.locator('h1').first().waitFor()
    await act(guarded.page, desk, guarded)
  } finally {
    await guarded.close()
    await desk.close()
  }
}

const pages: { path: string; settled: string; wish?: Partial<FixtureWish>; expectedProblem?: RegExp }[] = [
  { path: '/now', settled: '[role="feed"]' },
  { path: '/now', settled: '.empty', wish: { empty: true } },
  { path: '/now?show=muted', settled: '.story' },
  { path: '/now/stories/s-water', settled: '.post-list' },
  { path: '/now/watches', settled: '.entry' },
  { path: '/now/watches/new', settled: '.editor' },
  { path: '/now/watches/w-river', settled: '.post-list' },
  { path: '/now/issues', settled: '.entry' },
  { path: '/search?q=brown+water', settled: '.post-list' },
  { path: '/settings', settled: '.keys' },
  { path: '/settings/sources', settled: '.source' },
  { path: '/nowhere', settled: 'h1' },
  { path: '/dev/kit', settled: '.kit' },
  { path: '/', settled: '.welcome', wish: { welcomed: false } },
  { path: '/', settled: '.signed-out', wish: { signedIn: false }, expectedProblem: /401/ },
  { path: '/now', settled: '.notice', wish: { broken: true }, expectedProblem: /500/ },
]

for (const { path, settled, wish = {}, expectedProblem } of pages) {
  const name = [path, ...Object.entries(wish).map(([key, value]) => `${key} ${String(value)}`)].join(', ')
  test(`${name}: nothing for axe to say, nothing wider than 320 px, no error, nothing asked beyond the desk`, async (context) => {
    const inLanguage = async (locale: 'en' | 'fr'): Promise<void> => {
      const look: Look = { locale: locale === 'en' ? 'en-CA' : 'fr-CA', widthPx: 1280, heightPx: 900 }
      await visit({ context, path, wish: { ...wish, locale }, look }, async (page, _desk, guarded) => {
        await page.locator(settled).first().waitFor()
        const findings = [...(await inBothThemes(page, axeViolations)), ...(await overflowAt320(page))]
        const problems = guarded.problems().filter((problem) => !expectedProblem?.test(problem))
        expect([locale, ...findings, ...problems]).toEqual([locale])
        expect(await page.locator('html').getAttribute('lang')).toBe(look.locale)
      })
    }
    await Promise.all([inLanguage('en'), inLanguage('fr')])
  })
}

async function widthOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth)
}

test('a person with only a keyboard reads, opens, takes on and mutes stories', async (context) => {
  await visit({ context }, async (page, desk) => {
    await page.locator('.story').first().waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the page')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    expect(await focusedText(page)).toContain('Bus 14 never came')
    await page.keyboard.press('!')
    await page.getByText('Not important: “Bus 14 never came”').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Back on the list').waitFor()
    await page.keyboard.press('k')
    await page.keyboard.press('k')
    await page.keyboard.press('o')
    await page.getByRole('dialog', { name: 'Take this on' }).waitFor()
    expect(await page.getByLabel('Title').inputValue()).toBe(stories[0]?.headline)
    await page.getByRole('dialog').getByRole('button', { name: 'Take on' }).press('Enter')
    await page.getByText('Taken on by Sam Tremblay.').waitFor()
    await page.getByRole('link', { name: 'Open the issue' }).first().waitFor()
    expect(desk.asked).toEqual([
      'POST /api/stories/s-bus/not-important',
      'DELETE /api/stories/s-bus/not-important',
      'POST /api/stories/s-water/take-on',
    ])
    await page.locator('.story').first().focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/now/stories/s-water')
    await page.getByRole('heading', { name: 'Why this is here' }).waitFor()
    await page.keyboard.press('t')
    await page.getByRole('columnheader', { name: 'Against the usual' }).waitFor()
  })
})

async function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? '')
}

test('the palette finds a watch by a part of its name, with accents or without', async (context) => {
  await visit({ context }, async (page) => {
    await page.locator('.story').first().waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('searchbox').waitFor()
    await page.keyboard.type('rivér and')
    await page.getByRole('menuitem', { name: 'River and storm' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/now/watches/w-river')
  })
})

test('F6 goes round the regions of the page', async (context) => {
  await visit({ context }, async (page) => {
    await page.locator('.story').first().waitFor()
    const seen = new Set<string>()
    for (let i = 0; i < 6; i++) {
      await page.keyboard.press('F6')
      seen.add(await page.evaluate(() => document.activeElement?.closest('[data-region]')?.className ?? ''))
    }
    expect([...seen].toSorted()).toEqual(['', 'columns-box', 'rail', 'top'])
  })
})

test('a watch is written by keyboard: mistakes are named first, then it is kept', async (context) => {
  await visit({ context, path: '/now/watches/new' }, async (page, desk) => {
    await page.getByRole('button', { name: 'Start the watch' }).press('Enter')
    const summary = page.getByRole('alert')
    await summary.waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert')
    await summary.getByRole('link', { name: 'Give the watch a name' }).press('Enter')
    await page.keyboard.type('River')
    await page.getByLabel('Rule', { exact: true }).fill('"high water')
    await page.getByText('This quotation mark is never closed').waitFor()
    expect(await page.locator('.refusals .bad').textContent()).toBe('"high water')
    await page.getByLabel('Rule', { exact: true }).fill('"high water"')
    await page.getByText('Read as').waitFor()
    await page.getByLabel('Purpose').fill('Early signs of a flood')
    await page.getByRole('button', { name: 'Try the rule' }).press('Enter')
    await page.getByText('143 posts').waitFor()
    await page.getByRole('button', { name: 'Start the watch' }).press('Enter')
    await page.getByText('River is live.').waitFor()
    expect(desk.asked.at(-1)).toBe('POST /api/watches')
  })
})

test('what the server refuses in a watch is said at its field, in the language of the reader', async (context) => {
  await visit({ context, path: '/now/watches/w-river', wish: { locale: 'fr' } }, async (page) => {
    await page.getByLabel('Règle', { exact: true }).fill('from:quelqu_un')
    await page.getByRole('button', { name: 'Enregistrer les changements' }).click()
    await page.getByRole('alert').getByText('pas une personne privée').waitFor()
    expect(await page.getByLabel('Règle', { exact: true }).getAttribute('aria-invalid')).toBe('true')
  })
})

test('a new post comes in at the top, but waits while somebody is in the column', async (context) => {
  await visit({ context }, async (page, desk) => {
    const column = page.locator('.column').first()
    await column.locator('article').first().waitFor()
    const first = desk.speak()
    await column.getByText(first.text).waitFor()
    await column.locator('article').first().focus()
    const second = desk.speak()
    await column.getByRole('button', { name: '1 new post' }).waitFor()
    expect(await column.getByText(second.text).count()).toBe(0)
    await column.getByRole('button', { name: '1 new post' }).click()
    await column.getByText(second.text).waitFor()
  })
})

test('Space pauses everything live and the badge says so; posts come in on resume', async (context) => {
  await visit({ context }, async (page, desk) => {
    await page.locator('.column article').first().waitFor()
    await page.keyboard.press('Space')
    await page.getByText('Paused').waitFor()
    const post = desk.speak()
    await page.getByRole('button', { name: 'Resume live' }).click()
    await page.getByText(post.text).waitFor()
  })
})

test('a story told live appears without a reload, and goes when it is over', async (context) => {
  await visit({ context }, async (page, desk) => {
    await page.locator('.story').first().waitFor()
    const story = { ...stories[1], id: 's-new', headline: 'Smoke over the ferry landing' }
    desk.tell('story', { change: 'opened', story })
    await page.getByRole('heading', { name: 'Smoke over the ferry landing' }).waitFor()
    desk.tell('story', { change: 'over', story: { ...story, state: 'over' } })
    await page.getByRole('heading', { name: 'Smoke over the ferry landing' }).waitFor({ state: 'detached' })
  })
})

test('when the desk stops answering, what is on screen is called by its age', async (context) => {
  await visit({ context }, async (page, desk) => {
    await page.locator('.column article').first().waitFor()
    desk.hangUp()
    await page.getByText(/^Line lost, under 1\smin old$/).waitFor({ timeout: 20_000 })
    expect(await page.locator('.story').count()).toBe(3)
  })
})

test('the first five minutes: a language, a place, and the desk begins', async (context) => {
  await visit({ context, path: '/', wish: { welcomed: false } }, async (page, desk) => {
    await page.getByRole('radio', { name: 'Français' }).check()
    await page.getByRole('heading', { name: 'Bienvenue, Sam Tremblay' }).waitFor()
    const box = page.getByRole('combobox')
    await box.fill('have')
    await page.getByRole('option', { name: /Havelock/ }).click()
    await page.getByRole('button', { name: 'Commencer l’écoute' }).click()
    await page.getByRole('heading', { name: 'Maintenant', exact: true }).waitFor()
    expect(desk.asked).toContain('PATCH /api/session')
    await page.getByText(/Ce sujet a atteint/).waitFor()
    await page.getByRole('button', { name: 'Compris' }).click()
    expect(await page.getByText(/Ce sujet a atteint/).count()).toBe(0)
  })
})

test('a key can be changed in the map, and single keys turned off', async (context) => {
  await visit({ context }, async (page) => {
    await page.locator('.story').first().waitFor()
    await page.keyboard.press('?')
    await page.getByRole('button', { name: /^Take on: o/ }).click()
    await page.keyboard.press('u')
    await page.getByRole('button', { name: /^Take on: u/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('u')
    await page.getByRole('dialog', { name: 'Take this on' }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.getByRole('switch').click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('u')
    await page.keyboard.press('Control+k')
    await page.getByRole('searchbox').waitFor()
    expect(await page.getByRole('dialog', { name: 'Take this on' }).count()).toBe(0)
  })
})

test('issues: an overdue review is said in words, and a note is added', async (context) => {
  await visit({ context, path: '/now/issues' }, async (page) => {
    const first = page.locator('.entry').first()
    await first.getByText(/review overdue by 1[123]\smin/).waitFor()
    await first.getByRole('button', { name: 'Note or change' }).click()
    await first.getByLabel('Note').fill('The page is right now.')
    await first.getByRole('button', { name: 'Save' }).click()
    await first.getByText('The page is right now.').waitFor()
    await first.getByRole('button', { name: 'Close' }).click()
    await page.getByText('One issue is open').waitFor()
  })
})

test('every theme and forced colours keep the page whole', async (context) => {
  await visit({ context, look: { forcedColors: true } }, async (page) => {
    await page.locator('.story').first().waitFor()
    expect(await widthOf(page)).toBeLessThanOrEqual(await page.evaluate(() => window.innerWidth))
    for (const theme of ['light', 'dark', 'contrast', 'auto']) {
      await page.keyboard.press('Alt+Shift+D')
      expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe(theme)
    }
  })
})

/** Scripts and all they import before they can run, over the wire, kB. */
function weightOf(scripts: readonly string[]): number {
  const all = new Set<string>()
  const take = (name: string): void => {
    if (all.has(name)) return
    all.add(name)
    const text = readFileSync(join(dist, 'assets', name), 'utf8')
    for (const [, found = ''] of text.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) take(found)
  }
  for (const name of scripts) take(name)
  const bytes = [...all].map((name) => gzipSync(readFileSync(join(dist, 'assets', name))).length)
  return bytes.reduce((sum, one) => sum + one, 0) / 1024
}

test('Now can be read after at most 210 KB of script, and its menus bring it to at most 240', () => {
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const first = [...html.matchAll(/assets\/([^"]+\.js)/g)].map(([, name = '']) => name)
  const named = (start: RegExp): string[] =>
    readdirSync(join(dist, 'assets')).filter((name) => start.test(name))
  const french = named(/^fr-.*\.js$/)
  const menus = named(/^(?:Bell|MeMenu)-.*\.js$/)
  expect([first.length > 0, french.length, menus.length]).toEqual([true, 1, 2])
  expect(weightOf([...first, ...french])).toBeLessThan(210)
  expect(weightOf([...first, ...french, ...menus])).toBeLessThan(240)
})
