import { expect, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import type { ManyMessage } from '#networks/to-many.ts'
import { emailToMany } from './email.ts'
import { memoryOf, message, opened, recipient, sendTo, settingsFor } from './test-sending.ts'
import { openSmtpPeer, type Doing, type Step } from './test-smtp-peer.ts'

/** Does something at a step the first time only. */
function onceAt(step: Step, doing: Doing): (at: Step) => Doing | undefined {
  let isDone = false
  return (at) => {
    if (at !== step || isDone) return undefined
    isDone = true
    return doing
  }
}

/** Short limits only where running into them is what is tested: a busy machine answers late, and that is another outcome. */
function patienceFor(doing: Doing): {
  connectTimeoutMs: number
  silenceMaxMs?: number
  messageMaxMs?: number
} {
  if (doing === 'silence') return { connectTimeoutMs: 10_000, silenceMaxMs: 1000, messageMaxMs: 10_000 }
  if (doing === 'trickle') return { connectTimeoutMs: 10_000 }
  return { connectTimeoutMs: 10_000, silenceMaxMs: 10_000, messageMaxMs: 20_000 }
}

test('each recipient gets one mail of their own, in their language, from their own return address', async () => {
  const peer = await opened()
  const { end, outcomes } = await sendTo(peer.port, [recipient('r1'), recipient('r2', { language: 'fr' })])
  expect(end).toEqual({ kind: 'all' })
  expect(outcomes).toMatchObject([
    { id: 'r1', kind: 'sent', returned: '250 2.0.0 queued as 1' },
    { id: 'r2', kind: 'sent' },
  ])
  expect(peer.mails.map(({ to }) => to)).toEqual(['r1@people.example', 'r2@people.example'])
  expect(peer.mails[0]?.from).toMatch(/^bounces\+r1\.[0-9a-f]{12}@city\.example$/)
  expect(peer.mails[0]?.raw).toContain('Content-Language: en')
  expect(peer.mails[1]?.raw).toContain('Content-Language: fr-CA')
  expect(peer.connections()).toBe(1)
})

test('the same message to the same recipient is the same mail, byte for byte', async () => {
  const peer = await opened()
  const secrets = { tokenKey: 'a'.repeat(43) }
  await sendTo(peer.port, [recipient('r1')], { secrets })
  await sendTo(peer.port, [recipient('r1')], { secrets })
  expect(peer.mails[1]?.raw).toBe(peer.mails[0]?.raw)
  expect(peer.mails[0]?.raw).toMatch(/^Message-ID: <d1-0\.r1\.[0-9a-f]{12}@city\.example>\r$/m)
})

test.each([
  ['RCPT', '550 no such user', { kind: 'refused', why: 'no-such-address', isPermanent: true }],
  ['RCPT', '550 5.1.1 no such user', { kind: 'refused', why: 'no-such-address', isPermanent: true }],
  ['RCPT', '550 5.7.1 blocked', { kind: 'refused', why: 'rejected', isPermanent: false }],
  ['RCPT', '552 5.2.2 over quota', { kind: 'refused', why: 'mailbox-full', isPermanent: false }],
  ['RCPT', '450 4.2.0 greylisted', { kind: 'wait', why: 'server-error' }],
  ['RCPT', '503 bad sequence', { kind: 'wait' }],
  ['MAIL', '553 5.7.1 not your address', { kind: 'refused', why: 'forbidden', isPermanent: false }],
  ['MAIL', '451 later', { kind: 'wait' }],
  ['DATA', '452 4.3.1 no room', { kind: 'wait' }],
  ['END', '554 5.7.1 spam', { kind: 'refused', why: 'rejected', isPermanent: false }],
  ['END', '451 4.7.1 later', { kind: 'wait', why: 'rate-limited' }],
  ['END', '421 closing', { kind: 'wait' }],
  ['MAIL', 'drop', { kind: 'wait', why: 'unreachable' }],
  ['DATA', 'drop', { kind: 'wait', why: 'unreachable' }],
  ['DATA', 'silence', { kind: 'wait', why: 'timeout' }],
  ['END', 'drop', { kind: 'unknown', why: 'unreachable' }],
  ['END', 'cut 25', { kind: 'unknown', why: 'unreachable' }],
  ['END', 'cut 550 no', { kind: 'unknown', why: 'unreachable' }],
  ['END', 'silence', { kind: 'unknown', why: 'timeout' }],
  ['END', 'trickle', { kind: 'unknown', why: 'unreachable' }],
  ['RCPT', 'trickle', { kind: 'wait', why: 'unreachable' }],
] as const)(
  '%s answered with %s: only what is known is said, and the next one gets theirs',
  async (step, doing, said) => {
    const peer = await opened()
    peer.tell(onceAt(step, doing))
    const { end, outcomes } = await sendTo(peer.port, [recipient('r1'), recipient('r2')], {
      settings: patienceFor(doing),
    })
    expect(end).toEqual({ kind: 'all' })
    expect(outcomes[0]).toMatchObject({ id: 'r1', ...said })
    expect(outcomes[1]).toMatchObject({ id: 'r2', kind: 'sent' })
    const isThere = peer.mails.some(({ to }) => to.startsWith('r1'))
    expect(isThere).toBe(said.kind === 'unknown')
  },
)

test('a mail of which the server took only the first bytes is not there, and a large one is known not to be', async () => {
  const peer = await opened()
  peer.tell((step) => (step === 'DATA' ? 'open-then-drop' : undefined))
  const text = 'Wasser 水 '.repeat(4500)
  const large: ManyMessage = { ...message, versions: [{ language: 'en', title: 'Long', text }] }
  const { outcomes } = await sendTo(peer.port, [recipient('r1')], { message: large })
  expect(peer.mails).toEqual([])
  expect(['wait', 'unknown']).toContain(outcomes[0]?.kind)
})

test('a connection the server closed meanwhile is opened again without a word', async () => {
  const peer = await opened()
  let taken = 0
  peer.tell((step) => {
    if (step === 'END') taken += 1
    return step === 'MAIL' && taken === 1 && peer.connections() === 1 ? 'drop' : undefined
  })
  const { outcomes } = await sendTo(peer.port, [recipient('r1'), recipient('r2')])
  expect(outcomes.map(({ kind }) => kind)).toEqual(['sent', 'sent'])
  expect(peer.connections()).toBe(2)
  expect(peer.mails).toHaveLength(2)
})

test('a server that is not there stops everything: one recipient waits, the others were never taken', async () => {
  const peer = await openSmtpPeer()
  await peer.close()
  let taken = 0
  const row = (function* () {
    for (; taken < 100;) {
      taken += 1
      yield recipient(`r${taken}`)
    }
  })()
  const { end, outcomes } = await sendTo(peer.port, row)
  expect(end).toMatchObject({ kind: 'stopped', why: 'unreachable' })
  expect(outcomes).toMatchObject([{ id: 'r1', kind: 'wait', why: 'unreachable' }])
  expect(taken).toBe(1)
})

test('a server that drops every connection is not asked for ever', async () => {
  const peer = await opened()
  peer.tell((step) => (step === 'MAIL' ? 'drop' : undefined))
  const many = Array.from({ length: 50 }, (_, i) => recipient(`r${i}`))
  const { end, outcomes } = await sendTo(peer.port, many)
  expect(end).toMatchObject({ kind: 'stopped', why: 'unreachable' })
  expect(outcomes.length).toBeLessThan(20)
  expect(outcomes.every(({ kind }) => kind === 'wait')).toBe(true)
})

test('one of several connections is refused: the others send to everybody', async () => {
  const peer = await opened()
  peer.tell((step) => (step === 'greeting' && peer.connections() === 2 ? '421 too many' : undefined))
  const many = Array.from({ length: 30 }, (_, i) => recipient(`r${i}`))
  const { end, outcomes } = await sendTo(peer.port, many, { settings: { connectionsMax: 3 } })
  expect(end).toEqual({ kind: 'all' })
  expect(outcomes.filter(({ kind }) => kind === 'sent')).toHaveLength(30)
  expect(new Set(peer.mails.map(({ to }) => to)).size).toBe(30)
})

test('stopped by us, nobody else is taken', async () => {
  const peer = await opened()
  const stop = new AbortController()
  peer.tell((step) => {
    if (step === 'END') stop.abort()
    return undefined
  })
  const many = Array.from({ length: 20 }, (_, i) => recipient(`r${i}`))
  const { end, outcomes } = await sendTo(peer.port, many, { signal: stop.signal })
  expect(end).toMatchObject({ kind: 'stopped', why: 'stopped' })
  expect(outcomes).toMatchObject([{ id: 'r0', kind: 'sent' }])
})

test('stopped before it began, nothing is connected', async () => {
  const peer = await opened()
  const { end, outcomes } = await sendTo(peer.port, [recipient('r1')], { signal: AbortSignal.abort() })
  expect([end, outcomes, peer.connections()]).toEqual([
    { kind: 'stopped', why: 'stopped', detail: 'stopped by us' },
    [],
    0,
  ])
})

test('what the store cannot write down stops the sending and is told', async () => {
  const peer = await opened()
  const sender = emailToMany.open(settingsFor(peer.port), memoryOf(undefined))
  const needs = { clock: wallClock, signal: new AbortController().signal }
  const sending = sender.sendAll(message, [recipient('r1'), recipient('r2')], needs, () =>
    Promise.reject(new Error('the disk is full')),
  )
  await expect(sending).rejects.toThrow('the disk is full')
  expect(peer.mails).toHaveLength(1)
})
