import type { Page } from 'playwright-core'
import { onTestFinished, type TestContext } from 'vitest'
import type { Desk } from '#app/desk.ts'
import { joinDesk, type Joined } from '../support/people.ts'
import type { openVisits, Visit } from './visit.ts'

/** An office of two beside its owner: Wen writes, Ana approves. `page` is the window of whoever signs in next. */
export type Office = { desk: Desk; visit: Visit; page: Page; wen: Joined; ana: Joined }

/** Opens one at a desk, in a window of that width. */
export async function openOffice(
  visits: Awaited<ReturnType<typeof openVisits>>,
  context: TestContext,
  desk: Desk,
  widthPx = 1280,
): Promise<Office> {
  const visit = await visits.visit(context, desk, { widthPx, heightPx: 844 })
  onTestFinished(visit.close)
  await visit.ask('/api/session', { method: 'PATCH', body: { welcomed: true } })
  const wen = await joinDesk(desk, { name: 'Wen', teams: ['Communications'] })
  const ana = await joinDesk(desk, { name: 'Ana', teams: ['Approvers'] })
  return { desk, visit, page: visit.page, wen, ana }
}

/** Signs somebody in at a window and opens a page there. */
export async function signInTo(page: Page, joined: Joined, path: string): Promise<void> {
  await page.goto(await joined.signInLink())
  await page.goto(path)
  await page.locator('main h1').first().waitFor()
}
