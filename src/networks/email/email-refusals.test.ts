import { expect, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import { emailToMany } from './email.ts'
import { memoryOf, message, opened, recipient, sendTo, settingsFor } from './test-sending.ts'

/** Whom and where mail does not go, and what is not told. */

test.each([
  ['a@b.example\r\nRCPT TO:<x@y.example>', 'bad-address'],
  ['a@b.example, c@d.example', 'bad-address'],
  ['Name <a@b.example>', 'bad-address'],
  ['"a b"@c.example', 'bad-address'],
  ['a@[127.0.0.1]', 'bad-address'],
  ['a@127.0.0.1', 'bad-address'],
  ['a@', 'bad-address'],
  ['@b.example', 'bad-address'],
  [`${'a'.repeat(65)}@b.example`, 'bad-address'],
])('%s is refused before anything is said to the server', async (address, why) => {
  const peer = await opened()
  const { outcomes } = await sendTo(peer.port, [recipient('r1', { address }), recipient('r2')])
  expect(outcomes[0]).toMatchObject({ kind: 'refused', why, isPermanent: true })
  expect(peer.mails.map(({ to }) => to)).toEqual(['r2@people.example'])
})

test('names beyond ASCII go out where the server takes them, and are refused where it does not', async () => {
  const peer = await opened()
  const rows = [
    recipient('r1', { address: 'zoë@bücher.example' }),
    recipient('r2', { address: 'b@bücher.example' }),
  ]
  const first = await sendTo(peer.port, rows)
  expect(first.outcomes.map(({ kind }) => kind)).toEqual(['sent', 'sent'])
  expect(peer.mails.map(({ to }) => to)).toEqual(['zoë@xn--bcher-kva.example', 'b@xn--bcher-kva.example'])
  peer.tell((step) => (step === 'EHLO' ? '250 peer' : undefined))
  const second = await sendTo(peer.port, rows)
  expect(second.outcomes).toMatchObject([
    { kind: 'refused', why: 'not-accepted', isPermanent: false },
    { kind: 'sent' },
  ])
})

test('a warning that is no longer valid is not sent', async () => {
  const peer = await opened()
  const old = { ...message, validUntilMs: Date.now() - 1000 }
  const { outcomes } = await sendTo(peer.port, [recipient('r1')], { message: old })
  expect(outcomes).toMatchObject([{ kind: 'refused', why: 'too-late', isPermanent: false }])
  expect(peer.mails).toEqual([])
})

test('neither the password nor the address stands in what is told', async () => {
  const peer = await opened()
  peer.tell((step) => (step === 'RCPT' ? '550 r1@people.example and hunter2 \u0007 are unknown' : undefined))
  const secrets = { password: 'hunter2' }
  const { outcomes } = await sendTo(peer.port, [recipient('r1')], { secrets })
  expect(JSON.stringify(outcomes)).not.toMatch(/hunter2|people\.example|\\u0007/)
  expect(outcomes).toMatchObject([{ detail: '550 … and … are unknown' }])
})

test('the key that signs our names is made once and kept; what is unreadable is not written over', async () => {
  const peer = await opened()
  const memory = memoryOf({ user: '', password: '' })
  const needs = { clock: wallClock, signal: new AbortController().signal }
  const sender = emailToMany.open(settingsFor(peer.port), memory)
  await sender.health(needs)
  const kept = memory.kept()
  expect(kept).toMatchObject({ user: '', tokenKey: expect.stringMatching(/^[\w-]{43}$/) as unknown })
  expect(await sender.health(needs)).toEqual({ ok: true, handle: 'alerts@city.example' })
  expect(memory.kept()).toEqual(kept)
  const spoiled = memoryOf({ tokenKey: 7 })
  const { end } = {
    end: await emailToMany
      .open(settingsFor(peer.port), spoiled)
      .sendAll(message, [], needs, () => Promise.resolve()),
  }
  expect(end).toMatchObject({ kind: 'stopped', why: 'unreadable' })
  expect(spoiled.kept()).toEqual({ tokenKey: 7 })
})

test('mail without encryption goes to this machine only, and only where the owner said so', async () => {
  const plain = { host: '10.1.2.3', port: 25, security: 'none' }
  expect(() => settingsFor(25, { ...plain, allowInsecure: false })).toThrow('allowInsecure')
  const { end } = await sendTo(25, [recipient('r1')], {
    settings: { host: '10.1.2.3', allowPrivateNetworks: true },
  })
  expect(end).toMatchObject({ kind: 'stopped', why: 'private-address' })
})

test('a relay inside the network is called only where the owner said so', async () => {
  const peer = await opened()
  const { end } = await sendTo(peer.port, [recipient('r1')], {
    settings: { security: 'starttls', allowInsecure: false },
  })
  expect(end).toMatchObject({ kind: 'stopped', why: 'private-address' })
  expect(peer.connections()).toBe(0)
})

test('a server that offers no encryption gets nothing, neither a password nor a mail', async () => {
  const peer = await opened()
  const said: string[] = []
  peer.tell((step, text) => {
    said.push(text)
    return step === 'EHLO' ? '250-peer\r\n250 AUTH PLAIN LOGIN' : undefined
  })
  const settings = { security: 'starttls', allowPrivateNetworks: true }
  const { end, outcomes } = await sendTo(peer.port, [recipient('r1')], {
    settings,
    secrets: { user: 'u', password: 'p' },
  })
  expect(end).toMatchObject({ kind: 'stopped' })
  expect(outcomes).toMatchObject([{ kind: 'wait' }])
  expect(said.join('\n')).not.toMatch(/AUTH|MAIL/)
})
