import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { createApi } from '#api/api.ts'
import { openAssets, type ScreenNeeds } from '#api/assets.ts'
import { listen } from '#api/listen.ts'
import { silentLog } from '#kernel/log.ts'
import { testFolder } from '#store/test-store.ts'
import { openPage } from '../support/browser.ts'
import { freePort } from '../support/free-port.ts'
import { openVisits } from './visit.ts'

// The worker of the desk in a real browser, in front of the built screens and a server without a desk: one build follows another, the
// server goes away, and the worker is taken back.

let visits: Awaited<ReturnType<typeof openVisits>>
beforeAll(async () => {
  visits = await openVisits()
})
afterAll(() => visits.close())

const soon = { timeout: 30_000 }

/** A copy of the built screens, as a build of another name: its worker and its start page differ. */
function anotherBuild(): string {
  const folder = testFolder()
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(fileURLToPath(new URL('../../dist/web', import.meta.url)), folder, { recursive: true })
  const worker = readFileSync(join(folder, 'desk-worker.js'), 'utf8')
  writeFileSync(join(folder, 'desk-worker.js'), worker.replace(/\bname:"[0-9a-f]{12}"/u, 'name:"another"'))
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  writeFileSync(
    join(folder, 'index.html'),
    page.replace('<title>', '<meta name="build" content="another"><title>'),
  )
  return folder
}

async function serve(port: number, folder: string, screens: ScreenNeeds = {}): Promise<() => Promise<void>> {
  const api = createApi<object>({
    ...{ log: silentLog, sessionOf: async () => undefined, screens },
    assets: await openAssets(folder),
  })
  const listening = await listen(api, { port, host: '127.0.0.1' })
  return () => listening.close(0)
}

const caches = (page: Page): Promise<string[]> => page.evaluate(() => window.caches.keys())
const workers = (page: Page): Promise<number> =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)
/** Whether no new worker is on its way. */
const isSettled = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const { installing, waiting, active } = (await navigator.serviceWorker.getRegistration()) ?? {}
    return installing === null && waiting === null && active?.state === 'activated'
  })
const update = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update()
  })

/** Whether a window beside this one is told by the browser itself that nobody answers. */
async function isNotThere(page: Page, path: string): Promise<void> {
  const beside = await page.context().newPage()
  await expect(beside.goto(path)).rejects.toThrow('ERR_CONNECTION_REFUSED')
  await beside.close()
}

test(
  'the worker opens the screens without a server, leaves the public alone, follows a new build, and goes when it is told to',
  { timeout: 120_000 },
  async (context) => {
    const browser = visits.need(context)
    const port = await freePort()
    const built = fileURLToPath(new URL('../../dist/web', import.meta.url))
    let stop = await serve(port, built)
    const { page, close } = await openPage(browser, `http://127.0.0.1:${port}`, { workers: true })
    onTestFinished(close)
    await page.goto('/now')
    await page.evaluate(() => navigator.serviceWorker.register('/desk-worker.js?places=now.publish'))
    await expect
      .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state), soon)
      .toBe('activated')

    // The server is gone: its screens open, all else says what a browser says.
    await stop()
    await page.goto('/publish/new')
    await page.getByRole('heading', { name: 'The desk does not answer' }).waitFor(soon)
    for (const path of ['/p', '/subscribe', '/who', '/sign-in/abc', '/api/session', '/elsewhere'])
      await isNotThere(page, path)

    // Another build takes over; what the page that stands open may still ask for stays.
    stop = await serve(port, anotherBuild())
    await update(page)
    await expect.poll(() => isSettled(page), soon).toBe(true)
    expect(await caches(page)).toEqual([expect.stringMatching(/^bw-desk [0-9a-f]{12}$/u), 'bw-desk another'])
    await stop()
    await page.goto('/now')
    expect(await page.locator('meta[name="build"]').getAttribute('content')).toBe('another')

    // Whoever runs the desk forbids it.
    stop = await serve(port, built, { onlineOnly: true })
    await page.goto('/now')
    await update(page)
    await expect.poll(() => workers(page), soon).toBe(0)
    expect(await caches(page)).toEqual([])
    await stop()
    await isNotThere(page, '/now')
  },
)
