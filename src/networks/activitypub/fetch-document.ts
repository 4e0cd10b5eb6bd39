import { jsonOf } from '#kernel/json.ts'
import { secondMs } from '#kernel/time.ts'
import { federationLimits, type FederationDesk, type OurActor } from '#networks/activitypub/desk.ts'
import { signedHeaders } from '#networks/activitypub/sign.ts'
import { guardedFetch } from '#networks/http.ts'
import { fieldsOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'

/** A document of another server. `missing`: it says that there is none now; `gone`: that there is none any more. */
export type FetchedDocument =
  | { kind: 'document'; document: UnknownFields }
  | { kind: 'missing' }
  | { kind: 'gone' }
  /** It is there, and is not what it has to be. */
  | { kind: 'unfit'; detail: string }
  | { kind: 'unanswered'; detail: string }

const limits = { bytesMax: federationLimits.documentBytesMax, timeoutMs: 10 * secondMs, redirectsMax: 3 }

/**
 * Fetches what an address of another server names. Only a document that says of itself that it is what was asked for counts,
 * under a content type that no file somebody uploaded has: otherwise a stranger could speak for a whole server.
 */
export async function fetchDocument(id: string, desk: FederationDesk): Promise<FetchedDocument> {
  if (!isRemoteId(id, desk)) return { kind: 'unfit', detail: 'not an address that is asked' }
  const [asker] = await desk.actors()
  const fetched = await guardedFetch({
    ...{ url: id, limits, clock: desk.clock, signal: desk.signal },
    allowPrivateNetworks: desk.allowPrivateNetworks === true,
    headers: { accept: accepted, ...(asker !== undefined && (await signedFor(id, asker, desk))) },
  })
  if (fetched.kind === 'failed')
    return fetched.why === 'private-address' || fetched.why === 'bad-url' || fetched.why === 'too-long'
      ? { kind: 'unfit', detail: fetched.detail }
      : { kind: 'unanswered', detail: fetched.detail }
  if (fetched.status === 410) return { kind: 'gone' }
  if (fetched.status === 404) return { kind: 'missing' }
  if (fetched.status !== 200) return { kind: 'unanswered', detail: `http ${fetched.status}` }
  if (!isActivityType(fetched.headers['content-type']))
    return { kind: 'unfit', detail: 'another content type' }
  const document = fieldsOf(jsonOf(fetched.body.toString('utf8')))
  if (document === undefined || textOf(document, 'id') !== id)
    return { kind: 'unfit', detail: 'another document' }
  return { kind: 'document', document }
}

const accepted =
  'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"'

// Servers in "secure mode" answer only who signs. Where there is a host to redirect to, it gets no headers of ours.
async function signedFor(
  url: string,
  asker: OurActor,
  desk: FederationDesk,
): Promise<Record<string, string>> {
  const { date = '', signature = '' } = await signedHeaders({ url }, asker, desk)
  return { date, signature }
}

/** Whether a content type is that of this network. */
export function isActivityType(type: string | undefined): boolean {
  const [name = '', ...rest] = (type ?? '').toLowerCase().split(';')
  if (name.trim() === activityJson) return true
  return name.trim() === 'application/ld+json' && rest.join(';').includes('//www.w3.org/ns/activitystreams')
}

const activityJson = 'application/activity+json'

/** Whether something may be an address elsewhere: of the web, without a password, not ours, of a length that can be kept. */
export function isRemoteId(id: string, desk: FederationDesk): boolean {
  if (id.length > federationLimits.urlLengthMax || !id.isWellFormed() || /[\s\p{Cc}]/u.test(id)) return false
  const url = URL.parse(id)
  if (url === null || url.username !== '' || url.password !== '' || url.origin === desk.origin) return false
  return url.protocol === 'https:' || (desk.allowPrivateNetworks === true && url.protocol === 'http:')
}
