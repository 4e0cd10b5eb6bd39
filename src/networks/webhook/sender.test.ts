import { expect, onTestFinished, test } from 'vitest'
import { minuteMs, wallClock } from '#kernel/time.ts'
import type { Connection, SendingNeeds } from '#networks/sender.ts'
import { dot, sendingContract, textPart, type Peer } from '#networks/test-sender-contract.ts'
import { webhookNetwork, webhookSending } from '#networks/webhook/sender.ts'
import { openReceiver, type TestReceiver } from '#networks/webhook/test-receiver.ts'

const timeoutsMs = { change: 800, ask: 800 }
const mediaUrl = (sha256: string): string => `https://havre-clair.example/files/${sha256}`
const needs: SendingNeeds = { clock: wallClock, signal: new AbortController().signal }

function connection(kept: unknown, more: Partial<Connection> = {}): Connection {
  return {
    ...{ account: 'a1', handle: 'The intranet', languages: ['en', 'fr'], allowPrivateNetworks: true },
    credentials: { read: () => Promise.resolve(kept), write: () => Promise.resolve() },
    ...more,
  }
}

async function opened(): Promise<TestReceiver> {
  const receiver = await openReceiver()
  onTestFinished(() => receiver.close())
  return receiver
}

async function openPeer(): Promise<Peer> {
  const receiver = await openReceiver()
  const { url, secret } = receiver
  return {
    sender: webhookSending({ mediaUrl, timeoutsMs }).open(connection({ url, secret })),
    posts: () => Promise.resolve(receiver.posts()),
    misbehave: async (fault) => {
      if (fault === 'refused-connection') await receiver.close()
      else receiver.misbehave(fault)
    },
    close: () => receiver.close(),
  }
}

sendingContract('webhook', openPeer)

test('telling the same part again says the same bytes under the same name, at a time of its own', async () => {
  const receiver = await opened()
  const sender = webhookSending({ mediaUrl }).open(connection(receiver))
  const part = textPart('Said twice, done once.', {
    media: [dot],
    contentWarning: 'Flood',
    replyTo: 'bluesky:at://x',
  })
  for (const aheadMs of [0, 90 * minuteMs]) {
    const clock = { ...wallClock, nowMs: () => wallClock.nowMs() + aheadMs }
    expect(await sender.send(part, { ...needs, clock })).toMatchObject({ kind: 'sent' })
  }
  const [first, second] = receiver.arrived
  expect(second?.body).toBe(first?.body)
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
  const [one, two] = [first, second].map((telling) => Number(telling?.headers['webhook-timestamp']))
  expect((two ?? 0) - (one ?? 0)).toBeGreaterThanOrEqual(90 * 60)
  expect(receiver.posts()).toHaveLength(1)
  expect(JSON.parse(first?.body ?? '')).toMatchObject({
    type: 'message.posted',
    timestamp: new Date(part.atMs).toISOString(),
    data: { id: 'd1-0', from: 'The intranet', language: 'en', text: part.text, contentWarning: 'Flood' },
  })
  expect(first?.body).toContain(mediaUrl(dot.sha256))
})

test('a secret that changes signs with the old and the new one', async () => {
  const receiver = await opened()
  const other = `whsec_${Buffer.alloc(24, 9).toString('base64')}`
  const secret = `${other} ${receiver.secret}`
  const sender = webhookNetwork.open(connection({ url: receiver.url, secret }))
  expect(await sender.send(textPart('Both.'), needs)).toMatchObject({ kind: 'sent' })
  expect(String(receiver.arrived[0]?.headers['webhook-signature']).split(' ')).toHaveLength(2)
  const wrong = webhookNetwork.open(connection({ url: receiver.url, secret: other }))
  expect(await wrong.send(textPart('Wrong.'), needs)).toMatchObject({ kind: 'refused', why: 'revoked' })
  expect(receiver.posts()).toHaveLength(1)
})

test.each([
  ['nothing', undefined],
  ['no secret', { url: 'http://127.0.0.1:1/' }],
  ['a secret of another form', { url: 'http://127.0.0.1:1/', secret: 'hunter2-hunter2-hunter2' }],
  ['a secret that is too short', { url: 'http://127.0.0.1:1/', secret: 'whsec_aGVsbG8=' }],
  ['one good and one bad', { url: 'http://127.0.0.1:1/', secret: `whsec_${'A'.repeat(43)}= nonsense` }],
])('with %s kept, nothing goes out and somebody is asked to connect again', async (_, kept) => {
  const sender = webhookNetwork.open(connection(kept))
  expect(await sender.send(textPart('Hi.'), needs)).toMatchObject({ kind: 'refused', why: 'revoked' })
  expect(await sender.health(needs)).toMatchObject({ ok: false, why: 'revoked', isTransient: false })
})

test('an address inside our own network is told nothing, unless its owner allowed that', async () => {
  const receiver = await opened()
  const sender = webhookNetwork.open(connection(receiver, { allowPrivateNetworks: false }))
  expect(await sender.send(textPart('Hi.'), needs)).toMatchObject({ kind: 'refused', why: 'private-address' })
  expect(await sender.health(needs)).toMatchObject({ ok: false, why: 'private-address', isTransient: false })
  expect(receiver.arrived).toEqual([])
  const file = webhookNetwork.open(connection({ url: 'file:///etc/passwd', secret: receiver.secret }))
  expect(await file.send(textPart('Hi.'), needs)).toMatchObject({ kind: 'refused', why: 'bad-url' })
})

test('no secret comes back, whatever a receiver answers with', async () => {
  const receiver = await opened()
  const { secret } = receiver
  const url = `${receiver.url}?token=planted-token`
  const sender = webhookSending({ timeoutsMs }).open(connection({ url, secret }))
  const told: unknown[] = []
  for (const status of [200, 400, 401, 403, 404, 410, 429, 500, 302]) {
    receiver.answerAlways(status, (request) => `you called ${request.url ?? ''} with ${secret}`)
    told.push(await sender.send(textPart('Hi.', { key: `d-${status}` }), needs))
    told.push(await sender.remove?.({ nativeId: 'd1-0' }, needs), await sender.health(needs))
  }
  await receiver.close()
  told.push(await sender.send(textPart('Hi.'), needs), await sender.health(needs))
  const all = JSON.stringify(told)
  for (const planted of ['planted-password', 'planted-token', secret, secret.slice(6)])
    expect(all).not.toContain(planted)
  expect(all).toContain('you called')
})

test('a closed place and one out of order are told apart', async () => {
  const receiver = await opened()
  const sender = webhookNetwork.open(connection(receiver))
  expect(await sender.health(needs)).toMatchObject({ ok: true, handle: 'The intranet' })
  receiver.answerAlways(410, () => '')
  expect(await sender.health(needs)).toMatchObject({ ok: false, why: 'not-found', isTransient: false })
  receiver.answerAlways(502, () => '')
  expect(await sender.health(needs)).toMatchObject({ ok: false, why: 'server-error', isTransient: true })
})

test('without addresses for files, a file is named before it is sent', () => {
  const sender = webhookNetwork.open(connection(undefined))
  const media = [{ ...dot, decorative: false }]
  const content = { account: 'a1', language: 'en', parts: ['Look.'], media }
  expect(sender.check(content).map(({ why }) => why)).toContain('no-media')
  expect(webhookSending({ mediaUrl }).open(connection(undefined)).check(content)).toEqual([])
})

test('the widest content stays within what our own receiver takes', async () => {
  const receiver = await opened()
  const sender = webhookSending({ mediaUrl }).open(connection(receiver))
  const { filesMax, altLengthMax = 0, contentWarningMax = 0 } = sender.limits
  const media = Array.from({ length: filesMax }, () => ({ ...dot, alt: '水'.repeat(altLengthMax) }))
  const text = '水'.repeat(40_000)
  const contentWarning = '水'.repeat(contentWarningMax)
  const content = {
    account: 'a1',
    language: 'fr',
    parts: [text],
    media: media.map((one) => ({ ...one, decorative: false })),
    contentWarning,
  }
  expect(sender.check(content)).toEqual([])
  expect(await sender.send(textPart(text, { media, contentWarning }), needs)).toMatchObject({ kind: 'sent' })
  expect(Buffer.byteLength(receiver.arrived[0]?.body ?? '')).toBeLessThan(256 * 1024)
})

test('a line for chat rooms is short, whole in its characters, and behind a warning says only that', async () => {
  const receiver = await opened()
  const sender = webhookNetwork.open(connection(receiver))
  const parts = [
    textPart('Short\n\nand sweet.'),
    textPart('🚰'.repeat(2000), { key: 'd2-0' }),
    textPart('Planted words.', { key: 'd3-0', contentWarning: 'Injuries' }),
  ]
  for (const part of parts) await sender.send(part, needs)
  await sender.remove?.({ nativeId: 'd1-0' }, needs)
  const lines = receiver.arrived.map(({ body }) => String((JSON.parse(body) as { text: unknown }).text)) // a test looks into it
  expect(lines[0]).toBe('Short and sweet.')
  expect(lines[1]?.length).toBeLessThanOrEqual(280)
  expect(lines[1]?.isWellFormed()).toBe(true)
  expect(lines[2]).toBe('Injuries')
  expect(lines[3]).toContain('retiré')
})
