import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerOf, type TestWorld } from '#networks/mastodon/test-answers.ts'
import { idOf, statusJson, type Make, type TestStatus } from '#networks/mastodon/test-statuses.ts'
import { openStreams, type StreamHabits, type TestStreams } from '#networks/mastodon/test-stream.ts'
import type { Fault } from '#networks/test-sender-contract.ts'

/** A server of ours with the Mastodon API on loopback, which behaves as it is told. */
export type TestServer = {
  origin: string
  token: string
  world: TestWorld
  streams: TestStreams
  habits: StreamHabits
  /** Somebody there says something. */
  say(text: string, more?: Partial<TestStatus>): TestStatus
  edit(id: string, text: string): void
  erase(id: string): void
  /** Somebody says something to the account of the token. */
  mention(text: string, more?: Partial<TestStatus>): TestStatus
  misbehave(fault: Fault, times?: number): Promise<void>
  close(): Promise<void>
}

/** What is different about a server. */
export type TestHabits = { make?: Make; startMs?: number; dateAheadMs?: number }

const token = 'planted-s3cret-token'

/** @param startMs what its clock says when it begins; posts bear it */
export async function openTestServer({
  make = 'mastodon',
  startMs = Date.now(),
  dateAheadMs = 0,
}: TestHabits = {}): Promise<TestServer> {
  const begunMs = Date.now()
  const faults: Fault[] = []
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const habits: StreamHabits = { make, token, needsToken: true }
  const streams = openStreams(server, () => habits)
  const world: TestWorld = {
    ...{ make, origin, token, statuses: [], notifications: [], files: new Map(), keys: new Map(), streams },
    ...{
      honoursKeys: make !== 'gotosocial',
      processing: 0,
      limits: {},
      closed: new Map(),
      asked: [],
      uploads: 0,
      count: 0,
    },
    nowMs: () => startMs + (Date.now() - begunMs),
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request)
    const isPosting = request.method !== 'GET' && !(request.url ?? '').includes('/media')
    const fault = isPosting ? faults.shift() : undefined
    if (fault === 'lost-before') return
    const refusal = refusalBy(fault, make)
    const { status, json, headers = {} } = refusal ?? (await answerOf({ request, body }, world))
    if (fault === 'lost-after') return
    if (dateAheadMs !== 0) response.setHeader('date', new Date(Date.now() + dateAheadMs).toUTCString())
    if (fault === 'error-after') return void response.writeHead(502).end('<html>Bad gateway')
    if (fault === 'not-json') return void response.writeHead(200).end('<html>Fine')
    const text = JSON.stringify(json)
    if (fault === 'cut-after') {
      response.writeHead(status, { 'content-length': String(text.length) })
      return void response.write(text.slice(0, 20), () => response.destroy())
    }
    response
      .writeHead(status, {
        'content-type': 'application/json; charset=utf-8',
        ...limitHeaders(world),
        ...headers,
      })
      .end(text)
  }

  function say(text: string, more: Partial<TestStatus> = {}): TestStatus {
    const atMs = more.atMs ?? world.nowMs()
    const status: TestStatus = {
      ...{
        id: idOf(make, atMs, (world.count += 1)),
        text,
        atMs,
        by: 'ana',
        spoiler: '',
        language: 'en',
        visibility: 'public',
      },
      ...{ answers: undefined, files: [] },
      ...more,
    }
    world.statuses.push(status)
    const json = statusJson(status, origin, make)
    streams.tell('public', 'update', json)
    streams.tell('public:local', 'update', json)
    for (const [, tag] of text.matchAll(/#(\w+)/g)) streams.tell(`hashtag:${tag}`, 'update', json)
    return status
  }

  return {
    ...{ origin, token, world, streams, habits, say },
    edit(id, text) {
      const status = world.statuses.find((one) => one.id === id)
      if (status === undefined) return
      Object.assign(status, { text, editedMs: world.nowMs() })
      streams.tell('public', 'status.update', statusJson(status, origin, make))
    },
    erase(id) {
      world.statuses = world.statuses.filter((one) => one.id !== id)
      streams.tell('public', 'delete', id)
    },
    mention(text, more) {
      const status = say(text, more)
      const id = String((world.count += 1)).padStart(6, '0')
      const notification = { id, type: 'mention', status: statusJson(status, origin, make) }
      world.notifications.push(notification)
      streams.tell('user:notification', 'notification', notification)
      return status
    },
    misbehave: async (fault, times = 1) => {
      if (fault === 'refused-connection') return close()
      for (let n = 0; n < times; n++) faults.push(fault)
    },
    close,
  }

  function close(): Promise<void> {
    streams.close()
    server.closeAllConnections()
    return new Promise((resolve) => void server.close(() => resolve()))
  }
}

type Answered = { status: number; json: unknown; headers?: Record<string, string> }

/** An error repeats the token it was given, as a careless server may: nothing of it must come back. */
function refusalBy(fault: Fault | undefined, make: Make): Answered | undefined {
  if (fault === 'error-before') return { status: 500, json: { error: `broken for Bearer ${token}` } }
  if (fault === 'revoked' && make === 'pleroma')
    return { status: 403, json: { error: 'Invalid credentials.' } }
  if (fault === 'revoked') return { status: 401, json: { error: `The access token ${token} was revoked` } }
  if (fault === 'busy')
    return { status: 429, json: { error: 'Too many requests' }, headers: { 'retry-after': '7' } }
  return fault === 'busy-without-time' ? { status: 429, json: { error: 'Too many requests' } } : undefined
}

function limitHeaders({ make, nowMs }: TestWorld): Record<string, string> {
  const resetMs = Date.now() + 300_000
  if (nowMs() < 0) return {}
  const reset = make === 'gotosocial' ? String(Math.floor(resetMs / 1000)) : new Date(resetMs).toISOString()
  return { 'x-ratelimit-limit': '300', 'x-ratelimit-remaining': '299', 'x-ratelimit-reset': reset }
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts)
}
