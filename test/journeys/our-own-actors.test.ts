import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openDesk, type Desk } from '#app/desk.ts'
import { liveNetworks } from '#app/live-networks.ts'
import { silentLog } from '#kernel/log.ts'
import { testFolder } from '#store/test-store.ts'
import { signIn } from '../support/desk.ts'
import { freePort } from '../support/free-port.ts'
import { freshen } from '../support/passkeys.ts'
import { faultsOf, openVisits, signInAt, wordsOf } from './visit.ts'

// An actor of our own is made on the guided screen: no sign-in is made elsewhere, a name is chosen that never changes.

let visits: Awaited<ReturnType<typeof openVisits>>
let desk: Desk
let dataDir: string

beforeAll(async () => {
  visits = await openVisits()
  dataDir = testFolder()
  const port = await freePort()
  desk = await openDesk({
    ...{
      dataDir,
      port,
      host: '127.0.0.1',
      publicUrl: `http://localhost:${port}`,
      allowPrivateNetworks: true,
    },
    ...{ locale: 'en', timeZone: 'America/Toronto', matchThreads: 1, providers: [] },
    plan: { mode: 'live', readers: [], networks: liveNetworks() },
    ...{ log: silentLog, progress: () => undefined },
    scripts: new URL('../../dist/server/', import.meta.url),
    screens: fileURLToPath(new URL('../../dist/web/', import.meta.url)),
  })
}, 120_000)

afterAll(async () => {
  await desk.close()
  await visits.close()
  await rm(dataDir, { recursive: true, force: true })
})

test(
  'an account of ours on the fediverse is connected with a name and a profile, and a name that is not its own is put right',
  { timeout: 120_000 },
  async (context) => {
    visits.need(context)
    const visit = await visits.visit(context, desk)
    onTestFinished(visit.close)
    const { page } = visit
    const ask = await signIn(desk)
    const form = { network: 'activitypub', handle: '@ville', name: 'Ville', languages: ['fr', 'en'] }
    const noted = await ask('/api/accounts', { method: 'POST', body: form })
    expect(noted.status).toBe(201)
    // What the desk itself answers.
    const { id } = (await noted.json()) as { id: string }
    await signInAt(visit, `/publish/accounts/${id}/connect`)
    const session = (await (await ask('/api/session')).json()) as { person: { id: string } }
    await freshen(desk, session.person.id)
    await page.getByText('It is in every address people follow, and never changes.').waitFor()
    const name = page.getByLabel('Name of the actor', { exact: true })
    expect(await name.inputValue()).toBe('ville')
    const found = await faultsOf(page)

    await name.fill('mairie')
    await page.getByLabel('Display name', { exact: true }).fill('Ville de Havre-Clair')
    await page.getByLabel('Summary', { exact: true }).fill('News of the city.')
    await page.getByRole('button', { name: 'Try it and connect' }).click()
    await page.locator('#error-connect-handle', { hasText: 'The account was noted as @ville.' }).waitFor()
    found.push(...(await faultsOf(page)))
    await name.fill('@ville')
    await page.getByRole('button', { name: 'Try it and connect' }).click()
    await page.getByRole('heading', { name: 'Ville is connected' }).waitFor()
    found.push(...(await faultsOf(page)))
    for (const actor of ['ville', 'ville_en']) {
      const answer = await fetch(new URL(`/ap/actors/${actor}`, desk.url))
      expect(await answer.json()).toMatchObject({ name: 'Ville de Havre-Clair' })
    }

    await page.goto('/publish/accounts/networks')
    await page.getByRole('rowheader', { name: 'ActivityPub' }).waitFor()
    expect(await wordsOf(page.locator('main'))).toContain('It is ours: one message is one entry.')
    expect(found).toEqual([])
    expect(visit.problems().filter((one) => !/status of 409/.test(one))).toEqual([])
  },
)

test('the same in French', { timeout: 120_000 }, async (context) => {
  visits.need(context)
  const visit = await visits.visit(context, desk)
  onTestFinished(visit.close)
  const { page, ask } = visit
  const form = { network: 'activitypub', handle: 'mairie', name: 'Mairie', languages: ['fr'] }
  const noted = await ask('/api/accounts', { method: 'POST', body: form })
  // What the desk itself answers.
  const { id } = (await noted.json()) as { id: string }
  await ask('/api/session', { method: 'PATCH', body: { locale: 'fr' } })
  await signInAt(visit, `/publish/accounts/${id}/connect`)
  await page.getByLabel('Nom de l’acteur', { exact: true }).waitFor()
  await page.getByText('Il est dans chaque adresse que les gens suivent, et ne change jamais.').waitFor()
  expect(await faultsOf(page)).toEqual([])
})

test(
  'who breaks a house rule is barred for a time, with a reason that goes on record, and let speak again',
  { timeout: 120_000 },
  async (context) => {
    visits.need(context)
    const visit = await visits.visit(context, desk)
    onTestFinished(visit.close)
    const { page, ask } = visit
    await ask('/api/session', { method: 'PATCH', body: { locale: 'en' } })
    const form = { network: 'activitypub', handle: 'parks', name: 'Parks', languages: ['en'] }
    expect((await ask('/api/accounts', { method: 'POST', body: form })).status).toBe(201)
    await signInAt(visit, '/publish/accounts')
    await page.getByRole('link', { name: 'Who may not speak to us' }).press('Enter')
    await page.getByText('Nobody is barred.').waitFor()
    const found = await faultsOf(page)
    await page.getByRole('button', { name: 'Bar somebody' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Bar somebody' })
    await dialog.getByRole('button', { name: 'Bar them' }).click()
    await dialog.getByRole('link', { name: 'Say who is barred' }).press('Enter')
    await page.keyboard.type('everybody')
    await dialog
      .getByLabel('Which house rule')
      .selectOption({ label: 'No advertising and no floods of the same message.' })
    await dialog.getByLabel('What they did', { exact: true }).fill('Three hundred advertisements in an hour.')
    await dialog.getByRole('button', { name: 'Bar them' }).click()
    await dialog.getByText('This names nobody.').waitFor()
    await dialog.getByLabel('Who', { exact: true }).fill('https://Shop.example/')
    await dialog.getByText('This bars everybody on').waitFor()
    found.push(...(await faultsOf(page)))
    await dialog.getByRole('button', { name: 'Bar them' }).press('Enter')
    await page.getByRole('heading', { name: 'shop.example' }).waitFor()
    expect(await wordsOf(page.getByRole('main'))).toContain('Three hundred advertisements in an hour.')
    found.push(...(await faultsOf(page)))
    const rules = await (await fetch(new URL('/api/house-rules', desk.url))).text()
    expect(JSON.parse(rules)).toMatchObject({
      rules: expect.arrayContaining([expect.objectContaining({ rule: 'spam', servers: 1 })]),
    })
    expect(rules).not.toContain('shop.example')

    await page.getByRole('button', { name: 'Let shop.example speak' }).press('Enter')
    await page
      .getByRole('dialog')
      .getByLabel('Why may they speak again?')
      .fill('Their owner closed the account.')
    await page.getByRole('dialog').getByRole('button', { name: 'Let them speak' }).press('Enter')
    await page.getByText('Over within the last year').click()
    await page.getByText('Their owner closed the account.').waitFor()
    await page.goto('/settings/records?kind=moderation')
    await page.getByText('decided who may speak to our own accounts').first().waitFor()

    const stranger = await visits.visit(context, desk, { locale: 'fr-CA' })
    onTestFinished(stranger.close)
    await stranger.page.goto('/house-rules')
    await stranger.page.getByRole('heading', { name: 'Règles de conduite' }).waitFor()
    found.push(...(await faultsOf(stranger.page)))
    expect(found).toEqual([])
    expect(visit.problems().filter((one) => !/status of 422/.test(one))).toEqual([])
  },
)
