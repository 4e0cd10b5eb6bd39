import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  connectionTo,
  credentialsOf,
  needs,
  shortTimeouts,
  tokensOf,
  xAndSender,
} from '#networks/x/emulator/test-connection.ts'
import { addEvent, type EmulatedEvent } from '#networks/x/emulator/test-emulator-private.ts'
import { emulatedX, type EmulatedX } from '#networks/x/emulator/test-emulator.ts'
import type { PrivateAsked, PrivateRead } from '#networks/private-messages.ts'
import type { Sender } from '#networks/sender.ts'
import type { Meter } from '#networks/x/price.ts'
import { xNetworkOf } from '#networks/x/sender.ts'
import { xSignInThere } from '#networks/x/wire/sign-in-there.ts'

type Read = Extract<PrivateRead, { kind: 'read' }>

async function look(sender: Sender, asked: Partial<PrivateAsked> = {}): Promise<PrivateRead> {
  const read = await sender.readPrivate?.({ known: [], ...asked }, needs())
  if (read === undefined) throw new Error('X reads no private messages')
  return read
}

async function good(sender: Sender, asked: Partial<PrivateAsked> = {}): Promise<Read> {
  const read = await look(sender, asked)
  if (read.kind !== 'read') throw new Error(`${read.why}: ${read.detail}`)
  return read
}

/** Somebody writes, within the last hour: what claims to come from later than now is not believed. */
function write(x: EmulatedX, text: string, more: Partial<EmulatedEvent> = {}): EmulatedEvent {
  if (x.state.private.events.length === 0) x.state.postMs = Date.now() - 3_600_000
  return addEvent(x.state, { text, ...more })
}
const asks = (x: EmulatedX): number => x.calls.filter((call) => call === 'GET /2/dm_events').length

/** Counts what is spent, thousandths of nothing: by kind. */
function counting(left = Infinity): Meter & { spent: Map<string, number> } {
  const spent = new Map<string, number>()
  const add = (kind: string, count: number): void => void spent.set(kind, (spent.get(kind) ?? 0) + count)
  return {
    spent,
    spend: async (kind, count) => {
      if ((spent.get('message-read') ?? 0) + count > left) return 'over-budget'
      add(kind, count)
      return 'ok'
    },
    giveBack: async (kind, count) => add(kind, -count),
  }
}

test('what a citizen wrote is told with who it is, its links unshortened, and where to answer', async () => {
  const { x, sender } = await xAndSender()
  write(x, 'Is <the bridge> open? https://havre-clair.example/bridge & thank you', {
    media: [{ key: '3_1', type: 'photo', url: 'https://ton.x.com/dm/1.jpg', alt: 'the bridge' }],
    postId: '1100000000000000009',
  })
  const read = await good(sender)
  expect(read.messages).toEqual([
    {
      network: 'x',
      nativeId: x.state.private.events[0]?.id,
      conversationId: '740950443250089985-1100000000000000001',
      from: { handle: 'ana_riv', name: 'Ana R.' },
      text: 'Is <the bridge> open? https://havre-clair.example/bridge & thank you',
      sentAtMs: x.state.private.events[0]?.atMs,
      attachments: [
        { type: 'image', url: 'https://ton.x.com/dm/1.jpg', alt: 'the bridge' },
        { type: 'post', url: 'https://x.com/i/status/1100000000000000009' },
      ],
      isOurs: false,
      answerAt: 'https://x.com/messages/compose?recipient_id=1100000000000000001',
    },
  ])
})

test('what we wrote from elsewhere is told as ours, and a group has no address to answer at', async () => {
  const { x, sender } = await xAndSender()
  write(x, 'We look into it.', { senderId: x.state.me.id })
  write(x, 'All of us ask.', { conversationId: '1500000000000000001' })
  const { messages } = await good(sender)
  expect(messages.map(({ text, isOurs, answerAt }) => [text, isOurs, answerAt !== undefined])).toEqual([
    ['All of us ask.', false, false],
    ['We look into it.', true, true],
  ])
})

test('joins and leaves are not paid for, and where X shows one anyway it is counted and no message', async () => {
  const { x, sender } = await xAndSender()
  write(x, 'hello')
  write(x, '', { type: 'ParticipantsJoin' })
  expect((await good(sender)).refused).toEqual({})
  const body = {
    data: [{ id: '5', event_type: 'ParticipantsLeave' }, { id: 'x', event_type: 'MessageCreate' }, 7],
  }
  const { decodeEvents } = await import('#networks/x/private/decode.ts')
  expect(decodeEvents(body, { meId: '1', heardMs: Date.now() }).map(({ is }) => is)).toEqual([
    ...['not-a-message', 'no-id', 'not-a-message'],
  ])
})

test('a look goes back to what is known, page by page, and begins small because every event is charged', async () => {
  const { x, sender } = await xAndSender()
  write(x, 'first')
  const { cursor } = await good(sender)
  for (let n = 1; n <= 230; n += 1) write(x, `message ${n}`)
  const before = asks(x)
  const read = await good(sender, { cursor: cursor ?? '' })
  expect(new Set(read.messages.map(({ text }) => text)).size).toBe(231)
  expect(asks(x) - before).toBe(4)
  expect(read.missed).toBeUndefined()
  const quiet = await good(sender, { cursor: read.cursor ?? '' })
  expect(quiet.messages).toHaveLength(5)
  expect(quiet.cursor).toBe(read.cursor)
  expect(asks(x) - before).toBe(5)
})

test('more than may be read at once is told as missed, and reading goes on with the newest', async () => {
  const { x, sender } = await xAndSender()
  write(x, 'first')
  const { cursor } = await good(sender)
  for (let n = 1; n <= 900; n += 1) write(x, `message ${n}`)
  const read = await good(sender, { cursor: cursor ?? '' })
  expect(read.missed).toBe(true)
  expect(read.messages).toHaveLength(700)
  expect((await good(sender, { cursor: read.cursor ?? '' })).missed).toBeUndefined()
})

test('each event is paid for once a day, and nothing is read that the month cannot pay', async () => {
  const meter = counting()
  const { x, sender } = await xAndSender({ meter })
  for (let n = 1; n <= 8; n += 1) write(x, `message ${n}`)
  const { cursor } = await good(sender)
  expect(meter.spent.get('message-read')).toBe(8)
  for (let n = 0; n < 20; n += 1) await good(sender, { cursor: cursor ?? '' })
  expect(meter.spent.get('message-read')).toBe(8)
  write(x, 'one more')
  await good(sender, { cursor: cursor ?? '' })
  expect(meter.spent.get('message-read')).toBe(9)
})

test('with little money left fewer are read, and with none X is not asked', async () => {
  const meter = counting(6)
  const { x, sender } = await xAndSender({ meter })
  for (let n = 1; n <= 30; n += 1) write(x, `message ${n}`)
  expect((await good(sender)).messages).toHaveLength(5)
  meter.spent.set('message-read', 6)
  const before = asks(x)
  expect(await look(sender, { cursor: 'v1:1' })).toMatchObject({ kind: 'unanswered', why: 'over-budget' })
  expect(asks(x)).toBe(before)
})

test('a look that money cut short stays where it was, so that nothing between is lost', async () => {
  const meter = counting()
  const { x, sender } = await xAndSender({ meter })
  write(x, 'first')
  const { cursor } = await good(sender)
  for (let n = 1; n <= 150; n += 1) write(x, `message ${n}`)
  meter.spend = async (kind, count) => {
    if ((meter.spent.get('message-read') ?? 0) + count > 115) return 'over-budget'
    meter.spent.set(kind, (meter.spent.get(kind) ?? 0) + count)
    return 'ok'
  }
  const read = await good(sender, { cursor: cursor ?? '' })
  expect(read).toMatchObject({ cursor, stopped: { why: 'over-budget' } })
  expect(read.messages.length).toBeGreaterThan(99)
})

test('without leave to read them X says no, in words of its own and nothing of ours', async () => {
  const { x, sender } = await xAndSender()
  x.state.private.allowed = false
  expect(await look(sender)).toMatchObject({ kind: 'unanswered', why: 'forbidden' })
})

test('leave to read them is asked at sign-in only where it is wanted, and whoever does not give it signs in all the same', async () => {
  const x = await emulatedX()
  const redirectUri = 'https://desk.example/connect/from/x'
  x.state.consents.callbacks.add(redirectUri)
  const at = { server: x.url, askingAt: `${x.url}/i/oauth2/authorize`, allowPrivateNetworks: true }
  const there = xSignInThere({ ...x.state.keys.client, ...at })
  const verifier = 'v'.repeat(43)
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const readAs = async (readsPrivate: boolean): Promise<PrivateRead> => {
    const page = await fetch(there.address({ redirectUri, state: 's', challenge, readsPrivate }))
    const link = /id="yes" href="([^"]+)"/.exec(await page.text())?.[1] ?? ''
    const code = new URL(link.replaceAll('&amp;', '&')).searchParams.get('code') ?? ''
    const came = await there.take({ code, verifier, redirectUri }, needs())
    if (came.kind !== 'signed-in') throw new Error(came.detail)
    return look(xNetworkOf({ timeouts: shortTimeouts }).open(connectionTo(x, credentialsOf(came.secrets))))
  }
  expect(await readAs(false)).toMatchObject({ kind: 'unanswered', why: 'forbidden' })
  expect(await readAs(true)).toMatchObject({ kind: 'read' })
  x.state.consents.withheld.add('dm.read')
  expect(await readAs(true)).toMatchObject({ kind: 'unanswered', why: 'forbidden' })
})

test('a limit of X is waited out as long as X says', async () => {
  const { x, sender } = await xAndSender()
  x.state.private.limitedForS = 600
  const read = await look(sender)
  expect(read).toMatchObject({ kind: 'unanswered', why: 'rate-limited' })
  if (read.kind !== 'unanswered') throw new Error('it was read')
  expect(read.retryInMs).toBeGreaterThan(590_000)
  expect(read.retryInMs).toBeLessThan(602_000)
})

test('a message taken back is noticed only when X says of it that it is gone', async () => {
  const { x, sender } = await xAndSender()
  for (const text of ['one', 'two', 'three']) write(x, text)
  const first = await good(sender)
  const known = first.messages.map(({ nativeId, conversationId }) => ({ nativeId, conversationId }))
  expect((await good(sender, { known, cursor: first.cursor ?? '' })).gone).toEqual([])
  const [, two] = x.state.private.events
  x.state.private.events = x.state.private.events.filter((one) => one !== two)
  const again = await good(sender, { known, cursor: first.cursor ?? '' })
  expect(again.gone).toEqual([two?.id])
  expect(x.calls.filter((call) => /dm_events\/\d/.test(call))).toHaveLength(1)
})

test('where X knows things by the names of its guides they are asked for by those', async () => {
  const { x, sender } = await xAndSender()
  x.state.byGuides = true
  write(x, 'hello', { postId: '1100000000000000009' })
  const read = await good(sender)
  expect(read.messages[0]?.attachments).toEqual([
    { type: 'post', url: 'https://x.com/i/status/1100000000000000009' },
  ])
  const before = x.calls.length
  await good(sender)
  expect(x.calls.length - before).toBe(1)
})

test('reading and speaking at the same moment renew the sign-in once, and it goes on', async () => {
  const x = await emulatedX()
  const credentials = credentialsOf(tokensOf(x))
  const network = xNetworkOf({ timeouts: shortTimeouts })
  // Two senders of one process, as after a change of the connection.
  const [one, two] = [network.open(connectionTo(x, credentials)), network.open(connectionTo(x, credentials))]
  write(x, 'hello')
  await Promise.all([one.health(needs()), good(one), good(two), two.health(needs())])
  expect(x.state.keys.renewals).toBe(1)
  expect(x.state.keys.isRevoked).toBe(false)
  x.state.keys.accessToken = 'ended'
  await Promise.all([good(one), good(two), one.health(needs())])
  expect(x.state.keys.renewals).toBe(2)
  expect(x.state.keys.isRevoked).toBe(false)
})

test('two processes that renew at once do not end the sign-in: the slower takes what the faster kept', async () => {
  const x = await emulatedX()
  const credentials = credentialsOf(tokensOf(x))
  const open = (): Sender => xNetworkOf({ timeouts: shortTimeouts }).open(connectionTo(x, credentials))
  write(x, 'hello')
  const reader = open()
  await good(reader)
  const sender = open()
  expect(await sender.health(needs())).toMatchObject({ ok: true })
  expect(x.state.keys.renewals).toBe(1)
})

test.each([
  ['no body', ''],
  ['no JSON', '<html>'],
  ['a list', '[]'],
  ['numbers for everything', '{"data":[{"id":5,"event_type":3,"text":[]}],"includes":7,"meta":[]}'],
  ['deep', '['.repeat(50_000)],
])('whatever X answers, nothing breaks and nothing is made up: %s', async (_, body) => {
  const { decodeEvents } = await import('#networks/x/private/decode.ts')
  const { jsonOf } = await import('#kernel/json.ts')
  const { fieldsOf } = await import('#networks/unknown-fields.ts')
  const read = decodeEvents(fieldsOf(jsonOf(body)) ?? {}, { meId: '1', heardMs: Date.now() })
  expect(read.every(({ is }) => typeof is === 'string')).toBe(true)
})
