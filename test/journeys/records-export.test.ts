import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openPromise } from 'yauzl'
import { testAct } from '#records/export/test-archive.ts'
import { keepRecord } from '#records/records.ts'
import { axeViolations, inBothThemes, overflowAt320 } from '../support/browser.ts'
import { openTown } from '../support/desk.ts'
import { freshen } from '../support/passkeys.ts'
import { run } from './program.ts'
import { openVisits, signInAt, wordsOf, type Visit } from './visit.ts'

// An access-to-information request from the question to the file on somebody else's computer.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

const soon = { timeout: 30_000 }

/** What the office did: thirty acts of four people for two accounts. */
async function doSomething({ desk }: Visit): Promise<void> {
  const acts = Array.from({ length: 30 }, (_, i) => testAct(i))
  await desk.store.inTransaction((tx) => keepRecord(tx, acts, Date.now()))
}

/** Whole in both themes and at 320 px. */
async function lookOf(page: Page): Promise<void> {
  expect(await overflowAt320(page)).toEqual([])
  expect(await inBothThemes(page, axeViolations)).toEqual([])
}

async function ask(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show what fits' }).click()
  await page.getByRole('alert').getByText('Say what the export is for.').waitFor()
  await page.getByLabel('What for').fill('A-2031-014')
  await page.getByLabel('Time', { exact: true }).selectOption('days7')
  await page.getByLabel('Account').selectOption('city')
  await lookOf(page)
  await page.getByLabel('What for').press('Enter')
  await page.getByText('15 entries fit the question').waitFor(soon)
}

/** Marks a name in the text of an entry, and blacks it out wherever it stands. */
async function blackOutAda(page: Page): Promise<void> {
  const entry = page.locator('.export-entry').filter({ hasText: 'Ada Tremblay' }).first()
  await entry.locator('.export-value', { hasText: 'Ada Tremblay' }).selectText()
  await entry.getByRole('button', { name: /^Black out in “By” of entry/u }).click()
  const dialog = page.getByRole('dialog')
  expect(await dialog.getByLabel('Words to black out').inputValue()).toBe('Ada Tremblay')
  await dialog.getByLabel('Where').selectOption('export')
  await dialog.getByLabel('Remark').fill('a citizen too')
  expect(await axeViolations(page)).toEqual([])
  await dialog.getByLabel('Remark').press('Enter')
  await page.getByText(/fields are black now/u).waitFor()
  await expect.poll(() => page.locator('.export-black').count()).toBeGreaterThan(0)
  expect(await page.locator('.export-entries').innerText()).not.toContain('Ada Tremblay')
  await lookOf(page)
}

/** A second decision, by keyboard alone, and taken back again. */
async function changeMind(page: Page): Promise<void> {
  const entry = page.locator('.export-entry').first()
  await entry.getByRole('button', { name: /^Black out in “Text”/u }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByLabel('Reason').selectOption('safety')
  await page.getByRole('dialog').getByRole('button', { name: 'Black out' }).press('Enter')
  await page.getByText('1 field is black now').waitFor()
  const undo = entry.getByRole('button', { name: /^Take back “Somebody could come to harm”/u })
  await undo.focus()
  await page.keyboard.press('Enter')
  await undo.waitFor({ state: 'detached' })
}

async function make(visit: Visit): Promise<void> {
  const { page } = visit
  const { person } = (await (await visit.ask('/api/session')).json()) as { person: { id: string } } // our own API
  await freshen(visit.desk, person.id)
  await page.getByRole('button', { name: 'Make the export' }).press('Enter')
  await page.getByRole('link', { name: /^Download/u }).waitFor(soon)
  await page.getByText('How whoever gets it can check it').waitFor()
  await lookOf(page)
}

async function download(page: Page, folder: string): Promise<string> {
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: /^Download/u }).click()
  const file = join(folder, 'export.zip')
  await (await coming).saveAs(file)
  return file
}

async function fingerprintOn(page: Page): Promise<string> {
  return (await page.locator('.export-copy code').first().innerText()).trim()
}

/** The page in the bundle, as whoever gets it sees it. */
async function lookAtPage(page: Page, file: string): Promise<void> {
  const zip = await openPromise(file)
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== 'index.html') continue
    const pieces: Buffer[] = []
    // No encoding is set, so the pieces are bytes.
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer)
    // Away from the desk first, whose own page policy would go on to hold.
    await page.goto('about:blank')
    await page.setContent(Buffer.concat(pieces).toString('utf8'))
  }
  zip.close()
  expect(await page.locator('tbody tr').count()).toBe(15)
  await lookOf(page)
}

/** What whoever gets the file does: the real program, no network, no desk. */
async function verifyElsewhere(file: string, fingerprint: string, folder: string): Promise<void> {
  const fine = await run(folder, 'records', 'verify', file, '--key', fingerprint)
  expect(fine.stdout).toContain('As it was written.')
  expect(fine.stdout).toMatch(/\d+ fields were blacked out by the office itself/u)
  expect(fine.code).toBe(0)
  const unasked = await run(folder, 'records', 'verify', file)
  expect(unasked.stdout).toContain('Compare its fingerprint with the one the office publishes')
  const bytes = await readFile(file)
  const at = bytes.indexOf('message:m10')
  expect(at).toBeGreaterThan(0)
  bytes[at] = 'n'.charCodeAt(0)
  const forged = join(folder, 'forged.zip')
  await writeFile(forged, bytes)
  const found = await run(folder, 'records', 'verify', forged, '--key', fingerprint, '--json')
  expect(found.code).toBe(1)
  const { finding } = JSON.parse(found.stdout) as { finding: { why: string; seq: number; file: string } } // our own
  expect(finding).toMatchObject({ why: 'altered', seq: seqOf(bytes, at), file: 'entries.jsonl' })
  const nobody = await run(folder, 'records', 'verify', join(folder, 'nowhere.zip'))
  expect(nobody.code).toBe(2)
}

/** The entry whose line that byte stands in. */
function seqOf(bytes: Buffer, at: number): number {
  const line = bytes.subarray(bytes.lastIndexOf('\n', at) + 1, at).toString('utf8')
  return Number(/^\{"seq":(\d+)/u.exec(line)?.[1])
}

test('an export: asked for, one name blacked out, made, downloaded, verified elsewhere, and one byte altered is named', async (context) => {
  visits.need(context)
  const folder = await mkdtemp(join(tmpdir(), 'bellwether-journey-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const desk = await openTown('brown-water', 1)
  onTestFinished(() => desk.close())
  const visit = await visits.visit(context, desk)
  onTestFinished(visit.close)
  const { page } = visit
  await doSomething(visit)
  await signInAt(visit, '/settings/records/exports')
  await ask(page)
  await blackOutAda(page)
  await changeMind(page)
  await make(visit)
  const file = await download(page, folder)
  expect((await readFile(file)).includes('Tremblay')).toBe(false)
  await verifyElsewhere(file, await fingerprintOn(page), folder)
  await page.keyboard.press('Alt+Shift+L')
  await page.getByText('Comment la personne qui le reçoit peut le vérifier').waitFor()
  await lookOf(page)
  await page.getByRole('link', { name: 'Tous les extraits' }).click()
  await page.locator('.export-list li').first().waitFor()
  expect(await wordsOf(page.locator('.export-list'))).toMatch(
    /A-2031-014[\s\S]*SHA-256 du fichier [0-9a-f]{64}/u,
  )
  expect(visit.problems()).toEqual([])
  await lookAtPage(page, file)
}, 240_000)
