import { expect, test } from 'vitest'
import { ensureAccount } from '#access/people/accounts.ts'
import { openVault, type Vault } from '#access/vault/vault.ts'
import { wallClock } from '#kernel/time.ts'
import { accountReaders } from '#app/account-readers.ts'
import { allMigrations } from '#app/desk.ts'
import { xMentionsReader } from '#networks/x/listen/mentions-reader.ts'
import type { SendingTables } from '#sending/tables.ts'
import type { Store } from '#store/store.ts'
import { openTestStore, testFolder } from '#store/test-store.ts'

type Row = { network: string; handle: string; server?: string; isLost?: boolean; isConnected?: boolean }

async function deskWith(rows: readonly Row[]): Promise<{ store: Store; vault: Vault }> {
  const store = await openTestStore(allMigrations)
  const vault = await openVault({ store, clock: wallClock, dataDir: testFolder() })
  for (const [at, { network, handle, server, isLost = false, isConnected = true }] of rows.entries()) {
    const id = `a${at}`
    await store.inTransaction((tx) =>
      ensureAccount(tx, { id, network, handle, name: handle, languages: ['en'] }, wallClock.nowMs()),
    )
    if (!isConnected) continue
    const now = new Date()
    await store.db
      .withTables<SendingTables>()
      .insertInto('connections')
      .values({
        ...{ account: id, server: server ?? null, limits: null, connected_at: now, connected_by: 'Ana' },
        lost_at: isLost ? now : null,
      })
      .execute()
  }
  return { store, vault }
}

async function sourcesOf(rows: readonly Row[], hearsX = false): Promise<string[]> {
  const access = { bearerToken: 'a-bearer-token' }
  const onX = { mentions: (handle: string) => xMentionsReader({ ...access, handle }) }
  const readers = await accountReaders({
    ...(await deskWith(rows)),
    allowPrivateNetworks: false,
    ...(hearsX && { onX }),
  })
  return readers.map(({ reader }) => reader.source)
}

const bluesky = { network: 'bluesky', handle: 'town.example' }
const mastodon = { network: 'mastodon', handle: '@town@social.example', server: 'social.example' }

test('what is said to connected accounts is heard', async () => {
  expect(await sourcesOf([bluesky, mastodon])).toEqual([
    'bluesky:notifications:town.example',
    'mastodon:social.example/mentions/@town@social.example',
  ])
})

test('accounts that nobody connected, that were lost, or whose network has no readers are not', async () => {
  expect(
    await sourcesOf([
      { ...bluesky, isConnected: false },
      { ...bluesky, handle: 'other.example', isLost: true },
      { network: 'mastodon', handle: '@town@nowhere.example' },
      { network: 'webhook', handle: 'intranet' },
      { network: 'practice', handle: 'havreclair' },
    ]),
  ).toEqual([])
})

test('two accounts of one server are two sources', async () => {
  const sources = await sourcesOf([mastodon, { ...mastodon, handle: '@water@social.example' }])
  expect(new Set(sources).size).toBe(2)
})

test('mentions on X are heard only where the desk listens there, and the account is connected', async () => {
  const x = { network: 'x', handle: '@HavreClair' }
  expect(await sourcesOf([x])).toEqual([])
  expect(await sourcesOf([x, { ...x, handle: '@Lost', isLost: true }], true)).toEqual([
    'x:mentions:havreclair',
  ])
  expect(await sourcesOf([{ ...x, isConnected: false }], true)).toEqual([])
})
