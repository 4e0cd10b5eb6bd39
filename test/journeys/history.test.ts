import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { ZipFile } from 'yazl'
import { testFolder } from '#store/test-store.ts'
import { openTown } from '../support/desk.ts'
import { joinDesk } from '../support/people.ts'
import { openOffice, signInTo } from './office.ts'
import { faultsOf, openVisits, wordsOf, type Visit } from './visit.ts'

// What was said before this desk: the archive of X brought in, row by row, twice without doubles; searched; a bad file refused in words;
// put on record by an archivist, with entries that stay when it is taken out again by keyboard; and everything taken home as a table.

let visits: Awaited<ReturnType<typeof openVisits>>
beforeAll(async () => {
  visits = await openVisits()
})
afterAll(() => visits.close())

const tweets = [
  ['1', 'Les rues près de la rivière ont été évacuées'],
  ['2', 'RT @other: not ours'],
  ['3', 'The pool is closed until Monday'],
].map(([id_str, full_text]) => ({
  tweet: {
    id_str,
    full_text,
    created_at: 'Wed Oct 10 20:19:24 +0000 2018',
    lang: id_str === '1' ? 'fr' : 'en',
  },
}))

/** An archive as X gives it out. */
async function archive(): Promise<string> {
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from(`window.YTD.tweets.part0 = ${JSON.stringify(tweets)}`), 'data/tweets.js')
  zip.addBuffer(
    Buffer.from('window.YTD.account.part0 = [{"account":{"username":"havreclair"}}]'),
    'data/account.js',
  )
  zip.end()
  const parts: Buffer[] = []
  for await (const part of zip.outputStream) parts.push(Buffer.from(part))
  const path = join(testFolder(), 'twitter-2018.zip')
  writeFileSync(path, Buffer.concat(parts))
  return path
}

test(
  'an archive is brought in, told row by row, searched, and taken out again; what is no archive is refused in words',
  { timeout: 600_000 },
  async (context) => {
    visits.need(context)
    const desk = await openTown('quiet', 1)
    onTestFinished(() => desk.close())
    const { page, wen, visit } = await openOffice(visits, context, desk)
    const found: string[] = []
    await signInTo(page, wen, '/publish')
    await page.getByRole('link', { name: 'History' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'History' }).waitFor()
    await page.getByText('Nothing was said yet, and nothing was brought in.').waitFor()
    found.push(...(await faultsOf(page)))

    const wrong = join(testFolder(), 'holiday.zip')
    writeFileSync(wrong, 'no archive')
    const form = page.getByRole('region', { name: 'Bring an export in' })
    await form.getByLabel('File of the export').setInputFiles(wrong)
    await form.getByRole('button', { name: 'Bring an export in' }).press('Enter')
    await form.getByText('The posts in this file cannot be read.').waitFor()
    await form.getByLabel('File of the export').setInputFiles(await archive())
    await form.getByRole('button', { name: 'Bring an export in' }).press('Enter')
    await form.getByText('3 rows read: 2 brought in, 0 there already, 1 left out, 0 not taken.').waitFor()
    await form.getByText('What became of each row').press('Enter')
    expect(await wordsOf(form)).toContain('somebody else’s words')
    const list = page.getByRole('region', { name: 'What we said' })
    await list.getByText('The pool is closed until Monday').waitFor()
    expect(await wordsOf(list)).toMatch(/Imported/u)
    found.push(...(await faultsOf(page)))
    if (process.env['SHOTS'] !== undefined) {
      mkdirSync(process.env['SHOTS'], { recursive: true })
      await page.screenshot({ path: `${process.env['SHOTS']}/history.png`, fullPage: true })
    }
    await form.getByRole('button', { name: 'Bring an export in' }).press('Enter')
    await form.getByText('3 rows read: 0 brought in, 2 there already').waitFor()

    await page.getByRole('searchbox', { name: 'Words' }).fill('evacuees')
    await page.keyboard.press('Enter')
    await page.waitForURL(/q=evacuees/u)
    await list.getByText('Les rues près de la rivière ont été évacuées').waitFor()
    await expect.poll(() => list.getByText('The pool is closed until Monday').count()).toBe(0)
    const table = await wen.ask('/api/history/export.csv')
    expect(await table.text()).toContain('The pool is closed until Monday')

    found.push(...(await putOnRecord(visit)))
    await signInTo(page, wen, '/publish/history')
    await wen.ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
    await page.goto('/publish/history')
    await page.getByRole('heading', { level: 1, name: 'Historique' }).waitFor()
    await page.locator('.history-list').getByText('Importé', { exact: true }).first().waitFor()
    found.push(...(await faultsOf(page)))
    if (process.env['SHOTS'] !== undefined) {
      await page.setViewportSize({ width: 390, height: 844 })
      await page.screenshot({ path: `${process.env['SHOTS']}/history-fr-390.png`, fullPage: true })
      await page.setViewportSize({ width: 1280, height: 844 })
    }
    await page.getByRole('button', { name: 'Retirer twitter-2018.zip' }).press('Enter')
    const question = page.getByRole('alertdialog')
    await question.getByText('Rien ne change sur le réseau.').waitFor()
    expect(await wordsOf(question)).toContain('2 d’entre eux sont aux archives et y restent')
    // Enter pressed twice takes nothing out.
    await page.keyboard.press('Enter')
    await question.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Retirer twitter-2018.zip' }).press('Enter')
    await question.getByRole('button', { name: 'Retirer', exact: true }).press('Enter')
    await page.getByText('Rien n’a encore été dit').waitFor()
    expect([...found, ...visit.problems().filter((problem) => !problem.includes('422'))]).toEqual([])
  },
)

/** An archivist finds one post and puts it on record, then the whole import, and opens the entry of the archive. */
async function putOnRecord({ desk, page }: Visit): Promise<string[]> {
  const archivist = await joinDesk(desk, { name: 'Rémi', teams: ['Records'] })
  await signInTo(page, archivist, '/publish/history?q=evacuees')
  await page.getByRole('button', { name: 'Put the imported ones found on record…' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('One post becomes an entry of the archive.').waitFor()
  await dialog.getByRole('button', { name: 'Put on record' }).press('Enter')
  await dialog.getByText('Give a reason of at least three letters.').first().waitFor()
  await dialog.getByLabel('Reason, and where it comes from').fill('Deposit 2026-4')
  const found = await faultsOf(page)
  await dialog.getByRole('button', { name: 'Put on record' }).press('Enter')
  const runs = page.getByRole('region', { name: 'Put on record' })
  await runs.getByText('One post put on record.').waitFor()
  await page.getByText('1 of 2 on record.').waitFor()
  await page.getByRole('button', { name: 'Put twitter-2018.zip on record…' }).press('Enter')
  await dialog.getByText('One more is on record already.').waitFor()
  await dialog.getByLabel('Reason, and where it comes from').fill('Deposit 2026-4, the rest')
  await dialog.getByRole('button', { name: 'Put on record' }).press('Enter')
  await runs.getByText('One post put on record. One was on record already.').waitFor()
  await page.getByText('All of it is on record.').waitFor()
  found.push(...(await faultsOf(page)))
  if (process.env['SHOTS'] !== undefined)
    await page.screenshot({ path: `${process.env['SHOTS']}/history-on-record.png`, fullPage: true })
  await page.getByRole('link', { name: 'On record' }).press('Enter')
  await page.getByText('This desk did not send it.').first().waitFor()
  const entry = await wordsOf(page.getByRole('main'))
  expect(entry).toMatch(/Sent from this desk\s+no/u)
  expect(entry).toContain('Deposit 2026-4')
  return [...found, ...(await faultsOf(page))]
}
