import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import { textPart } from '#networks/test-sender-contract.ts'
import { connectionTo, credentialsOf, needs, shortTimeouts } from '#networks/x/emulator/test-connection.ts'
import { emulatedX, type EmulatedX } from '#networks/x/emulator/test-emulator.ts'
import { xNetworkOf } from '#networks/x/sender.ts'
import { xSignInThere, type XApp } from '#networks/x/wire/sign-in-there.ts'

const redirectUri = 'https://desk.example/connect/from/x'
const verifier = 'v'.repeat(43)
const challenge = createHash('sha256').update(verifier).digest('base64url')

function appOn(x: EmulatedX, more: Partial<XApp> = {}): XApp {
  const at = { server: x.url, askingAt: `${x.url}/i/oauth2/authorize`, allowPrivateNetworks: true }
  x.state.consents.callbacks.add(redirectUri)
  return { ...x.state.keys.client, ...at, ...more }
}

/** A person goes there and says yes: the address they are sent back to. */
async function saysYes(app: XApp): Promise<URL> {
  const page = await fetch(xSignInThere(app).address({ redirectUri, state: 'a-state', challenge }))
  const link = /id="yes" href="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  return new URL(link.replaceAll('&amp;', '&'))
}

async function codeFor(app: XApp): Promise<string> {
  return (await saysYes(app)).searchParams.get('code') ?? ''
}

test('whoever says yes at X is signed in, can post, and the tokens are renewed later', async () => {
  const x = await emulatedX()
  const app = appOn(x)
  const back = await saysYes(app)
  expect(back.searchParams.get('state')).toBe('a-state')
  const code = back.searchParams.get('code') ?? ''
  const came = await xSignInThere(app).take({ code, verifier, redirectUri }, needs())
  if (came.kind !== 'signed-in') throw new Error(came.detail)
  const credentials = credentialsOf(came.secrets)
  const sender = xNetworkOf({ timeouts: shortTimeouts, app }).open(connectionTo(x, credentials))
  const health = await sender.health(needs())
  if (!health.ok || health.renewsAtMs === undefined)
    throw new Error('the token should say until when it is good')
  expect(health.renewsAtMs - wallClock.nowMs()).toBeGreaterThan(7_000_000)
  expect(await sender.send(textPart('Signed in.'), needs())).toMatchObject({ kind: 'sent' })
  expect(x.state.keys.renewals).toBe(0)
  await credentials.write({ ...came.secrets, bearerEndsAtMs: 0 })
  expect(await sender.send(textPart('Renewed.'), needs())).toMatchObject({ kind: 'sent' })
  expect(x.state.keys.renewals).toBe(1)
})

test('a code is good once, for its verifier and its address only', async () => {
  const x = await emulatedX()
  const app = appOn(x)
  const there = xSignInThere(app)
  const refused = { kind: 'refused', why: 'revoked', detail: 'X did not take the code: invalid_request' }
  for (const wrong of [
    { verifier: 'w'.repeat(43) },
    { redirectUri: 'https://evil.example/' },
    { code: 'made-up' },
  ]) {
    const code = await codeFor(app)
    expect(await there.take({ code, verifier, redirectUri, ...wrong }, needs())).toEqual(refused)
  }
  const code = await codeFor(app)
  expect(await there.take({ code, verifier, redirectUri }, needs())).toMatchObject({ kind: 'signed-in' })
  expect(await there.take({ code, verifier, redirectUri }, needs())).toEqual(refused)
})

test.each(['tweet.write', 'offline.access'])(
  'a sign-in without %s is not taken, and X may not repeat it',
  async (scope) => {
    const x = await emulatedX()
    const app = appOn(x)
    x.state.consents.withheld.add(scope)
    const came = await xSignInThere(app).take({ code: await codeFor(app), verifier, redirectUri }, needs())
    expect(came).toMatchObject({ kind: 'refused', why: 'forbidden' })
    expect(JSON.stringify(came)).not.toContain(x.state.keys.refreshToken)
  },
)

test('the secret of the app goes to X by https only, and X that is away says nothing about the code', async () => {
  const x = await emulatedX()
  const app = appOn(x)
  const code = await codeFor(app)
  const open = xSignInThere({ ...app, allowPrivateNetworks: false })
  expect(await open.take({ code, verifier, redirectUri }, needs())).toMatchObject({ why: 'bad-url' })
  await x.misbehave('refused-connection')
  expect(await xSignInThere(app).take({ code, verifier, redirectUri }, needs())).toMatchObject({
    ...{ kind: 'wait', why: 'unreachable' },
  })
})

test('X itself refuses another app, another address and a question without a challenge', async () => {
  const x = await emulatedX()
  const app = appOn(x)
  const good = xSignInThere(app).address({ redirectUri, state: 'a-state', challenge })
  expect(good.searchParams.get('scope')).toContain('offline.access')
  for (const [name, value] of [
    ['client_id', 'another'],
    ['redirect_uri', 'https://evil.example/connect/from/x'],
    ['code_challenge', ''],
    ['code_challenge_method', 'plain'],
  ] as const) {
    const url = new URL(good)
    url.searchParams.set(name, value)
    expect((await fetch(url)).status).toBe(400)
  }
})

test.each([
  ['', 200],
  ['<html>', 200],
  ['[]', 200],
  ['{"access_token":7,"expires_in":7200}', 200],
  ['{"access_token":"a","expires_in":-1,"refresh_token":"r"}', 200],
  [`{"access_token":"${'a'.repeat(5000)}","expires_in":7200,"refresh_token":"r"}`, 200],
  ['[[[['.repeat(20_000), 200],
  ['{"error":"a secret <script>"}', 400],
  ['{"error":{"code":7}}', 401],
  ['gone', 404],
  ['away', 503],
  ['', 302],
  ['slow down', 429],
])(
  'whatever X answers to a code, nobody is signed in by it and nothing of it is repeated: %.40s %d',
  async (body, status) => {
    const server = createServer((_, response) =>
      response.writeHead(status, { location: '/elsewhere' }).end(body),
    )
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
    onTestFinished(() => void server.close())
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a TCP server always has one
    const app = { clientId: 'an-app', server: url, allowPrivateNetworks: true }
    const came = await xSignInThere(app).take({ code: 'the-code', verifier, redirectUri }, needs())
    expect(['refused', 'wait']).toContain(came.kind)
    expect(JSON.stringify(came)).not.toMatch(/script|the-code|vvvv/)
  },
)

test('a server that says back what it was shown gives nothing of it away, and an app without a secret says who it is', async () => {
  const asked: string[] = []
  const repeat = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = []
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
    const said = `${request.headers.authorization ?? 'nobody'} ${Buffer.concat(parts).toString('utf8')}`
    asked.push(said)
    response
      .writeHead(asked.length % 2 === 0 ? 404 : 429)
      .end(`you said ${decodeURIComponent(said)} or ${said}`)
  }
  const server = createServer((request, response) => void repeat(request, response))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a TCP server always has one
  const at = { clientId: 'an-app', server: url, allowPrivateNetworks: true }
  for (const clientSecret of ['s/cret of the app', 's/cret of the app', undefined]) {
    const app = { ...at, ...(clientSecret !== undefined && { clientSecret }) }
    const came = await xSignInThere(app).take({ code: 'the+code/1', verifier, redirectUri }, needs())
    const basic = Buffer.from(`an-app:${encodeURIComponent('s/cret of the app')}`).toString('base64')
    const said = JSON.stringify(came)
    for (const secret of ['the+code/1', 'the%2Bcode%2F1', 's/cret', verifier, basic])
      expect(said).not.toContain(secret)
  }
  expect(asked[0]).toMatch(/^Basic /)
  expect(asked[2]).toMatch(/^nobody .*client_id=an-app/)
})

test('a sign-in is ended at X; keys and tokens of another app are left alone', async () => {
  const x = await emulatedX()
  const app = appOn(x)
  const there = xSignInThere(app)
  const came = await there.take({ code: await codeFor(app), verifier, redirectUri }, needs())
  if (came.kind !== 'signed-in') throw new Error(came.detail)
  const before = x.calls.length
  for (const other of [undefined, 'text', {}, x.state.keys.oauth1, { ...came.secrets, clientId: 'another' }])
    await there.end(other, needs())
  expect(x.calls.slice(before)).toEqual([])
  await there.end(came.secrets, needs())
  expect(x.state.keys.isRevoked).toBe(true)
  const sender = xNetworkOf({ timeouts: shortTimeouts }).open(connectionTo(x, credentialsOf(came.secrets)))
  expect(await sender.health(needs())).toMatchObject({ ok: false, why: 'revoked' })
})
