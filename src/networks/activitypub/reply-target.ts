import { noteNameOf } from '#networks/activitypub/addresses.ts'
import type { FederationDesk } from '#networks/activitypub/desk.ts'
import { fetchDocument } from '#networks/activitypub/fetch-document.ts'
import { heardNote } from '#networks/activitypub/heard-note.ts'
import type { Note } from '#networks/activitypub/kept-note.ts'
import { remoteActor } from '#networks/activitypub/remote-actor.ts'
import type { SendOutcome } from '#networks/sender.ts'
import { textOf } from '#networks/unknown-fields.ts'

/** What a note answers. Nothing of ours is out when it cannot be found, so it is never `unknown`. */
export type ReplyTarget =
  | { kind: 'target'; inReplyTo: string; answered?: NonNullable<Note['answered']> }
  | Extract<SendOutcome, { kind: 'refused' | 'wait' }>

/** The address of a post as our readers name it; Mastodon's reader names the same posts by the same addresses. */
export function addressOfPost(id: string): string | undefined {
  return /^(?:activitypub|mastodon):(https?:\/\/\S{1,580})$/.exec(id)?.[1]
}

/** Finds the post that is answered, and who wrote it: they have to be told, followers or not. */
export async function replyTarget(replyTo: string, desk: FederationDesk): Promise<ReplyTarget> {
  const address = addressOfPost(replyTo)
  if (address === undefined)
    return { kind: 'refused', why: 'not-accepted', detail: 'what is answered is not a post of the fediverse' }
  if (noteNameOf(desk.origin, address) !== undefined) return { kind: 'target', inReplyTo: address }
  const author = await authorOf(address, desk)
  if (author.kind !== 'author') return author
  const found = await remoteActor(author.id, desk)
  if (found.kind === 'gone') return { kind: 'refused', why: 'not-found', detail: 'its author is gone' }
  if (found.kind === 'unanswered') {
    const { detail } = found
    return found.isFinal ? { kind: 'refused', why: 'not-found', detail } : wait(detail)
  }
  const { id, handle, sharedInbox, inbox } = found.actor
  const answered = { id, inbox: sharedInbox ?? inbox, ...(handle !== undefined && { handle }) }
  return { kind: 'target', inReplyTo: address, answered }
}

type Author = { kind: 'author'; id: string } | Extract<SendOutcome, { kind: 'refused' | 'wait' }>

async function authorOf(address: string, desk: FederationDesk): Promise<Author> {
  const heard = await heardNote(address, desk)
  if (heard?.event !== undefined) return { kind: 'author', id: heard.author }
  const fetched = await fetchDocument(address, desk)
  if (fetched.kind === 'unanswered') return wait(fetched.detail)
  const id = fetched.kind === 'document' ? textOf(fetched.document, 'attributedTo') : undefined
  // Its own server says who wrote it; another server's people cannot have.
  if (id === undefined || URL.parse(id)?.origin !== URL.parse(address)?.origin)
    return { kind: 'refused', why: 'not-found', detail: 'what is answered is not there' }
  return { kind: 'author', id }
}

function wait(detail: string): Extract<SendOutcome, { kind: 'wait' }> {
  return { kind: 'wait', why: 'unreachable', detail: detail.slice(0, 300) }
}
