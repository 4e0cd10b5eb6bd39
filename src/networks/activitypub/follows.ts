import { actorId, actorNameOf, keys, nameOf } from '#networks/activitypub/addresses.ts'
import type { Activity } from '#networks/activitypub/activity.ts'
import { actorNamed, federationLimits, type FederationDesk } from '#networks/activitypub/desk.ts'
import { acceptActivity } from '#networks/activitypub/documents.ts'
import { Follower } from '#networks/activitypub/follower.ts'
import { tellDelivery } from '#networks/activitypub/jobs.ts'
import type { RemoteActor } from '#networks/activitypub/remote-actor.ts'

/** Somebody follows an actor of ours: everybody may. Following again is answered again. */
export async function takeFollow(activity: Activity, who: RemoteActor, desk: FederationDesk): Promise<void> {
  const actor = await actorNamed(desk, actorNameOf(desk.origin, activity.objectId ?? '') ?? '')
  if (actor === undefined) return
  const key = keys.follower(actor.name, who.id)
  const before = await desk.store.get(key)
  const isFull =
    before === undefined &&
    (await desk.store.count(keys.followers(actor.name))) >= federationLimits.followersMax
  if (isFull) return
  const { id, handle, inbox, sharedInbox } = who
  const value: Follower = {
    ...{ id, inbox, follow: activity.id, sinceMs: desk.clock.nowMs() },
    ...(handle !== undefined && { handle }),
    ...(sharedInbox !== undefined && { sharedInbox }),
  }
  const follow = { id: activity.id, type: 'Follow', actor: id, object: actorId(desk.origin, actor.name) }
  const accept = acceptActivity({ actor, name: nameOf(activity.id), follow }, desk)
  const told = { actor: actor.name, inbox, activity: { ...accept, id: String(accept['id']) } }
  const deliveries = [tellDelivery(told, told.activity.id)]
  // Where somebody else changed it at this moment, it was a follow of the same person: one of them is as good as the other.
  await desk.store.cas({ key, expected: before, value, deliveries })
}

/** Somebody takes a follow back. One that comes before its follow keeps it from counting. */
export async function endFollow(
  { object, objectId }: Activity,
  who: RemoteActor,
  desk: FederationDesk,
  seenMs: number,
): Promise<void> {
  const followed = actorNameOf(desk.origin, idIn(object?.['object']) ?? '')
  for (const { name } of await desk.actors()) {
    const key = keys.follower(name, who.id)
    const kept = Follower.safeParse(await desk.store.get(key)).data
    if (kept !== undefined && (kept.follow === objectId || followed === name)) await desk.store.delete(key)
  }
  const isTheirs = URL.parse(objectId ?? '')?.origin === new URL(who.id).origin
  if (objectId !== undefined && isTheirs) await desk.store.set(keys.seen(objectId), true, seenMs)
}

/** Somebody does not want to hear from an actor of ours. */
export async function endFollowOf(
  id: string | undefined,
  who: RemoteActor,
  desk: FederationDesk,
): Promise<void> {
  const name = actorNameOf(desk.origin, id ?? '')
  if (name !== undefined) await desk.store.delete(keys.follower(name, who.id))
}

function idIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
    ? value.id
    : undefined
}
