import { expect, test } from 'vitest'
import { readerLimits, type Reader } from '#networks/contract.ts'
import { streamLimits, type XStreamOptions } from '#networks/x/listen/one-connection.ts'
import { xStreamReader } from '#networks/x/listen/stream-reader.ts'
import { emulatedX, type EmulatedX } from '#networks/x/emulator/test-emulator.ts'
import { addPost } from '#networks/x/emulator/test-emulator-state.ts'
import {
  hearings,
  lastCursor,
  listen,
  posts,
  statesOf,
  testClock,
  textsOf,
} from '#networks/x/listen/test-listening.ts'

function readerOf(x: EmulatedX, more: Partial<XStreamOptions> = {}): Reader {
  const bearerToken = x.state.keys.bearerToken
  return xStreamReader({ bearerToken, server: x.url, allowPrivateNetworks: true, ...more })
}

/** Somebody says something, and the stream carries it. */
function say(x: EmulatedX, text: string): void {
  x.stream.post(addPost(x.state, { authorId: '1100000000000000001', text, files: [] }))
}

test('posts are heard as they come, between signs of life, with what stands beside them', async () => {
  const x = await emulatedX()
  const clock = testClock()
  const talk = (): void => {
    x.stream.keepAlive()
    say(x, 'The river is high & rising')
    x.stream.keepAlive()
    say(x, '@HavreClair is the bridge open?')
  }
  const heard = await listen(readerOf(x), {
    clock,
    steps: [{ when: hearings(1), act: talk }, { when: posts(2) }],
  })
  expect(textsOf(heard)).toEqual(['The river is high & rising', '@HavreClair is the bridge open?'])
  expect(statesOf(heard)).toEqual(['connecting', 'hearing'])
  const [first] = heard.flatMap((event) => (event.kind === 'posts' ? event.posts : []))
  expect(first).toMatchObject({ network: 'x', author: { id: '1100000000000000001', handle: 'ana_riv' } })
  expect(first?.source).toMatch(/^x:stream@127\.0\.0\.1/)
  expect(lastCursor(heard)).toBe(`v1:${clock.nowMs()}`)
})

test('a cut connection is made again after a quarter of a second, and the time away is a gap', async () => {
  const x = await emulatedX()
  const clock = testClock()
  const startMs = clock.nowMs()
  const cut = (): void => {
    clock.advance(5000)
    x.stream.cut()
  }
  const heard = await listen(readerOf(x), {
    clock,
    steps: [
      { when: hearings(1), act: () => say(x, 'one') },
      { when: posts(1), act: cut },
      { when: hearings(2), act: () => say(x, 'two') },
      { when: posts(2) },
    ],
  })
  expect(clock.waits).toEqual([250])
  expect(statesOf(heard)).toEqual(['connecting', 'hearing', 'waiting closed', 'connecting', 'hearing'])
  expect(heard.find(({ kind }) => kind === 'gap')).toEqual({
    ...{ kind: 'gap', fromMs: startMs, toMs: startMs + 5250, why: 'closed' },
  })
})

test('two missing signs of life are a dead connection', async () => {
  const x = await emulatedX()
  const clock = testClock()
  const heard = await listen(readerOf(x), {
    clock,
    steps: [{ when: hearings(1), act: () => clock.pass(streamLimits.silenceMs) }, { when: hearings(2) }],
  })
  expect(statesOf(heard)).toContain('waiting silence')
  expect(clock.waits).toEqual([250])
})

test('an operational disconnect is understood, and costs no refusal', async () => {
  const x = await emulatedX()
  const clock = testClock()
  const heard = await listen(readerOf(x), {
    clock,
    steps: [{ when: hearings(1), act: () => x.stream.disconnect() }, { when: hearings(2) }],
  })
  expect(heard).toContainEqual(
    expect.objectContaining({ state: 'waiting', why: 'closed', detail: 'OperationalDisconnect' }),
  )
  expect(heard.some(({ kind }) => kind === 'refused')).toBe(false)
})

test('refusals double the wait, 429 waits for the time it names, and each has its own count', async () => {
  const x = await emulatedX()
  const clock = testClock()
  const answeredMs = clock.nowMs() + 5000 + 10_000
  const reset = String(Math.round((answeredMs + 300_000) / 1000))
  const date = new Date(answeredMs).toUTCString()
  x.state.streamAnswers = [
    { status: 503 },
    { status: 503 },
    {
      status: 429,
      headers: { 'x-rate-limit-reset': reset, date },
      json: { connection_issue: 'TooManyConnections' },
    },
    { status: 429 },
    { status: 401 },
  ]
  const heard = await listen(readerOf(x), { clock, steps: [{ when: hearings(1) }] })
  expect(clock.waits).toEqual([5000, 10_000, 300_000, 120_000, 20_000])
  expect(statesOf(heard).filter((state) => state !== 'connecting')).toEqual([
    ...[
      'waiting http-503',
      'waiting http-503',
      'waiting rate-limited',
      'waiting rate-limited',
      'failed http-401',
    ],
    'hearing',
  ])
})

test('a server that nobody reaches is tried again, slower and slower; a wrong token is never shown', async () => {
  const x = await emulatedX()
  await x.close()
  const clock = testClock()
  const heard = await listen(readerOf(x), {
    clock,
    steps: [{ when: () => clock.waits.length === 3 }],
  })
  expect(clock.waits.slice(0, 3)).toEqual([250, 500, 750])
  expect(JSON.stringify(heard)).not.toContain(x.state.keys.bearerToken)
})

test('a server that accepts and says nothing is given up after a while', async () => {
  const x = await emulatedX()
  const clock = testClock()
  x.state.streamAnswers = [{ status: 0 }]
  const heard = await listen(readerOf(x), {
    clock,
    steps: [
      { when: (all) => statesOf(all).length === 1, act: () => void passOnceAsked() },
      { when: hearings(1) },
    ],
  })
  async function passOnceAsked(): Promise<void> {
    while (x.state.streamUrls.length === 0) await new Promise((resolve) => void setImmediate(resolve))
    clock.pass(streamLimits.connectMs)
  }
  expect(statesOf(heard)).toContain('waiting timeout')
})

test('garbage, halves, doubles and giants harm nothing, and are counted', async () => {
  const x = await emulatedX()
  const twice = addPost(x.state, { authorId: '1100000000000000001', text: 'twice', files: [] })
  const mess = (): void => {
    x.stream.raw('{"data":{"id":\r\n')
    x.stream.raw(Buffer.from([0xff, 0xfe, 0x0a]))
    x.stream.raw('7\r\nnull\r\n[]\r\n{"data":{"id":"0","text":"no"}}\r\n')
    x.stream.raw('{"errors":[{"title":"Not Found Error","detail":"a user"}]}\r\n')
    x.stream.raw('x'.repeat(readerLimits.frameBytesMax + 10))
    x.stream.raw('\r\n')
    x.stream.post(twice)
    x.stream.post(twice)
    say(x, 'fine')
  }
  const heard = await listen(readerOf(x), {
    clock: testClock(),
    steps: [{ when: hearings(1), act: mess }, { when: (all) => textsOf(all).includes('fine') }],
  })
  expect(textsOf(heard)).toEqual(['twice', 'fine'])
  const counts: Record<string, number> = {}
  for (const event of heard)
    if (event.kind === 'refused') counts[event.why] = (counts[event.why] ?? 0) + event.count
  expect(counts).toEqual({ 'not-json': 5, 'not-a-post': 1, 'too-long': 1 })
})

test('after a restart the time away is told; a cursor nobody understands too', async () => {
  const x = await emulatedX()
  const clock = testClock()
  const away = `v1:${clock.nowMs() - 60_000}`
  const heard = await listen(readerOf(x), {
    clock,
    cursor: away,
    steps: [{ when: (all) => all.some(({ kind }) => kind === 'gap') }],
  })
  expect(heard.at(-1)).toEqual({
    kind: 'gap',
    fromMs: clock.nowMs() - 60_000,
    toMs: clock.nowMs(),
    why: 'closed',
  })
  const broken = await listen(readerOf(x), { clock, cursor: 'v9:soon', steps: [{ when: hearings(1) }] })
  expect(broken[0]).toMatchObject({ kind: 'gap', why: 'cursor-unreadable' })
})

test('where X repeats the last minutes, there is no gap within them', async () => {
  const x = await emulatedX()
  const clock = testClock()
  const cursor = `v1:${clock.nowMs() - 240_000}`
  const reader = readerOf(x, { backfillMin: 5 })
  expect(reader.capabilities.reads.resumes).toBe(true)
  const heard = await listen(reader, {
    clock,
    cursor,
    steps: [{ when: hearings(1), act: () => say(x, 'caught up') }, { when: posts(1) }],
  })
  expect(x.state.streamUrls[0]?.searchParams.get('backfill_minutes')).toBe('4')
  expect(heard.some(({ kind }) => kind === 'gap')).toBe(false)
})

test('a budget that is used up closes the stream and asks for a person, an hour at a time', async () => {
  const x = await emulatedX()
  const clock = testClock()
  const counts: number[] = []
  const meter = {
    spend: (_: string, count: number) => {
      counts.push(count)
      return Promise.resolve('over-budget' as const)
    },
  }
  const heard = await listen(readerOf(x, { meter }), {
    clock,
    steps: [{ when: hearings(1), act: () => say(x, 'dear') }, { when: hearings(2) }],
  })
  expect(textsOf(heard)).toEqual(['dear'])
  expect(statesOf(heard)).toContain('failed refused')
  expect(clock.waits).toEqual([3_600_000])
  expect(counts).toEqual([1])
})

test.each(['', 'x', 'http://api.x.com', 'ftp://api.x.com'])('a token is not given to %j', async (server) => {
  const reader = xStreamReader({ bearerToken: 'secret-token', server })
  const heard = await listen(reader, { clock: testClock(), steps: [{ when: () => false }] })
  expect(heard).toEqual([{ kind: 'state', state: 'failed', why: 'bad-url' }])
})

test('an address in our own network is not called without leave', async () => {
  const clock = testClock()
  const reader = xStreamReader({ bearerToken: 'secret-token', server: 'https://127.0.0.1:9' })
  const heard = await listen(reader, { clock, steps: [{ when: () => clock.waits.length === 1 }] })
  expect(statesOf(heard)).toContain('failed private-address')
})
