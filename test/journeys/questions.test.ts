import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openTown } from '../support/desk.ts'
import { openOffice, signInTo, type Office } from './office.ts'
import { faultsOf, openVisits, wordsOf } from './visit.ts'

// A session of questions: announced by keyboard; thirty people ask, on a page without script; answered by one and approved by another with
// one tap; its page is the transcript, in both languages.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

const longest = { timeout: 240_000 }
const asked = 30

/** A wall time in the zone of the practice town, some minutes from now. */
function wall(minutes: number): string {
  const at = Date.now() + minutes * 60_000
  const told = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone: 'America/Toronto', dateStyle: 'short', timeStyle: 'short' },
  })
  return told.format(at).replace(' ', 'T')
}

async function announce({ page }: Office): Promise<string> {
  await page.getByText('No session is announced yet.').waitFor()
  await page.getByRole('button', { name: 'Announce a session' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Announce a session' })
  await dialog.getByRole('button', { name: 'Announce a session' }).press('Enter')
  await dialog.getByRole('alert').getByText('Fill this in.').first().waitFor()
  await dialog.getByLabel('Title in English').fill('Your water')
  await dialog.getByLabel('Title in French').fill('Votre eau')
  await dialog
    .getByLabel('In a sentence or two, in English')
    .fill('Ask the water team about the brown water.')
  await dialog
    .getByLabel('In a sentence or two, in French')
    .fill('Interrogez l’équipe de l’eau sur l’eau brune.')
  await dialog.getByLabel('Begins').fill(wall(-1))
  await dialog.getByLabel('Ends').fill(wall(60))
  await dialog.getByRole('button', { name: 'Announce a session' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Your water' }).waitFor()
  await page.getByText('Live now').waitFor()
  return (await page.getByRole('link', { name: 'Public page' }).getAttribute('href')) ?? ''
}

/** Asks on the public page as anybody, without script. */
async function askAsPublic(page: Page, path: string): Promise<void> {
  const reader = await page
    .context()
    .browser()
    ?.newContext({ javaScriptEnabled: false, baseURL: new URL(page.url()).origin })
  if (reader === undefined) throw new Error('no browser')
  const open = await reader.newPage()
  await open.goto(path)
  await open.getByLabel('Your question').fill('Is the water safe for a baby?')
  await open.getByLabel('First name').fill('Kim')
  await open.getByRole('button', { name: 'Send the question' }).press('Enter')
  await open.getByText('Thank you. Your question is with us.').waitFor()
  await reader.close()
}

/** Twenty-nine more, from the form, each from another address in both languages. */
async function askMany({ desk }: Office, path: string): Promise<void> {
  const french = path.replace('/live-questions/', '/vos-questions/')
  for (let n = 2; n <= asked; n++) {
    const [to, words] =
      n % 3 === 0 ? [french, `Question numéro ${n} sur l’eau ?`] : [path, `Question number ${n} on water?`]
    const body = new URLSearchParams({ words })
    const answer = await fetch(new URL(to, desk.url), { method: 'POST', body, redirect: 'manual' })
    expect(answer.status).toBe(303)
  }
}

test(
  'thirty people ask; one answers, another approves with one tap; the page is the transcript',
  longest,
  async (context) => {
    visits.need(context)
    const desk = await openTown('quiet', 1)
    onTestFinished(() => desk.close())
    const office = await openOffice(visits, context, desk)
    const { page, visit, wen, ana } = office
    await signInTo(page, ana, '/directory/questions')
    expect(await faultsOf(page)).toEqual([])
    const path = await announce(office)
    const { pathname } = new URL(page.url())
    expect(await faultsOf(page)).toEqual([])
    await signInTo(page, wen, pathname)
    await askAsPublic(page, path)
    await page.getByText('Is the water safe for a baby?').waitFor()
    await page.getByRole('button', { name: 'Answer', exact: true }).press('Enter')
    await page.getByRole('button', { name: 'Save and ask for approval' }).press('Enter')
    await page.getByText('Write the answer in the language of the question.').first().waitFor()
    await page.getByLabel('Answer in English').fill('Use bottled water for babies until Thursday.')
    await page.getByLabel('Answer in French').fill('Donnez aux bébés de l’eau en bouteille jusqu’à jeudi.')
    await page.getByRole('button', { name: 'Save and ask for approval' }).press('Enter')
    await page.getByText('No question waits.').waitFor()
    await page.getByRole('link', { name: 'To approve (1)' }).press('Enter')
    await page.getByText('Waits for somebody who did not write it.').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await askMany(office, path)
    await signInTo(page, ana, `${pathname}?show=drafted`)
    await page.getByRole('button', { name: 'Approve and publish' }).press('Enter')
    await page.getByText('No answer waits for approval.').waitFor()
    await page.getByRole('link', { name: `Waiting (${asked - 1})` }).waitFor()
    await readTranscript(page, path)
    await page.setViewportSize({ width: 320, height: 800 })
    await ana.ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
    await signInTo(page, ana, '/directory/questions')
    await page.getByText('29 en attente').waitFor()
    await page.getByRole('link', { name: 'Votre eau' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Votre eau' }).waitFor()
    expect(await faultsOf(page)).toEqual([])
    expect(visit.problems()).toEqual([])
  },
)

async function readTranscript(page: Page, path: string): Promise<void> {
  await page.goto(path)
  const list = await wordsOf(page.locator('.qa'))
  expect(list).toContain('Is the water safe for a baby?')
  expect(list).toContain('Asked by Kim')
  expect(list).toContain('Use bottled water for babies until Thursday.')
  expect(list).not.toContain('number 2')
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('link', { name: 'Français' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Votre eau' }).waitFor()
  expect(await wordsOf(page.locator('.qa'))).toContain(
    'Donnez aux bébés de l’eau en bouteille jusqu’à jeudi.',
  )
  expect(await faultsOf(page)).toEqual([])
}
