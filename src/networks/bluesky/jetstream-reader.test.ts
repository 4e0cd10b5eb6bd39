import { expect, onTestFinished, test } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { jetstreamReader, jetstreamLimits, type JetstreamLimits } from '#networks/bluesky/jetstream-reader.ts'
import { probeJetstream } from '#networks/bluesky/probe-jetstream.ts'
import type { Heard } from '#networks/contract.ts'
import type { Clock } from '#kernel/time.ts'
import { silentLog } from '#kernel/log.ts'

type Connection = { socket: WebSocket; params: URLSearchParams; count: number }
/** A Jetstream on loopback that does to each connection what `behave` says. */
async function jetstream(behave: (connection: Connection) => void): Promise<string> {
  const wire = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await new Promise((resolve) => wire.once('listening', resolve))
  let count = 0
  wire.on('connection', (socket, request) => {
    count += 1
    behave({ socket, params: new URL(request.url ?? '/', 'ws://x').searchParams, count })
  })
  onTestFinished(() => {
    for (const socket of wire.clients) socket.terminate()
    wire.close()
  })
  return `ws://127.0.0.1:${(wire.address() as AddressInfo).port}/subscribe`
}

const startMs = Date.UTC(2026, 10, 23, 12)
const startUs = startMs * 1000

function frame(n: number, more: Record<string, unknown> = {}): string {
  const record = { text: `post ${n}`, createdAt: new Date(startMs).toISOString() }
  const commit = { operation: 'create', collection: 'app.bsky.feed.post', rkey: `r${n}`, record }
  return JSON.stringify({
    did: 'did:plc:river',
    time_us: startUs + n * 1_000_000,
    kind: 'commit',
    commit,
    ...more,
  })
}

/** A clock whose waits pass at once and are written down, and whose silence comes only when told to. */
function testClock(): Clock & { waits: number[]; fallSilent(): number } {
  let silences = 0
  const waits: number[] = []
  return {
    waits,
    nowMs: () => startMs + 60_000,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (ms !== jetstreamLimits.silenceMs) waits.push(ms)
        else if (silences === 0) return signal?.addEventListener('abort', () => resolve(), { once: true })
        else silences -= 1
        setImmediate(resolve)
      }),
    fallSilent: () => (silences += 1),
  }
}

type Listening = {
  url: string
  until: (heard: readonly Heard[]) => boolean
  cursor?: string
  clock?: Clock
  limits?: Partial<JetstreamLimits>
}

/** Listens until what was heard is enough, then stops as the product does: by its signal. */
async function listen({ url, until, cursor, clock = testClock(), limits = {} }: Listening): Promise<Heard[]> {
  const stop = new AbortController()
  const reader = jetstreamReader({ url, limits, chance: () => 0.5 })
  const heard: Heard[] = []
  const needs = { clock, log: silentLog, signal: stop.signal, ...(cursor !== undefined && { cursor }) }
  for await (const event of reader.read(needs)) {
    heard.push(event)
    if (until(heard)) stop.abort()
  }
  return heard
}

function texts(heard: readonly Heard[]): string[] {
  return heard.flatMap((event) => (event.kind === 'posts' ? event.posts.map((post) => post.text) : []))
}

function refusals(heard: readonly Heard[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const event of heard)
    if (event.kind === 'refused') counts[event.why] = (counts[event.why] ?? 0) + event.count
  return counts
}

test('posts are heard in order, with the cursor that resumes after them', async () => {
  const url = await jetstream(({ socket }) => [1, 2, 3].forEach((n) => socket.send(frame(n))))
  const heard = await listen({ url, until: (all) => texts(all).length === 3 })
  expect(texts(heard)).toEqual(['post 1', 'post 2', 'post 3'])
  expect(heard[0]).toEqual({ kind: 'state', state: 'connecting' })
  expect(heard[1]).toEqual({ kind: 'state', state: 'hearing' })
  expect(heard.findLast((event) => event.kind === 'posts')).toMatchObject({
    cursor: `v1:${startUs + 3_000_000}`,
  })
})

test('the server is asked for posts only, and for no frame above our limit', async () => {
  let asked = ''
  const url = await jetstream(({ socket, params }) => {
    asked = params.toString()
    socket.send(frame(1))
  })
  await listen({ url, until: (all) => texts(all).length === 1 })
  expect(asked).toBe('wantedCollections=app.bsky.feed.post&maxMessageSizeBytes=1048576')
})

test('after a dropped connection reading goes on five seconds before where it stopped, and says so', async () => {
  const cursors: (string | null)[] = []
  const url = await jetstream(({ socket, params, count }) => {
    cursors.push(params.get('cursor'))
    socket.send(frame(count === 1 ? 10 : 11))
    if (count === 1) socket.close(1011)
  })
  const heard = await listen({ url, until: (all) => texts(all).length === 2 })
  expect(cursors).toEqual([null, String(startUs + 5_000_000)])
  expect(heard).toContainEqual({ kind: 'state', state: 'waiting', why: 'closed', retryInMs: 1000 })
  expect(heard.some((event) => event.kind === 'gap')).toBe(false)
})

test('a cursor from an earlier life is used; one we cannot read is said to be a gap', async () => {
  const cursors: (string | null)[] = []
  const url = await jetstream(({ socket, params }) => {
    cursors.push(params.get('cursor'))
    socket.send(frame(1))
  })
  await listen({ url, cursor: `v1:${startUs}`, until: (all) => texts(all).length === 1 })
  const heard = await listen({ url, cursor: 'v2:991', until: (all) => texts(all).length === 1 })
  expect(cursors).toEqual([String(startUs - 5_000_000), null])
  expect(heard[0]).toMatchObject({ kind: 'gap', why: 'cursor-unreadable' })
})

test('a server that no longer has what we missed makes a gap with its edges', async () => {
  const url = await jetstream(({ socket }) => socket.send(frame(0)))
  const beforeMs = startMs - 3_600_000
  const heard = await listen({
    url,
    cursor: `v1:${beforeMs * 1000}`,
    until: (all) => texts(all).length === 1,
  })
  expect(heard).toContainEqual({ kind: 'gap', fromMs: beforeMs, toMs: startMs, why: 'cursor-too-old' })
})

test('garbage, half frames and broken encoding are counted, and the posts around them are heard', async () => {
  const half = frame(2)
  const url = await jetstream(({ socket }) => {
    socket.send(frame(1))
    socket.send('not json at all')
    socket.send(half.slice(0, half.length / 2))
    socket.send(Buffer.from([0xff, 0xfe, 0x00]), { binary: false })
    socket.send(Buffer.alloc(40))
    socket.send('{"did":"did:plc:x","kind":"commit","commit":{}}')
    socket.send(frame(3))
  })
  const heard = await listen({
    url,
    until: (all) => texts(all).length === 2 && Object.keys(refusals(all)).length > 0,
  })
  expect(texts(heard)).toEqual(['post 1', 'post 3'])
  expect(refusals(heard)).toEqual({ 'not-json': 3, 'bad-encoding': 1, 'not-a-post': 1 })
})

test('a frame of 10 MB is counted and thrown away, the connection lives on', async () => {
  const url = await jetstream(({ socket }) => {
    socket.send('x'.repeat(10 * 1024 * 1024))
    socket.send(frame(1))
  })
  const heard = await listen({ url, until: (all) => texts(all).length === 1 && 'too-long' in refusals(all) })
  expect(refusals(heard)).toEqual({ 'too-long': 1 })
  expect(heard.filter((event) => event.kind === 'state')).toHaveLength(2)
})

test('a frame too long for memory is jumped over, not asked for again for ever', async () => {
  const cursors: number[] = []
  const url = await jetstream(({ socket, params }) => {
    const cursorUs = Number(params.get('cursor') ?? 0)
    cursors.push(cursorUs)
    if (cursorUs < startUs + 1_000_000) socket.send(frame(1))
    if (cursorUs < startUs + 4_000_000) socket.send('x'.repeat(300_000))
    else socket.send(frame(9))
  })
  const limits = { socketBytesMax: 200_000, frameBytesMax: 100_000 }
  const heard = await listen({ url, limits, until: (all) => texts(all).includes('post 9') })
  expect(refusals(heard)['too-long']).toBe(cursors.length - 1)
  expect(heard).toContainEqual({ kind: 'gap', fromMs: startMs + 1000, toMs: startMs + 2000, why: 'too-long' })
  expect(cursors.length).toBeLessThan(6)
})

test('old frames played again do not move the cursor back, and repeats keep their id', async () => {
  const url = await jetstream(({ socket }) => [5, 6, 1, 2, 6].forEach((n) => socket.send(frame(n))))
  const heard = await listen({ url, until: (all) => texts(all).length === 5 })
  expect(heard.findLast((event) => event.kind === 'posts')).toMatchObject({
    cursor: `v1:${startUs + 6_000_000}`,
  })
  const ids = heard.flatMap((event) => (event.kind === 'posts' ? event.posts.map((post) => post.id) : []))
  expect(new Set(ids).size).toBe(4)
})

test('a server whose clock says 2099 does not make us skip seventy years of posts', async () => {
  const url = await jetstream(({ socket }) => {
    socket.send(frame(1))
    socket.send(frame(2, { time_us: Date.UTC(2099, 0, 1) * 1000 }))
  })
  const heard = await listen({ url, until: (all) => texts(all).length === 2 })
  expect(heard.findLast((event) => event.kind === 'posts')).toMatchObject({
    cursor: `v1:${startUs + 1_000_000}`,
  })
})

test('deletions are told in their place between posts', async () => {
  const gone = frame(1, { commit: { operation: 'delete', collection: 'app.bsky.feed.post', rkey: 'r1' } })
  const url = await jetstream(({ socket }) => [frame(1), gone, frame(2)].forEach((text) => socket.send(text)))
  const heard = await listen({ url, until: (all) => texts(all).length === 2 })
  const kinds = heard.map((event) => event.kind).filter((kind) => kind === 'posts' || kind === 'deleted')
  expect(kinds).toEqual(['posts', 'deleted', 'posts'])
})

test('a handle told by the network is shown on the posts that follow', async () => {
  const identity = JSON.stringify({
    did: 'did:plc:river',
    time_us: startUs,
    kind: 'identity',
    identity: { handle: 'river.test' },
  })
  const url = await jetstream(({ socket }) => [identity, frame(1)].forEach((text) => socket.send(text)))
  const heard = await listen({ url, until: (all) => texts(all).length === 1 })
  expect(heard.find((event) => event.kind === 'posts')?.posts[0]?.author).toEqual({
    id: 'did:plc:river',
    handle: 'river.test',
  })
})

test('silence is not waited out: the connection is made again', async () => {
  const clock = testClock()
  const url = await jetstream(({ socket, count }) => socket.send(frame(count)))
  const heard = await listen({
    url,
    clock,
    until: (all) => {
      if (texts(all).length === 1 && all.at(-1)?.kind === 'posts') clock.fallSilent()
      return texts(all).length === 2
    },
  })
  expect(heard).toContainEqual({ kind: 'state', state: 'waiting', why: 'silence', retryInMs: 1000 })
})

test('a server that hangs up at once is asked less and less often, up to a minute', async () => {
  const clock = testClock()
  const url = await jetstream(({ socket }) => socket.close(1008))
  await listen({ url, clock, until: () => clock.waits.length === 9 })
  expect(clock.waits.slice(0, 9)).toEqual([1000, 1500, 3000, 6000, 12_000, 24_000, 45_000, 45_000, 45_000])
})

test('no server, and an address that is none, are states and not exceptions', async () => {
  const heard = await listen({ url: 'ws://127.0.0.1:9/subscribe', until: (all) => all.length === 2 })
  expect(heard[1]).toMatchObject({ kind: 'state', state: 'waiting', why: 'unreachable' })
  expect(await listen({ url: 'not an address', until: () => false })).toEqual([
    { kind: 'state', state: 'failed', why: 'bad-url' },
  ])
})

test('a server that forbids us is said to need a person, and is asked again later', async () => {
  const http = createHttpServer()
  http.on('upgrade', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'))
  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', () => resolve()))
  const url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/`
  onTestFinished(() => void http.close())
  const heard = await listen({ url, until: (all) => all.length === 2 })
  expect(heard[1]).toEqual({ kind: 'state', state: 'failed', why: 'http-403', retryInMs: 1000 })
})

test('a slow listener makes the server wait: little is held, nothing is lost', async () => {
  const count = 8000
  let server: WebSocket | undefined
  const url = await jetstream(({ socket }) => {
    server = socket
    for (let n = 0; n < count; n += 1) socket.send(frame(n % 50, { padding: 'x'.repeat(2500), n }))
  })
  const stop = new AbortController()
  const reader = jetstreamReader({ url, limits: { queueFramesMax: 500, queueBytesMax: 1_000_000 } })
  let heard = 0
  let keptByServer: number | undefined
  for await (const event of reader.read({ clock: testClock(), log: silentLog, signal: stop.signal })) {
    if (event.kind !== 'posts') continue
    heard += event.posts.length
    // While nobody pulls, turns of the event loop pass, and most of the 22 MB must stay where it is.
    if (keptByServer === undefined) {
      for (let turn = 0; turn < 2000; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      keptByServer = server?.bufferedAmount
    }
    if (heard === count) stop.abort()
  }
  expect(heard).toBe(count)
  expect(keptByServer).toBeGreaterThan(10_000_000)
})

test('a listener that stops early leaves no socket behind', async () => {
  let closed: () => void
  const gone = new Promise<void>((resolve) => (closed = resolve))
  const url = await jetstream(({ socket }) => {
    socket.once('close', () => closed())
    socket.send(frame(1))
  })
  const stop = new AbortController()
  for await (const event of jetstreamReader({ url }).read({
    clock: testClock(),
    log: silentLog,
    signal: stop.signal,
  })) {
    if (event.kind === 'posts') break
  }
  await expect(gone).resolves.toBeUndefined()
})

test('the probe says whether a Jetstream answers, within the time given', async () => {
  const url = await jetstream(() => undefined)
  expect(await probeJetstream(url, 2000)).toMatchObject({ reachable: true })
  expect(await probeJetstream('ws://127.0.0.1:9/', 2000)).toMatchObject({ reachable: false })
  expect(await probeJetstream('http://127.0.0.1/', 2000)).toEqual({ reachable: false, why: 'bad-url' })
  const mute = createTcpServer()
  await new Promise<void>((resolve) => void mute.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => void mute.close())
  const answer = await probeJetstream(`ws://127.0.0.1:${(mute.address() as AddressInfo).port}/`, 50)
  expect(answer.reachable).toBe(false)
})
