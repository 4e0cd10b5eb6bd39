import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openVault } from '#access/vault/vault.ts'
import { createApi, type Api } from '#api/api.ts'
import type { SignedIn } from '#access/access.ts'
import { silentLog } from '#kernel/log.ts'
import type { Store } from '#store/store.ts'
import { openTestStore, testFolder } from '#store/test-store.ts'
import { outboxMigrations } from '#sending/test-sending.ts'
import { toManyRoutes } from '#sending/to-many/routes.ts'
import { countSubscribers } from '#sending/to-many/subscribers.ts'
import { testMany, type TestMany } from '#sending/to-many/test-to-many.ts'
import { ToMany } from '#sending/to-many/to-many.ts'
import type { ToManyTables } from '#sending/to-many/tables.ts'
import { unsubscribeAddress } from '#sending/to-many/unsubscribing.ts'

let store: Store
let api: Api<SignedIn>
let desk: TestMany
beforeAll(async () => {
  store = await openTestStore(outboxMigrations)
  desk = testMany(store, { name: 'links' })
  const vault = await openVault({ store, clock: desk.clock, dataDir: testFolder() })
  const toMany = new ToMany({ sending: desk.process().outbox, vault, ways: [], config: {} })
  Object.assign(toMany.ground, { keys: desk.process().many.keys })
  api = createApi<SignedIn>({
    log: silentLog,
    sessionOf: () => Promise.resolve(undefined),
    strictAnswers: true,
  })
  toManyRoutes(api, toMany, { isPractice: false })
})
afterAll(() => store.close())

/** As a mail program or a browser asks: no session, no header of ours, from anywhere. */
function ask(token: string, method: 'GET' | 'POST' = 'GET'): Promise<Response> {
  const body = method === 'POST' ? { body: 'List-Unsubscribe=One-Click' } : {}
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.example' }
  return Promise.resolve(
    api.hono.request(`http://localhost/unsubscribe/${token}`, { method, headers, ...body }),
  )
}

async function subscribed(language = 'en'): Promise<{ id: string; token: string }> {
  const added = await desk.add(`${language}${Math.floor(desk.clock.nowMs())}@people.example`, language)
  await desk.clock.sleep(1)
  const id = 'id' in added ? added.id : ''
  return { id, token: (await desk.process().many.keys()).token(id) }
}

async function stateOf(id: string): Promise<string | undefined> {
  const db = store.db.withTables<ToManyTables>()
  return (await db.selectFrom('subscribers').select('state').where('id', '=', id).executeTakeFirst())?.state
}

test('opening the link asks and changes nothing; one press ends it, and pressing again is the same', async () => {
  const { id, token } = await subscribed()
  const page = await ask(token)
  const html = await page.text()
  expect(page.status).toBe(200)
  expect(html).toContain('<button type="submit">Stop these messages</button>')
  expect(html).toContain('Ne plus recevoir ces messages')
  expect(html).not.toMatch(/<script|people\.example/)
  expect(await stateOf(id)).toBe('active')
  const first = await ask(token, 'POST')
  const again = await ask(token, 'POST')
  expect([first.status, again.status]).toEqual([200, 200])
  const [one, two] = [await first.text(), await again.text()]
  expect(two.replace(nonceIn(two), '')).toBe(one.replace(nonceIn(one), ''))
  expect(await stateOf(id)).toBe('ended')
})

function nonceIn(text: string): string {
  return /nonce="([^"]+)"/.exec(text)?.[1] ?? ''
}

test('who reads French is asked in French first, and the page says which language is which', async () => {
  const { token } = await subscribed('fr-ca')
  const html = await (await ask(token)).text()
  expect(html).toMatch(/<html lang="fr-CA">.*<h1>Ne plus recevoir.*<h2>Stop these/s)
  expect(html).toContain('<section lang="en-CA">')
})

test('ten presses at once end one subscription once, and nobody else’s', async () => {
  const one = await subscribed()
  const other = await subscribed()
  const came = await Promise.all(Array.from({ length: 10 }, () => ask(one.token, 'POST')))
  expect(came.every(({ status }) => status === 200)).toBe(true)
  expect([await stateOf(one.id), await stateOf(other.id)]).toEqual(['ended', 'active'])
})

test('a link that is none of ours is a plain page, and ends nothing', async () => {
  const { id, token } = await subscribed()
  const before = await countSubscribers(store.db)
  const wrong = [
    `${token}x`,
    token.slice(0, -2),
    token.replace(id, 'a'.repeat(id.length)),
    '%00',
    '<script>alert(1)',
    'x'.repeat(5000),
  ]
  for (const one of wrong)
    for (const method of ['GET', 'POST'] as const) {
      const page = await ask(encodeURIComponent(one), method)
      expect(page.status, `link ${one.slice(0, 50)}`).toBe(404)
      const html = await page.text()
      expect(html).toContain('Ce lien ne fonctionne pas')
      expect(html).not.toContain('<script>')
    }
  expect(await countSubscribers(store.db)).toEqual(before)
})

test('the address of the page is told to nobody', async () => {
  const { token } = await subscribed()
  const page = await ask(token)
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  expect(page.headers.get('x-robots-tag')).toBe('noindex')
  expect(page.headers.get('cache-control')).toBe('no-store')
})

test('how far a message has come is for people of the desk', async () => {
  const page = await api.hono.request('http://localhost/api/deliveries/x/reach')
  expect(page.status).toBe(401)
})

test('whoever asked in another way leaves by their address, on record without it; what is no address ends nobody', async () => {
  const needs = desk.process().many
  await desk.add('Cy@people.example')
  const added = await desk.add('di@people.example')
  expect(await unsubscribeAddress(needs, ' cy@PEOPLE.example ')).toBe(1)
  expect(await unsubscribeAddress(needs, 'cy@people.example')).toBe(0)
  expect(await unsubscribeAddress(needs, 'nobody@people.example')).toBe(0)
  for (const none of [
    '',
    'cy',
    'cy@people.example, di@people.example',
    'di@people.example\r\nBcc: x@y.example',
  ])
    expect(await unsubscribeAddress(needs, none)).toBeUndefined()
  expect(await stateOf('id' in added ? added.id : '')).toBe('active')
  const { rows } = await sql<{ body: string }>`
    select body from records_entries where body like '%subscribersEnded%'`.execute(store.db)
  expect(rows).toHaveLength(1)
  expect(rows[0]?.body).not.toMatch(/people/i)
})
