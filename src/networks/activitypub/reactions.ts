import { dayMs } from '#kernel/time.ts'
import type { Activity } from '#networks/activitypub/activity.ts'
import { keys, nameOf, noteNameOf, type NoteName } from '#networks/activitypub/addresses.ts'
import { addressIn } from '#networks/activitypub/decode.ts'
import { federationLimits, type FederationDesk } from '#networks/activitypub/desk.ts'
import { keptNoteOf } from '#networks/activitypub/kept-note.ts'
import type { RemoteActor } from '#networks/activitypub/remote-actor.ts'
import type { CountsRead, PostedPart } from '#networks/sender.ts'
import { textOf } from '#networks/unknown-fields.ts'

/** What people do with a note of ours that is counted and nothing else. */
const kinds = ['Like', 'Announce'] as const
type Kind = (typeof kinds)[number]

/** As long as results are read, and a little longer. */
const keepMs = 100 * dayMs

/**
 * Counts that somebody liked a note of ours or shared it: each actor once. Kept is a name made of the note and the actor together,
 * so that nobody is found again below another note; after some months it is gone.
 */
export async function takeReaction(
  { type, objectId }: Activity,
  who: RemoteActor,
  desk: FederationDesk,
): Promise<void> {
  const kind = kinds.find((one) => one === type)
  const name = noteNameOf(desk.origin, objectId ?? '')
  if (kind === undefined || name === undefined) return
  if (keptNoteOf(await desk.store.get(keys.note(name)))?.kind !== 'there') return
  if ((await desk.store.get(keys.blockedBy(name.actor, who.id))) !== undefined) return
  if ((await desk.store.count(keys.reactions(name, kind))) >= federationLimits.votersMax) return
  await desk.store.set(keyOf(name, kind, who.id), true, keepMs)
}

/** Somebody takes a like or a share back. */
export async function endReaction(
  { object }: Activity,
  who: RemoteActor,
  desk: FederationDesk,
): Promise<void> {
  const kind = kinds.find((one) => one === textOf(object, 'type'))
  const name = noteNameOf(desk.origin, addressIn(object?.['object']) ?? '')
  if (kind !== undefined && name !== undefined) await desk.store.delete(keyOf(name, kind, who.id))
}

function keyOf(name: NoteName, kind: Kind, actorId: string): string {
  return `${keys.reactions(name, kind)}${nameOf(`${name.actor} ${name.key} ${actorId}`)}`
}

/** How often a note of ours was liked and shared, as far as we were told. */
export async function readOwnCounts({ nativeId }: PostedPart, desk: FederationDesk): Promise<CountsRead> {
  const name = noteNameOf(desk.origin, nativeId)
  if (name === undefined || keptNoteOf(await desk.store.get(keys.note(name)))?.kind !== 'there')
    return { kind: 'gone' }
  const [likes, reposts] = await Promise.all(
    kinds.map((kind) => desk.store.count(keys.reactions(name, kind))),
  )
  return { kind: 'read', counts: { likes: likes ?? 0, reposts: reposts ?? 0 } }
}
