import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { Message } from '#roles/publishing/contract.ts'
import { ShortLink } from '#roles/publishing/results/contract.ts'
import type { Joined } from '../support/people.ts'
import { signInTo } from './office.ts'
import { faultsOf, wordsOf } from './visit.ts'

const soon = { timeout: 60_000 }

const field = (page: Page, name: string) => page.locator(`#field-${name}`)
const focusedId = (page: Page): Promise<string | undefined> => page.evaluate(() => document.activeElement?.id)

/** Links to our own pages made short by a button: refused, unanswered, and while somebody goes on writing; and long again. */
export async function makeShort(page: Page, origin: string): Promise<string[]> {
  const text = field(page, 'text-en')
  const long = `${origin}/p/mill-street-is-closed-until-noon-0`
  const words = (link: string): string => `🚰 See ${link}, and https://havre-clair.example/services/water.`
  const short = new RegExp(`${origin}/l/[a-z2-9]{6}`, 'u')
  await text.fill(words(`${origin}/p/1`))
  await field(page, 'text-fr').fill('La rue du Moulin est fermée.')
  // What would not be shorter, and what is not ours, is not offered.
  const make = page.getByRole('button', { name: /^Make the link/u })
  await text.fill(words(long))
  await make.waitFor()
  expect(await make.count()).toBe(1)
  const area = page.locator('.pane', { has: text })
  const say = { en: 'You may not write here any more.', fr: 'Vous ne pouvez plus rédiger ici.' }
  await page.route('**/api/short-links/text', (route) =>
    route.fulfill({ status: 403, json: { error: 'no-right', ...say } }),
  )
  await make.press('Enter')
  await area.getByRole('alert').getByText(`${say.en} Nothing was changed`).waitFor()
  await page.unroute('**/api/short-links/text')
  await page.route('**/api/short-links/text', (route) => route.abort())
  await make.press('Enter')
  await area.getByRole('alert').getByText('The desk does not answer. Nothing was changed').waitFor()
  expect(await text.inputValue()).toBe(words(long))
  const found = await faultsOf(page)
  // The answer comes after somebody wrote on, in the middle of the words.
  await page.unroute('**/api/short-links/text')
  let answer = (): void => undefined
  const isHeld = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/api/short-links/text', async (route) => {
    await isHeld
    await route.continue()
  })
  const asked = page.waitForRequest('**/api/short-links/text')
  await make.press('Enter')
  await asked
  await text.evaluate((it: HTMLTextAreaElement) => {
    it.focus()
    it.setSelectionRange(it.value.indexOf(', and'), it.value.indexOf(', and'))
  })
  await page.keyboard.type(' today')
  answer()
  await page.getByText('The link is short now.').waitFor()
  const now = await text.inputValue()
  expect(now).toMatch(short)
  expect(now.replace(short, long)).toBe(words(`${long} today`))
  // The caret stayed where somebody was writing.
  const isInPlace = (it: HTMLTextAreaElement): boolean => it.selectionEnd === it.value.indexOf(', and')
  await expect.poll(() => text.evaluate(isInPlace)).toBe(true)
  await page.keyboard.type('!')
  expect(await text.inputValue()).toContain(' today!, and')
  await page.unroute('**/api/short-links/text')
  await page.keyboard.press('Backspace')
  const leads = area.getByRole('list', { name: 'Where short addresses lead' })
  await leads.getByText(long.replace(/^https?:\/\//u, '')).waitFor()
  expect(await wordsOf(leads)).toMatch(/\/l\/[a-z2-9]{6}.*leads to.*mill-street/su)
  found.push(...(await faultsOf(page)))
  await page.getByRole('button', { name: 'Undo' }).last().press('Enter')
  await expect.poll(() => text.inputValue()).toBe(words(`${long} today`))
  await make.press('Enter')
  await leads.getByRole('button', { name: /^Long again: \/l\//u }).press('Enter')
  await expect.poll(() => text.inputValue()).toBe(words(`${long} today`))
  await expect.poll(() => focusedId(page)).toBe('field-text-en')
  await text.fill(`${origin}/l/zzzzzz`)
  await leads.getByText('leads nowhere').waitFor()
  return found
}

/** One account with a warning of its own and nobody's line, while the others have the common ones; then back again. */
export async function letOneDiffer(page: Page, { ask }: Joined): Promise<string[]> {
  await page.getByLabel('Content warning', { exact: true }).press('Space')
  await field(page, 'warning-en').fill('Road works')
  await field(page, 'warning-fr').fill('Travaux')
  await page.getByLabel('Signed by', { exact: true }).selectOption({ label: 'Wen' })
  const preview = page.getByRole('region', { name: 'Preview', exact: true })
  const tab = preview.getByRole('button', { name: /^Havre-Clair(?! · site)/u })
  await tab.press('Enter')
  await preview.getByText(/^As for all accounts: .*content warning.*signature/u).waitFor(soon)
  await preview.getByRole('button', { name: 'Change here' }).press('Enter')
  const warning = preview.getByLabel('Content warning, for Havre-Clair alone')
  await expect.poll(() => warning.evaluate((it) => it === document.activeElement)).toBe(true)
  await warning.selectOption({ label: 'Its own' })
  const en = preview.getByLabel('Warning in English, for Havre-Clair alone')
  await expect.poll(() => en.evaluate((it) => it === document.activeElement)).toBe(true)
  await expect.poll(() => en.inputValue()).toBe('Road works')
  await en.fill('Closed road')
  await preview.getByLabel('Warning in Français, for Havre-Clair alone').fill('')
  await preview.getByLabel('Signed by, for Havre-Clair alone').selectOption({ label: 'Nobody here' })
  await expect.poll(() => wordsOf(tab)).toMatch(/2 differences/u)
  const post = preview.getByRole('article', { name: /^Havre-Clair, English/u })
  await preview.getByRole('button', { name: 'English', exact: true }).click()
  await post.getByText('Closed road').waitFor(soon)
  const found = await faultsOf(page)
  // Another account is looked at: what is missing brings this one back.
  await preview.getByRole('button', { name: /· site/u }).press('Enter')
  await preview.getByText(/^As for all accounts/u).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('alert').getByText('Write the content warning in Français for Havre-Clair,').click()
  await page.keyboard.type('Rue fermée')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.waitForURL(/\/publish\/[\w-]+$/u)
  await page.getByText(/^Saved /u).waitFor()
  const id = page.url().split('/').at(-1) ?? ''
  const beside = async (): Promise<unknown[]> => {
    const { versions } = Message.parse(await (await ask(`/api/messages/${id}`)).json())
    const rows = versions.map(({ written }) => {
      const { account, language, contentWarning, byline } = written
      return [account, language, contentWarning, byline === undefined ? 'nobody' : 'Wen']
    })
    return rows.toSorted((a, b) => a.join(' ').localeCompare(b.join(' ')))
  }
  expect(await beside()).toEqual([
    ['practice', 'en', 'Closed road', 'nobody'],
    ['practice', 'fr', 'Rue fermée', 'nobody'],
    ['site', 'en', 'Road works', 'Wen'],
    ['site', 'fr', 'Travaux', 'Wen'],
  ])
  await preview.getByRole('button', { name: /^Same as all accounts/u }).press('Enter')
  await preview.getByText(/^As for all accounts/u).waitFor()
  expect(await wordsOf(tab)).not.toContain('differ')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(beside, soon).toEqual([
    ['practice', 'en', 'Road works', 'Wen'],
    ['practice', 'fr', 'Travaux', 'Wen'],
    ['site', 'en', 'Road works', 'Wen'],
    ['site', 'fr', 'Travaux', 'Wen'],
  ])
  return found
}

/** Somebody who may only read a message is told where its short addresses lead. */
export async function readLeads(
  page: Page,
  { wen, reader, url }: { wen: Joined; reader: Joined; url: string },
): Promise<string[]> {
  const link = await wen.ask('/api/short-links', { method: 'POST', body: { url } })
  const { short } = ShortLink.parse(await link.json())
  const versions = ['en', 'fr'].map((language) => ({ account: 'practice', language, text: `→ ${short}.` }))
  const body = { title: 'Short', lane: 'normal', versions }
  const made = Message.parse(await (await wen.ask('/api/messages', { method: 'POST', body })).json())
  await signInTo(page, reader, `/publish/${made.id}`)
  const leads = page.getByRole('list', { name: 'Where short addresses lead' })
  await leads.getByText(url.replace(/^https?:\/\//u, '')).waitFor(soon)
  expect(await field(page, 'text-en').count()).toBe(0)
  expect(await leads.getByRole('button').count()).toBe(0)
  return faultsOf(page)
}
