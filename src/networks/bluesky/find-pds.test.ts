import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { findHome, pdsOf, serverOf } from '#networks/bluesky/find-pds.ts'
import { needs } from '#networks/bluesky/test-sender.ts'

const did = 'did:plc:ours2222222222222222222a'
const service = {
  ...{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer' },
  serviceEndpoint: 'https://pds.example.org/',
}
const document = { id: did, alsoKnownAs: ['at://city.test'], service: [service] }

async function directories(given: { resolved?: unknown; document?: unknown; status?: number }) {
  const answer: RequestListener = (request, response) => {
    const isResolving = request.url?.startsWith('/xrpc/') === true
    const body = isResolving ? (given.resolved ?? { did }) : (given.document ?? document)
    response.writeHead(given.status ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  const http = createServer(answer)
  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => {
    http.closeAllConnections()
    http.close()
  })
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}` // not a path: it was given a port
  return { appView: url, plc: url, timeoutMs: 500, allowPrivateNetworks: true }
}

test('an account is found by its handle', async () => {
  const found = await findHome('city.test', await directories({}), needs())
  expect(found).toEqual({ did, server: 'https://pds.example.org' })
})

test.each([
  ['names another handle', { document: { ...document, alsoKnownAs: ['at://other.test'] } }],
  ['is about somebody else', { document: { ...document, id: 'did:plc:other2222222222222222222' } }],
  ['names no server', { document: { ...document, service: [] } }],
  [
    'names a server that is none',
    { document: { ...document, service: [{ ...service, serviceEndpoint: 'x:' }] } },
  ],
  [
    'names another kind of server',
    { document: { ...document, service: [{ ...service, type: 'Other' }, 7] } },
  ],
])('a directory entry that %s gives nobody our password', async (_, given) => {
  const found = await findHome('city.test', await directories(given), needs())
  expect(found).toMatchObject({ kind: 'refused', why: 'not-found' })
})

test('nobody of that name is refused; a directory that is out of order is waited for', async () => {
  const nobody = await directories({
    status: 400,
    resolved: { error: 'InvalidRequest', message: 'Unable to resolve' },
  })
  expect(await findHome('nobody.test', nobody, needs())).toMatchObject({ kind: 'refused', why: 'not-found' })
  const broken = await directories({ status: 503 })
  expect(await findHome('city.test', broken, needs())).toMatchObject({ kind: 'wait', why: 'server-error' })
  const odd = await directories({ resolved: { did: 'did:key:abc' } })
  expect(await findHome('city.test', odd, needs())).toMatchObject({ kind: 'wait', why: 'unreadable' })
  const away = { ...broken, appView: 'http://127.0.0.1:9' }
  expect(await findHome('city.test', away, needs())).toMatchObject({ kind: 'wait', why: 'unreachable' })
  const halfAway = { ...(await directories({})), plc: 'http://127.0.0.1:9' }
  expect(await findHome('city.test', halfAway, needs())).toMatchObject({ kind: 'wait', why: 'unreachable' })
})

test('a directory cannot lead us into our own network', async () => {
  const by = { ...(await directories({})), allowPrivateNetworks: false }
  expect(await findHome('city.test', by, needs())).toMatchObject({ kind: 'refused', why: 'private-address' })
})

test('a server is an origin by https, and by http only inside', () => {
  expect(serverOf('bsky.social', false)).toBe('https://bsky.social')
  expect(serverOf('https://pds.example.org/path?x#y', false)).toBe('https://pds.example.org')
  expect(serverOf('http://pds.example.org', false)).toBeUndefined()
  expect(serverOf('http://localhost:2583', true)).toBe('http://localhost:2583')
  for (const odd of ['', 'file:///etc/passwd', 'https://u:p@x.org', 'javascript:alert(1)'])
    expect(serverOf(odd, true)).toBeUndefined()
  for (const odd of [undefined, null, 7, [], { service: 'x' }]) expect(pdsOf(odd, true)).toBeUndefined()
})
