import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { Message } from '#roles/publishing/contract.ts'
import { ShortHere } from '#roles/publishing/results/contract.ts'
import { openTown } from '../support/desk.ts'
import { joinDesk, type Joined } from '../support/people.ts'
import { letOneDiffer, makeShort, readLeads } from './composing.ts'
import { openOffice, signInTo } from './office.ts'
import { faultsOf, openVisits, wordsOf } from './visit.ts'

// A message with everything beside its words, written by keyboard in two languages: a name from the address book, a thread, a warning,
// a link card, somebody's line, a hashtag put right; what the preview shows is what goes out. Then an account with words of its own, and back to the common ones.

let visits: Awaited<ReturnType<typeof openVisits>>
beforeAll(async () => {
  visits = await openVisits()
})
afterAll(() => visits.close())

const soon = { timeout: 60_000 }

const field = (page: Page, name: string) => page.locator(`#field-${name}`)
const selected = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement
    return at instanceof HTMLTextAreaElement ? at.value.slice(at.selectionStart, at.selectionEnd) : ''
  })

/** Keeps the address book and the list of words, as whoever looks after the desk. */
async function keepNames(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: 'Add a name' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Save' }).press('Enter')
  await dialog.getByRole('alert').waitFor()
  await dialog.getByLabel('Name in English').fill('Water service')
  await dialog.getByLabel('Name in French').fill('Service des eaux')
  await dialog.getByLabel('Handle on Bluesky').fill('not a handle')
  await page.keyboard.press('Enter')
  await dialog.getByText('A handle on Bluesky is a name with dots').first().waitFor()
  await dialog.getByLabel('Handle on Bluesky').fill('')
  await dialog.getByLabel('Handle on Practice').fill('@eaux')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('Practice @eaux').waitFor()
  await page.getByRole('button', { name: 'Add a word' }).press('Enter')
  await dialog.getByLabel('Word, up to five words').fill('commence')
  await dialog.getByLabel('Write instead').fill('start')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('commence', { exact: true }).waitFor()
  return faultsOf(page)
}

/** Writes both languages by keyboard, with a name chosen after @ in one, and by the button in the other. */
async function writeByKeyboard(page: Page): Promise<void> {
  await field(page, 'title').fill('Brown water')
  await field(page, 'text-en').focus()
  await page.keyboard.type('The water is brown. Ask @wat')
  await page.getByRole('option', { name: /^Water service/u }).waitFor()
  expect(await field(page, 'text-en').getAttribute('aria-activedescendant')).toMatch(/-0$/u)
  await page.keyboard.press('Escape')
  await page.getByRole('listbox').waitFor({ state: 'detached' })
  await page.keyboard.type('e')
  await page.keyboard.press('Enter')
  await expect
    .poll(() => field(page, 'text-en').inputValue())
    .toBe('The water is brown. Ask @[Water service] ')
  await page.keyboard.type('today. Works commence at noon. #brownwater')
  await field(page, 'text-fr').focus()
  await page.keyboard.type('L’eau est brune. Appelez le ')
  await page.getByRole('button', { name: 'Mention somebody in Français' }).press('Enter')
  await page.getByRole('option', { name: /^Service des eaux/u }).waitFor()
  await page.keyboard.press('Tab')
  await expect
    .poll(() => field(page, 'text-fr').inputValue())
    .toBe('L’eau est brune. Appelez le @[Service des eaux] ')
  await page.keyboard.type('aujourd’hui.')
}

/** A thread and a warning; the new post begins by a button. */
async function addBeside(page: Page): Promise<void> {
  await page.getByLabel('May become a thread').press('Space')
  for (const [language, name, words] of [
    ['en', 'English', 'Next update by 16:00.'],
    ['fr', 'Français', 'Prochaine nouvelle avant 16 h.'],
  ] as const) {
    await field(page, `text-${language}`).press('Control+End')
    await page.getByRole('button', { name: `Begin a new post here, in ${name}` }).press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe(`field-text-${language}`)
    await page.keyboard.type(words)
  }
  await page.getByLabel('Content warning', { exact: true }).press('Space')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('field-warning-en')
  await page.keyboard.type('Drinking water')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('alert').getByText('Write the content warning in Français').click()
  await page.keyboard.type('Eau potable')
}

/** Wen lets her line stand below messages. */
async function agreeToByline({ ask }: Joined): Promise<void> {
  const face = { name: 'Wen', team: { en: 'Water team', fr: 'Équipe de l’eau' } }
  const kept = await ask('/api/faces/mine', { method: 'PUT', body: { revision: 0, face } })
  expect(kept.status).toBe(200)
  const body = { revision: 1, fields: ['name', 'team'], purposes: ['byline'] }
  expect((await ask('/api/faces/mine/consent', { method: 'POST', body })).status).toBe(200)
}

/** A card in both languages, not saved while it has no address; and a line below the words, which no emergency carries. */
async function addCardAndLine(page: Page): Promise<void> {
  await page.getByLabel('Link card', { exact: true }).press('Space')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('field-card-en-url')
  await field(page, 'card-en-title').fill('Brown water: what to do')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('alert').getByText('Give the address of the link card in English').click()
  await page.keyboard.type('https://havre-clair.example/water')
  await field(page, 'card-fr-url').fill('https://havre-clair.example/eau')
  await field(page, 'card-fr-title').fill('Eau brune : que faire')
  const signed = page.getByLabel('Signed by')
  await signed.selectOption({ label: 'Wen' })
  await page.locator('.beside .lines').getByText('Équipe de l’eau').waitFor()
  await page.getByLabel('Lane').selectOption({ label: 'Emergency' })
  await page.getByText('nobody’s line goes below them').waitFor()
  await page.getByLabel('Lane').selectOption({ label: 'Normal' })
  await signed.waitFor()
}

/** What the words could say better is put right at one press, and taken back at another. */
async function putRight(page: Page): Promise<void> {
  const plain = page.getByRole('region', { name: 'Plain language' })
  await plain.locator('.plain-place', { hasText: 'commence' }).click(soon)
  await expect.poll(() => selected(page)).toBe('commence')
  await plain.getByRole('button', { name: 'Write “start” for “commence”' }).press('Enter')
  await page.getByText('“commence” is now “start”.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().press('Enter')
  expect(await field(page, 'text-en').inputValue()).toContain('Works commence at noon')
  await plain.getByRole('button', { name: 'Write “start” for “commence”' }).press('Enter')
  await plain.getByRole('button', { name: 'Write “#BrownWater” for “#brownwater”' }).press('Enter')
  expect(await field(page, 'text-en').inputValue()).toContain('Works start at noon. #BrownWater')
}

test(
  'a thread with a warning and a name, in both languages: written by keyboard, shown as it will look, saved as it was shown',
  { timeout: 300_000 },
  async (context) => {
    visits.need(context)
    const desk = await openTown('quiet')
    onTestFinished(() => desk.close())
    const office = await openOffice(visits, context, desk)
    const { page, wen } = office
    const olive = await joinDesk(desk, { name: 'Olive', owner: true })
    await agreeToByline(wen)
    await signInTo(page, olive, '/publish/names')
    const found = await keepNames(page)
    await signInTo(page, wen, '/publish/new')
    await writeByKeyboard(page)
    await addBeside(page)
    await addCardAndLine(page)
    await putRight(page)
    const preview = page.getByRole('region', { name: 'Preview', exact: true })
    const post = preview.getByRole('article', { name: /^Havre-Clair, English/u })
    await preview.getByRole('button', { name: 'English', exact: true }).click()
    await post.getByText('1 of 2').waitFor(soon)
    // Folded behind its warning until it is opened.
    expect(await wordsOf(post)).not.toContain('Works start')
    await post.getByRole('button', { name: 'Show' }).first().press('Enter')
    await expect
      .poll(() => wordsOf(post), soon)
      .toContain('Ask @eaux today. Works start at noon. #BrownWater')
    expect(await post.locator('.pressed').allInnerTexts()).toEqual(['@eaux', '#BrownWater'])
    await post.getByRole('button', { name: 'Show' }).first().press('Enter')
    await expect.poll(() => wordsOf(post), soon).toContain('Water team')
    await preview.getByRole('button', { name: /· site/u }).press('Enter')
    const page1 = preview.getByRole('article', { name: /· site, English/u })
    await page1.getByRole('button', { name: 'Show' }).first().press('Enter')
    await page1.getByText('Brown water: what to do').waitFor(soon)
    await preview.getByRole('button', { name: /^Havre-Clair(?! · site)/u }).press('Enter')
    expect((await preview.locator('.length').allInnerTexts()).join('\n')).toMatch(
      /EN · 1 \d+ of \d+[^]*FR · 2/u,
    )
    found.push(...(await faultsOf(page)))

    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.waitForURL(/\/publish\/[\w-]+$/u)
    await page.getByText(/^Saved /u).waitFor()
    const id = page.url().split('/').at(-1) ?? ''
    const saved = Message.parse(await (await wen.ask(`/api/messages/${id}`)).json())
    const practice = saved.versions.find(
      ({ content }) => content.account === 'practice' && content.language === 'en',
    )
    expect(practice?.content).toMatchObject({ contentWarning: 'Drinking water' })
    expect(practice?.content.parts[0]).toContain('Ask @eaux today.')
    expect(practice?.content.parts.at(-1)).toContain('Water team')
    expect(practice?.written.card?.url).toBe('https://havre-clair.example/water')
    expect(practice?.written.text).toContain('@[Water service]')

    await wen.ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
    await page.reload()
    await page.getByText('Peut devenir une suite de messages').waitFor()
    await page.getByRole('article', { name: /^Havre-Clair, français/iu }).waitFor(soon)
    found.push(...(await faultsOf(page)))
    // Whether the address of a card is a page of ours is asked, and no is an answer that a browser writes down.
    const problems = office.visit.problems().filter((one) => !one.includes('404'))
    expect([...found, ...problems]).toEqual([])
  },
)

test(
  'links become short; an account is given words, a warning and a signature of its own and goes back to the common ones; what is in the way leads to its field',
  { timeout: 300_000 },
  async (context) => {
    visits.need(context)
    const desk = await openTown('quiet', 1)
    onTestFinished(() => desk.close())
    const office = await openOffice(visits, context, desk)
    const { page, wen } = office
    await agreeToByline(wen)
    await signInTo(page, wen, '/publish/new')
    await field(page, 'title').fill('Road')
    const { origin } = ShortHere.parse(await (await wen.ask('/api/short-links/here')).json())
    const found = await makeShort(page, origin)
    await field(page, 'text-en').fill('Mill Street is closed. Ask @[Nobody] until [time].')
    await field(page, 'text-fr').fill('La rue du Moulin est fermée.')
    const preview = page.getByRole('region', { name: 'Preview', exact: true })
    await preview.getByText('Same words as all accounts.').waitFor()
    const checks = page.getByRole('region', { name: 'Worth a look before you ask' })
    await checks.getByRole('button', { name: /The blank \[time\] is not filled/u }).press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('field-text-en')
    await checks.getByText(/“Nobody” is not in the address book/u).waitFor(soon)
    const practice = preview.getByRole('button', { name: /^Havre-Clair(?! · site)/u })
    await expect.poll(() => wordsOf(practice)).toMatch(/in the way/u)
    await practice.press('Enter')
    await preview.getByRole('button', { name: 'Write other words here' }).press('Enter')
    const own = page.getByLabel('English, for Havre-Clair alone')
    await expect.poll(() => own.evaluate((it) => it === document.activeElement)).toBe(true)
    await own.fill('x'.repeat(5100))
    await checks.getByText(/^English is too long for Havre-Clair \(Practice\) by/u).waitFor(soon)
    await expect.poll(() => wordsOf(practice)).toMatch(/own words.*too long/su)
    found.push(...(await faultsOf(page)))
    await checks.getByRole('button', { name: 'Make it a thread' }).press('Enter')
    expect(await page.getByLabel('May become a thread').isChecked()).toBe(true)
    await preview.getByRole('button', { name: 'Use the common words' }).press('Enter')
    await preview.getByText('Same words as all accounts.').waitFor()
    expect(await own.count()).toBe(0)
    found.push(...(await letOneDiffer(page, wen)))
    const url = `${origin}/p/mill-street-is-closed-until-noon-0`
    found.push(...(await readLeads(page, { wen, reader: office.ana, url })))
    // What was refused and not answered on purpose is written down by the browser.
    const problems = office.visit.problems().filter((one) => !/403|net::ERR_FAILED/u.test(one))
    expect([...found, ...problems]).toEqual([])
  },
)
