import { z } from 'zod'
import { failedCall, nothingDone } from '#networks/call.ts'
import type { SendingNeeds } from '#networks/sender.ts'
import { askXrpc, readAnswer, unreadable, type Failed } from '#networks/bluesky/xrpc.ts'
import { guardedFetch } from '#networks/http.ts'
import { jsonOf } from '#kernel/json.ts'

/** Who says whose an account is, and how they may be called. */
export type Directories = {
  /** Answers `resolveHandle`: `https://public.api.bsky.app`. */
  appView: string
  /** Answers with the document of a `did:plc`: `https://plc.directory`. */
  plc: string
  timeoutMs: number
  allowPrivateNetworks: boolean
}

/** Where an account is at home. */
export type Home = { did: string; server: string }

const Resolved = z.object({ did: z.string().max(300) })
const Service = z.object({ id: z.string(), type: z.string(), serviceEndpoint: z.string().max(2000) })
const DidDocument = z.object({
  id: z.string().max(300),
  alsoKnownAs: z.array(z.string().max(300)).max(50).catch([]),
  service: z.array(z.unknown()).max(50).catch([]),
})

/**
 * Finds the server of an account by its handle: handle, DID, document of the DID, PDS. The document must name the handle again, or
 * a lie about the handle would make us give the password to a stranger.
 *
 * Source: https://atproto.com/specs/handle and https://atproto.com/specs/did (read 2026-11).
 */
export async function findHome(handle: string, by: Directories, needs: SendingNeeds): Promise<Home | Failed> {
  const method = 'com.atproto.identity.resolveHandle'
  const answer = await askXrpc({ server: by.appView, method, query: [['handle', handle]], ...by }, needs)
  if (answer.kind !== 'answer')
    return answer.kind === 'refused' && answer.why === 'not-accepted' ? nobody(handle) : answer
  const did = readAnswer(Resolved, answer)?.did ?? ''
  const url = documentUrl(did, by.plc)
  if (url === undefined) return unreadable(method)
  const document = await fetchDocument(url, by, needs)
  if ('kind' in document) return document
  const server = pdsOf(document, by.allowPrivateNetworks)
  const isTheirs = document.id === did && document.alsoKnownAs.includes(`at://${handle}`)
  return isTheirs && server !== undefined ? { did, server } : nobody(handle)
}

/** The server a DID document names as the home of the account: an origin, by https unless private networks are allowed. */
export function pdsOf(document: unknown, allowPrivateNetworks: boolean): string | undefined {
  const services = DidDocument.safeParse(document).data?.service ?? []
  const read = services.map((service) => Service.safeParse(service).data)
  const found = read.find(
    (service) => service?.id.endsWith('#atproto_pds') && service.type === 'AtprotoPersonalDataServer',
  )
  const endpoint = found?.serviceEndpoint ?? ''
  return /^https?:\/\//i.test(endpoint) ? serverOf(endpoint, allowPrivateNetworks) : undefined
}

/**
 * An address as somebody writes it, as the origin that is called; undefined where it is none. A password goes there, so it is
 * https; plain http is for servers of the own network.
 */
export function serverOf(address: string, allowPrivateNetworks: boolean): string | undefined {
  const url = URL.parse(/^[a-z]+:\/\//i.test(address) ? address : `https://${address}`)
  if (url === null || url.username !== '' || url.password !== '') return undefined
  return url.protocol === 'https:' || (url.protocol === 'http:' && allowPrivateNetworks)
    ? url.origin
    : undefined
}

function documentUrl(did: string, plc: string): string | undefined {
  if (/^did:plc:[a-z2-7]{24}$/.test(did)) return `${plc}/${did}`
  const host = /^did:web:([a-z0-9.-]+)$/.exec(did)?.[1]
  return host === undefined ? undefined : `https://${host}/.well-known/did.json`
}

async function fetchDocument(
  url: string,
  by: Directories,
  needs: SendingNeeds,
): Promise<z.infer<typeof DidDocument> | Failed> {
  const limits = { timeoutMs: by.timeoutMs, bytesMax: 256 * 1024 }
  const fetched = await guardedFetch({
    ...{ url, limits, allowPrivateNetworks: by.allowPrivateNetworks },
    ...needs,
  })
  const detail = 'the directory of accounts did not answer'
  if (fetched.kind === 'failed') return nothingDone(failedCall(fetched))
  if (fetched.status !== 200)
    return { kind: 'wait', why: 'server-error', detail: `${detail}: ${fetched.status}` }
  const read = DidDocument.safeParse(jsonOf(fetched.body.toString('utf8')))
  return read.success ? read.data : { kind: 'wait', why: 'unreadable', detail }
}

function nobody(handle: string): Failed {
  return { kind: 'refused', why: 'not-found', detail: `no account is called ${handle.slice(0, 253)}` }
}
