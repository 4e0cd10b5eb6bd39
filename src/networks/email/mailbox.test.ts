import { expect, onTestFinished, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import { mailIds } from './mail-ids.ts'
import { readMailbox, type MailboxHeard } from './mailbox.ts'
import { MailboxSettings } from './settings.ts'
import { testCertificate } from './test-certificate.ts'
import { openImapPeer, type ImapPeer } from './test-imap-peer.ts'

const secrets = { user: 'desk', password: 'hunter2', tokenKey: 'k'.repeat(43) }
const ids = mailIds({ key: secrets.tokenKey, domain: 'city.example', bounces: 'bounces@city.example' })

function mail(text: string, headers = ''): Buffer {
  return Buffer.from(`From: Jo <jo@people.example>\r\nSubject: Re: Water\r\n${headers}\r\n${text}\r\n`)
}

async function opened(count = 0): Promise<ImapPeer> {
  const peer = await openImapPeer()
  onTestFinished(() => peer.close())
  for (let n = 1; n <= count; n += 1)
    peer.mails.set(n, mail(`Mail ${n}`, `Message-ID: <${n}@people.example>\r\n`))
  return peer
}

async function read(
  port: number,
  o: { cursor?: string; settings?: Record<string, unknown>; signal?: AbortSignal; stopAfter?: number } = {},
): Promise<MailboxHeard[]> {
  const heard: MailboxHeard[] = []
  const settings = MailboxSettings.parse({
    ...{ host: '127.0.0.1', port, security: 'none', allowInsecure: true, timeoutMs: 1000 },
    ...{ from: 'alerts@city.example', bounces: 'bounces@city.example', ...o.settings },
  })
  const credentials = {
    read: () => Promise.resolve(secrets),
    write: () => Promise.reject(new Error('not here')),
  }
  const signal = o.signal ?? new AbortController().signal
  const needs = { clock: wallClock, signal, ...(o.cursor !== undefined && { cursor: o.cursor }) }
  for await (const one of readMailbox(settings, credentials, needs)) {
    heard.push(one)
    if (heard.length === o.stopAfter) break
  }
  return heard
}

function texts(heard: readonly MailboxHeard[]): string[] {
  return heard.map((one) => (one.kind === 'reply' ? one.text : one.kind))
}

function lastCursor(heard: readonly MailboxHeard[]): string {
  const last = heard.at(-1)
  return last !== undefined && 'cursor' in last ? last.cursor : ''
}

test('mail is told in the order it came, once, and reading goes on where it ended', async () => {
  const peer = await opened(45)
  const first = await read(peer.port)
  expect(texts(first)).toEqual(Array.from({ length: 45 }, (_, at) => `Mail ${at + 1}`))
  expect(await read(peer.port, { cursor: lastCursor(first) })).toEqual([])
  peer.mails.set(50, mail('Later'))
  expect(texts(await read(peer.port, { cursor: lastCursor(first) }))).toEqual(['Later'])
})

test('stopped in the middle, the next reading goes on from there', async () => {
  const peer = await opened(30)
  const first = await read(peer.port, { stopAfter: 7 })
  const second = await read(peer.port, { cursor: lastCursor(first) })
  expect(texts([...first, ...second])).toEqual(Array.from({ length: 30 }, (_, at) => `Mail ${at + 1}`))
})

test('a mailbox made anew is read from its beginning, and the same mail has the same id', async () => {
  const peer = await opened(3)
  const first = await read(peer.port)
  peer.setUidValidity(8)
  const again = await read(peer.port, { cursor: lastCursor(first) })
  const idsOf = (heard: readonly MailboxHeard[]): string[] => heard.map((one) => ('id' in one ? one.id : ''))
  expect(idsOf(again)).toEqual(idsOf(first))
  expect(new Set(idsOf(first)).size).toBe(3)
})

test.each(['', 'v2:7:1', 'v1:7:', 'v1:7:x', 'v1:7:99999999999', '\n'])(
  'a cursor nobody understands (%j) begins anew',
  async (cursor) => {
    const peer = await opened(2)
    expect(texts(await read(peer.port, { cursor }))).toEqual(['Mail 1', 'Mail 2'])
  },
)

test('an answer says which message it answers, by a name only we can make', async () => {
  const peer = await opened()
  peer.mails.set(1, mail('Thank you!', `In-Reply-To: ${ids.messageId('d1-0', 'r7')}\r\n`))
  peer.mails.set(2, mail('Forged', `In-Reply-To: <d1-0.r8.${'0'.repeat(12)}@city.example>\r\n`))
  const [first, second] = await read(peer.port)
  expect(first).toMatchObject({
    ...{ kind: 'reply', about: { recipientId: 'r7', messageKey: 'd1-0' }, text: 'Thank you!', isCut: false },
    ...{ from: { name: 'Jo', address: 'jo@people.example' }, atMs: Date.UTC(2031, 3, 7, 12) },
  })
  expect(second).not.toHaveProperty('about')
})

test('of a mail of fifty megabytes only the beginning is fetched', async () => {
  const peer = await opened()
  peer.mails.set(1, Buffer.concat([mail('Big'), Buffer.alloc(50_000_000, 'x')]))
  peer.mails.set(2, mail('Small'))
  const heard = await read(peer.port, { settings: { mailBytesMax: 5000 } })
  expect(heard).toMatchObject([
    { kind: 'reply', isCut: true },
    { kind: 'reply', text: 'Small', isCut: false },
  ])
  expect(texts(heard)[0]?.length).toBeLessThan(5000)
})

test('reading marks and changes nothing', async () => {
  const peer = await opened(3)
  await read(peer.port)
  const said = peer.said.join('\n')
  expect(said).toMatch(/EXAMINE/)
  expect(said).toMatch(/BODY\.PEEK/)
  expect(said).not.toMatch(/SELECT|STORE|EXPUNGE|DELETE|BODY\[/)
})

test('no more than the most is read at once; the rest comes next time', async () => {
  const peer = await opened(10)
  const first = await read(peer.port, { settings: { mailsMax: 4 } })
  expect(first).toHaveLength(4)
  expect(texts(await read(peer.port, { cursor: lastCursor(first), settings: { mailsMax: 4 } }))[0]).toBe(
    'Mail 5',
  )
})

test.each([
  ['NO [AUTHENTICATIONFAILED] wrong', { why: 'revoked', isTransient: false }],
  ['NO [UNAVAILABLE] later', { why: 'server-error', isTransient: true }],
  ['drop', { why: 'unreachable', isTransient: true }],
])('a sign-in answered with %s is told as what it is', async (reply, told) => {
  const peer = await opened(1)
  peer.tell((command) => (/^(AUTHENTICATE|LOGIN)/.test(command) ? reply : undefined))
  const heard = await read(peer.port)
  expect(heard).toMatchObject([{ kind: 'failed', ...told }])
  expect(JSON.stringify(heard)).not.toContain('hunter2')
})

test('a line that breaks while mail is fetched is told, and what came before has its cursor', async () => {
  const peer = await opened(30)
  let fetches = 0
  peer.tell((command) => (command.startsWith('UID FETCH') && (fetches += 1) === 2 ? 'drop' : undefined))
  const heard = await read(peer.port)
  expect(heard).toHaveLength(21)
  expect(heard.at(-1)).toMatchObject({ kind: 'failed', why: 'unreachable', isTransient: true })
  expect(texts(await read(peer.port, { cursor: lastCursor(heard.slice(0, -1)) }))[0]).toBe('Mail 21')
})

test('a server that is not there, and being stopped, are told', async () => {
  const peer = await openImapPeer()
  await peer.close()
  expect(await read(peer.port)).toMatchObject([{ kind: 'failed', why: 'unreachable', isTransient: true }])
  expect(await read(peer.port, { signal: AbortSignal.abort() })).toMatchObject([
    { kind: 'failed', why: 'stopped' },
  ])
})

test('a folder that is not there needs a person', async () => {
  const peer = await opened()
  peer.tell((command) => (command.startsWith('EXAMINE') ? 'NO [NONEXISTENT] no such folder' : undefined))
  expect(await read(peer.port)).toMatchObject([{ kind: 'failed', why: 'not-found', isTransient: false }])
})

test('a server without encryption is not signed in to, and one with it is read', async () => {
  const peer = await opened(1)
  const settings = { security: 'starttls', allowPrivateNetworks: true }
  expect(await read(peer.port, { settings })).toMatchObject([{ kind: 'failed' }])
  expect(peer.said.join('\n')).not.toMatch(/AUTHENTICATE|LOGIN/)
  const certificate = testCertificate('localhost')
  const safe = await openImapPeer(certificate)
  onTestFinished(() => safe.close())
  safe.mails.set(1, mail('Safe'))
  const encrypted = { host: 'localhost', security: 'tls', allowPrivateNetworks: true }
  expect(await read(safe.port, { settings: encrypted })).toMatchObject([{ kind: 'failed' }])
  const trusted = { ...encrypted, certificateAuthority: certificate.cert }
  expect(texts(await read(safe.port, { settings: trusted }))).toEqual(['Safe'])
})
