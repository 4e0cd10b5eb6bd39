import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { guardedFetch, sharedConnections, type Fetched, type Fetching } from '#networks/http.ts'
import { wallClock, type Clock } from '#kernel/time.ts'

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function fetchIt(url: string, more: Partial<Fetching> = {}): Promise<Fetched> {
  return guardedFetch({
    url,
    clock: wallClock,
    signal: new AbortController().signal,
    allowPrivateNetworks: true,
    ...more,
  })
}

function bodyOf(fetched: Fetched): string | undefined {
  return fetched.kind === 'answer' ? fetched.body.toString() : undefined
}

test('a page comes back with its status and headers, packed or not', async () => {
  const url = await serve(({ url: path }, response) => {
    if (path === '/gzip')
      response.writeHead(200, { 'content-encoding': 'gzip', etag: '"1"' }).end(gzipSync('packed'))
    else if (path === '/br')
      response.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync('packed'))
    else response.writeHead(201, { 'x-a': 'b' }).end('plain')
  })
  expect(await fetchIt(url)).toMatchObject({
    kind: 'answer',
    status: 201,
    headers: { 'x-a': 'b' },
    url: `${url}/`,
  })
  expect(bodyOf(await fetchIt(`${url}/gzip`))).toBe('packed')
  expect(bodyOf(await fetchIt(`${url}/br`))).toBe('packed')
})

test('without the owner’s leave nothing on our own machine or network is called', async () => {
  let calls = 0
  const url = await serve((_, response) => response.end(String((calls += 1))))
  const port = new URL(url).port
  const inside = [
    url,
    `http://localhost:${port}/`,
    `http://[::1]:${port}/`,
    `http://0x7f.1:${port}/`,
    `http://2130706433:${port}/`,
  ]
  for (const address of [
    ...inside,
    `http://[::ffff:127.0.0.1]:${port}/`,
    'http://169.254.169.254/latest/meta-data',
  ]) {
    expect(await fetchIt(address, { allowPrivateNetworks: false })).toMatchObject({
      kind: 'failed',
      why: 'private-address',
    })
  }
  expect(calls).toBe(0)
})

test('other kinds of address are refused, also behind a redirect', async () => {
  const url = await serve((_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end())
  for (const address of ['file:///etc/passwd', 'ftp://example.org/', 'nonsense', url]) {
    expect(await fetchIt(address)).toMatchObject({ kind: 'failed', why: 'bad-url' })
  }
})

test('redirects are followed, counted, and remembered only where all are for good', async () => {
  const url = await serve(({ url: path }, response) => {
    if (path === '/old') response.writeHead(301, { location: '/older' }).end()
    else if (path === '/older') response.writeHead(308, { location: '/new' }).end()
    else if (path === '/away') response.writeHead(302, { location: '/new' }).end()
    else if (path === '/loop') response.writeHead(301, { location: '/loop' }).end()
    else response.end('here')
  })
  expect(await fetchIt(`${url}/old`)).toMatchObject({ url: `${url}/new`, movedTo: `${url}/new` })
  expect(await fetchIt(`${url}/away`)).not.toHaveProperty('movedTo')
  expect(await fetchIt(`${url}/loop`)).toMatchObject({ kind: 'failed', why: 'too-many-redirects' })
})

test('headers meant for one host are not handed to the one it redirects to', async () => {
  const got: (string | undefined)[] = []
  const other = await serve((request, response) => {
    got.push(request.headers.authorization)
    response.end('ok')
  })
  const first = await serve((request, response) => {
    got.push(request.headers.authorization)
    response.writeHead(302, { location: other }).end()
  })
  await fetchIt(first, { headers: { authorization: 'secret' } })
  expect(got).toEqual(['secret', undefined])
})

test('a small packed body that unpacks without end is cut off', async () => {
  const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024))
  const url = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
  expect(await fetchIt(url, { limits: { bytesMax: 1024 * 1024 } })).toMatchObject({
    kind: 'failed',
    why: 'too-long',
  })
})

test('a body that is too long, cut off or packed in an unknown way is a failure with its reason', async () => {
  const packed = gzipSync('words '.repeat(5000))
  const url = await serve(({ url: path }, response) => {
    if (path === '/long') response.end(Buffer.alloc(3000))
    else if (path === '/cut')
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed.subarray(0, 30))
    else if (path === '/odd') response.writeHead(200, { 'content-encoding': 'zstd' }).end('x')
    else response.writeHead(200, { 'content-length': '50' }).write('half', () => response.destroy())
  })
  expect(await fetchIt(`${url}/long`, { limits: { bytesMax: 2000 } })).toMatchObject({ why: 'too-long' })
  expect(await fetchIt(`${url}/cut`)).toMatchObject({ why: 'bad-encoding' })
  expect(await fetchIt(`${url}/odd`)).toMatchObject({ why: 'bad-encoding' })
  expect(await fetchIt(`${url}/half`)).toMatchObject({ why: 'unreachable' })
})

/** A clock whose waits end when told to. */
function handClock(): Clock & { ring(): void } {
  const waiting = new Set<() => void>()
  return {
    nowMs: () => 0,
    sleep: (_, signal) =>
      new Promise((resolve) => {
        waiting.add(resolve)
        signal?.addEventListener('abort', () => resolve(), { once: true })
      }),
    ring: () => waiting.forEach((resolve) => resolve()),
  }
}

test('a server that answers drop by drop does not hold us longer than the time given', async () => {
  const clock = handClock()
  const url = await serve((_, response) => {
    response.writeHead(200).write('a')
    setImmediate(clock.ring)
  })
  expect(await fetchIt(url, { clock })).toMatchObject({ kind: 'failed', why: 'timeout' })
})

test('nobody there and being stopped are told apart', async () => {
  expect(await fetchIt('http://127.0.0.1:9/')).toMatchObject({ kind: 'failed', why: 'unreachable' })
  const stop = new AbortController()
  const url = await serve(() => stop.abort())
  expect(await fetchIt(url, { signal: stop.signal })).toMatchObject({ kind: 'failed', why: 'stopped' })
  expect(await fetchIt(url, { signal: AbortSignal.abort() })).toMatchObject({
    kind: 'failed',
    why: 'stopped',
  })
})

test('calls that share connections use one again, and the others do not', async () => {
  const shared = sharedConnections(4)
  onTestFinished(() => shared.close())
  const ports: (number | undefined)[] = []
  const url = await serve((request, response) => {
    ports.push(request.socket.remotePort)
    response.end('here')
  })
  for (const more of [{ shared }, { shared }, {}, {}]) expect(bodyOf(await fetchIt(url, more))).toBe('here')
  expect(ports[1]).toBe(ports[0])
  expect(new Set(ports).size).toBe(3)
})

test('a connection that stood before and breaks without an answer may have carried the call', async () => {
  const shared = sharedConnections(4)
  onTestFinished(() => shared.close())
  let calls = 0
  const url = await serve((request, response) => {
    calls += 1
    if (calls === 1) response.end('here')
    else request.socket.resetAndDestroy()
  })
  await fetchIt(url, { shared, body: 'one' })
  expect(await fetchIt(url, { shared, body: 'two' })).toMatchObject({ why: 'unreachable', reached: true })
  expect(calls).toBe(2)
})

test('one that the other side closed between two calls is never told as if nothing had left', async () => {
  const shared = sharedConnections(4)
  onTestFinished(() => shared.close())
  let calls = 0
  const url = await serve((request, response) => {
    calls += 1
    response.end('here', () => request.socket.resetAndDestroy())
  })
  for (let i = 0; i < 20; i += 1) {
    const fetched = await fetchIt(url, { shared, body: 'said' })
    if (fetched.kind === 'failed') expect(fetched.reached).toBe(true)
  }
  expect(calls).toBeGreaterThan(0)
})

test('a new connection that never stood had no effect, shared or not', async () => {
  const shared = sharedConnections(4)
  onTestFinished(() => shared.close())
  for (const more of [{ shared }, {}])
    expect(await fetchIt('http://127.0.0.1:9/', { ...more, body: 'said' })).toMatchObject({ reached: false })
})

test('a name that leads into our own network is refused on shared connections too', async () => {
  const shared = sharedConnections(4)
  onTestFinished(() => shared.close())
  const url = await serve((_, response) => response.end('inside'))
  const named = `http://localhost:${new URL(url).port}/`
  expect(await fetchIt(named, { shared, allowPrivateNetworks: false })).toMatchObject({
    why: 'private-address',
  })
})
