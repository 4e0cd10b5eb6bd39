import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { dayMs } from '#kernel/time.ts'
import { axeViolations, inBothThemes, overflowAt320, type Look } from '../support/browser.ts'
import { openTown } from '../support/desk.ts'
import { openVisits, signInAt, type Visit } from './visit.ts'

// Every page of the desk as it really is, with real data on it, in both languages and themes and on the narrowest phone.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

const tags = { en: 'en-CA', fr: 'fr-CA' } as const
type Locale = keyof typeof tags

/** A page: where, what is there once it is drawn, and how its title begins in each language. */
type Place = { path: string; drawn: string; title: Record<Locale, RegExp> }

function places({ storyId, watchId, issueId }: Ids): Place[] {
  const same = (title: RegExp): Place['title'] => ({ en: title, fr: title })
  return [
    { path: '/now', drawn: '.story', title: { en: /^Now · /u, fr: /^Maintenant · /u } },
    { path: `/now/stories/${storyId}`, drawn: '.post-list li', title: same(/^.{10,} · Bellwether$/u) },
    { path: '/now/watches', drawn: '.entry', title: { en: /^Watches · /u, fr: /^Veilles · /u } },
    {
      path: '/now/watches/new',
      drawn: '.editor',
      title: { en: /^New watch · /u, fr: /^Nouvelle veille · /u },
    },
    { path: `/now/watches/${watchId}`, drawn: '.post-list', title: same(/ · Bellwether$/u) },
    { path: '/now/issues', drawn: '.entry', title: { en: /^Issues · /u, fr: /^Dossiers · /u } },
    { path: `/now/issues/${issueId}`, drawn: '.issue-title', title: same(/^.{10,} · Bellwether$/u) },
    {
      path: '/now/ledger',
      drawn: '.ledger-table tbody tr',
      title: { en: /^Lead over the news · /u, fr: /^Avance sur les nouvelles · /u },
    },
    { path: '/now/attention', drawn: '.attention-lists', title: same(/^Interruptions · /u) },
    { path: '/reactions', drawn: '.announcement', title: { en: /^Reactions · /u, fr: /^Réactions · /u } },
    {
      path: '/reactions/dashboards',
      drawn: '.announcement',
      title: { en: /^Dashboards · /u, fr: /^Tableaux de bord · /u },
    },
    {
      path: '/reactions/coding',
      drawn: '#month-title',
      title: { en: /^Coding check · /u, fr: /^Vérification du ton · /u },
    },
    { path: '/search?q=water+OR+eau', drawn: '.post-list li', title: same(/^water OR eau, /u) },
    { path: '/settings/sources', drawn: '.source', title: same(/^Sources · /u) },
    { path: '/settings', drawn: '.keys', title: { en: /^Settings · /u, fr: /^(Réglages|Paramètres) · /u } },
    {
      path: '/nowhere',
      drawn: 'h1',
      title: { en: /^There is no page here · /u, fr: /^Il n’y a (pas|aucune) .+ · /u },
    },
  ]
}

/** What is wrong with the page as it stands, each finding with where. */
async function faults(
  page: Page,
  where: string,
  { drawn, title }: Omit<Place, 'path'>,
  locale: Locale,
): Promise<string[]> {
  await page.locator(drawn).first().waitFor({ timeout: 20_000 })
  await page.locator(`html[lang="${tags[locale]}"]`).waitFor({ state: 'attached' })
  const found = [...(await inBothThemes(page, axeViolations)), ...(await overflowAt320(page))]
  if ((await page.locator('h1').count()) !== 1) found.push(`${await page.locator('h1').count()} h1`)
  if (!title[locale].test(await page.title())) found.push(`the title is “${await page.title()}”`)
  return found.map((finding) => `${locale} ${where}: ${finding}`)
}

type Ids = { storyId: string; watchId: string; issueId: string }

/** A watch, what was announced about it, a dashboard of it, and a story with posts, taken on: so that every page has something to show. */
async function fillDesk(visit: Visit): Promise<Ids> {
  const { ask } = visit
  const idOf = async (path: string, list: string): Promise<string> => {
    const answer = (await (await ask(path)).json()) as Record<string, { id: string }[]> // our own API
    return answer[list]?.[0]?.id ?? ''
  }
  const watchId = await follow(visit)
  const soon = { timeout: 45_000, interval: 300 }
  await expect.poll(() => idOf('/api/stories', 'stories'), soon).not.toBe('')
  const storyId = await idOf('/api/stories', 'stories')
  const taken = await ask(`/api/stories/${storyId}/take-on`, { method: 'POST', body: {} })
  expect(taken.status).toBe(201)
  const { id: issueId } = (await taken.json()) as { id: string }
  // Asking for the posts of the check draws them, once there are enough of a language.
  await expect.poll(() => idOf('/api/coding/items', 'items'), soon).not.toBe('')
  return { storyId, watchId, issueId }
}

/** Begins a watch and an announcement with it, and keeps it as a dashboard. */
async function follow({ ask, desk }: Visit): Promise<string> {
  const made = async (path: string, body: unknown): Promise<string> => {
    const answer = await ask(path, { method: 'POST', body })
    expect([path, answer.status]).toEqual([path, 201])
    return ((await answer.json()) as { id: string }).id
  }
  const nowMs = desk.listening.streamNowMs
  const watchId = await made('/api/watches', {
    ...{ name: 'Water', rule: 'water OR eau OR tap OR robinet OR river OR rivière OR snow OR neige OR bus' },
    ...{ purpose: 'Know what people say of the water.', owner: 'Newsroom' },
    endsAt: new Date(Math.max(Date.now(), nowMs) + 30 * dayMs).toISOString(),
  })
  const startedAt = new Date(nowMs).toISOString()
  await made('/api/announcements', { title: 'Pipes are flushed', startedAt, watchIds: [watchId] })
  const range = { kind: 'last', hours: 24 }
  await made('/api/dashboards', { name: 'Water', watchIds: [watchId], range, layout: 'series' })
  return watchId
}

test(
  'every page: nothing for axe to say, nothing wider than a phone, its own title and language, no error',
  { timeout: 240_000 },
  async (context) => {
    visits.need(context)
    const desk = await openTown('brown-water')
    onTestFinished(() => desk.close())
    const look: Look = { widthPx: 1280, heightPx: 900 }
    const visit = await visits.visit(context, desk, look)
    onTestFinished(visit.close)
    const { page, ask } = visit
    const found: string[] = []
    await page.goto(await desk.signInLink())
    const welcome = { drawn: '.welcome', title: { en: /^Welcome/u, fr: /^Bienvenue/u } }
    found.push(...(await faults(page, 'welcome', welcome, 'en')))
    const ids = await fillDesk(visit)
    await signInAt(visit, '/now')
    for (const locale of ['en', 'fr'] as const) {
      await ask('/api/session', { method: 'PATCH', body: { locale } })
      for (const place of places(ids)) {
        await page.goto(place.path)
        found.push(...(await faults(page, place.path, place, locale)))
      }
      const stranger = await visits.visit(context, desk, { ...look, locale: tags[locale] })
      await stranger.page.goto('/now')
      const signedOut = { drawn: '.signed-out', title: { en: /^Sign in · /u, fr: /^Se connecter · /u } }
      found.push(...(await faults(stranger.page, 'signed out', signedOut, locale)))
      found.push(...stranger.problems().filter((problem) => !problem.includes('401')))
      await stranger.close()
    }
    expect([...found, ...visit.problems()]).toEqual([])
  },
)
