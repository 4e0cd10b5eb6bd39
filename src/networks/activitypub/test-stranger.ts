import { sign, type KeyObject } from 'node:crypto'
import { listening } from '#networks/activitypub/test-desk.ts'
import { digestOf } from '#networks/activitypub/sign.ts'
import { testKey } from '#networks/activitypub/test-keys.ts'

/** A server elsewhere that a test writes by hand: well-behaved or not. */
export type Stranger = {
  origin: string
  actorId: string
  privateKey: KeyObject
  /** What it serves, by path; a test may change it. */
  documents: Map<string, { status?: number; type?: string; body: unknown }>
  /** What was delivered to it, oldest first. */
  received: Record<string, unknown>[]
  /** Awaited before anything is answered. */
  before?: () => Promise<void>
  /** How often each path was asked for. */
  asked: string[]
  close(): Promise<void>
}

/** Opens a server with one actor, `zoe`. `name`: of her key. */
export async function stranger(name = 'zoe'): Promise<Stranger> {
  const { privateKey, pem } = testKey(name)
  const documents: Stranger['documents'] = new Map()
  const received: Stranger['received'] = []
  const asked: string[] = []
  const server: Pick<Stranger, 'before'> = {}
  const { origin, close } = await listening(async (request) => {
    const { pathname } = new URL(request.url)
    asked.push(`${request.method} ${pathname}`)
    await server.before?.()
    if (request.method === 'POST') {
      received.push(JSON.parse(await request.text()) as Record<string, unknown>)
      return new Response(null, { status: documents.get(pathname)?.status ?? 202 })
    }
    const found = documents.get(pathname)
    if (found === undefined) return new Response(null, { status: 404 })
    const { status = 200, type = 'application/activity+json', body } = found
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': type } })
  })
  const actorId = `${origin}/users/zoe`
  documents.set('/users/zoe', { body: actorOf(actorId, pem) })
  return Object.assign(server, { origin, actorId, privateKey, documents, received, asked, close })
}

/** The document of an actor elsewhere. */
export function actorOf(id: string, publicKeyPem: string): Record<string, unknown> {
  return {
    ...{ '@context': 'https://www.w3.org/ns/activitystreams', id, type: 'Person' },
    ...{ preferredUsername: 'zoe', name: 'Zoé', inbox: `${id}/inbox` },
    publicKey: { id: `${id}#main-key`, owner: id, publicKeyPem },
  }
}

/** How a delivery is sent, and what may be wrong with it. */
export type Posting = {
  to: string
  activity: unknown
  keyId: string
  privateKey: KeyObject
  atMs?: number
  /** Headers of the signature; missing: all that have to be there. */
  covers?: readonly string[]
  /** Changes the request after it was signed. */
  spoil?: (request: { headers: Record<string, string>; body: string }) => void
}

/** Sends a delivery signed in the older form, written apart from what the product signs with. */
export async function post({ to, activity, keyId, privateKey, ...more }: Posting): Promise<Response> {
  const body = typeof activity === 'string' ? activity : JSON.stringify(activity)
  const { host, pathname } = new URL(to)
  const headers: Record<string, string> = {
    ...{ host, date: new Date(more.atMs ?? Date.now()).toUTCString(), digest: digestOf(body) },
    'content-type': 'application/activity+json',
  }
  const covers = more.covers ?? ['(request-target)', 'host', 'date', 'digest']
  const lines = covers.map((name) =>
    name === '(request-target)' ? `(request-target): post ${pathname}` : `${name}: ${headers[name]}`,
  )
  const signature = sign('sha256', Buffer.from(lines.join('\n')), privateKey).toString('base64')
  headers['signature'] =
    `keyId="${keyId}",algorithm="hs2019",headers="${covers.join(' ')}",signature="${signature}"`
  const request = { headers, body }
  more.spoil?.(request)
  const { host: _, ...sent } = request.headers
  return fetch(to, { method: 'POST', headers: sent, body: request.body })
}

/** Sends a delivery signed as RFC 9421 says. */
export async function postMessage({ to, activity, keyId, privateKey, ...more }: Posting): Promise<Response> {
  const body = JSON.stringify(activity)
  const headers: Record<string, string> = {
    'content-type': 'application/activity+json',
    'content-digest': `sha-256=:${digestOf(body).slice('SHA-256='.length)}:`,
  }
  const created = Math.floor((more.atMs ?? Date.now()) / 1000)
  const covers = more.covers ?? ['@method', '@target-uri', 'content-digest']
  const names = covers.map((name) => `"${name}"`).join(' ')
  const parameters = `(${names});created=${created};keyid="${keyId}";alg="rsa-v1_5-sha256"`
  const values: Record<string, string> = { '@method': 'POST', '@target-uri': to, ...headers }
  const lines = [...covers.map((name) => `"${name}": ${values[name]}`), `"@signature-params": ${parameters}`]
  const signature = sign('sha256', Buffer.from(lines.join('\n')), privateKey).toString('base64')
  headers['signature-input'] = `sig1=${parameters}`
  headers['signature'] = `sig1=:${signature}:`
  const request = { headers, body }
  more.spoil?.(request)
  return fetch(to, { method: 'POST', ...request })
}
