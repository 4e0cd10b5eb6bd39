import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { callNetwork, nothingDone, withoutAnswer } from '#networks/call.ts'
import { wallClock } from '#kernel/time.ts'

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

function call(
  url: string,
  more: { signal?: AbortSignal; private?: boolean } = {},
): ReturnType<typeof callNetwork> {
  const { signal = new AbortController().signal } = more
  const limits = { timeoutMs: 300, bytesMax: 1000 }
  return callNetwork(
    {
      url,
      body: 'said',
      limits,
      allowPrivateNetworks: more.private ?? true,
      headers: { authorization: 'Bearer s3cret' },
    },
    { clock: wallClock, signal },
  )
}

test('an answer of success is handed over', async () => {
  const url = await serve((_, response) => response.writeHead(201).end('{"id":1}'))
  expect(await call(url)).toMatchObject({ kind: 'answer', status: 201 })
})

test.each([
  [400, 'refused', 'not-accepted'],
  [401, 'refused', 'revoked'],
  [403, 'refused', 'forbidden'],
  [404, 'refused', 'not-found'],
  [408, 'unknown', 'server-error'],
  [422, 'refused', 'not-accepted'],
  [429, 'wait', 'rate-limited'],
  [500, 'unknown', 'server-error'],
  [503, 'unknown', 'server-error'],
  [504, 'unknown', 'server-error'],
])('%s is %s: %s', async (status, kind, why) => {
  const url = await serve((_, response) => response.writeHead(status).end('no'))
  expect(await call(url)).toMatchObject({ kind, why })
})

test('how long to wait is read where it is said', async () => {
  const url = await serve((_, response) => response.writeHead(429, { 'retry-after': '7' }).end())
  expect(await call(url)).toMatchObject({ kind: 'wait', retryInMs: 7000 })
})

test('it is read from the header of each network too', async () => {
  const reset = String(Math.ceil(Date.now() / 1000) + 3600)
  for (const name of ['x-ratelimit-reset', 'x-rate-limit-reset', 'ratelimit-reset']) {
    const url = await serve((_, response) => response.writeHead(429, { [name]: reset }).end())
    const waits = await call(url)
    expect(waits.kind === 'wait' && waits.retryInMs).toBeGreaterThan(3_500_000)
  }
})

test('a failure carries the answer that says so, and is told without it', async () => {
  const url = await serve((_, response) => response.writeHead(403, { 'x-why': 'dup' }).end('s3cret'))
  const failed = await call(url)
  if (failed.kind === 'answer') throw new Error('403 is no success')
  expect(failed.answer).toMatchObject({ status: 403, headers: { 'x-why': 'dup' } })
  expect(withoutAnswer(failed)).toEqual({ kind: 'refused', why: 'forbidden', detail: '403 s3cret' })
  expect(await call('http://127.0.0.1:9/')).not.toHaveProperty('answer')
})

test('a question changes nothing, however it ends', () => {
  const unknown = { kind: 'unknown', why: 'timeout', detail: 'late' } as const
  expect(nothingDone(unknown)).toEqual({ ...unknown, kind: 'wait' })
  const refused = { kind: 'refused', why: 'forbidden', detail: 'no' } as const
  expect(nothingDone(refused)).toEqual(refused)
})

test('what never left is known to have had no effect; what did is not', async () => {
  expect(await call('http://127.0.0.1:9/')).toMatchObject({ kind: 'wait', why: 'unreachable' })
  const silent = await serve(() => undefined)
  expect(await call(silent)).toMatchObject({ kind: 'unknown', why: 'timeout' })
  const cut = await serve((request) => request.socket.destroy())
  expect(await call(cut)).toMatchObject({ kind: 'unknown', why: 'unreachable' })
  const half = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('{"id"', () => response.destroy())
  })
  expect(await call(half)).toMatchObject({ kind: 'unknown' })
  const endless = await serve((_, response) => response.end('x'.repeat(5000)))
  expect(await call(endless)).toMatchObject({ kind: 'unknown', why: 'unreadable' })
})

test('what changes something is never sent on to another address', async () => {
  let calls = 0
  const target = await serve((_, response) => response.end(String((calls += 1))))
  const url = await serve((_, response) => response.writeHead(307, { location: target }).end())
  expect(await call(url)).toMatchObject({ kind: 'unknown' })
  expect(calls).toBe(0)
})

test('our own network is not called without leave, and secrets stay out of what is told', async () => {
  const url = await serve((_, response) => response.writeHead(400).end('bad'))
  expect(await call(url, { private: false })).toMatchObject({ kind: 'refused', why: 'private-address' })
  expect(JSON.stringify(await call(url))).not.toContain('s3cret')
  expect(await call(url, { signal: AbortSignal.abort() })).toMatchObject({ kind: 'wait', why: 'stopped' })
})
