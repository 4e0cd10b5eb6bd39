import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import { jetstreamReader } from '#networks/bluesky/jetstream-reader.ts'
import { blueskyStillThere } from '#networks/bluesky/still-there.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

type Answer = (url: URL, response: ServerResponse) => void

async function serve(answer: Answer): Promise<{ api: string; asked: string[] }> {
  const asked: string[] = []
  const server = createServer((request: IncomingMessage, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    asked.push(url.pathname.replace('/xrpc/', ''))
    answer(url, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  undo.push(async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })
  // `listen` was given a port, so the address is not a path.
  return { api: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const uri = (key: string): string => `at://did:plc:abc/app.bsky.feed.post/${key}`
const posts = ['one', 'two', 'three'].map((key) => ({ id: `bluesky:${uri(key)}` }))
const needs = { clock: wallClock, signal: new AbortController().signal }
const ask = (api: string, allowPrivateNetworks = true) =>
  blueskyStillThere({ api, allowPrivateNetworks }).ask(posts, needs)

/** An AppView that shows these and says of records what it is told to. */
const appView =
  (shown: string[], record: Answer): Answer =>
  (url, response) =>
    url.pathname.endsWith('getPosts')
      ? json(response, 200, { posts: shown.map((key) => ({ uri: uri(key), text: '' })) })
      : record(url, response)

const notFound: Answer = (_url, response) =>
  json(response, 400, { error: 'RecordNotFound', message: 'Could not locate record' })

test('what the AppView does not show, and whose record is not there, is gone', async () => {
  const { api, asked } = await serve(appView(['one', 'three'], notFound))
  expect(await ask(api)).toEqual({ kind: 'answered', gone: [posts[1]?.id], unanswered: 0 })
  expect(asked).toEqual(['app.bsky.feed.getPosts', 'com.atproto.repo.getRecord'])
})

test('what it does not show but still has is there: an index that lost everything deletes nothing', async () => {
  const { api } = await serve(
    appView([], (_url, response) => json(response, 200, { uri: uri('one'), value: {} })),
  )
  expect(await ask(api)).toEqual({ kind: 'answered', gone: [], unanswered: 0 })
})

test('a PDS, which shows no posts, is asked for each record', async () => {
  const { api, asked } = await serve((url, response) => {
    if (url.pathname.endsWith('getPosts')) return json(response, 401, { error: 'AuthMissing' })
    if (url.searchParams.get('rkey') !== 'two') return json(response, 200, { uri: uri('one'), value: {} })
    const message = `Could not locate record: ${uri('two')}`
    return json(response, 400, { error: 'InvalidRequest', message })
  })
  expect(await ask(api)).toEqual({ kind: 'answered', gone: [posts[1]?.id], unanswered: 0 })
  expect(asked).toHaveLength(4)
})

test.each([
  ['another refusal', 400, { error: 'InvalidRequest', message: 'Bad repo' }],
  ['no JSON', 400, undefined],
  ['a login page', 403, { error: 'Forbidden' }],
  ['a page that is not there', 404, { error: 'RecordNotFound' }],
])('%s about a record is no answer', async (_what, status, body) => {
  const { api } = await serve(
    appView(['one'], (_url, response) =>
      body === undefined ? void response.writeHead(status).end('<html>') : json(response, status, body),
    ),
  )
  expect(await ask(api)).toEqual({ kind: 'answered', gone: [], unanswered: 2 })
})

const broken: Record<string, { answer: Answer; why: string }> = {
  'not JSON': {
    answer: (_url, response) => void response.writeHead(200).end('{"posts":['),
    why: 'unreadable',
  },
  'another shape': { answer: (_url, response) => json(response, 200, { posts: [null] }), why: 'unreadable' },
  'an error': { answer: (_url, response) => json(response, 502, {}), why: 'http-502' },
  'hanging up': { answer: (_url, response) => void response.destroy(), why: 'unreachable' },
  'a flood': {
    answer: (_url, response) => void response.writeHead(200).end('x'.repeat(3_000_000)),
    why: 'too-long',
  },
}

test.each(Object.entries(broken))(
  'a server that answers with %s has failed',
  async (_what, { answer, why }) => {
    const { api } = await serve(answer)
    expect(await ask(api)).toMatchObject({ kind: 'failed', why })
  },
)

test('a server that is too busy says until when', async () => {
  const { api } = await serve((_url, response) => void response.writeHead(429, { 'retry-after': '30' }).end())
  expect(await ask(api)).toEqual({ kind: 'failed', why: 'rate-limited', retryInMs: 30_000 })
})

test('an address inside our own network is not called unless the owner allows it', async () => {
  const { api, asked } = await serve(appView([], notFound))
  expect(await ask(api, false)).toMatchObject({ kind: 'failed', why: 'private-address' })
  expect(asked).toEqual([])
})

test('only behind a Jetstream of Bluesky’s own is the public AppView asked', () => {
  const reads = (url: string, api?: string) => {
    const reader = jetstreamReader({ url, ...(api === undefined ? {} : { api }) })
    expect(reader.capabilities.reads.checksExistence).toBe(reader.stillThere !== undefined)
    return reader.stillThere !== undefined
  }
  expect(reads('wss://jetstream2.us-east.bsky.network/subscribe')).toBe(true)
  expect(reads('wss://jetstream.example.org/subscribe')).toBe(false)
  expect(reads('wss://evilbsky.network/subscribe')).toBe(false)
  expect(reads('wss://jetstream.example.org/subscribe', 'https://pds.example.org')).toBe(true)
})
