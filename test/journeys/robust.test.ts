import { rmSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { testFolder } from '#store/test-store.ts'
import { openPage } from '../support/browser.ts'
import { freePort } from '../support/free-port.ts'
import { begin, signInLinkOf, type Started } from './program.ts'
import { openVisits, wordsOf } from './visit.ts'

// What happens to the people at the screen when the desk is killed and comes back, and when one of two windows signs out.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

const soon = { timeout: 60_000 }

async function takenOnIsSeenByBoth(one: Page, two: Page): Promise<void> {
  const risen = one.locator('.story').first()
  await risen.waitFor(soon)
  await risen.getByRole('button', { name: 'Take on' }).click()
  await one.getByRole('dialog').getByRole('button', { name: 'Take on' }).click()
  await one.getByText('Taken on by').waitFor()
  await two.getByRole('link', { name: 'Open the issue' }).first().waitFor(soon)
}

function badge(page: Page): Promise<string> {
  return wordsOf(page.getByRole('group', { name: 'Where the data comes from' }))
}

test(
  'the desk is killed and comes back: screens say how old they are, then go on; a sign-out reaches every window',
  { timeout: 150_000 },
  async (context) => {
    const browser = visits.need(context)
    const folder = testFolder()
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const port = await freePort()
    const start = (): Started => {
      const started = begin(
        folder,
        'start',
        '--source',
        'practice:brown-water',
        '--speed',
        '300',
        '--data-dir',
        'data',
        '--port',
        String(port),
      )
      onTestFinished(() => void started.child.kill('SIGKILL'))
      return started
    }
    const desk = start()
    const link = await signInLinkOf(desk)
    const { page: one, close } = await openPage(browser, new URL(link).origin)
    onTestFinished(close)
    await one.goto(link)
    await one.getByRole('button', { name: 'Start listening' }).click()
    // The welcome is over in every window once it is over in one.
    await one.getByRole('heading', { name: 'Now', exact: true }).waitFor()
    const two = await one.context().newPage()
    await two.goto('/now')
    // A browser lets a window in the background sleep; people press in the one in front.
    await one.bringToFront()
    await takenOnIsSeenByBoth(one, two)

    desk.child.kill('SIGKILL')
    await desk.ended
    await expect.poll(() => badge(one), soon).toMatch(/Line lost, (under 1|\d+) min old/u)
    expect(await one.locator('.story').count()).toBeGreaterThan(0)
    const again = start()
    const secondLink = await signInLinkOf(again)
    expect(new URL(secondLink).port).toBe(String(port))
    await expect.poll(() => badge(one), soon).toMatch(/^Practice ×300$/u)
    const newest = one.locator('.column').first().locator('article[aria-posinset="1"]')
    await newest.waitFor(soon)
    const before = await wordsOf(newest)
    await expect.poll(() => wordsOf(newest), soon).not.toBe(before)
    await one.goto('/now/issues')
    await one.locator('.entry').first().waitFor()

    // One window signs out; the other shows no more either, by itself.
    await two.bringToFront()
    await two.getByRole('button', { name: /^Your menu/ }).click()
    await two.getByRole('menuitem', { name: 'Sign out' }).click()
    await two.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
    await one.getByRole('heading', { name: 'Sign in', exact: true }).waitFor(soon)
    await one.goto(secondLink)
    // The page that was open is the one that opens again.
    await one.getByRole('heading', { name: 'Issues', exact: true }).waitFor()
    const { page: stranger, close: closeStranger } = await openPage(browser, new URL(link).origin)
    onTestFinished(closeStranger)
    await stranger.goto(secondLink)
    await stranger.getByText('This link no longer works').first().waitFor()
  },
)
