import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Credentials } from '#networks/sender.ts'
import type { Fault, SeenPost } from '#networks/test-sender-contract.ts'
import { jsonOf } from '#kernel/json.ts'
import { wrongWith } from '#networks/bluesky/test-lexicon.ts'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'

/** A call as the pretended server got it. */
export type Asked = {
  method: string
  query: URLSearchParams
  body: Buffer
  headers: IncomingMessage['headers']
}

/** What it answers; `undefined` is silence. */
export type Given = { status: number; body: unknown; headers?: Record<string, string> } | undefined

/** The account the pretended server has. */
export const ours = {
  did: 'did:plc:ours2222222222222222222a',
  handle: 'city.test',
  password: 'abcd-efgh-ijkl-mnop',
} as const

type Held = { cid: string; value: UnknownFields }

/** A PDS, and what stands around one (directory, video service), pretended for tests. */
export type TestPds = {
  server: string
  records: Map<string, Held>
  files: Map<string, { mimeType: string; size: number; text?: string }>
  /** Handles other people have, to their DIDs. */
  handles: Map<string, string>
  /** Every call so far, in order. */
  asked: Asked[]
  /** Answers of a test's own, before those of the server. */
  answers: Map<string, (asked: Asked) => Given>
  posts(): SeenPost[]
  misbehave(fault: Fault): Promise<void>
  /** Every token of now is expired; `forgets`: and cannot be refreshed. */
  expireTokens(forgets?: boolean): void
  close(): Promise<void>
}

/** Secrets kept in memory. `written`: everything that was ever kept, in order. */
export function memoryCredentials(first: unknown): Credentials & { written: unknown[] } {
  const written = [first]
  return {
    written,
    read: () => Promise.resolve(written.at(-1)),
    write: (value) => Promise.resolve(void written.push(value)),
  }
}

/** A token that looks like one, ends when it is said to, and is signed by nobody. */
export function fakeToken(name: string, endsAtMs: number): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ typ: 'JWT' })}.${part({ jti: name, exp: Math.floor(endsAtMs / 1000) })}.c2lnbmVk`
}

/** A CID that looks like one. */
export function fakeCid(value: unknown): string {
  return `bafyrei${createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 52)}`
}

/** Starts the pretended server on loopback. */
export async function startTestPds(): Promise<TestPds> {
  const state = new State()
  const http = createServer((request, response) => void answer(state, request, response))
  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', () => resolve()))
  const close = (): Promise<void> => {
    http.closeAllConnections()
    return new Promise((resolve) => void http.close(() => resolve()))
  }
  state.stopListening = close
  return {
    server: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, // not a path: it was given a port
    records: state.records,
    files: state.files,
    handles: state.handles,
    asked: state.asked,
    answers: state.answers,
    posts: () =>
      [...state.records]
        .filter(([uri]) => uri.startsWith(`at://${ours.did}/`))
        .map((one) => seenPost(one, state.files)),
    misbehave: (fault) => state.misbehave(fault),
    expireTokens: (forgets = false) => {
      state.access = ''
      if (forgets) state.refresh = ''
    },
    close,
  }
}

class State {
  records = new Map<string, Held>()
  files = new Map<string, { mimeType: string; size: number; text?: string }>()
  handles = new Map<string, string>([[ours.handle, ours.did]])
  asked: Asked[] = []
  answers = new Map<string, (asked: Asked) => Given>()
  access = ''
  refresh = ''
  password: string = ours.password
  signIns = 0
  fault: Fault | undefined
  stopListening: () => Promise<void> = () => Promise.resolve()

  async misbehave(fault: Fault): Promise<void> {
    if (fault === 'refused-connection') return this.stopListening()
    if (fault === 'revoked') [this.access, this.refresh, this.password] = ['', '', 'another-one']
    else this.fault = fault
  }

  newTokens(): Given {
    this.signIns += 1
    this.access = fakeToken(`access-${this.signIns}`, Date.now() + 7_200_000)
    this.refresh = fakeToken(`refresh-${this.signIns}`, Date.now() + 90 * 86_400_000)
    const { did, handle } = ours
    return {
      status: 200,
      body: { did, handle, accessJwt: this.access, refreshJwt: this.refresh, active: true },
    }
  }
}

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  const url = new URL(request.url ?? '/', 'http://localhost')
  const method = url.pathname.replace('/xrpc/', '')
  const asked = { method, query: url.searchParams, body: Buffer.concat(parts), headers: request.headers }
  state.asked.push(asked)
  const isChange = method === 'com.atproto.repo.createRecord' || method === 'com.atproto.repo.deleteRecord'
  const fault = isChange ? state.fault : undefined
  if (isChange) state.fault = undefined
  if (fault === undefined) return give(response, given(state, asked))
  play(fault, response, () => given(state, asked))
}

function play(fault: Fault, response: ServerResponse, effect: () => Given): void {
  const error = { status: 500, body: { error: 'InternalServerError', message: 'Internal Server Error' } }
  const busy = { status: 429, body: { error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' } }
  if (fault === 'lost-before') return
  if (fault === 'error-before') return give(response, error)
  if (fault === 'busy') return give(response, { ...busy, headers: { 'retry-after': '7' } })
  if (fault === 'busy-without-time') return give(response, busy)
  const done = effect()
  if (fault === 'error-after') return give(response, error)
  if (fault === 'not-json') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')
  if (fault !== 'cut-after') return
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' })
  response.write(JSON.stringify(done?.body).slice(0, 20), () => response.destroy())
}

function give(response: ServerResponse, given: Given): void {
  if (given === undefined) return
  const { status, body, headers } = given
  const limits = { 'ratelimit-limit': '3000', 'ratelimit-remaining': '2991', 'ratelimit-reset': '1999999999' }
  response
    .writeHead(status, { 'content-type': 'application/json', ...limits, ...headers })
    .end(typeof body === 'string' ? body : JSON.stringify(body))
}

function refuse(error: string, message = error, status = 400): Given {
  return { status, body: { error, message } }
}

const open = new Set([
  'com.atproto.repo.getRecord',
  'com.atproto.identity.resolveHandle',
  'com.atproto.server.createSession',
])

function given(state: State, asked: Asked): Given {
  const { method, headers } = asked
  const own = state.answers.get(method)
  if (own !== undefined) return own(asked)
  const token = (headers.authorization ?? '').replace('Bearer ', '')
  if (method === 'com.atproto.server.refreshSession')
    return token !== '' && token === state.refresh
      ? state.newTokens()
      : refuse('ExpiredToken', 'Token has been revoked')
  if (!open.has(method) && (token === '' || token !== state.access))
    return refuse('ExpiredToken', 'Token has expired')
  return answered(state, asked)
}

function answered(state: State, { method, query, body, headers }: Asked): Given {
  const json = fieldsOf(jsonOf(body.toString('utf8')))
  switch (method) {
    case 'com.atproto.server.createSession':
      return textOf(json, 'password') === state.password &&
        [ours.handle, ours.did].some((name) => name === textOf(json, 'identifier'))
        ? state.newTokens()
        : refuse('AuthenticationRequired', 'Invalid identifier or password', 401)
    case 'com.atproto.server.getSession':
      return { status: 200, body: { did: ours.did, handle: ours.handle, active: true } }
    case 'com.atproto.identity.resolveHandle': {
      const did = state.handles.get(query.get('handle') ?? '')
      return did === undefined
        ? refuse('InvalidRequest', 'Unable to resolve handle')
        : { status: 200, body: { did } }
    }
    case 'com.atproto.repo.uploadBlob':
      return uploadBlob(state, body, headers['content-type'] ?? '')
    case 'com.atproto.repo.createRecord':
      return createRecord(state, json)
    case 'com.atproto.repo.deleteRecord':
      state.records.delete(
        `at://${textOf(json, 'repo')}/${textOf(json, 'collection')}/${textOf(json, 'rkey')}`,
      )
      return { status: 200, body: {} }
    case 'com.atproto.repo.getRecord': {
      const uri = `at://${query.get('repo')}/${query.get('collection')}/${query.get('rkey')}`
      const held = state.records.get(uri)
      return held === undefined
        ? refuse('RecordNotFound', `Could not locate record: ${uri}`)
        : { status: 200, body: { uri, ...held } }
    }
    default:
      return { status: 501, body: { error: 'MethodNotImplemented', message: 'Method Not Implemented' } }
  }
}

function uploadBlob(state: State, body: Buffer, mimeType: string): Given {
  const cid = fakeCid(body.toString('base64'))
  const text = mimeType.startsWith('text/') ? { text: body.toString('utf8') } : {}
  state.files.set(cid, { mimeType, size: body.length, ...text })
  return { status: 200, body: { blob: { $type: 'blob', ref: { $link: cid }, mimeType, size: body.length } } }
}

function createRecord(state: State, json: UnknownFields | undefined): Given {
  const [repo, rkey] = [textOf(json, 'repo'), textOf(json, 'rkey') ?? '']
  const value = fieldsOf(json?.['record'])
  if (repo !== ours.did || value === undefined) return refuse('InvalidRequest', 'Could not find repo')
  const wrong = wrongWith(value, rkey, state.files)
  if (wrong !== undefined) return refuse('InvalidRequest', `Invalid app.bsky.feed.post record: ${wrong}`)
  const uri = `at://${repo}/app.bsky.feed.post/${rkey}`
  // What a real PDS says when the key is taken (measured by test/peers).
  if (state.records.has(uri)) return refuse('InternalServerError', 'Internal Server Error', 500)
  const cid = fakeCid(value)
  state.records.set(uri, { cid, value })
  return { status: 200, body: { uri, cid, commit: { cid, rev: rkey }, validationStatus: 'valid' } }
}

function seenPost([uri, { value }]: [string, Held], files: TestPds['files']): SeenPost {
  const embed = fieldsOf(value['embed'])
  const media = fieldsOf(embed?.['media']) ?? embed
  const parent = textOf(fieldsOf(fieldsOf(value['reply'])?.['parent']), 'uri')
  const language = listOf(value, 'langs')[0]
  return {
    nativeId: uri,
    text: textOf(value, 'text') ?? '',
    alts: listOf(media, 'images').map((image) => textOf(fieldsOf(image), 'alt') ?? ''),
    ...cardAndCaptions(embed, files),
    ...(parent !== undefined && { replyTo: parent }),
    ...(typeof language === 'string' && { language }),
  }
}

function cardAndCaptions(
  embed: UnknownFields | undefined,
  files: TestPds['files'],
): Pick<SeenPost, 'card' | 'captions'> {
  const external = fieldsOf(embed?.['external'])
  const captions = listOf(embed, 'captions').map((one) => {
    const link = textOf(fieldsOf(fieldsOf(fieldsOf(one)?.['file'])?.['ref']), '$link') ?? ''
    return { language: textOf(fieldsOf(one), 'lang') ?? '', text: files.get(link)?.text ?? '' }
  })
  const said = (name: string): string => textOf(external, name) ?? ''
  return {
    ...(captions.length > 0 && { captions }),
    ...(external !== undefined && {
      card: {
        ...{ url: said('uri'), title: said('title'), description: said('description') },
        hasPicture: external['thumb'] !== undefined,
      },
    }),
  }
}
