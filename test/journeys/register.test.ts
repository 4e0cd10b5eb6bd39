import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test, type TestContext } from 'vitest'
import { z } from 'zod'
import { PublicRegister } from '#roles/faces/register/contract.ts'
import { openTown } from '../support/desk.ts'
import { freshen } from '../support/passkeys.ts'
import { joinDesk } from '../support/people.ts'
import { signInTo } from './office.ts'
import { faultsOf, openVisits, signInAt, wordsOf, type Visit } from './visit.ts'

// The register of official accounts, from asking for an account to its end; an impostor in the pretend town, from the search to a
// warning; and how the organization sounds.

let visits: Awaited<ReturnType<typeof openVisits>>

beforeAll(async () => {
  visits = await openVisits()
})

afterAll(() => visits.close())

const longest = { timeout: 300_000 }

async function opened(context: TestContext, look: Parameters<typeof visits.visit>[2] = {}): Promise<Visit> {
  visits.need(context)
  const desk = await openTown('quiet', 1)
  onTestFinished(() => desk.close())
  const visit = await visits.visit(context, desk, look)
  onTestFinished(visit.close)
  return visit
}

/** Keeps a picture where somebody asks for pictures. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['BELLWETHER_SHOTS']
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

test(
  'an account is asked for, approved by somebody else, described, looked at, and closed with a record',
  longest,
  async (context) => {
    const visit = await opened(context)
    const { page, desk, ask } = visit
    await ask('/api/session', { method: 'PATCH', body: { welcomed: true } })
    const wen = await joinDesk(desk, { name: 'Wen', teams: ['Communications'] })
    await joinDesk(desk, { name: 'Ana', teams: ['Approvers'] })
    await signInTo(page, wen, '/directory/accounts')
    await page.getByRole('link', { name: 'Ask for an account' }).click()
    const form = page.getByRole('form', { name: 'Ask for an account' })
    await form.getByRole('button', { name: 'Ask', exact: true }).click()
    await page.getByRole('alert').waitFor()
    await form.getByLabel('Network').selectOption('facebook')
    await form.getByLabel('Handle it should have').fill('havreclair.roads')
    await form.getByLabel('Name people will read').fill('Roads of Havre-Clair')
    await form.getByLabel('What it is for, in English').fill('Closures and detours')
    await form.getByLabel('What it is for, in French').fill('Fermetures et détours')
    await form.getByLabel('Why an account of its own').fill('Drivers ask us there every day.')
    await form.getByLabel('Wen').check()
    await form.getByLabel('Ana').check()
    await picture(page, 'ask')
    expect(await faultsOf(page)).toEqual([])
    await form.getByRole('button', { name: 'Ask', exact: true }).click()
    await page.getByRole('heading', { name: 'One request waits' }).waitFor()
    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0)

    await page.context().clearCookies()
    await signInAt(visit, '/directory/accounts')
    await picture(page, 'accounts-asked')
    expect(await faultsOf(page)).toEqual([])
    const request = page.getByRole('article', { name: 'Roads of Havre-Clair' })
    await request.getByRole('button', { name: 'Approve' }).click()
    await page.getByRole('link', { name: 'Roads of Havre-Clair' }).click()
    await page.getByText('Asked for by Wen', { exact: false }).waitFor()
    await page.getByRole('button', { name: 'I looked, and it is all right' }).click()
    await page.getByText('looked at it and found it right', { exact: false }).waitFor()
    await page.getByRole('button', { name: 'Change', exact: true }).click()
    await page.getByLabel('Address of its profile').fill('https://facebook.example/havreclair.roads')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Change', exact: true }).waitFor()
    await picture(page, 'account')
    expect(await faultsOf(page)).toEqual([])

    const register = async () =>
      PublicRegister.parse(await (await fetch(`${desk.url}/official-accounts.json`)).json()).accounts
    expect(await register()).toContainEqual(
      expect.objectContaining({
        ...{ network: 'facebook', networkName: 'Facebook', url: 'https://facebook.example/havreclair.roads' },
        purpose: { en: 'Closures and detours', fr: 'Fermetures et détours' },
      }),
    )

    await page.getByRole('button', { name: 'Close it…' }).click()
    const dialog = page.getByRole('alertdialog')
    for (const [label, words] of [
      ['Why it is closed', 'Nobody answers there'],
      ['What became of its records', 'Taken out as a file'],
      ['Who holds them', 'City archives'],
      ['What the network says of its data', 'Gone after 30 days'],
      ['What people are told, in English', 'Ask us on our site'],
      ['What people are told, in French', 'Écrivez-nous sur notre site'],
    ] as const)
      await dialog.getByLabel(label).fill(words)
    await picture(page, 'close')
    const me = z.object({ person: z.object({ id: z.string() }) })
    await freshen(desk, me.parse(await (await ask('/api/session')).json()).person.id)
    await dialog.getByRole('button', { name: 'Close it for good' }).click()
    await page.getByRole('heading', { name: /^Closed on/u }).waitFor()
    expect(await faultsOf(page)).toEqual([])
    const told = await (await fetch(`${desk.url}/comptes-officiels`)).text()
    expect(told).toContain('Écrivez-nous sur notre site')
  },
)

test(
  'anybody checks without script whether an account is ours, in both languages and on a small screen',
  longest,
  async (context) => {
    const { page } = await opened(context, { widthPx: 320, heightPx: 640 })
    await page.goto('/official-accounts')
    await picture(page, 'public-en-320')
    expect(await page.locator('script').count()).toBe(0)
    await page.getByLabel('Name or address of the account').fill('@havreclair')
    await page.keyboard.press('Enter')
    await page.getByRole('status').waitFor()
    expect(await wordsOf(page.getByRole('status'))).toContain('Yes, this account is ours')
    expect(await faultsOf(page)).toEqual([])
    await page.getByLabel('Name or address of the account').fill('hаvreclair')
    await page.getByRole('button', { name: 'Check' }).click()
    await page.getByText('looks like one of ours', { exact: false }).waitFor()
    await page.getByRole('link', { name: 'Français' }).click()
    await page.getByRole('heading', { name: 'Nos comptes officiels' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/comptes-officiels')
    await page.setViewportSize({ width: 1000, height: 800 })
    await picture(page, 'public-fr')
    expect(await faultsOf(page)).toEqual([])
  },
)

test(
  'an impostor in the town is found, reported and warned of; a second look learns who is none',
  longest,
  async (context) => {
    const visit = await opened(context)
    const { page, ask } = visit
    await signInAt(visit, '/directory/look-alikes')
    await page.getByRole('button', { name: 'Search now' }).click()
    const impostor = page.getByRole('link', { name: 'hаvreclair' })
    await impostor.waitFor()
    await page.getByText('accounts compared', { exact: false }).waitFor()
    await picture(page, 'look-alikes')
    expect(await faultsOf(page)).toEqual([])
    await impostor.focus()
    await page.keyboard.press('Enter')
    const copies = page.getByRole('list', { name: 'What it copies' })
    for (const what of ['A handle that looks the same as ours', 'Our name', 'Our profile picture'])
      await copies.getByText(what, { exact: false }).waitFor()
    expect(await page.getByRole('textbox', { name: 'The report' }).inputValue()).toContain('pretends to be')
    await page.getByLabel('Language of the report').selectOption('fr')
    expect(await page.getByRole('textbox', { name: 'The report' }).inputValue()).toContain(
      'se fait passer pour',
    )
    await page.getByRole('button', { name: 'Keep it: I work on it' }).click()
    await page.getByText('It stays until it is let go', { exact: false }).waitFor()
    await picture(page, 'look-alike')
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Begin this message' }).click()
    await page.waitForURL(/\/publish\/(?!new)/u)
    await page.locator('main h1').first().waitFor()
    const messages = z.object({ messages: z.array(z.object({ title: z.string() })) })
    const listed = messages.parse(await (await ask('/api/messages')).json())
    expect(listed.messages.map(({ title }) => title)).toContain('Warning: hаvreclair is not us')

    await page.goto('/directory/look-alikes')
    await page.getByRole('link', { name: 'hаvreclair' }).click()
    await page.getByRole('button', { name: 'Not an impostor…' }).click()
    await page.getByRole('button', { name: 'It is no impostor' }).click()
    await page.getByText('Nobody was found who imitates', { exact: false }).waitFor()
    await page.getByRole('button', { name: 'Search now' }).click()
    await page.getByText('Searched.').waitFor()
    expect(await page.getByRole('link', { name: 'hаvreclair' }).count()).toBe(0)

    // Likely names: off, what they may cost said before, then somebody is found behind one.
    const names = page.getByRole('region', { name: 'Havre-Clair on Havre-Clair' })
    await names.getByText('nobody is looked for', { exact: false }).waitFor()
    await names.getByRole('button', { name: 'Look for likely names…' }).click()
    const question = page.getByRole('dialog')
    await question.getByText(/at most US?\$0\.\d\d a look/u).waitFor()
    await picture(page, 'names-ask')
    await question.getByRole('button', { name: 'Switch it on' }).click()
    await names.getByText('looks only when somebody asks', { exact: false }).waitFor()
    await names.getByRole('button', { name: /^Look now, for at most/u }).focus()
    await page.keyboard.press('Enter')
    await names.getByText('A name nobody guessed is not found', { exact: false }).waitFor()
    await page.getByRole('link', { name: 'havreclair_' }).waitFor()
    await picture(page, 'names')
    expect(await faultsOf(page)).toEqual([])
    await names.getByRole('button', { name: /^Look now, for at most/u }).click()
    await names.getByText('less than an hour ago', { exact: false }).waitFor()
    await names.getByRole('button', { name: 'Stop looking for names' }).click()
    await names.getByText('Switched off by', { exact: false }).waitFor()
  },
)

test('in French, on a phone: the accounts, and how we sound', longest, async (context) => {
  const visit = await opened(context, { widthPx: 390, heightPx: 844 })
  const { page, ask } = visit
  await ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
  await signInAt(visit, '/directory/accounts')
  await page.getByRole('heading', { name: 'Comptes officiels', level: 1 }).waitFor()
  await picture(page, 'accounts-fr-390')
  expect(await faultsOf(page)).toEqual([])
  await page.goto('/directory/look-alikes')
  await page.getByRole('heading', { name: 'Noms vraisemblables' }).waitFor()
  await page.getByRole('button', { name: 'Chercher des noms vraisemblables…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Activer' }).waitFor()
  await picture(page, 'names-ask-fr-390')
  await page.keyboard.press('Escape')
  await picture(page, 'names-fr-390')
  expect(await faultsOf(page)).toEqual([])
  await page.goto('/directory/voice')
  await page.getByRole('heading', { name: 'Notre voix', level: 1 }).waitFor()
  await page.getByText('il n’y a encore rien à dire', { exact: false }).waitFor()
  await picture(page, 'voice-fr-390')
  expect(await faultsOf(page)).toEqual([])
})

test(
  'how plain we write, month by month, as a picture, a table and a file; and how much a person signs',
  longest,
  async (context) => {
    const visit = await opened(context)
    const { page, desk } = visit
    const say = {
      en: 'The road along the river is shut until six. Please go round by King Street. '.repeat(30),
      fr: 'La route le long de la rivière est fermée jusqu’à dix-huit heures. Passez par la rue King. '.repeat(
        30,
      ),
    }
    for (let n = 0; n < 40; n += 1)
      for (const language of ['en', 'fr'] as const) {
        const content = JSON.stringify({ account: 'town', language, parts: [say[language]], media: [] })
        const id = `voice-${n}`
        await sql`insert into messages (id, title, lane, revision, owner_id, owner_name, made_at, changed_at, changed_by, is_out)
          values (${id}, ${id}, 'normal', 1, 'x', 'x', now(), now(), 'x', true) on conflict do nothing`.execute(
          desk.store.db,
        )
        await sql`insert into message_publications (id, message_id, account, language, round, sha256, content, pair, url, posts,
            published_at, noted_at, noted_by)
          values (${`${id}-${language}`}, ${id}, 'town', ${language}, 1, 'x', ${content}, '{}', '', '{}',
            now() - make_interval(days => ${n * 6}), now(), 'x')`.execute(desk.store.db)
      }
    await plantAnswers(desk)
    await signInAt(visit, '/directory/voice')
    await page.getByText('asks for about', { exact: false }).first().waitFor()
    await picture(page, 'voice')
    expect(await faultsOf(page)).toEqual([])
    expect(await wordsOf(page.locator('main'))).toContain(
      '0% of our messages carried the line of a person: 0 of 80',
    )
    const waiting = page.getByRole('region', { name: 'Time to a human answer' })
    expect(await wordsOf(waiting)).toContain('Live questions: too few to tell, 12 of 30 questions.')
    expect(await wordsOf(waiting)).toContain(
      'of 45 answers to our posts, 40 were answered by us within 7 days. Half of those within 2 h 10 min.',
    )
    expect(await wordsOf(waiting)).toContain('Not told for Mastodon (3)')
    const thanks = page.getByRole('region', { name: 'Thanks received' })
    expect(await wordsOf(thanks)).toContain('31 of 48 answers to our posts thank us.')
    await page.getByRole('button', { name: /table/iu }).first().click()
    await page.getByRole('columnheader', { name: 'School years' }).waitFor()
    await waiting.getByRole('button', { name: /table/iu }).last().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('columnheader', { name: 'Nine in ten within' }).waitFor()
    await thanks.getByRole('button', { name: /table/iu }).press('Enter')
    await page.getByRole('columnheader', { name: 'Unsure' }).waitFor()
    expect(await faultsOf(page)).toEqual([])
    await page.setViewportSize({ width: 320, height: 640 })
    await picture(page, 'voice-320')
    await page.setViewportSize({ width: 1000, height: 800 })
    const file = page.waitForEvent('download')
    await page.getByRole('link', { name: 'As a table (CSV)' }).click()
    expect((await file).suggestedFilename()).toBe('voice.csv')
    await visit.ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
    await page.goto('/directory/voice')
    await page.getByText('nous avons répondu à 40 en moins de 7 jours', { exact: false }).waitFor()
    await page.getByText('Sur 48 réponses à nos messages, 31 nous remercient', { exact: false }).waitFor()
    await picture(page, 'voice-fr')
    expect(await faultsOf(page)).toEqual([])
  },
)

/** Answers to us as they are counted, most of them answered by us; three where ours are not heard; a session with twelve questions. */
async function plantAnswers(desk: Visit['desk']): Promise<void> {
  await sql`insert into voice_heard (network, said_at, hears_ours, thanks, wait_s)
    select case when n > 45 then 'mastodon' else 'practice' end, now() - make_interval(days => 10 + n / 3), n <= 45,
      case when n <= 31 then 'yes' when n <= 33 then 'unsure' else 'no' end,
      case when n <= 40 then 7800 + (n - 20) * 60 end
    from generate_series(1, 48) as n`.execute(desk.store.db)
  await sql`insert into question_sessions (id, title, lede, opens_at, begins_at, ends_at, time_zone, revision, made_by, made_at)
    values ('s', '{}', '{}', now() - interval '3 days', now() - interval '2 days', now() - interval '1 day', 'UTC', 1, 'x', now())`.execute(
    desk.store.db,
  )
  await sql`insert into questions (id, session_id, origin, language, asked_at, state, answered_at, changed_at)
    select 'q' || n, 's', 'form', 'en', now() - interval '2 days', 'answered', now() - interval '47 hours', now()
    from generate_series(1, 12) as n`.execute(desk.store.db)
}
