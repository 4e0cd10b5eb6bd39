import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test, type TestContext } from 'vitest'
import { Message } from '#roles/publishing/contract.ts'
import { pngPicture } from '#roles/publishing/test-pictures.ts'
import { mp4 } from '#sending/files/test-files.ts'
import { openTown } from '../support/desk.ts'
import { openOffice, signInTo, type Office } from './office.ts'
import { faultsOf, openVisits } from './visit.ts'

// A film gets its captions, a picture is cropped and its point in sight chosen: by pointer, by keyboard and by number, on a wide
// screen and on a phone, in both languages; and what was chosen is what the approved bytes hold.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

const soon = { timeout: 60_000 }

async function openQuietOffice(context: TestContext, widthPx?: number): Promise<Office> {
  visits.need(context)
  const desk = await openTown('quiet')
  onTestFinished(() => desk.close())
  return openOffice(visits, context, desk, widthPx)
}

const film = { name: 'quay.mp4', mimeType: 'video/mp4', buffer: mp4({ seconds: 12, hasSound: true }) }
const picture = { name: 'bridge.png', mimeType: 'image/png', buffer: pngPicture({ width: 800, height: 600 }) }

function captions(text: string) {
  return { name: 'quay.srt', mimeType: 'application/x-subrip', buffer: Buffer.from(text) }
}

async function begin({ page, wen }: Office, file: typeof film): Promise<void> {
  await signInTo(page, wen, '/publish/new')
  await page.getByLabel('Title for the team').fill('The quay')
  await page.getByLabel('English', { exact: true }).fill('Stay off the quay.')
  await page.getByLabel('Français', { exact: true }).fill('N’allez pas sur le quai.')
  await page.locator('.drop-zone input[type=file]').setInputFiles(file)
}

/** Gives a file to a field that a button opens. */
async function give(page: Page, name: string, file: ReturnType<typeof captions>): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name, exact: true }).press('Enter')
  await (await chooser).setFiles(file)
}

/** The first version of the saved message, as it is approved. */
async function saved({ page, ana }: Office): Promise<Message> {
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter')
  await page.waitForURL(/\/publish\/[\w-]{6,}$/u, soon)
  const id = page.url().split('/').at(-1) ?? ''
  return Message.parse(await (await ana.ask(`/api/messages/${id}`)).json())
}

async function inFrench({ wen, page }: Office, settled: string): Promise<string[]> {
  await wen.ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
  await page.reload()
  await page.getByText(settled).first().waitFor()
  const found = await faultsOf(page)
  await wen.ask('/api/session', { method: 'PATCH', body: { locale: 'en' } })
  await page.reload()
  return found
}

test(
  'a film asks for captions; a mistake in them is told with its line, and what is approved holds them in each language',
  { timeout: 300_000 },
  async (context) => {
    const office = await openQuietOffice(context)
    const { page, ana } = office
    const found: string[] = []
    await begin(office, film)
    const card = page.getByRole('region', { name: 'Pictures and films' })
    await card
      .getByText(/Film 1 can be heard, and has no captions in English/u)
      .first()
      .waitFor(soon)
    await give(
      page,
      'Add captions in English to film 1',
      captions('1\n00:00:05,000 --> 00:00:02,000\nStay.\n'),
    )
    await card.getByText('Line 2: “00:00:05,000 --> 00:00:02,000” is no stretch of time.').waitFor(soon)
    found.push(...(await faultsOf(page)))
    await give(
      page,
      'Add captions in English to film 1',
      captions('1\n00:00:01,000 --> 00:00:04,500\nStay off the quay.\n'),
    )
    await card.getByText('until 0:04').waitFor(soon)
    await card.getByText(/is no stretch of time/u).waitFor({ state: 'detached' })
    await give(
      page,
      'Add captions in Français to film 1',
      captions('1\n00:00:01,000 --> 00:01:00,000\nLe quai.\n'),
    )
    await card.getByText(/The captions of film 1 go on until 1:00, and the film lasts 0:12/u).waitFor(soon)
    await give(
      page,
      'Replace the captions in Français of film 1',
      captions('1\n00:00:01,000 --> 00:00:09,000\nLe quai.\n'),
    )
    await card.getByText(/go on until/u).waitFor({ state: 'detached', ...soon })
    await expect.poll(() => card.getByText(/has no captions/u).count(), soon).toBe(0)
    const [read] = await Promise.all([
      page.waitForEvent('popup'),
      card.getByRole('link', { name: 'Read them' }).first().click(),
    ])
    expect(await (await ana.ask(new URL(read.url()).pathname)).text()).toBe(
      'WEBVTT\n\n00:00:01.000 --> 00:00:04.500\nStay off the quay.\n',
    )
    await read.close()
    found.push(...(await faultsOf(page)))
    found.push(...(await inFrench(office, 'Images et vidéos')))
    const { versions } = await saved(office)
    for (const { content } of versions)
      expect(content.media[0]?.captions).toEqual({
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/u),
        language: content.language,
      })
    expect(new Set(versions.map(({ content }) => content.media[0]?.captions?.sha256)).size).toBe(2)
    // Nobody speaks: the question is answered, and the captions are gone.
    for (const language of ['English', 'Français'])
      await page.getByRole('button', { name: `Remove the captions in ${language} of film 1` }).press('Enter')
    await card
      .getByText(/has no captions/u)
      .first()
      .waitFor(soon)
    await card.getByRole('checkbox', { name: 'Nobody speaks in it' }).press('Space')
    await expect.poll(() => card.getByText(/has no captions/u).count(), soon).toBe(0)
    expect([...found, ...office.visit.problems().filter((one) => !/status of 422/u.test(one))]).toEqual([])
  },
)

test(
  'a picture is cropped by pointer, by keyboard and by number, and its point in sight chosen; the whole picture comes back',
  { timeout: 300_000 },
  async (context) => {
    const office = await openQuietOffice(context, 390)
    const { page } = office
    const found: string[] = []
    await begin(office, picture)
    const card = page.getByRole('region', { name: 'Pictures and films' })
    await card.getByText('800 × 600').waitFor(soon)
    await card.getByRole('checkbox', { name: 'Decorative' }).press('Space')
    const open = 'Crop picture 1, and choose what stays in sight'
    await page.getByRole('button', { name: open }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Crop the picture' })
    const frame = dialog.getByRole('button', { name: /^Frame:/u })
    await frame.waitFor(soon)
    expect(await frame.getAttribute('aria-label')).toBe(
      'Frame: 0 from the left, 0 from the top, 800 wide, 600 high',
    )
    await drawFrame(page, { from: [0.25, 0.25], to: [0.75, 0.75] })
    await expect.poll(() => frame.getAttribute('aria-label')).toMatch(/^Frame: (?:19\d|20\d) from the left/u)
    // Exactly, without a pointer.
    await dialog.getByRole('spinbutton', { name: 'From the left' }).fill('100')
    await dialog.getByRole('spinbutton', { name: 'From the left' }).press('Enter')
    for (const [label, value] of [
      ['From the top', '50'],
      ['Width', '400'],
      ['Height', '300'],
    ] as const) {
      await dialog.getByRole('spinbutton', { name: label }).fill(value)
      await dialog.getByRole('spinbutton', { name: label }).press('Tab')
    }
    await frame.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+ArrowDown')
    expect(await frame.getAttribute('aria-label')).toBe(
      'Frame: 108 from the left, 50 from the top, 400 wide, 308 high',
    )
    found.push(...(await faultsOf(page)))
    await dialog.getByLabel('Point in sight').check()
    const spot = dialog.getByRole('button', { name: /^Point in sight:/u })
    await spot.focus()
    await page.keyboard.press('ArrowUp')
    found.push(...(await faultsOf(page)))
    await dialog.getByRole('button', { name: 'Use it' }).press('Enter')
    await card.getByText('400 × 308').waitFor(soon)
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(open)
    await card.getByText('cropped').waitFor()
    const { versions } = await saved(office)
    const [media] = versions.map(({ content }) => content.media[0])
    expect(media?.focus?.y).toBeGreaterThan(0)
    // Back to all of it: the picture as it was given is still there.
    await page.getByRole('button', { name: open }).press('Enter')
    // The picture is there.
    await frame.waitFor(soon)
    await dialog.getByRole('button', { name: 'Whole picture' }).press('Enter')
    await dialog.getByRole('button', { name: 'Use it' }).press('Enter')
    await card.getByText('800 × 600').waitFor(soon)
    found.push(...(await inFrench(office, 'Images et vidéos')))
    expect([...found, ...office.visit.problems()]).toEqual([])
  },
)

test(
  'the card of a link: an address nobody can follow is told, and what was written and its picture are what is approved',
  { timeout: 300_000 },
  async (context) => {
    const office = await openQuietOffice(context)
    const { page } = office
    const found: string[] = []
    await begin(office, picture)
    await page.getByRole('checkbox', { name: 'Decorative' }).press('Space')
    await page.getByRole('checkbox', { name: 'Link card' }).press('Space')
    for (const language of ['English', 'Français']) {
      const card = page.getByRole('group', { name: `Link card in ${language}` })
      await card.getByLabel('Address').fill('javascript:alert(1)')
      await card.getByLabel('Title').fill('Map of the quay')
      await card.getByLabel('Title').press('Tab')
    }
    const checks = page.getByRole('region', { name: 'Worth a look before you ask' })
    await checks
      .getByText(/javascript:alert/u)
      .first()
      .waitFor(soon)
    for (const language of ['English', 'Français']) {
      const card = page.getByRole('group', { name: `Link card in ${language}` })
      await card.getByLabel('Address').fill('https://havre-clair.example/map')
      const chooser = page.waitForEvent('filechooser')
      await card.getByRole('button', { name: 'Add a picture' }).press('Enter')
      await (await chooser).setFiles(picture)
      await card.getByRole('button', { name: 'Remove the picture' }).waitFor(soon)
    }
    await checks
      .getByText(/javascript:alert/u)
      .first()
      .waitFor({ state: 'detached', ...soon })
    found.push(...(await faultsOf(page)))
    const { versions } = await saved(office)
    for (const { content } of versions)
      expect(content.card).toMatchObject({
        ...{ url: 'https://havre-clair.example/map', title: 'Map of the quay' },
        image: { decorative: true },
      })
    expect([...found, ...office.visit.problems()]).toEqual([])
  },
)

/** Draws with the pointer on the picture, from and to as parts of its sides. */
async function drawFrame(
  page: Page,
  { from, to }: { from: readonly [number, number]; to: readonly [number, number] },
): Promise<void> {
  const box = await page.locator('.frame-stage img').boundingBox()
  if (box === null) throw new Error('the picture is shown')
  const at = ([x, y]: readonly [number, number]): [number, number] => [
    box.x + x * box.width,
    box.y + y * box.height,
  ]
  await page.mouse.move(...at(from))
  await page.mouse.down()
  await page.mouse.move(...at([0.5, 0.5]), { steps: 3 })
  await page.mouse.move(...at(to), { steps: 3 })
  await page.mouse.up()
}
