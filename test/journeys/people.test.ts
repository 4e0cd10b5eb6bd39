import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test, type TestContext } from 'vitest'
import { z } from 'zod'
import { Session } from '#access/contract.ts'
import { PeopleList } from '#access/people/contract.ts'
import { dayMs } from '#kernel/time.ts'
import { axeViolations, inBothThemes, overflowAt320 } from '../support/browser.ts'
import { openTown, type Ask } from '../support/desk.ts'
import { freshen } from '../support/passkeys.ts'
import { joinDesk } from '../support/people.ts'
import { openVisits, signInAt, wordsOf, type Visit } from './visit.ts'

// A desk grows from one person to several: invited, made an owner, asked to confirm, handed over, gone.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

/** Several browsers and a desk on a busy machine. */
const longest = { timeout: 150_000 }

const idOf = async (ask: Ask): Promise<string> =>
  Session.parse(await (await ask('/api/session')).json()).person.id

/** An owner called Sam at the page of people of a new desk, just having proved who they are. */
async function samAtPeople(context: TestContext): Promise<Visit> {
  visits.need(context)
  const desk = await openTown('quiet', 1)
  onTestFinished(() => desk.close())
  const visit = await visits.visit(context, desk)
  onTestFinished(visit.close)
  await visit.ask('/api/session', { method: 'PATCH', body: { name: 'Sam Tremblay' } })
  await signInAt(visit, '/settings/people')
  await freshen(desk, await idOf(visit.ask))
  return visit
}

/** Another browser in which somebody opens their link. */
async function windowAt(context: TestContext, { desk }: Visit, link: string): Promise<Visit> {
  const visit = await visits.visit(context, desk)
  onTestFinished(visit.close)
  await visit.page.goto(link)
  await visit.page.locator('main h1').first().waitFor()
  return visit
}

/** By keyboard alone: opens the dialog, writes the name, makes the link. Says what the link is. */
async function invite(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'Invite somebody' }).press('Enter')
  await page.getByRole('button', { name: 'Make the link' }).waitFor()
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  const shown = page.getByLabel('Link, shown this once')
  await shown.waitFor()
  expect(await wordsOf(page.getByRole('alertdialog'))).toContain(`signed in as ${name}`)
  const link = await shown.inputValue()
  await page.getByRole('button', { name: 'Done' }).press('Enter')
  await page.getByRole('cell', { name: 'a link that waits' }).waitFor()
  return link
}

async function makeOwner(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.getByRole('button', { name: 'Make an owner' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'What this changes' })
  await dialog.getByText('Becomes an owner: may do everything, everywhere').waitFor()
  await dialog.getByRole('button', { name: 'Make this change' }).press('Enter')
  await page.getByText('Changed.').waitFor()
  await page.getByRole('button', { name: 'No longer an owner' }).waitFor()
}

/** A team that approves in French, with Lee in it, as the form is filled. */
async function proposeTeam(page: Page): Promise<void> {
  await page.goto('/settings/teams/new')
  await page.getByRole('button', { name: 'See what this changes' }).press('Enter')
  await page.getByRole('alert').getByText('Give the team a name in both languages').first().waitFor()
  await page.getByLabel('Name in English').fill('French desk')
  await page.getByLabel('Name in French').fill('Rédaction française')
  await page.getByRole('checkbox', { name: 'Lee Wong' }).press('Space')
  await page.getByRole('button', { name: 'Add a place' }).press('Enter')
  await page.getByLabel('Language', { exact: true }).selectOption('fr')
  await page.getByRole('checkbox', { name: 'Approve', exact: true }).press('Space')
  await page.getByText('May approve on every account, in French, in every lane').waitFor()
  await page.getByRole('button', { name: 'See what this changes' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Another owner must confirm this within 7 days.').waitFor()
  expect(await wordsOf(dialog)).toMatch(/Lee Wong\s+May from now on read the desk/u)
  await dialog.getByRole('button', { name: 'Propose this change' }).press('Enter')
  await page.waitForURL('**/settings/changes')
  await page.getByText('Somebody else must confirm what you proposed.').waitFor()
}

test(
  'an owner invites a colleague and makes them an owner; from then on a change waits for the second person',
  longest,
  async (context) => {
    const sam = await samAtPeople(context)
    await sam.page.getByRole('heading', { name: 'This desk has one owner' }).waitFor()
    const link = await invite(sam.page, 'Maya Okafor')
    const maya = await windowAt(context, sam, link)
    await maya.page.getByRole('heading', { name: 'You are in' }).waitFor()
    await joinDesk(sam.desk, { name: 'Lee Wong' })
    await sam.page.reload()
    await makeOwner(sam.page, 'Maya Okafor')
    await sam.page.goto('/settings/people')
    await sam.page.getByText('A change of permissions needs a second owner.').waitFor()
    expect(await sam.page.getByText('This desk has one owner').count()).toBe(0)
    await proposeTeam(sam.page)
    const people = PeopleList.parse(await (await sam.ask('/api/people')).json()).people
    await freshen(sam.desk, people.find(({ name }) => name === 'Maya Okafor')?.id ?? '')
    await maya.page.goto('/settings/changes')
    await maya.page.getByText('New team: French desk').waitFor()
    await maya.page.getByRole('button', { name: 'Confirm: New team: French desk' }).press('Enter')
    await maya.page.getByText('confirmed by Maya Okafor').waitFor()
    await maya.page.goto('/settings/who-may?language=fr')
    const approve = maya.page.locator('.verb-cards > li').filter({ hasText: 'Approve' })
    await approve.getByText('through French desk').waitFor()
    expect(await wordsOf(approve)).toMatch(/Lee Wong through French desk/u)
    expect(sam.problems()).toEqual([])
    // Until she was an owner the desk was closed to her, and the browser says so.
    expect(maya.problems().filter((one) => !one.includes('403 (Forbidden)'))).toEqual([])
  },
)

test(
  'somebody leaves: what they looked after goes to a colleague in one press, and who may publish shows it',
  longest,
  async (context) => {
    const sam = await samAtPeople(context)
    const lee = await joinDesk(sam.desk, { name: 'Lee Wong', teams: ['Communications', 'Approvers'] })
    await joinDesk(sam.desk, { name: 'Maya Okafor', teams: ['Approvers'] })
    const begun = await lee.ask('/api/watches', {
      method: 'POST',
      body: {
        ...{ name: 'Mill Street bridge', rule: '"Mill Street" bridge', owner: 'Lee Wong' },
        purpose: 'Hear how the closure of the bridge is taken.',
        endsAt: new Date(Date.now() + 20 * dayMs).toISOString(),
      },
    })
    expect(begun.status).toBe(201)
    const { page } = sam
    await page.goto(`/settings/people/${lee.id}`)
    await page.getByRole('link', { name: 'Mill Street bridge' }).waitFor()
    const go = page.getByRole('button', { name: 'Hand over and end access' })
    expect(await go.isDisabled()).toBe(true)
    await page.getByLabel('Who takes over what they look after').selectOption('Maya Okafor')
    await go.press('Enter')
    const asked = page.getByRole('alertdialog')
    expect(await wordsOf(asked)).toContain('One thing goes to Maya Okafor.')
    await asked.getByRole('button', { name: 'Hand over and end access' }).press('Enter')
    await page.getByText('Lee Wong has left. One thing was handed over.').waitFor()
    await page.getByText('One person has left').waitFor()
    expect((await lee.ask('/api/session')).status).toBe(401)
    const Watches = z.object({ watches: z.array(z.object({ name: z.string(), owner: z.string() })) })
    const { watches } = Watches.parse(await (await sam.ask('/api/watches')).json())
    expect(watches.find(({ name }) => name === 'Mill Street bridge')?.owner).toBe('Maya Okafor')
    await page.goto('/settings/who-may')
    await page.locator('.verb-cards').waitFor()
    expect(await wordsOf(page.locator('main'))).not.toContain('Lee Wong')
    expect(sam.problems()).toEqual([])
  },
)

test(
  'somebody without the right to it sees neither the pages nor the data of people',
  longest,
  async (context) => {
    const sam = await samAtPeople(context)
    const lee = await joinDesk(sam.desk, { name: 'Lee Wong', teams: ['Communications'] })
    for (const path of ['/api/people', '/api/teams', '/api/who-may', '/api/permissions/proposals'])
      expect([path, (await lee.ask(path)).status]).toEqual([path, 403])
    const { page, ...visit } = await windowAt(context, sam, await lee.signInLink())
    await page.goto('/settings')
    await page.locator('.more-settings').waitFor()
    expect(await wordsOf(page.locator('.more-settings'))).not.toMatch(/People|publish/u)
    for (const path of ['/settings/people', '/settings/teams/new', '/settings/who-may']) {
      await page.goto(path)
      await page.getByRole('heading', { name: 'There is no page here' }).waitFor()
    }
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    expect(await wordsOf(page.getByRole('dialog'))).not.toMatch(/Sam Tremblay|Who could publish/u)
    expect(visit.problems()).toEqual([])
  },
)

const titles: Readonly<Record<string, RegExp>> = {
  '/settings/people': /^Personnes · /u,
  '/settings/teams': /^Équipes · /u,
  '/settings/teams/new': /^Nouvelle équipe · /u,
  '/settings/changes': /^Modifications en attente · /u,
  '/settings/who-may': /^Qui pourrait publier sur ce compte en ce moment/u,
}

test(
  'every page of people reads in French, in both themes, and fits the narrowest phone',
  longest,
  async (context) => {
    const sam = await samAtPeople(context)
    const maya = await joinDesk(sam.desk, { name: 'Maya Okafor', owner: true })
    const lee = await joinDesk(sam.desk, { name: 'Lee Wong', teams: ['Approvers'], grants: ['write'] })
    await freshen(sam.desk, maya.id)
    const body = { kind: 'owner', personId: lee.id, to: true }
    expect((await maya.ask('/api/permissions/changes', { method: 'POST', body })).status).toBe(200)
    const { page } = sam
    await page.keyboard.press('Alt+Shift+L')
    await page.getByRole('button', { name: 'Inviter quelqu’un' }).waitFor()
    const found: string[] = []
    for (const path of [
      ...Object.keys(titles),
      `/settings/people/${lee.id}`,
      `/settings/teams/team-${lee.id}`,
    ]) {
      await page.goto(path)
      await page.locator('.people-pages .card').first().waitFor()
      expect(await page.title()).toMatch(titles[path] ?? /Lee Wong · /u)
      const faults = [...(await inBothThemes(page, axeViolations)), ...(await overflowAt320(page))]
      found.push(...faults.map((fault) => `${path}: ${fault}`))
    }
    expect(found).toEqual([])
    expect(sam.problems()).toEqual([])
  },
)
