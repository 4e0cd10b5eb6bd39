import type { Browser, Locator, Page } from 'playwright-core'
import type { TestContext } from 'vitest'
import type { Desk } from '#app/desk.ts'
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
import { signIn } from '../support/desk.ts'

/** Somebody at a desk: their page, what went wrong on it so far, and the desk's API as its owner. */
export type Visit = GuardedPage & { desk: Desk; ask: Awaited<ReturnType<typeof signIn>> }

/** One browser for a file of journeys. Call `close` when the file is done. */
export async function openVisits(): Promise<{
  /** Opens a browser window at a desk. Skips the test out loud where no browser starts. */
  visit(context: TestContext, desk: Desk, look?: Look): Promise<Visit>
  /** Skips the test out loud where no browser starts, before anything else is opened. */
  need(context: TestContext): Browser
  close(): Promise<void>
}> {
  const browser = await launchBrowser().catch(orMissing)
  const need = (context: TestContext): Browser => useBrowser(browser, context)
  return {
    need,
    async visit(context, desk, look = {}) {
      const guarded = await openPage(need(context), desk.url, look)
      return { ...guarded, desk, ask: await signIn(desk) }
    },
    close: async () => {
      if (!(browser instanceof BrowserMissing)) await browser.close()
    },
  }
}

/** Signs a window in at a desk whose first five minutes are over, and opens a page there. */
export async function signInAt({ page, desk, ask }: Visit, path: string): Promise<void> {
  await ask('/api/session', { method: 'PATCH', body: { welcomed: true } })
  await page.goto(await desk.signInLink())
  if (path !== '/now') await page.goto(path)
  await page.locator('main h1').first().waitFor()
}

/** The text of what has the focus. */
export function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? '')
}

/**
 * What axe finds in both themes, and what sticks out at 320 px, one line each. Looked at on a window as high as the page: what a
 * bar at its bottom covers while one scrolls is no fault.
 */
export async function faultsOf(page: Page): Promise<string[]> {
  const before = page.viewportSize() ?? { width: 1280, height: 800 }
  await page.setViewportSize({ width: before.width, height: 3000 })
  const seen = await inBothThemes(page, axeViolations)
  await page.setViewportSize(before)
  return [...seen, ...(await overflowAt320(page))].map((fault) => `${page.url()}: ${fault}`)
}

/** The words a person sees there, with plain spaces for the ones that do not break. */
export async function wordsOf(locator: Locator): Promise<string> {
  return (await locator.innerText()).replaceAll(/[\u00A0\u202F]/gu, ' ')
}
