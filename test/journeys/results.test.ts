import { mkdirSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { Message } from '#roles/publishing/contract.ts'
import { openTown } from '../support/desk.ts'
import { openOffice, signInTo, type Office } from './office.ts'
import { faultsOf, openVisits, wordsOf } from './visit.ts'

// What came of a message that went out to the practice town and to our own page: counted by itself, each place apart, with when; the
// page opened by a reader; a short address made, followed and counted; from there to the announcement that follows it.

let visits: Awaited<ReturnType<typeof openVisits>>
beforeAll(async () => {
  visits = await openVisits()
})
afterAll(() => visits.close())

const soon = { timeout: 90_000 }

async function answered(answer: Promise<Response>): Promise<unknown> {
  const { status, ok } = await answer
  if (!ok) throw new Error(`refused: ${status} ${await (await answer).text()}`)
  return status === 204 ? undefined : (await answer).json()
}

/** A message in both languages to every account there is, written by Wen, approved and sent by Ana. */
async function send({ wen, ana }: Office): Promise<string> {
  const { accounts } = (await answered(wen.ask('/api/accounts'))) as { accounts: { id: string }[] }
  const texts = {
    en: 'Water is off on Mill Street until six.',
    fr: 'L’eau est coupée rue du Moulin jusqu’à 18 h.',
  }
  const versions = accounts.flatMap(({ id: account }) =>
    Object.entries(texts).map(([language, text]) => ({ account, language, text })),
  )
  const form = { title: 'Water', lane: 'normal', versions }
  const made = Message.parse(await answered(wen.ask('/api/messages', { method: 'POST', body: form })))
  await answered(
    wen.ask(`/api/messages/${made.id}/ask`, { method: 'POST', body: { revision: made.revision } }),
  )
  const shown = made.versions.map(({ content: { account, language }, sha256 }) => ({
    account,
    language,
    sha256,
  }))
  const item = encodeURIComponent(`message:${made.id}`)
  await answered(ana.ask(`/api/approvals/${item}/approve`, { method: 'POST', body: { versions: shown } }))
  await answered(
    ana.ask(`/api/messages/${made.id}/send`, { method: 'POST', body: { revision: made.revision } }),
  )
  return made.id
}

test(
  'what came of a message stands on it, each place by itself with when it was counted, and leads on to its announcement',
  { timeout: 600_000 },
  async (context) => {
    visits.need(context)
    const desk = await openTown('quiet')
    onTestFinished(() => desk.close())
    const office = await openOffice(visits, context, desk)
    const { page, wen, ana } = office
    const found: string[] = []
    const id = await send(office)
    await signInTo(page, wen, `/publish/${id}`)
    const card = page.getByRole('region', { name: 'What came of it' })
    await card.getByText('Not counted yet.').first().waitFor(soon)
    expect(await wordsOf(card)).toContain('Nothing is added up')

    const reader = await visits.visit(context, desk)
    onTestFinished(reader.close)
    await reader.page.goto('/p?lang=en')
    await reader.page.getByRole('link', { name: 'Water is off on Mill Street until six.' }).press('Enter')
    await reader.page.getByRole('heading', { level: 1 }).waitFor()
    await reader.page.goto('/p?lang=fr&q=coupee')
    await reader.page.getByRole('link', { name: /L’eau est coupée/ }).waitFor()
    found.push(...(await faultsOf(reader.page)))

    // A quarter of an hour later.
    await expect
      .poll(async () => (await sql`select 1 from result_readings`.execute(desk.store.db)).rows.length, soon)
      .toBeGreaterThanOrEqual(2)
    await sql`update result_readings set next_at = now()`.execute(desk.store.db)
    await expect
      .poll(
        async () =>
          (await sql`select 1 from result_readings where read_at is not null`.execute(desk.store.db)).rows
            .length,
        soon,
      )
      .toBeGreaterThanOrEqual(2)
    await expect
      .poll(
        async () =>
          (
            await sql`select 1 from own_page_visits where who = 'robots' or who = 'people'`.execute(
              desk.store.db,
            )
          ).rows.length,
        soon,
      )
      .toBeGreaterThanOrEqual(1)
    await page.reload()
    await card.getByText('Likes').first().waitFor(soon)
    expect(await wordsOf(card)).toMatch(/Counted .* next /u)
    expect(await wordsOf(card)).toContain('Opened by people')
    found.push(...(await faultsOf(page)))
    if (process.env['SHOTS'] !== undefined) {
      mkdirSync(process.env['SHOTS'], { recursive: true })
      await card.screenshot({ path: `${process.env['SHOTS']}/results.png` })
    }

    await page.goto('/publish')
    await page.getByRole('link', { name: 'Short addresses' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Short addresses' }).waitFor()
    await page.getByRole('textbox', { name: 'Address to make short' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Write or paste an address').waitFor()
    await page.keyboard.type('https://havre-clair.example/services/water/outages')
    await page.keyboard.press('Enter')
    await page.getByText(/^New: http.* leads to https:\/\/havre-clair\.example/u).waitFor(soon)
    const said = await page.getByText(/^New: http/u).innerText()
    const short = /http\S+\/l\/[a-z2-9]{6}/u.exec(said)?.[0] ?? ''
    expect((await fetch(short, { redirect: 'manual' })).headers.get('location')).toBe(
      'https://havre-clair.example/services/water/outages',
    )
    await page.reload()
    const table = page.getByRole('region', { name: 'Short addresses and how often each was opened' })
    await table.waitFor()
    found.push(...(await faultsOf(page)))
    if (process.env['SHOTS'] !== undefined)
      await page.screenshot({ path: `${process.env['SHOTS']}/links.png` })

    await answered(wen.ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } }))
    await page.goto('/publish/links')
    await page.getByRole('heading', { level: 1, name: 'Adresses courtes' }).waitFor()
    found.push(...(await faultsOf(page)))
    await page.goto(`/publish/${id}`)
    await page
      .getByRole('region', { name: 'Ce qui en est résulté' })
      .getByText('Mentions J’aime')
      .first()
      .waitFor(soon)
    found.push(...(await faultsOf(page)))
    if (process.env['SHOTS'] !== undefined)
      await page
        .getByRole('region', { name: 'Ce qui en est résulté' })
        .screenshot({ path: `${process.env['SHOTS']}/results-fr.png` })

    await signInTo(page, ana, `/publish/${id}`)
    const lead = page.getByRole('link', { name: 'See how it landed' })
    if ((await lead.count()) > 0) {
      await lead.press('Enter')
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(new URL(page.url()).search).toContain(`message=${id}`)
    }
    expect([...found, ...office.visit.problems(), ...reader.problems()]).toEqual([])
  },
)
