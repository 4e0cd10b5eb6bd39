import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import type { Access, SignedIn } from '#access/access.ts'
import { ensureAccount } from '#access/people/accounts.ts'
import { openVault } from '#access/vault/vault.ts'
import { createApi, sessionCookie } from '#api/api.ts'
import { allMigrations } from '#app/desk.ts'
import type { DeskNeeds } from '#app/desk-needs.ts'
import { liveNetworks } from '#app/live-networks.ts'
import { openOfficialAccounts } from '#app/open-official.ts'
import { silentLog } from '#kernel/log.ts'
import { mayDo, verbs } from '#kernel/permission.ts'
import { wallClock } from '#kernel/time.ts'
import type { Publishing } from '#roles/publishing/publishing.ts'
import { secretOf } from '#sending/lines.ts'
import type { Sending } from '#sending/sending.ts'
import type { SendingTables } from '#sending/tables.ts'
import { openTestStore, testFolder } from '#store/test-store.ts'

const origin = 'https://desk.example'

/** The parts of two answers that are looked at here. */
const OfficialBoard = z.object({
  accounts: z.array(
    z.object({
      isRead: z.boolean(),
      checks: z.array(z.object({ kind: z.string(), state: z.string(), code: z.string() })),
    }),
  ),
})
const LookAlikeList = z.object({
  lookAlikes: z.array(z.object({ handle: z.string(), reasons: z.array(z.object({ kind: z.string() })) })),
  searches: z.array(z.object({ state: z.string() })),
  isDaily: z.boolean(),
})

/** A server with the Mastodon API on which our account is called `town`, and somebody imitates it. */
async function mastodon(): Promise<{ origin: string; account: Record<string, unknown> }> {
  const account = {
    ...{
      id: '1',
      acct: 'town',
      url: 'https://social.example/@town',
      display_name: 'Town of Havre-Clair',
      note: '<p>News</p>',
    },
    fields: [
      {
        name: 'Site',
        value: `<a href="${origin}/official-accounts" rel="me">x</a>`,
        verified_at: '2026-01-01T00:00:00Z',
      },
    ],
  }
  const impostor = {
    ...account,
    id: '2',
    acct: 'tоwn@elsewhere.example',
    url: 'https://elsewhere.example/@tоwn',
    fields: [],
  }
  const http = createServer((request, response) => {
    const path = request.url ?? ''
    const isOurs = request.headers.authorization === 'Bearer planted-token'
    const json = path.startsWith('/api/v1/accounts/search') ? [account, impostor] : account
    response.writeHead(isOurs ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(json))
  })
  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => {
    http.closeAllConnections()
    http.close()
  })
  return { origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, account }
}

/** The register of a live desk with one connected account, spoken to as its owner. */
async function opened(server: string, mode: 'live' | 'practice' = 'live') {
  const store = await openTestStore(allMigrations)
  onTestFinished(() => store.close())
  const vault = await openVault({ store, clock: wallClock, dataDir: testFolder() })
  const now = new Date()
  await store.inTransaction(async (tx) => {
    const row = {
      id: 'town',
      network: 'mastodon',
      handle: '@town',
      name: 'Town of Havre-Clair',
      languages: ['en'],
    }
    await ensureAccount(tx, row, now.getTime())
    await vault.put(tx, secretOf('town'), JSON.stringify({ accessToken: 'planted-token' }))
    const connection = { account: 'town', server, limits: null, connected_at: now, connected_by: 'Ana' }
    await tx.withTables<SendingTables>().insertInto('connections').values(connection).execute()
  })
  const networks = liveNetworks()
  const official = openOfficialAccounts(
    {
      ...{ store, vault, origin: () => origin },
      // What the register asks of these rooms, and no more of them.
      access: {
        desk: async () => ({ timeZone: 'UTC', welcomed: true, place: { name: 'Havre-Clair' } }),
      } as unknown as Access,
      sending: {
        needs: { store, vault, clock: wallClock, networks, allowPrivateNetworks: true, log: silentLog },
      } as unknown as Sending,
      publishing: { lastSaid: async () => new Map(), saidSince: async () => [] } as unknown as Publishing,
      listening: {
        streamNowMs: 0,
        note: () => ({ since: new Date(0).toISOString(), sources: 0, missing: [] }),
      },
    },
    {
      allowPrivateNetworks: true,
      plan: { mode, readers: [], networks },
      log: silentLog,
    } as unknown as DeskNeeds,
    wallClock,
  )
  const grants = verbs.map((verb) => ({ verb, account: '*', language: '*', lane: '*' as const }))
  const person = { id: 'ana', name: 'Ana', initials: 'A' }
  const ana: SignedIn = {
    ...{ sessionId: 's', personId: 'ana', isOwner: true, grants, freshUntilMs: 0 },
    session: { person, locale: 'en', isOwner: true, grants, desk: { timeZone: 'UTC', welcomed: true } },
  }
  const api = createApi<SignedIn>({
    log: silentLog,
    sessionOf: async (token) => (token === undefined ? undefined : ana),
    mayDo: (who, verb) => mayDo(who.grants, verb),
    strictAnswers: true,
  })
  official.addRoutes(api)
  const post = async (path: string): Promise<unknown> => {
    const headers = { 'x-bellwether': '1', cookie: `${sessionCookie}=ana` }
    return (await api.hono.request(`http://localhost${path}`, { method: 'POST', headers })).json()
  }
  return { post }
}

test('a connected account is looked at on its own server: still ours, the same, linked both ways', async () => {
  const { origin: server, account } = await mastodon()
  const { post } = await opened(server)
  const look = async () => OfficialBoard.parse(await post('/api/official-accounts/town/look')).accounts[0]
  const codes = async () => ((await look())?.checks ?? []).map(({ state, code }) => `${state} ${code}`)
  expect(await codes()).toEqual(['ok sign-in-works', 'ok profile-there', 'ok text-noted', 'ok link-verified'])
  account['note'] = '<p>Refunds here</p>'
  account['fields'] = []
  expect(await codes()).toEqual(['ok sign-in-works', 'ok profile-there', 'bad text-changed', 'bad no-link'])
  account['url'] = 'https://social.example/@town-2'
  expect(await codes()).toContain('bad another-account')
})

test('its network is searched for who imitates it', async () => {
  const { origin: server } = await mastodon()
  const { post } = await opened(server)
  const list = LookAlikeList.parse(await post('/api/look-alikes/search'))
  expect(list.lookAlikes).toMatchObject([
    { handle: 'tоwn@elsewhere.example', reasons: [{ kind: 'handle-drawn-alike' }, { kind: 'same-name' }] },
  ])
  expect(list.isDaily).toBe(true)
})

test('a desk that practises reads no profile of a real network', async () => {
  const { origin: server } = await mastodon()
  const { post } = await opened(server, 'practice')
  const board = OfficialBoard.parse(await post('/api/official-accounts/town/look'))
  expect(board.accounts[0]).toMatchObject({ isRead: false, checks: [{ kind: 'sign-in' }] })
  expect(LookAlikeList.parse(await post('/api/look-alikes/search'))).toMatchObject({
    searches: [{ state: 'not-searched' }],
  })
})
