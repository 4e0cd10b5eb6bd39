import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import type { TestContext } from 'vitest'
import { chromiums, howToGetChromium } from './chromium.ts'

/** No Chromium could be started; the message says what to install and what each attempt said. */
export class BrowserMissing extends Error {
  override name = 'BrowserMissing'
}

/**
 * Starts a browser: the Chromium from npm, else one of the system. Close it when the file is done.
 *
 * @throws BrowserMissing when none starts
 */
export async function launchBrowser(): Promise<Browser> {
  const said: string[] = []
  for (const { path, args, label } of await chromiums()) {
    try {
      return await chromium.launch({ executablePath: path, args: [...args], timeout: 30_000 })
    } catch (error) {
      said.push(`${label}: ${String(error).split('\n')[0]}`)
    }
  }
  throw new BrowserMissing([howToGetChromium, ...said].join('\n'))
}

/**
 * A browser for a test, or the test is skipped out loud. On CI nothing is skipped: there a browser belongs to the set-up.
 * For a whole file: launch in `beforeAll` with `launchBrowser().catch(orMissing)` and call `useBrowser` in each test.
 */
export function useBrowser(browser: Browser | BrowserMissing, context: TestContext): Browser {
  if (!(browser instanceof BrowserMissing)) return browser
  if (process.env['CI']) throw browser
  console.warn(browser.message)
  return context.skip(browser.message)
}

/** Turns a missing browser into a value, so that tests can skip one by one; anything else still throws. */
export function orMissing(error: unknown): BrowserMissing {
  if (error instanceof BrowserMissing) return error
  throw error
}

/** How a page is looked at. */
export type Look = {
  theme?: 'light' | 'dark'
  locale?: 'en-CA' | 'fr-CA'
  widthPx?: number
  heightPx?: number
  reducedMotion?: boolean
  forcedColors?: boolean
  /** Whether pages may leave a worker behind. Others may not: what a page shows then comes from the desk each time. */
  workers?: boolean
}

/** A page, and what went wrong on it so far: console errors, uncaught errors, requests that left the desk. */
export type GuardedPage = { page: Page; problems(): string[]; close(): Promise<void> }

/**
 * Opens a page that may speak to `origin` only; every other request is stopped and remembered as a problem.
 * Motion is reduced unless asked for, so that nothing is judged mid-flight.
 */
export async function openPage(browser: Browser, origin: string, look: Look = {}): Promise<GuardedPage> {
  const context = await browser.newContext(contextOptions(origin, look))
  const problems: string[] = []
  await context.route(
    (url) => url.origin !== new URL(origin).origin && !['data:', 'blob:', 'about:'].includes(url.protocol),
    (route) => {
      problems.push(`request to ${route.request().url()}`)
      return route.abort()
    },
  )
  context.on('weberror', (error) => problems.push(`uncaught: ${error.error().message}`))
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
  })
  const page = await context.newPage()
  return { page, problems: () => [...problems], close: () => context.close() }
}

function contextOptions(origin: string, look: Look): BrowserContextOptions {
  return {
    baseURL: origin,
    locale: look.locale ?? 'en-CA',
    timezoneId: 'America/Toronto',
    colorScheme: look.theme ?? 'light',
    viewport: { width: look.widthPx ?? 1280, height: look.heightPx ?? 800 },
    reducedMotion: look.reducedMotion === false ? 'no-preference' : 'reduce',
    forcedColors: look.forcedColors ? 'active' : 'none',
    serviceWorkers: look.workers ? 'allow' : 'block',
  }
}

const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

type Theme = 'light' | 'dark'
type AxeResults = Awaited<ReturnType<AxeBuilder['analyze']>>
type Result = AxeResults['violations'][number]

/** What axe is asked for: only what is wrong is worked out in full, which halves its time. */
const onlyFaults: { resultTypes: 'violations'[] } = { resultTypes: ['violations'] }

/**
 * What axe finds wrong on the page as it stands (WCAG 2.0 to 2.2 AA and best practice), one line an element. In the dark theme
 * only the colours differ from the light one, so only they are read there.
 */
export async function axeViolations(page: Page, theme: Theme = 'light'): Promise<string[]> {
  const violations = (theme === 'dark' && (await contrastFaults(page))) || (await allFaults(page, theme))
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary ?? ''}`,
    ),
  )
}

async function allFaults(page: Page, theme: Theme): Promise<Result[]> {
  // Legacy mode judges in the page itself; the other opens a window a look for frames, of which we have none.
  const axe = new AxeBuilder({ page }).setLegacyMode().options(onlyFaults)
  const asked = theme === 'dark' ? axe.withRules(['color-contrast']) : axe.withTags(axeTags)
  return (await asked.analyze()).violations
}

/** The contrast alone, where axe is in the page from an earlier look; undefined where it is not. */
async function contrastFaults(page: Page): Promise<Result[] | undefined> {
  return page.evaluate(async (asked) => {
    const { axe } = globalThis as { axe?: { run(o: object): Promise<AxeResults> } }
    return (await axe?.run(asked))?.violations
  }, contrastOnly)
}

const contrastOnly = { ...onlyFaults, runOnly: { type: 'rule', values: ['color-contrast'] } }

/** Runs a look at the page in light and then in dark, and says which of them each finding is of. */
export async function inBothThemes(
  page: Page,
  findings: (page: Page, theme: Theme) => Promise<string[]>,
): Promise<string[]> {
  const all: string[] = []
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    all.push(...(await findings(page, theme)).map((finding) => `${theme}: ${finding}`))
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return all
}

/** Elements that stick out sideways at 320 px (WCAG 1.4.10), empty when the page reflows; the old size is put back. */
export async function overflowAt320(page: Page): Promise<string[]> {
  const before = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 800 })
  const sticksOut = await page.evaluate(() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > width + 1,
    )
    const named = wide.map(
      (element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`,
    )
    return [`the page is ${document.documentElement.scrollWidth} px wide`, ...named.slice(0, 10)]
  })
  if (before) await page.setViewportSize(before)
  return sticksOut
}
