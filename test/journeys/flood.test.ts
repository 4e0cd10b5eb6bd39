import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { havreClairPlaces } from '#networks/practice/places.ts'
import { openTown } from '../support/desk.ts'
import { openVisits, signInAt, wordsOf } from './visit.ts'

// The flood day: what rises is what a person would call it (which street, which bridge, who asks what), not loose words.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

const flood = /river|rivière|flood|inond|water|l’eau|sandbag|sacs? de sable/iu
const placeNames = havreClairPlaces
  .flatMap(({ kind, name, aliases }) => (kind === 'street' || kind === 'landmark' ? [name, ...aliases] : []))
  .map((name) => name.toLowerCase())

const namesPlace = (text: string): boolean => placeNames.some((name) => text.toLowerCase().includes(name))

test('on the flood day stories rise that name the river, the streets, and what people ask', async (context) => {
  visits.need(context)
  const desk = await openTown('flood')
  onTestFinished(() => desk.close())
  const visit = await visits.visit(context, desk, { locale: 'fr-CA', widthPx: 390, heightPx: 844 })
  onTestFinished(visit.close)
  await visit.ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
  await signInAt(visit, '/now')
  const { page } = visit
  const cards = page.locator('.story')

  // Headlines, not only counts: a person reads the river and the place in the same story.
  const recognised = async (): Promise<string[]> => {
    const said = await Promise.all((await cards.all()).map((card) => wordsOf(card.locator('.story-main'))))
    return said.filter((text) => flood.test(text) && namesPlace(text))
  }
  await expect.poll(async () => (await recognised()).length, { timeout: 45_000 }).toBeGreaterThanOrEqual(1)

  // At least one shows people asking something, and one of its posts is that question.
  const asking = cards
    .filter({ hasText: /posent? une question/u })
    .filter({ hasText: flood })
    .first()
  await asking.waitFor({ timeout: 45_000 })
  await asking.getByRole('link', { name: /^Tout voir|^Voir/u }).click()
  await page.waitForURL('**/now/stories/*')
  await page.locator('.post-list').getByText('Question').first().waitFor()

  // The words that rose are of the flood, and places of the town are among where it is said.
  const terms = await wordsOf(page.locator('table').first())
  expect(terms).toMatch(flood)
  expect(namesPlace(await wordsOf(page.locator('.share').first()))).toBe(true)
  expect(visit.problems()).toEqual([])
})
