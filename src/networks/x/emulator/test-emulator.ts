import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import type { Fault } from '#networks/test-sender-contract.ts'
import { callerOf, newKeys, renew } from '#networks/x/emulator/test-emulator-auth.ts'
import { answerConsent, endToken, newConsents, trade } from '#networks/x/emulator/test-emulator-consent.ts'
import { playFault } from '#networks/x/emulator/test-emulator-faults.ts'
import { noPrivate } from '#networks/x/emulator/test-emulator-private.ts'
import { routes } from '#networks/x/emulator/test-emulator-routes.ts'
import { problem, type Asked, type Reply, type State } from '#networks/x/emulator/test-emulator-state.ts'
import {
  openStreamFor,
  streamControls,
  type StreamControls,
} from '#networks/x/emulator/test-emulator-stream.ts'
import { openApi, type WireCall } from '#networks/x/emulator/test-openapi.ts'

/** A pretended X on loopback, and what went over its wire. */
export type EmulatedX = {
  url: string
  state: State
  stream: StreamControls
  /** `METHOD /path` of every call, in order. */
  calls: string[]
  misbehave(fault: Fault): Promise<void>
  /** What broke X's own document, one sentence each. Ask when all is said: reading a document of 858 kB takes longer than calls may. */
  violations(): string[]
  close(): Promise<void>
}

const bodyBytesMax = 8 * 1024 * 1024

/** Starts a pretended X; it ends with the test, and fails it where a call broke X's document. */
export async function emulatedX(): Promise<EmulatedX> {
  const x = await startEmulatedX()
  onTestFinished(async () => {
    await x.close()
    expect(x.violations()).toEqual([])
  })
  return x
}

/** Starts a pretended X outside a test; whoever starts it closes it, and asks whether a call broke X's document. */
export async function startEmulatedX(): Promise<EmulatedX> {
  const me = { id: '740950443250089985', username: 'HavreClair', name: 'City of Havre-Clair' }
  const citizen = { id: '1100000000000000001', username: 'ana_riv', name: 'Ana R.' }
  const state: State = {
    ...{ keys: newKeys(), me, users: [me, citizen], posts: [], files: new Map(), rules: [], faults: [] },
    consents: newConsents(),
    private: noPrivate(),
    names: { suspended: new Set(), unsaid: new Set() },
    ...{
      isEnterprise: false,
      byGuides: false,
      shownAfter: 0,
      filmsPending: 0,
      streamAnswers: [],
      streams: new Set(),
      streamUrls: [],
    },
    ...{ postMs: Date.UTC(2031, 3, 7, 12), sequence: 0 },
  }
  const wire: WireCall[] = []
  const calls: string[] = []
  const server = createServer((request, response) => void answer(request, response, { state, wire, calls }))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ state, calls, close, stream: streamControls(state, wire) },
    violations: () => wire.flatMap((call) => openApi?.violations(call) ?? []),
    async misbehave(fault) {
      if (fault === 'refused-connection') await close()
      else if (fault === 'revoked') state.keys.isRevoked = true
      else state.faults.push(fault)
    },
  }
}

type Needs = { state: State; wire: WireCall[]; calls: string[] }

async function answer(request: IncomingMessage, response: ServerResponse, needs: Needs): Promise<void> {
  const { state, wire, calls } = needs
  const body = await bodyOf(request)
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
  const method = request.method ?? 'GET'
  const contentType = request.headers['content-type'] ?? ''
  const authorization = request.headers.authorization ?? ''
  calls.push(`${method} ${url.pathname}`)
  if (url.pathname === '/i/oauth2/authorize') return answerConsent(response, url, state)
  if (url.pathname === '/2/oauth2/revoke') {
    const form = new URLSearchParams(body.toString('utf8'))
    const isKnown = endToken(state, { authorization, form })
    return write(response, isKnown ? { status: 200, json: { revoked: true } } : unauthorized(authorization))
  }
  if (url.pathname === '/2/oauth2/token') return answerTokens(response, state, authorization, body)
  const caller = callerOf(state.keys, { method, url: url.href, authorization })
  const seen = { method, url, contentType, body }
  if (url.pathname === '/2/tweets/search/stream' && caller === 'app') {
    wire.push(seen)
    return openStreamFor(state, url, response)
  }
  const route = routes.find((one) => one.method === method && one.path.test(url.pathname))
  const match = route?.path.exec(url.pathname) ?? []
  const isAllowed = caller !== undefined && (route?.by === 'any' || route?.by === caller)
  if (route === undefined || !isAllowed) return write(response, unauthorized(authorization))
  const unknown = state.byGuides ? unknownByGuides(url) : undefined
  if (unknown !== undefined)
    return write(
      response,
      problem(400, 'invalid-request', `The query parameter [${unknown}] is not one of ours`),
    )
  const effect = (): Reply => {
    const reply = route.answer(state, { ...seen, match } satisfies Asked)
    if (!state.byGuides)
      wire.push({ ...seen, answer: { status: reply.status, contentType: typeOf(reply), json: reply.json } })
    return reply
  }
  const fault = method === 'GET' ? undefined : state.faults.shift()
  if (fault === undefined || fault === 'none') write(response, effect())
  else playFault(fault, response, effect)
}

/** What X's guides do not know, of what its document names otherwise. */
function unknownByGuides({ searchParams }: URL): string | undefined {
  if (searchParams.has('post.fields')) return 'post.fields'
  return searchParams.get('expansions')?.includes('referenced_posts') === true ? 'expansions' : undefined
}

/** A server that says back what it was sent: nothing of it may come out on our side. */
function unauthorized(authorization: string): Reply {
  return { status: 401, json: { code: 32, message: `Unauthorized: ${authorization}` } }
}

function answerTokens(response: ServerResponse, state: State, authorization: string, body: Buffer): void {
  const form = new URLSearchParams(body.toString('utf8'))
  const asked = { authorization, form }
  const isCode = form.get('grant_type') === 'authorization_code'
  const tokens = isCode ? trade(state, asked) : renew(state.keys, asked)
  if (isCode && tokens !== undefined)
    state.private.allowed = String(tokens['scope']).split(' ').includes('dm.read')
  const refused = {
    error: 'invalid_request',
    error_description: `Value passed for the token was invalid: ${form.get('code') ?? form.get('refresh_token')}`,
  }
  write(response, tokens === undefined ? { status: 400, json: refused } : { status: 200, json: tokens })
}

function typeOf({ json }: Reply): string {
  const isProblem = typeof json === 'object' && json !== null && 'type' in json
  return isProblem ? 'application/problem+json' : 'application/json'
}

function write(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { 'content-type': typeOf(reply), ...reply.headers })
  response.end(JSON.stringify(reply.json))
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > bodyBytesMax) break
    parts.push(part)
  }
  return Buffer.concat(parts)
}
