import { actorNameOf, keys, noteNameOf } from '#networks/activitypub/addresses.ts'
import { originOf, type Activity } from '#networks/activitypub/activity.ts'
import { addressesIn, addressIn, decodeNote, isPublic, network } from '#networks/activitypub/decode.ts'
import { federationLimits, type FederationDesk } from '#networks/activitypub/desk.ts'
import { forgetEventsOf, keepEvent } from '#networks/activitypub/events.ts'
import { fetchDocument } from '#networks/activitypub/fetch-document.ts'
import { heardNote } from '#networks/activitypub/heard-note.ts'
import type { RemoteActor } from '#networks/activitypub/remote-actor.ts'
import { takeVoterOut } from '#networks/activitypub/take-out.ts'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'
import { dayMs } from '#kernel/time.ts'

/** As long as listening data: after that nobody here has the post any more. */
const heardMs = 30 * dayMs

/** The name of what hears this: posts carry it. */
export function sourceOf(desk: FederationDesk): string {
  return `${network}:${new URL(desk.origin).host}`.slice(0, 200)
}

/**
 * Somebody says something, or says it in other words: kept for the reader where it answers us or mentions us, and is for everybody
 * to read. It has to be theirs, on their own server.
 */
export async function hearNote(activity: Activity, author: RemoteActor, desk: FederationDesk): Promise<void> {
  const id = activity.objectId
  if (id === undefined || id.length > federationLimits.urlLengthMax || originOf(id) !== originOf(author.id))
    return
  const note = activity.object ?? (await fetched(id, desk))
  if (note === undefined || addressIn(note['attributedTo']) !== author.id) return
  if (!isPublic(note) || !(await isForUs(note, desk))) return
  const post = decodeNote(note, { author, source: sourceOf(desk), heardMs: desk.clock.nowMs() })
  if (post === undefined) return
  const before = await heardNote(id, desk)
  // Its deletion was here first: deliveries come in any order.
  if (before?.author === author.id && before.event === undefined) return
  const event = await keepEvent({ kind: 'post', post }, `${activity.id} ${id}`, desk)
  await desk.store.set(keys.heard(id), { author: author.id, event }, heardMs)
  if (before?.event !== undefined && before.event !== event) await desk.store.delete(before.event)
}

/** A post is gone: told where we heard it from the same author. Its deletion is kept in mind, should the post come after it. */
export async function hearDeletion(
  { id: activity, objectId: id }: Activity,
  author: RemoteActor,
  desk: FederationDesk,
): Promise<void> {
  if (id === undefined || id.length > federationLimits.urlLengthMax || originOf(id) !== originOf(author.id))
    return
  const kept = await heardNote(id, desk)
  if (kept !== undefined && kept.author !== author.id) return
  if (kept?.event !== undefined) {
    await keepEvent({ kind: 'deleted', id: `${network}:${id}` }, activity, desk)
    await desk.store.delete(kept.event)
  }
  await desk.store.set(keys.heard(id), { author: author.id }, dayMs)
}

/** An author is gone: nothing of theirs stays, they follow nobody any more, and what they voted on open polls is taken out. */
export async function forgetAuthor(authorId: string, desk: FederationDesk): Promise<void> {
  await forgetEventsOf(authorId, desk)
  await keepEvent({ kind: 'author-gone', authorId }, authorId, desk)
  for (const { name } of await desk.actors()) await desk.store.delete(keys.follower(name, authorId))
  await takeVoterOut(authorId, desk)
  await desk.store.delete(keys.remoteActor(authorId))
}

async function fetched(id: string, desk: FederationDesk): Promise<UnknownFields | undefined> {
  const found = await fetchDocument(id, desk)
  return found.kind === 'document' ? found.document : undefined
}

async function isForUs(note: UnknownFields, desk: FederationDesk): Promise<boolean> {
  if (noteNameOf(desk.origin, addressIn(note['inReplyTo']) ?? '') !== undefined) return true
  const tags = listOf(note, 'tag', 200).map(fieldsOf)
  const mentioned = tags.filter((tag) => textOf(tag, 'type') === 'Mention').map((tag) => textOf(tag, 'href'))
  const named = [...mentioned, ...addressesIn(note['to']), ...addressesIn(note['cc'])]
  const names = new Set(named.map((address) => actorNameOf(desk.origin, address ?? '')))
  return (await desk.actors()).some(({ name }) => names.has(name))
}
