import { rm } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openVault, type Vault } from '#access/vault/vault.ts'
import { createApi } from '#api/api.ts'
import { silentLog, type Log } from '#kernel/log.ts'
import { wallClock } from '#kernel/time.ts'
import type { SendingNeeds } from '#networks/sender.ts'
import { textPart } from '#networks/test-sender-contract.ts'
import { fieldsOf } from '#networks/unknown-fields.ts'
import { putFile } from '#sending/files/store.ts'
import { sweepFiles } from '#sending/files/sweeping.ts'
import { openTestStore, testFolder } from '#store/test-store.ts'
import type { Store } from '#store/store.ts'
import { allMigrations } from '#app/desk.ts'
import { openFederation, type Federation } from '#app/federation.ts'
import type { SourcePlan } from '#app/plan-sources.ts'

const publicUrl = 'https://social.ville.example'
const live: SourcePlan = { mode: 'live', readers: [], networks: [] }
const needs: SendingNeeds = { clock: wallClock, signal: new AbortController().signal }

let store: Store
let vault: Vault
let dataDir: string
beforeAll(async () => {
  store = await openTestStore(allMigrations)
  dataDir = testFolder()
  vault = await openVault({ store, clock: wallClock, dataDir })
})
afterAll(async () => {
  await store.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function opened(
  o: { plan?: SourcePlan; publicUrl?: string; log?: Log } = {},
): Promise<Federation | undefined> {
  const settings = { plan: live, log: silentLog, ...o }
  const federation = await openFederation(
    { store, vault, moderation: { isBarred: () => false } },
    settings,
    wallClock,
  )
  if (federation !== undefined) onTestFinished(() => federation.close())
  return federation
}

/** A federation at its address, asked as other servers ask. */
async function asked() {
  const federation = await opened({ publicUrl })
  if (federation === undefined) throw new Error('it was not opened')
  const api = createApi({ log: silentLog, sessionOf: async () => undefined, publicUrl })
  federation.addRoutes(api)
  const get = (path: string, init: RequestInit = {}): Promise<Response> =>
    Promise.resolve(api.hono.request(path.startsWith('http') ? path : `${publicUrl}${path}`, init))
  return { federation, get }
}

test('nothing practised or replayed reaches another server, whatever its address; without an address others reach there is nothing', async () => {
  for (const mode of ['practice', 'replay'] as const)
    expect(await opened({ plan: { ...live, mode }, publicUrl })).toBeUndefined()
  for (const url of ['http://social.ville.example', 'https://localhost', 'https://192.168.1.2'])
    expect(await opened({ publicUrl: url })).toBeUndefined()
  expect(await opened()).toBeUndefined()
  const federation = await opened({ publicUrl })
  expect(federation?.network.capabilities.network).toBe('activitypub')
  expect(federation?.reader.label).toBe('ActivityPub, social.ville.example')
})

test('a file is there for everybody while a note that has it is, and not before or after', async () => {
  const { federation, get } = await asked()
  const connection = {
    ...{ account: 'a1', handle: '@ville', languages: ['fr'] },
    credentials: {
      read: async () => ({ handle: 'ville', displayName: 'Ville', summary: 'La ville.' }),
      write: async () => undefined,
    },
  }
  const sender = federation.network.open(connection)
  expect(await sender.health(needs)).toMatchObject({ ok: true, handle: '@ville' })
  const data = Buffer.from('the bytes of a picture')
  const { sha256 } = await store.inTransaction((tx) =>
    putFile(tx, { mediaType: 'image/png', data }, { nowMs: wallClock.nowMs(), by: 'wen' }),
  )
  const file = { sha256, mediaType: 'image/png', bytes: data.length, alt: 'A map', read: async () => data }
  expect((await get(`/ap/files/${sha256}`)).status).toBe(404)
  const sent = await sender.send(textPart('Plan', { language: 'fr', media: [file] }), needs)
  if (sent.kind !== 'sent') throw new Error(sent.kind)
  const note = fieldsOf(await (await get(sent.posted.nativeId)).json())
  const url = `${publicUrl}/ap/files/${sha256}`
  expect(note).toMatchObject({ attachment: [{ url, mediaType: 'image/png', name: 'A map' }] })
  const answer = await get(url)
  expect([answer.status, await answer.text()]).toEqual([200, 'the bytes of a picture'])
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    ...{ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' },
    'cross-origin-resource-policy': 'cross-origin',
  })
  expect((await get(url, { headers: { range: 'bytes=4-8' } })).status).toBe(206)
  // However long nobody wants it: what is public stays.
  await sql`update media_files set wanted_at = now() - interval '90 days'`.execute(store.db)
  const sweeping = { store, clock: wallClock, log: silentLog, inUse: async () => new Set<string>() }
  expect(await sweepFiles(sweeping)).toBe(0)
  for (const odd of ['x', `${sha256}0`, '..%2f..%2fp', '%00', sha256.toUpperCase()])
    expect((await get(`/ap/files/${odd}`)).status).toBe(404)
  await sender.remove?.(sent.posted, needs)
  expect((await get(url)).status).toBe(404)
  await sql`update media_files set wanted_at = now() - interval '90 days'`.execute(store.db)
  expect(await sweepFiles(sweeping)).toBe(1)
})

test('an address that was changed under actors is said in the log, and what was at the old one is not answered at the new', async () => {
  const { federation, get } = await asked()
  const connection = {
    ...{ account: 'a2', handle: 'mairie', languages: ['fr'] },
    credentials: { read: async () => ({ handle: 'mairie' }), write: async () => undefined },
  }
  await federation.network.open(connection).health(needs)
  expect((await get('/ap/actors/mairie')).status).toBe(200)
  const said: string[] = []
  const log: Log = (level, text, more) => void said.push(`${level} ${text} ${JSON.stringify(more)}`)
  const moved = await opened({ publicUrl: 'https://neu.ville.example', log })
  expect(moved).toBeDefined()
  expect(said.join()).toMatch(/^warn .*https:\/\/social\.ville\.example/)
})
