import {
  actorId,
  actorNameOf,
  keys,
  noteId,
  noteNameOf,
  sharedInbox,
} from '#networks/activitypub/addresses.ts'
import { actorNamed, type FederationDesk, type OurActor } from '#networks/activitypub/desk.ts'
import {
  actorDocument,
  countOnly,
  noteDocument,
  tombstone,
  type WireDocument,
} from '#networks/activitypub/documents.ts'
import { openInbox } from '#networks/activitypub/inbox.ts'
import { keptNoteOf } from '#networks/activitypub/kept-note.ts'
import { keyPairOf } from '#networks/activitypub/key-pairs.ts'
import { nodeInfo, nodeInfoLinks, nodeInfoPath } from '#networks/activitypub/node-info.ts'
import { activityType } from '#networks/activitypub/sign.ts'
import { isQuestion, tallyOf } from '#networks/activitypub/tally.ts'
import { findVoice } from '#networks/activitypub/web-finger.ts'

/** What the app mounts, in the form of its route kit: all of it public and asked by programs. */
export const federationRoutes: readonly { method: 'get' | 'post'; path: string; summary: string }[] = [
  { method: 'get', path: '/.well-known/webfinger', summary: 'WebFinger: an actor of ours by its handle' },
  { method: 'get', path: '/.well-known/nodeinfo', summary: 'NodeInfo: where this server describes itself' },
  { method: 'get', path: nodeInfoPath, summary: 'NodeInfo: what this server is' },
  { method: 'get', path: '/ap/actors/{name}', summary: 'ActivityPub: an actor of ours' },
  {
    method: 'get',
    path: '/ap/actors/{name}/{part}',
    summary: 'ActivityPub: how many follow, and how much was said',
  },
  { method: 'post', path: '/ap/actors/{name}/inbox', summary: 'ActivityPub: deliveries for one actor' },
  { method: 'get', path: '/ap/notes/{actor}/{key}', summary: 'ActivityPub: something we said' },
  { method: 'post', path: '/ap/inbox', summary: 'ActivityPub: deliveries for all of us' },
]

/**
 * Answers other servers: actors, notes, WebFinger, NodeInfo and the inboxes. The app mounts it at
 * `federationRoutes`; the path is what counts, whatever host a proxy put into the request. Anything else is 404.
 */
export function serveFederation(desk: FederationDesk): (request: Request) => Promise<Response> {
  const inbox = openInbox(desk)
  return async (request) => {
    const url = new URL(request.url)
    if (request.method === 'POST') {
      if (!(await isInbox(url.pathname, desk))) return plain(404, 'not-found')
      const { status, why } = await inbox(request, `${url.pathname}${url.search}`)
      return plain(status, why)
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'method-not-allowed')
    return read(request, url, desk)
  }
}

async function isInbox(path: string, desk: FederationDesk): Promise<boolean> {
  const address = `${desk.origin}${path}`
  if (address === sharedInbox(desk.origin)) return true
  const name = path.endsWith('/inbox')
    ? actorNameOf(desk.origin, address.slice(0, -'/inbox'.length))
    : undefined
  return name !== undefined && (await actorNamed(desk, name)) !== undefined
}

async function read(request: Request, url: URL, desk: FederationDesk): Promise<Response> {
  if (url.pathname === '/.well-known/webfinger') return findVoice(url.searchParams.get('resource'), desk)
  if (url.pathname === '/.well-known/nodeinfo') return document(nodeInfoLinks(desk), jsonType)
  if (url.pathname === nodeInfoPath) return document(await nodeInfo(desk), jsonType)
  const address = `${desk.origin}${url.pathname}`
  const found = /^(.*?)(?:\/(followers|following|outbox))?$/.exec(address)
  const actor = await actorNamed(desk, actorNameOf(desk.origin, found?.[1] ?? '') ?? '')
  if (actor !== undefined) return readActor(request, actor, found?.[2], desk)
  return readNote(request, address, desk)
}

async function readActor(
  request: Request,
  actor: OurActor,
  part: string | undefined,
  desk: FederationDesk,
): Promise<Response> {
  const id = actorId(desk.origin, actor.name)
  if (part === 'followers') {
    return document(countOnly(`${id}/followers`, await desk.store.count(keys.followers(actor.name))))
  }
  if (part === 'outbox')
    return document(countOnly(`${id}/outbox`, await desk.store.count(keys.notes(actor.name))))
  if (part === 'following') return document(countOnly(`${id}/following`, 0))
  if (isForPeople(request)) return redirect(actor.url)
  const { publicKeyPem } = await keyPairOf(actor)
  return document(actorDocument(actor, publicKeyPem, desk))
}

async function readNote(request: Request, address: string, desk: FederationDesk): Promise<Response> {
  const name = noteNameOf(desk.origin, address)
  const kept = name === undefined ? undefined : keptNoteOf(await desk.store.get(keys.note(name)))
  if (name === undefined || kept === undefined) return plain(404, 'not-found')
  if (kept.kind === 'removed')
    return document(tombstone(noteId(desk.origin, name), kept.removedMs), activityType, 410)
  const actor = await actorNamed(desk, name.actor)
  if (actor !== undefined && isForPeople(request)) return redirect(actor.url)
  return document(noteDocument(kept, desk, isQuestion(kept) ? await tallyOf(kept, desk) : undefined))
}

/** A browser asks for a page: it is shown the one about the account. */
function isForPeople(request: Request): boolean {
  const accept = request.headers.get('accept') ?? ''
  return accept.includes('text/html') && !/application\/(?:activity\+json|ld\+json)/.test(accept)
}

const jsonType = 'application/json'
const shared = { 'access-control-allow-origin': '*', vary: 'accept', 'cache-control': 'public, max-age=60' }

function document(value: WireDocument, type: string = activityType, status = 200): Response {
  return new Response(JSON.stringify(value), { status, headers: { ...shared, 'content-type': type } })
}

function redirect(location: string): Response {
  return new Response(null, { status: 303, headers: { location, vary: 'accept' } })
}

function plain(status: number, why: string): Response {
  return new Response(why, { status, headers: { 'content-type': 'text/plain' } })
}
