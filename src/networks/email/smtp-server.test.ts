import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { expect, onTestFinished, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import type { ManyEnd, ManyOutcome } from '#networks/to-many.ts'
import { emailToMany } from './email.ts'
import { EmailSettings } from './settings.ts'
import { testCertificate } from './test-certificate.ts'

/** Against a mail server that others wrote: encryption, signing in, and what a mail looks like on arrival. */

const certificate = testCertificate('localhost')
const secrets = { user: 'desk', password: 'hunter2', tokenKey: 'k'.repeat(43) }

type Server = { port: number; mails: { to: string[]; raw: Buffer; secure: boolean; user: unknown }[] }

async function openServer(options: SMTPServerOptions): Promise<Server> {
  const mails: Server['mails'] = []
  const server = new SMTPServer({
    ...{ key: certificate.key, cert: certificate.cert, logger: false, closeTimeout: 100 },
    onAuth: ({ username, password }, _session, done) => {
      if (username === secrets.user && password === secrets.password) return done(null, { user: username })
      done(Object.assign(new Error('wrong'), { responseCode: 535 }))
    },
    onRcptTo: ({ address }, _session, done) =>
      done(
        address.startsWith('nobody') ? Object.assign(new Error('No such user'), { responseCode: 550 }) : null,
      ),
    onData: (stream, { envelope, secure, user }, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        mails.push({
          to: envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts),
          secure,
          user,
        })
        done(null)
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { port: (listening.address() as AddressInfo).port, mails } // it listens on a port
}

async function send(
  port: number,
  settings: Record<string, unknown>,
  o: { password?: string; addresses?: readonly string[] } = {},
): Promise<{ end: ManyEnd; outcomes: ManyOutcome[] }> {
  const outcomes: ManyOutcome[] = []
  const read = (): Promise<unknown> =>
    Promise.resolve({ ...secrets, password: o.password ?? secrets.password })
  const sender = emailToMany.open(
    EmailSettings.parse({
      ...{
        host: 'localhost',
        port,
        allowPrivateNetworks: true,
        connectionsMax: 2,
        listId: 'alerts.city.example',
      },
      ...{
        from: { name: 'City', address: 'alerts@city.example' },
        bounces: 'bounces@city.example',
        ...settings,
      },
    }),
    { read, write: () => Promise.resolve() },
  )
  const recipients = (o.addresses ?? ['jo@people.example']).map((address, at) => ({
    ...{ id: `r${at}`, address, language: 'fr', unsubscribeUrl: `https://city.example/u/${at}` },
  }))
  const end = await sender.sendAll(
    {
      ...{ key: 'm1', atMs: Date.UTC(2031, 3, 7), topic: 't', isUrgent: true },
      versions: [{ language: 'fr', title: 'Été à Havre-Clair', text: 'Où ça ?\n.\nIci. 水' }],
    },
    recipients,
    { clock: wallClock, signal: new AbortController().signal },
    (outcome) => Promise.resolve(void outcomes.push(outcome)),
  )
  return { end, outcomes }
}

test.each(['tls', 'starttls'] as const)(
  '%s: mail goes out encrypted and signed in, and arrives whole',
  async (security) => {
    const { port, mails } = await openServer({ secure: security === 'tls' })
    const settings = { security, certificateAuthority: certificate.cert }
    const addresses = ['jo@people.example', 'nobody@people.example', 'zoë@bücher.example']
    const { end, outcomes } = await send(port, settings, { addresses })
    expect(end).toEqual({ kind: 'all' })
    expect(outcomes.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toMatchObject([
      { kind: 'sent' },
      { kind: 'refused', why: 'no-such-address', isPermanent: true },
      { kind: 'sent' },
    ])
    expect(mails.flatMap(({ to }) => to).toSorted()).toEqual(['jo@people.example', 'zoë@bücher.example'])
    expect(mails.every(({ secure, user }) => secure && user === 'desk')).toBe(true)
    const mail = await simpleParser(mails[0]?.raw ?? '')
    expect(mail.subject).toBe('Été à Havre-Clair')
    expect(mail.text).toContain('Où ça ?\n.\nIci. 水')
  },
)

test('a certificate nobody vouches for ends it before anything is said', async () => {
  const { port, mails } = await openServer({ secure: true })
  const { end, outcomes } = await send(port, { security: 'tls' })
  expect(end).toMatchObject({ kind: 'stopped', why: 'unreachable' })
  expect(outcomes).toMatchObject([{ kind: 'wait' }])
  expect(mails).toEqual([])
})

test('a wrong password stops everything as revoked, and is not told', async () => {
  const { port } = await openServer({})
  const settings = { security: 'starttls', certificateAuthority: certificate.cert }
  const told = await send(port, settings, {
    password: 'wrong-secret',
    addresses: ['a@b.example', 'c@d.example'],
  })
  expect(told.end).toMatchObject({ kind: 'stopped', why: 'revoked' })
  expect(told.outcomes.every(({ kind }) => kind === 'wait')).toBe(true)
  expect(JSON.stringify(told)).not.toContain('wrong-secret')
})

test('a sign-in that is down for the moment is not called revoked', async () => {
  const { port } = await openServer({
    onAuth: (_auth, _session, done) => done(Object.assign(new Error('later'), { responseCode: 454 })),
  })
  const told = await send(port, { security: 'starttls', certificateAuthority: certificate.cert })
  expect(told.end).toMatchObject({ kind: 'stopped', why: 'server-error' })
})
