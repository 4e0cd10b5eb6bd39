import { createHash, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A provider of our own for tests: honest, until a test tells it to lie. */
export type TestProvider = {
  issuer: string
  /** Whom it says yes to next. */
  person: { sub: string; email?: string; email_verified?: boolean }
  lies: Lies
  /** Requests it saw, as `METHOD path`. */
  seen: string[]
  changeKey(): void
  close(): Promise<void>
}

/** What it does otherwise than it should. */
export type Lies = {
  claims?: Record<string, unknown>
  header?: Record<string, unknown>
  /** Signs with a key it does not publish. */
  strangeKey?: boolean
  unsigned?: boolean
  /** The issuer in its description. */
  describedIssuer?: string
  /** The `iss` of its answer; null: none. */
  answerIssuer?: string | null
  /** Never answers at this path; closes the connection at once; or answers without end. */
  silentAt?: string
  brokenAt?: string
  endlessAt?: string
  redirectAt?: string
}

type Grant = { nonce: string; challenge: string; redirect: string; anew: boolean }

/** Starts it on loopback. */
export async function startTestProvider(): Promise<TestProvider> {
  const grants = new Map<string, Grant>()
  let key = firstKey
  const provider: TestProvider = {
    issuer: '',
    person: { sub: 'amara' },
    lies: {},
    seen: [],
    changeKey: () => void (key = newKey()),
    close: () => new Promise((done) => (server.closeAllConnections(), server.close(() => done()))),
  }
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', provider.issuer)
    provider.seen.push(`${request.method} ${url.pathname}`)
    if (misbehaves(provider.lies, url.pathname, response)) return
    if (url.pathname === '/.well-known/openid-configuration') return json(response, describe(provider))
    if (url.pathname === '/keys') return json(response, { keys: [published(key)] })
    if (url.pathname === '/ask') return ask(provider, grants, url, response)
    void give(provider, grants, request, response, { key, strange })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  provider.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return provider
}

type Key = { kid: string; privateKey: KeyObject; publicKey: KeyObject }

// Made once: keys take long to make, and most tests do not change them.
const firstKey = newKey()
const strange = newKey()

function newKey(): Key {
  return { kid: randomUUID(), ...generateKeyPairSync('rsa', { modulusLength: 2048 }) }
}

function published({ kid, publicKey }: Key): object {
  return { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }
}

function json(response: ServerResponse, value: unknown): void {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(value))
}

function misbehaves(lies: Lies, path: string, response: ServerResponse): boolean {
  if (lies.silentAt === path) return true
  if (lies.brokenAt === path) response.destroy()
  if (lies.redirectAt === path) response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
  if (lies.endlessAt === path) for (let i = 0; i < 40; i++) response.write('x'.repeat(65_536))
  return [lies.brokenAt, lies.redirectAt, lies.endlessAt].includes(path)
}

function describe({ issuer, lies }: TestProvider): object {
  return {
    issuer: lies.describedIssuer ?? issuer,
    authorization_endpoint: `${issuer}/ask`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    authorization_response_iss_parameter_supported: true,
  }
}

function ask(provider: TestProvider, grants: Map<string, Grant>, url: URL, response: ServerResponse): void {
  const asked = (name: string): string => url.searchParams.get(name) ?? ''
  const code = randomUUID()
  grants.set(code, {
    nonce: asked('nonce'),
    challenge: asked('code_challenge'),
    redirect: asked('redirect_uri'),
    anew: asked('prompt') === 'login',
  })
  const back = new URL(asked('redirect_uri'))
  back.searchParams.set('code', code)
  back.searchParams.set('state', asked('state'))
  const issuer = provider.lies.answerIssuer === undefined ? provider.issuer : provider.lies.answerIssuer
  if (issuer !== null) back.searchParams.set('iss', issuer)
  response.writeHead(303, { location: back.href }).end()
}

async function give(
  provider: TestProvider,
  grants: Map<string, Grant>,
  request: IncomingMessage,
  response: ServerResponse,
  keys: { key: Key; strange: Key },
): Promise<void> {
  let body = ''
  for await (const part of request) body += String(part)
  const form = new URLSearchParams(body)
  const grant = grants.get(form.get('code') ?? '')
  grants.delete(form.get('code') ?? '')
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url')
  if (grant === undefined || challenge !== grant.challenge || form.get('redirect_uri') !== grant.redirect) {
    response.statusCode = 400
    return json(response, { error: 'invalid_grant' })
  }
  json(response, {
    access_token: randomUUID(),
    token_type: 'Bearer',
    expires_in: 60,
    id_token: token(provider, grant, keys),
  })
}

function token(provider: TestProvider, grant: Grant, { key, strange }: { key: Key; strange: Key }): string {
  const nowS = Math.floor(Date.now() / 1000)
  const { lies, issuer, person } = provider
  const times = { iat: nowS, exp: nowS + 300, auth_time: grant.anew ? nowS : nowS - 3600 }
  const claims = { iss: issuer, aud: 'desk', nonce: grant.nonce, ...times, ...person, ...lies.claims }
  const header = { alg: 'RS256', kid: key.kid, ...lies.header }
  const text = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  if (lies.unsigned === true) return `${text}.`
  const by = (lies.strangeKey === true ? strange : key).privateKey
  return `${text}.${sign('sha256', Buffer.from(text), by).toString('base64url')}`
}
