import { sql } from 'kysely'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { ensureAccount } from '#access/people/accounts.ts'
import { openVault, type Vault } from '#access/vault/vault.ts'
import { silentLog } from '#kernel/log.ts'
import { wallClock } from '#kernel/time.ts'
import { openImapPeer } from '#networks/email/test-imap-peer.ts'
import { openSmtpPeer } from '#networks/email/test-smtp-peer.ts'
import { openPushService } from '#networks/webpush/test-push-service.ts'
import type { Store } from '#store/store.ts'
import { openTestStore, testFolder } from '#store/test-store.ts'
import type { Ground } from '#sending/ground.ts'
import { openLines } from '#sending/lines.ts'
import { outboxMigrations } from '#sending/test-sending.ts'
import { readBounces } from '#sending/to-many/bounces.ts'
import { addSubscriber } from '#sending/to-many/subscribers.ts'
import { manyNetworks, ToMany } from '#sending/to-many/to-many.ts'
import type { ManyWay } from '#sending/to-many/ground.ts'
import { testMany } from '#sending/to-many/test-to-many.ts'
import { emailWay, mailCredentials, MailSettings, webPushWay } from '#sending/to-many/ways.ts'
import { turnMany } from '#sending/to-many/worker.ts'
import { schedule } from '#sending/scheduling.ts'
import { turn } from '#sending/worker.ts'
import { versionBytes } from '#kernel/version-content.ts'
import { createHash } from 'node:crypto'

// The whole path with the real senders: from the outbox to a mail server, a push service, a mailbox on this machine.

let store: Store
let vault: Vault
beforeEach(async () => {
  store = await openTestStore(outboxMigrations)
  vault = await openVault({ store, clock: wallClock, dataDir: testFolder() })
})
afterEach(() => store.close())

const signal = new AbortController().signal
const needsOfImport = { consentAtMs: Date.UTC(2026, 4, 1), source: 'page' }

function mailSettings(port: number, mailboxPort?: number): MailSettings {
  const here = { host: '127.0.0.1', security: 'none', allowInsecure: true }
  return MailSettings.parse({
    send: {
      ...{ ...here, port, from: { name: 'City', address: 'alerts@city.example' } },
      ...{ bounces: 'bounces@city.example', listId: 'alerts.city.example' },
    },
    ...(mailboxPort === undefined ? {} : { mailbox: { ...here, port: mailboxPort, user: 'desk' } }),
  })
}

/** A desk over these ways, with one account of that network. */
async function deskOn(way: ManyWay) {
  const { network } = way.capabilities
  const account = {
    id: 'ours',
    network,
    handle: 'alerts@city.example',
    name: 'Alerts',
    languages: ['en', 'fr'],
  }
  await store.inTransaction((tx) => ensureAccount(tx, account, wallClock.nowMs()))
  const networks = manyNetworks(store, [way])
  const needs = { store, vault, clock: wallClock, networks, allowPrivateNetworks: true }
  // Only what the invented desk has that is the same here: ids, chance, an approval.
  const sending: Ground = {
    ...{ ...testMany(store, { name: 'ours' }).process().outbox, store, clock: wallClock },
    ...{ log: silentLog, lines: openLines(needs) },
  }
  const toMany = new ToMany({ sending, vault, ways: [way], config: { publicUrl: 'https://city.example' } })
  const { ground } = toMany
  return {
    ground,
    add: (address: string, language = 'en') =>
      store.inTransaction((tx) =>
        addSubscriber(ground, tx, { account: 'ours', network, address, language, ...needsOfImport }),
      ),
    async send(text: string) {
      const bytes = versionBytes({ account: 'ours', language: 'en', parts: [text], media: [] })
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const version = {
        account: 'ours',
        network,
        language: 'en',
        contentText: new TextDecoder().decode(bytes),
        sha256,
      }
      await store.inTransaction((tx) =>
        schedule(sending, tx, {
          ...{
            item: 'message:real',
            title: 'Water',
            lane: 'normal',
            round: 1,
            by: { id: 'wen', name: 'Wen' },
          },
          versions: [version],
        }),
      )
      while ((await turn(sending, signal)) > 0);
      while ((await turnMany(ground, signal)) > 0);
    },
    states: async () =>
      (
        await sql<{ state: string; n: number }>`
        select state, count(*)::int as n from to_many_recipients group by 1 order by 1`.execute(store.db)
      ).rows,
  }
}

test('mail goes out with a link that ends this subscription, and nothing else does', async () => {
  const peer = await openSmtpPeer()
  onTestFinished(() => peer.close())
  const desk = await deskOn(emailWay(mailSettings(peer.port), { store, vault }))
  const ana = await desk.add('ana@people.example')
  await desk.add('bea@people.example')
  await desk.send('Water is off\nMain Street, until six.')
  expect(peer.mails.map(({ to }) => to).toSorted()).toEqual(['ana@people.example', 'bea@people.example'])
  const raw = (peer.mails.find(({ to }) => to === 'ana@people.example')?.raw ?? '').replaceAll(
    /\r\n[ \t]/g,
    '',
  )
  expect(raw).toMatch(/^Subject: Water is off/m)
  expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m)
  const token = /^List-Unsubscribe: ?<https:\/\/city\.example\/unsubscribe\/([^>]+)>/m.exec(raw)?.[1] ?? ''
  expect((await desk.ground.keys()).idOf(token)).toBe('id' in ana ? ana.id : '')
  expect(await desk.states()).toEqual([{ state: 'sent', n: 2 }])
})

test('a mail server that knows nobody by that name ends the subscription; one that is busy does not', async () => {
  const peer = await openSmtpPeer()
  onTestFinished(() => peer.close())
  peer.tell((step, said) => {
    if (step !== 'RCPT') return undefined
    if (said.includes('gone@')) return '550 5.1.1 no such user'
    return said.includes('busy@') ? '451 4.7.1 come back later' : undefined
  })
  const desk = await deskOn(emailWay(mailSettings(peer.port), { store, vault }))
  for (const name of ['ana', 'gone', 'busy']) await desk.add(`${name}@people.example`)
  await desk.send('Water is off.')
  expect(await desk.states()).toEqual([
    { state: 'refused', n: 1 },
    { state: 'sent', n: 1 },
    { state: 'wait', n: 1 },
  ])
  const { rows } = await sql<{
    why: string
  }>`select ended_why as why from subscribers where state = 'ended'`.execute(store.db)
  expect(rows).toEqual([{ why: 'no-such-address' }])
})

test('what comes back as undeliverable ends the subscription it is signed for; an answer stays in the mailbox, untouched', async () => {
  const [peer, mailbox] = [await openSmtpPeer(), await openImapPeer()]
  onTestFinished(() => Promise.all([peer.close(), mailbox.close()]).then(() => undefined))
  const settings = mailSettings(peer.port, mailbox.port)
  const own = { store, vault }
  const way = emailWay(settings, own)
  expect(way.connectFields.map(({ name }) => name)).toEqual(['mailboxPassword'])
  const desk = await deskOn({ ...way, connectFields: [] })
  for (const name of ['ana', 'bea', 'cy']) await desk.add(`${name}@people.example`)
  await desk.send('Water is off.')
  const returnOf = (name: string): string => peer.mails.find(({ to }) => to.startsWith(name))?.from ?? ''
  const messageOf = (name: string): string =>
    /^Message-ID:\s*(<[^>]*>)/im.exec(peer.mails.find(({ to }) => to.startsWith(name))?.raw ?? '')?.[1] ?? ''
  mailbox.mails.set(1, bounce(returnOf('ana'), messageOf('ana'), '5.1.1'))
  mailbox.mails.set(2, bounce(returnOf('bea'), messageOf('bea'), '4.2.2'))
  mailbox.mails.set(
    3,
    bounce(returnOf('cy').replace(/\.[0-9a-f]{12}@/, '.000000000000@'), '<x@y.example>', '5.1.1'),
  )
  mailbox.mails.set(
    4,
    Buffer.from(
      `From: Bea <bea@people.example>\r\nSubject: Re: Water\r\nIn-Reply-To: ${messageOf('bea')}\r\n\r\nThank you!\r\n`,
    ),
  )
  const box = settings.mailbox?.settings
  if (box === undefined) throw new Error('no mailbox')
  const ours = {
    settings: box,
    credentials: (account: string) => {
      const given = { mailboxPassword: 'hunter2' }
      const credentials = { read: () => Promise.resolve(given), write: () => Promise.resolve() }
      return mailCredentials(settings, own, { account, credentials })
    },
  }
  const read = (): Promise<number> => readBounces(desk.ground, ours, { account: 'ours', signal })
  expect([await read(), await read()]).toEqual([1, 0])
  const { rows } = await sql<{ why: string | null; state: string }>`
    select s.ended_why as why, r.why as state from subscribers s join to_many_recipients r on r.subscriber_id = s.id
    order by s.ended_why nulls last`.execute(store.db)
  expect(rows).toEqual([
    { why: 'bounced', state: 'bounced' },
    { why: null, state: 'told' },
    { why: null, state: 'told' },
  ])
  // Nothing is marked, moved or deleted: the answer is there for whoever reads answers.
  expect(mailbox.mails.size).toBe(4)
  expect(mailbox.said.some((line) => /STORE|MOVE|COPY|EXPUNGE|DELETE|SELECT/i.test(line))).toBe(false)
  mailbox.tell((command) => (/LOGIN|AUTHENTICATE|EXAMINE/.test(command) ? 'drop' : undefined))
  mailbox.mails.set(5, bounce(returnOf('bea'), messageOf('bea'), '5.1.1'))
  expect(await read()).toBe(0)
  mailbox.tell(() => undefined)
  // A mailbox that was away for a while: nothing in it was lost.
  expect(await read()).toBe(1)
})

function bounce(to: string, messageId: string, status: string): Buffer {
  const lines = [
    ...[
      'From: MAILER-DAEMON@mx.people.example',
      `To: ${to}`,
      'Subject: Undelivered',
      'Auto-Submitted: auto-replied',
    ],
    ...['Content-Type: multipart/report; report-type=delivery-status; boundary=b', '', '--b'],
    ...['Content-Type: text/plain', '', 'Sorry.', '--b', 'Content-Type: message/delivery-status', ''],
    ...['Reporting-MTA: dns; mx.people.example', '', 'Final-Recipient: rfc822; x@people.example'],
    ...['Action: failed', `Status: ${status}`, '', '--b', 'Content-Type: message/rfc822', ''],
    ...[`Message-ID: ${messageId}`, '', 'x', '--b--', ''],
  ]
  return Buffer.from(lines.join('\r\n'))
}

test('browsers are told once each; one that has gone is not asked again', async () => {
  const service = await openPushService()
  onTestFinished(() => service.close())
  service.tell((path) => (path === '/gone' ? { status: 410 } : undefined))
  const way = webPushWay(
    { contact: 'mailto:desk@city.example', allowPrivateNetworks: true },
    { store, vault },
  )
  const desk = await deskOn(way)
  expect(await desk.add('ana@people.example')).toMatchObject({ kind: 'refused', why: 'bad-address' })
  for (const path of ['/a', '/b', '/gone']) await desk.add(service.subscribe(path))
  await desk.send('Water is off\nMain Street, until six.')
  expect(service.wrong).toEqual([])
  expect(service.pushed.map(({ path }) => path).toSorted()).toEqual(['/a', '/b'])
  expect(JSON.parse(service.pushed[0]?.payload ?? '')).toMatchObject({ title: 'Water is off', lang: 'en' })
  expect(await desk.states()).toEqual([
    { state: 'refused', n: 1 },
    { state: 'sent', n: 2 },
  ])
  const { rows } = await sql<{
    why: string
  }>`select ended_why as why from subscribers where state = 'ended'`.execute(store.db)
  expect(rows).toEqual([{ why: 'gone' }])
})

test('a text that browsers would see cut is refused before anybody approves it', async () => {
  const way = webPushWay({ contact: 'mailto:desk@city.example' }, { store, vault })
  const [network] = manyNetworks(store, [way])
  const none = { read: () => Promise.resolve({}), write: () => Promise.resolve() }
  const sender = network?.open({ account: 'ours', handle: 'x', languages: ['en'], credentials: none })
  const check = (text: string) =>
    sender?.check({ account: 'ours', language: 'en', parts: [text], media: [] }).map(({ why }) => why)
  expect(check('é'.repeat(1500))).toEqual([])
  expect(check('"'.repeat(1600))).toEqual(['too-long'])
  expect(check('  ')).toEqual(['empty'])
  expect(
    sender?.check({ account: 'ours', language: 'en', parts: ['a', 'b'], media: [] }).map(({ why }) => why),
  ).toEqual(['too-many-parts'])
})
