import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { Approvals } from '#access/approvals/approvals.ts'
import { ensureAccount } from '#access/people/accounts.ts'
import { openVault } from '#access/vault/vault.ts'
import { silentLog } from '#kernel/log.ts'
import { wallClock } from '#kernel/time.ts'
import { openSmtpPeer } from '#networks/email/test-smtp-peer.ts'
import { pause } from '#sending/pausing.ts'
import { Sending } from '#sending/sending.ts'
import { mailSettings } from '#sending/to-many/test-mail-desk.ts'
import { manyNetworks, waysOf } from '#sending/to-many/to-many.ts'
import { openTestStore, testFolder } from '#store/test-store.ts'
import { allMigrations } from '#app/desk.ts'
import { postOf } from '#app/open-reports.ts'
import type { Store } from '#store/store.ts'

let store: Store
beforeAll(async () => {
  store = await openTestStore(allMigrations)
}, 60_000)
afterAll(() => store.close())

const out = {
  ...{ key: 'm-1', address: 'office@minister.example', language: 'en' as const, atMs: 0 },
  ...{ subject: 'Report: Libraries', text: '212 posts', html: '<p>212 posts</p>' },
  attachment: { name: 'report.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-') },
}

test('a report goes out through the desk’s own mail account, and waits while that is paused', async () => {
  const peer = await openSmtpPeer()
  onTestFinished(() => peer.close())
  const vault = await openVault({ store, clock: wallClock, dataDir: testFolder() })
  const { mailbox: _none, ...mail } = mailSettings(peer.port, 1)
  const ways = waysOf({ mail, publicUrl: 'https://desk.example' }, { store, vault })
  const sending = new Sending({
    ...{
      store,
      vault,
      clock: wallClock,
      log: silentLog,
      approvals: new Approvals({ store, clock: wallClock }),
    },
    ...{ networks: manyNetworks(store, ways), allowPrivateNetworks: true },
    ports: { sent: () => Promise.resolve(), removed: () => Promise.resolve() },
  })
  const post = postOf({ store, vault, sending }, mail, wallClock)
  const { signal } = new AbortController()
  expect(await post.state()).toBe('not-connected')
  expect(await post.give(out, signal)).toMatchObject({ kind: 'wait' })
  const account = {
    id: 'mail',
    network: 'email',
    handle: 'alerts@city.example',
    name: 'Mail',
    languages: ['en'],
  }
  await store.inTransaction((tx) => ensureAccount(tx, account, 0))
  expect(await post.state()).toBe('ready')
  expect(await post.give(out, signal)).toMatchObject({ kind: 'sent' })
  const raw = peer.mails[0]?.raw ?? ''
  expect(raw).toMatch(/^Subject: Report: Libraries\r?$/mu)
  expect(raw).toMatch(/^Content-Disposition: attachment; filename=report\.pdf\r?$/mu)
  expect(await store.inTransaction((tx) => post.isPaused(tx))).toBe(false)
  const by = { kind: 'person', id: 'ana', name: 'Ana' } as const
  const form = { scope: 'all', reason: 'An accident on the bridge' } as const
  await store.inTransaction((tx) => pause(sending.ground, tx, { form, by }))
  expect(await store.inTransaction((tx) => post.isPaused(tx))).toBe(true)
})
