import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Desk } from '#app/desk.ts'
import { dayMs, minuteMs } from '#kernel/time.ts'
import { inOrder, readPdf } from '#roles/reactions/reports/forms/test-pdf.ts'
import { openTown } from '../support/desk.ts'
import { faultsOf, openVisits, signInAt, wordsOf, type Visit } from './visit.ts'

// The council decides; how it landed becomes one page for the mayor: made, opened, printed, counted, and nothing changes in it.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

const soon = { timeout: 40_000 }

/** Follows the decision, and waits until the town has talked about it. */
async function followed({ ask, desk }: Visit): Promise<string> {
  const { streamNowMs } = desk.listening
  const watch = {
    ...{
      name: 'Council',
      rule: '(parking OR stationnement OR library OR bibliothèque OR council OR conseil)',
    },
    ...{ purpose: 'Hear how the council’s decision is received.', owner: 'Newsroom' },
    endsAt: new Date(Math.max(Date.now(), streamNowMs) + 60 * dayMs).toISOString(),
  }
  const body = {
    ...{ title: 'Libraries open on Sundays, market parking is paid', watchIds: [], newWatch: watch },
    text: 'From 1 January parking at Place du Marché costs two dollars an hour. Libraries open on Sundays.',
    startedAt: new Date(streamNowMs - minuteMs).toISOString(),
  }
  const made = await ask('/api/announcements', { method: 'POST', body })
  const said = (await made.json()) as { id: string }
  expect([made.status, said]).toEqual([201, expect.objectContaining({ id: expect.any(String) })])
  const posts = async (): Promise<number> => {
    const analysis = (await (await ask(`/api/announcements/${said.id}/analysis`)).json()) as {
      volume?: { posts: number }
    }
    return analysis.volume?.posts ?? 0
  }
  await expect.poll(posts, { ...soon, interval: 1000 }).toBeGreaterThan(40)
  return said.id
}

/** Makes a report by keyboard, and says where it is. */
async function madeReport(page: Page): Promise<string> {
  const card = page.getByRole('region', { name: 'Reports' })
  await card.getByText('No report yet.').waitFor()
  await card.getByText('This desk practises and sends no mail.').waitFor()
  await card.getByRole('button', { name: 'Make a report' }).press('Enter')
  const link = card.getByRole('link', { name: /^Open the report of/u })
  await link.waitFor(soon)
  return (await link.getAttribute('href')) ?? ''
}

async function reads(page: Page, address: string): Promise<void> {
  await page.goto(address)
  expect(await page.locator('html').getAttribute('lang')).toBe('en-CA')
  expect(await wordsOf(page.locator('.practice'))).toMatch(/Practice/u)
  const text = await wordsOf(page.locator('main'))
  expect(text).toMatch(/\d+ ?\n?posts by \d+ people/u)
  expect(text).toMatch(/From \d+ sources?, complete since/u)
  expect(text).toMatch(/Fingerprint [0-9a-f]{16}/u)
  await page.getByText('Show as a table, How much was said').press('Enter')
  const first = page
    .getByRole('group', { name: 'How much was said' })
    .getByRole('row')
    .nth(1)
    .getByRole('link')
  expect(await first.getAttribute('href')).toMatch(/\/reactions\/posts\?.*watches=/u)
}

const mailDesk = {
  ...{ schedules: [], mail: 'ready', timeZone: 'America/Toronto' },
  people: [{ id: 'ana', name: 'Ana Roy' }],
  addresses: [{ address: 'office@minister.example', name: 'Minister’s office' }],
}
const oddTime = {
  ...{ error: 'odd-time', skippedOn: '2027-03-14' },
  en: 'On some days the clocks of this zone jump over this time, or show it twice.',
  fr: 'Certains jours, les horloges de ce fuseau sautent cette heure ou l’affichent deux fois.',
}

/** A desk that practises sends no mail, so the answers of one that does are made up: what is looked at is the question. */
async function asksAboutTimes({ page }: Visit): Promise<void> {
  const sent: unknown[] = []
  const path = '**/api/announcements/*/report-schedules'
  await page.route(path, async (route) => {
    if (route.request().method() === 'GET') return route.fulfill({ json: mailDesk })
    sent.push(route.request().postDataJSON())
    return route.fulfill({ status: 409, json: oddTime })
  })
  await page.reload()
  await page.getByRole('button', { name: 'Plan a report by mail' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Plan a report by mail' })
  await dialog.getByRole('button', { name: 'Plan it' }).press('Enter')
  await dialog.getByRole('link', { name: 'Choose at least one person or address.' }).waitFor()
  await dialog.getByLabel('Ana Roy').check()
  await dialog.getByLabel('At', { exact: true }).fill('02:30')
  await dialog.getByRole('button', { name: 'Plan it' }).press('Enter')
  await dialog.getByLabel('On March 14, 2027 clocks jump over this time. What then?').waitFor()
  expect(sent).toEqual([expect.objectContaining({ people: ['ana'], atTime: '02:30', every: 'week' })])
  await shoot(page, 'report-plan')
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.unroute(path)
  await page.reload()
}

/** From the report to what was frozen for it: figures with their queries, the record with the same hash, posts as links; nothing to change. */
async function provesIt({ page, ask }: Visit, id: string): Promise<void> {
  await page.goto(`/reactions/announcements/${id}`)
  await page.getByRole('link', { name: /^Frozen figures of the report of/u }).press('Enter')
  await page.getByRole('heading', { name: 'What proves it' }).waitFor(soon)
  expect(await page.title()).toMatch(/^Frozen evidence: Libraries open on Sundays, .+ · Bellwether$/u)
  const proof = page.getByRole('region', { name: 'What proves it' })
  const evidenceId = /evidence\/([^/?]+)$/u.exec(page.url())?.[1] ?? ''
  const evidence = (await (await ask(`/api/evidence/${evidenceId}`)).json()) as Frozen
  await proof.getByText(evidence.sha256).waitFor()
  expect(await wordsOf(proof)).toMatch(
    /Asked for the reaction\s+Council \(parking OR .+ to .+See the posts still kept/su,
  )
  expect(await wordsOf(page.locator('.verdict .big').first())).toContain(
    String(evidence.analysis.volume.posts),
  )
  const links = page.getByRole('region', { name: 'The posts behind it' })
  expect(await wordsOf(links)).toMatch(/The figures name \d+ posts?\. (None|\d+) .+ no longer kept here\./u)
  for (const button of ['Mark answered', 'Freeze now', 'Change'])
    expect(await page.getByRole('button', { name: button, exact: true }).count()).toBe(0)
  await page.locator('.verdict .opener').first().press('Enter')
  await page.getByRole('dialog').locator('.post-list li').first().waitFor()
  await page.keyboard.press('Escape')
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'evidence-en')
  await page.keyboard.press('Alt+Shift+L')
  await page.getByRole('heading', { name: 'Ce qui en fait foi' }).waitFor()
  expect(await wordsOf(page.locator('main'))).not.toMatch(/\{|\bundefined\b|NaN/u)
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'evidence-fr')
  await page.keyboard.press('Alt+Shift+L')
  await proof.getByRole('link', { name: /^Entry [\d,]+ of the archive$/u }).press('Enter')
  await page.getByText(evidence.sha256).first().waitFor(soon)
}

type Frozen = { sha256: string; analysis: { volume: { posts: number } } }

/** A file of the report, as whoever is signed in downloads it. */
async function fileOf({ ask }: Visit, path: string): Promise<{ bytes: Buffer; type: string; name: string }> {
  const answer = await ask(path)
  expect([path, answer.status]).toEqual([path, 200])
  return {
    bytes: Buffer.from(await answer.arrayBuffer()),
    type: answer.headers.get('content-type') ?? '',
    name: answer.headers.get('content-disposition') ?? '',
  }
}

async function opensEverywhere(visit: Visit, id: string): Promise<void> {
  const pdf = await fileOf(visit, `/api/reports/${id}/pdf?lang=fr`)
  const read = readPdf(pdf.bytes)
  expect(read).toMatchObject({ lang: 'fr-CA', isMarked: true, isUa: true, showsTitle: true })
  const order = inOrder(read.root)
  expect(order.filter(({ type }) => type === 'H1')).toHaveLength(1)
  expect(order.filter(({ type }) => type === 'Figure').every(({ alt }) => (alt?.length ?? 0) > 20)).toBe(true)
  expect(pdf.name).toMatch(/filename="rapport-libraries-open-on-sundays.*\.pdf"/u)
  const csv = await fileOf(visit, `/api/reports/${id}/table.csv?lang=en`)
  const rows: string[][] = parse(csv.bytes, { bom: true })
  expect(rows.length).toBeGreaterThan(20)
  const png = await fileOf(visit, `/api/reports/${id}/pictures/volume?lang=en`)
  expect((await sharp(png.bytes).metadata()).width).toBe(1440)
  const folder = process.env['BELLWETHER_SHOTS']
  if (folder !== undefined) {
    await writeFile(join(folder, 'report.pdf'), pdf.bytes)
    await writeFile(join(folder, 'report-volume.png'), png.bytes)
  }
  expect((await visit.ask(`/api/reports/${id}/pictures/nothing`)).status).toBe(404)
  expect((await visit.ask('/api/reports/none/pdf')).status).toBe(404)
}

/** The same figures, although the town has gone on talking. */
async function staysTheSame(visit: Visit, id: string, desk: Desk): Promise<void> {
  const first = await fileOf(visit, `/api/reports/${id}/table.csv?lang=en`)
  const fromMs = desk.listening.streamNowMs
  await expect.poll(() => desk.listening.streamNowMs - fromMs, soon).toBeGreaterThan(15 * minuteMs)
  const later = await fileOf(visit, `/api/reports/${id}/table.csv?lang=en`)
  const figures = ({ bytes }: { bytes: Buffer }): string[] =>
    (parse(bytes, { bom: true }) as string[][]).flatMap((row) =>
      row[3] === '' ? [] : [row.slice(0, 4).join()],
    )
  expect(figures(later)).toEqual(figures(first))
}

async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['BELLWETHER_SHOTS']
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

test('a report on the council’s decision is made, opened in every form, and stays as it was', async (context) => {
  visits.need(context)
  const desk = await openTown('council')
  onTestFinished(() => desk.close())
  const visit = await visits.visit(context, desk)
  onTestFinished(() => visit.close())
  const id = await followed(visit)
  await signInAt(visit, `/reactions/announcements/${id}`)
  await asksAboutTimes(visit)
  const address = await madeReport(visit.page)
  await shoot(visit.page, 'report-card')
  const reportId = /\/api\/reports\/([^/]+)\/page/u.exec(address)?.[1] ?? ''
  await reads(visit.page, address)
  expect(await faultsOf(visit.page)).toEqual([])
  await shoot(visit.page, 'report-en')
  await visit.page.goto(address.replace('lang=en', 'lang=fr'))
  expect(await visit.page.locator('html').getAttribute('lang')).toBe('fr-CA')
  expect(await faultsOf(visit.page)).toEqual([])
  await shoot(visit.page, 'report-fr')
  await opensEverywhere(visit, reportId)
  await staysTheSame(visit, reportId, desk)
  await provesIt(visit, id)
  const records = (await (await visit.ask('/api/records?kind=report-made')).json()) as { entries: unknown[] }
  expect(records.entries).toHaveLength(1)
  // The browser itself tells of the made-up refusal.
  expect(visit.problems().filter((one) => !one.includes('409'))).toEqual([])
}, 400_000)
