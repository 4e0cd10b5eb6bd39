import { createHash, sign } from 'node:crypto'
import { actorId } from '#networks/activitypub/addresses.ts'
import type { FederationDesk, OurActor } from '#networks/activitypub/desk.ts'
import { keyPairOf } from '#networks/activitypub/key-pairs.ts'

/** A request that is to be signed. A body makes it a POST. */
export type Unsigned = { url: string; body?: string }

/**
 * The headers that prove who sends a request. Signed anew at every attempt: the date is part of it.
 *
 * Source: HTTP Signatures, draft-cavage-http-signatures-12, as Mastodon asks for it (docs.joinmastodon.org/spec/security).
 */
export async function signedHeaders(
  { url, body }: Unsigned,
  actor: OurActor,
  desk: FederationDesk,
): Promise<Record<string, string>> {
  const { host, pathname, search } = new URL(url)
  const headers: Record<string, string> = { host, date: new Date(desk.clock.nowMs()).toUTCString() }
  if (body !== undefined) {
    headers['digest'] = digestOf(body)
    headers['content-type'] = activityType
  }
  const method = body === undefined ? 'get' : 'post'
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const text = [`(request-target): ${method} ${pathname}${search}`, ...lines].join('\n')
  const { privateKey } = await keyPairOf(actor)
  const parameters = {
    keyId: keyIdOf(actorId(desk.origin, actor.name)),
    algorithm: 'rsa-sha256',
    headers: ['(request-target)', ...Object.keys(headers)].join(' '),
    signature: sign('sha256', Buffer.from(text), privateKey).toString('base64'),
  }
  const signature = Object.entries(parameters).map(([name, value]) => `${name}="${value}"`)
  return { ...headers, signature: signature.join(',') }
}

/** The content type of everything said here. */
export const activityType = 'application/activity+json'

/** The address of an actor's key, inside its document. */
export function keyIdOf(actor: string): string {
  return `${actor}#main-key`
}

/** A body as the `Digest` header tells it (RFC 3230). */
export function digestOf(body: string | Uint8Array): string {
  return `SHA-256=${createHash('sha256').update(body).digest('base64')}`
}
