import { createECDH, randomBytes } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { wallClock, type Clock } from '#kernel/time.ts'
import type { Credentials } from '#networks/sender.ts'
import type { ManyEnd, ManyMessage, ManyOutcome, Recipient } from '#networks/to-many.ts'
import { WebPushSettings } from './settings.ts'
import { openPushService, type PushService } from './test-push-service.ts'
import { webPushToMany } from './webpush.ts'

const message: ManyMessage = {
  ...{ key: 'd1-0', atMs: Date.UTC(2031, 3, 7, 12), topic: 'area/Lower Town é', isUrgent: true },
  versions: [
    { language: 'en', title: 'Flood warning', text: 'Leave now.', url: 'https://city.example/a' },
    { language: 'fr', title: 'Alerte aux crues', text: 'Partez maintenant. 🌊' },
  ],
}

function memoryOf(first?: unknown): Credentials & { kept: () => unknown; writes: () => number } {
  let [kept, writes] = [first, 0]
  const write = (value: unknown): Promise<void> => {
    kept = value
    writes += 1
    return Promise.resolve()
  }
  return { read: () => Promise.resolve(kept), write, kept: () => kept, writes: () => writes }
}

async function opened(): Promise<PushService> {
  const service = await openPushService()
  onTestFinished(() => service.close())
  return service
}

function recipient(id: string, address: string, language = 'en'): Recipient {
  return { id, address, language, unsubscribeUrl: 'https://city.example/u' }
}

type Options = {
  settings?: Record<string, unknown>
  message?: ManyMessage
  credentials?: Credentials
  clock?: Clock
  signal?: AbortSignal
}

async function pushTo(
  recipients: Iterable<Recipient>,
  o: Options = {},
): Promise<{ end: ManyEnd; outcomes: ManyOutcome[] }> {
  const outcomes: ManyOutcome[] = []
  const settings = {
    contact: 'mailto:desk@city.example',
    callsMax: 1,
    timeoutMs: 500,
    allowPrivateNetworks: true,
  }
  const sender = webPushToMany.open(
    WebPushSettings.parse({ ...settings, ...o.settings }),
    o.credentials ?? memoryOf(),
  )
  const needs = { clock: o.clock ?? wallClock, signal: o.signal ?? new AbortController().signal }
  const end = await sender.sendAll(o.message ?? message, recipients, needs, (outcome) =>
    Promise.resolve(void outcomes.push(outcome)),
  )
  return { end, outcomes }
}

test('each browser gets the message sealed for it, in its language, with a pass only we can sign', async () => {
  const service = await opened()
  const credentials = memoryOf()
  const rows = [recipient('r1', service.subscribe('/a')), recipient('r2', service.subscribe('/b'), 'fr-CA')]
  const { end, outcomes } = await pushTo(rows, { credentials })
  expect(service.wrong).toEqual([])
  expect(end).toEqual({ kind: 'all' })
  expect(outcomes).toEqual([
    { id: 'r1', kind: 'sent', returned: '201' },
    { id: 'r2', kind: 'sent', returned: '201' },
  ])
  expect(service.pushed.map(({ payload }) => JSON.parse(payload) as unknown)).toEqual([
    {
      ...{ key: 'd1-0', title: 'Flood warning', body: 'Leave now.', lang: 'en', tag: 'area/Lower Town é' },
      ...{ url: 'https://city.example/a', isUrgent: true },
    },
    expect.objectContaining({ title: 'Alerte aux crues', body: 'Partez maintenant. 🌊', lang: 'fr' }),
  ])
  const { pass, urgency, topic } = service.pushed[0] ?? { pass: undefined }
  expect(pass).toMatchObject({ sub: 'mailto:desk@city.example', aud: service.origin })
  expect(credentials.kept()).toMatchObject({ publicKey: pass?.key })
  expect([urgency, service.pushed[1]?.topic]).toEqual(['high', topic])
})

test('the longest message still fits what a push service takes', async () => {
  const service = await opened()
  const text = 'é水 flood '.repeat(3000)
  const long: ManyMessage = { ...message, versions: [{ language: 'en', title: text, text }] }
  const { outcomes } = await pushTo([recipient('r1', service.subscribe('/a'))], { message: long })
  expect(service.wrong).toEqual([])
  expect(outcomes).toMatchObject([{ kind: 'sent' }])
  expect(Buffer.byteLength(service.pushed[0]?.payload ?? '')).toBeGreaterThan(3900)
})

test.each([
  [404, {}, { kind: 'refused', why: 'gone', isPermanent: true }],
  [410, {}, { kind: 'refused', why: 'gone', isPermanent: true }],
  [413, {}, { kind: 'refused', why: 'too-large', isPermanent: false }],
  [429, { 'retry-after': '7' }, { kind: 'wait', why: 'rate-limited', retryInMs: 7000 }],
  [401, {}, { kind: 'refused', why: 'forbidden', isPermanent: false }],
  [403, {}, { kind: 'refused', why: 'forbidden', isPermanent: false }],
  [400, {}, { kind: 'refused', why: 'not-accepted', isPermanent: false }],
  [500, {}, { kind: 'unknown', why: 'server-error' }],
  [503, { 'retry-after': '7' }, { kind: 'unknown' }],
  [307, { location: 'http://127.0.0.1:1/' }, { kind: 'unknown' }],
] as const)('%d: only what is known is said', async (status, headers, said) => {
  const service = await opened()
  service.tell(() => ({ status, headers }))
  const { outcomes } = await pushTo([recipient('r1', service.subscribe('/a'))])
  expect(outcomes).toMatchObject([said])
})

test('a line lost after the message is unknown, a service that is not there waits', async () => {
  const service = await openPushService()
  const address = service.subscribe('/a')
  service.tell(() => 'drop')
  expect((await pushTo([recipient('r1', address)])).outcomes).toMatchObject([{ kind: 'unknown' }])
  await service.close()
  expect((await pushTo([recipient('r1', address)])).outcomes).toMatchObject([
    { kind: 'wait', why: 'unreachable' },
  ])
})

test('a service that asks to wait is not called for others meanwhile, and is afterwards', async () => {
  const service = await opened()
  let nowMs = Date.UTC(2031, 3, 7, 12)
  const clock: Clock = { ...wallClock, nowMs: () => nowMs }
  const rows = Array.from({ length: 5 }, (_, at) => recipient(`r${at}`, service.subscribe(`/${at}`)))
  service.tell(() => ({ status: 429, headers: { 'retry-after': '60' } }))
  const settings = WebPushSettings.parse({
    ...{ contact: 'mailto:desk@city.example', callsMax: 1, allowPrivateNetworks: true },
  })
  const sender = webPushToMany.open(settings, memoryOf())
  const outcomes: ManyOutcome[] = []
  const needs = { clock, signal: new AbortController().signal }
  const send = (): Promise<ManyEnd> =>
    sender.sendAll(message, rows, needs, (outcome) => Promise.resolve(void outcomes.push(outcome)))
  await send()
  expect(service.calls()).toBe(1)
  expect(outcomes.map(({ kind }) => kind)).toEqual(['wait', 'wait', 'wait', 'wait', 'wait'])
  nowMs += 61_000
  service.tell(() => undefined)
  await send()
  expect(outcomes.slice(5).map(({ kind }) => kind)).toEqual(['sent', 'sent', 'sent', 'sent', 'sent'])
})

const keys = {
  p256dh: createECDH('prime256v1').generateKeys('base64url'),
  auth: randomBytes(16).toString('base64url'),
}

const noSubscriptions: Record<string, string> = {
  nothing: '',
  'no object': '[]',
  'a number for an address': '{"endpoint":1}',
  'no keys': JSON.stringify({ endpoint: 'https://push.example/x' }),
  'a short secret': JSON.stringify({ endpoint: 'https://push.example/x', keys: { ...keys, auth: 'short' } }),
  'another key': JSON.stringify({
    endpoint: 'https://push.example/x',
    keys: { ...keys, p256dh: 'A'.repeat(87) },
  }),
  'another scheme': JSON.stringify({ endpoint: 'ftp://push.example/x', keys }),
  'a password in it': JSON.stringify({ endpoint: 'https://user:pass@push.example/x', keys }),
  'a long address': JSON.stringify({ endpoint: `https://push.example/${'x'.repeat(3000)}`, keys }),
  'deep nesting': `{"endpoint":${'['.repeat(3000)}`,
}

test.each(Object.keys(noSubscriptions))(
  '%s is no subscription: it ends, and nobody is called',
  async (name) => {
    const { outcomes } = await pushTo([recipient('r1', noSubscriptions[name] ?? '')])
    expect(outcomes).toMatchObject([{ kind: 'refused', why: 'bad-address', isPermanent: true }])
  },
)

test('a point that is not on the curve is refused and throws nothing', async () => {
  const p256dh = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]).toString('base64url')
  const address = JSON.stringify({ endpoint: 'https://push.example/x', keys: { ...keys, p256dh } })
  const { outcomes } = await pushTo([recipient('r1', address)])
  expect(outcomes).toMatchObject([{ kind: 'refused', why: 'bad-address', isPermanent: true }])
})

test.each([
  ['http://127.0.0.1:9/x', 'bad-address'],
  ['https://127.0.0.1:9/x', 'private-address'],
  ['https://[::1]:9/x', 'private-address'],
  ['https://169.254.169.254/latest', 'private-address'],
  ['https://localhost:9/x', 'private-address'],
  ['https://0x7f000001/x', 'private-address'],
])('an address that leads into our own network, %s, is not called', async (endpoint, why) => {
  const address = JSON.stringify({ endpoint, keys })
  const { outcomes } = await pushTo([recipient('r1', address)], { settings: { allowPrivateNetworks: false } })
  expect(outcomes).toMatchObject([{ kind: 'refused', why, isPermanent: true }])
})

test('a message lives as long as it holds, and not a second after', async () => {
  const service = await opened()
  const clock: Clock = { ...wallClock, nowMs: () => 1_000_000 }
  const rows = [recipient('r1', service.subscribe('/a'))]
  const lives = async (validUntilMs: number): Promise<string> => {
    const { outcomes } = await pushTo(rows, { message: { ...message, validUntilMs }, clock })
    return outcomes[0]?.kind === 'sent' ? (service.pushed.at(-1)?.ttl ?? '') : JSON.stringify(outcomes[0])
  }
  expect(await lives(1_090_000)).toBe('90')
  expect(await lives(1_000_000)).toBe('0')
  expect(await lives(1_000_000 + 400 * 24 * 3_600_000)).toBe('2419200')
  expect(await lives(999_999)).toContain('too-late')
  await pushTo(rows, { clock })
  expect(service.pushed.at(-1)?.ttl).toBe('86400')
})

test('the keys are made once and kept; what is unreadable is not written over', async () => {
  const service = await opened()
  const credentials = memoryOf({ other: 1 })
  const rows = [recipient('r1', service.subscribe('/a'))]
  await pushTo(rows, { credentials })
  await pushTo(rows, { credentials })
  expect(credentials.writes()).toBe(1)
  expect(new Set(service.pushed.map(({ pass }) => pass.key)).size).toBe(1)
  for (const kept of [{ publicKey: 'x', privateKey: 'y' }, { publicKey: 'A'.repeat(87) }, 'text']) {
    const spoiled = memoryOf(kept)
    const { end, outcomes } = await pushTo(rows, { credentials: spoiled })
    expect([end.kind, outcomes, spoiled.writes()]).toEqual(['stopped', [], 0])
  }
})

test('the address of a browser, its secret and our pass stand in nothing that is told', async () => {
  const service = await opened()
  const address = service.subscribe('/secret-path-1234')
  const { keys: own } = JSON.parse(address) as { keys: { auth: string } }
  service.tell((path) => ({ status: 400, body: `no: ${service.origin}${path} and ${path} and ${own.auth}` }))
  const { outcomes } = await pushTo([recipient('r1', address)])
  expect(JSON.stringify(outcomes)).not.toMatch(/secret-path/)
  expect(JSON.stringify(outcomes)).not.toContain(own.auth)
})

test('stopped by us, nobody else is called', async () => {
  const service = await opened()
  const rows = Array.from({ length: 9 }, (_, at) => recipient(`r${at}`, service.subscribe(`/${at}`)))
  const stop = new AbortController()
  service.tell(() => {
    stop.abort()
    return undefined
  })
  const { end, outcomes } = await pushTo(rows, { signal: stop.signal })
  expect(end).toMatchObject({ kind: 'stopped', why: 'stopped' })
  expect(outcomes).toHaveLength(1)
})
