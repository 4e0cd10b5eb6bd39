import { actorNameOf, keys } from '#networks/activitypub/addresses.ts'
import type { Activity } from '#networks/activitypub/activity.ts'
import { actorNamed, type FederationDesk } from '#networks/activitypub/desk.ts'
import type { RemoteActor } from '#networks/activitypub/remote-actor.ts'
import { textOf } from '#networks/unknown-fields.ts'

/** Somebody does not want to hear from an actor of ours: kept in mind, so that what they vote there is not counted. */
export async function keepBlock(
  { objectId }: Activity,
  who: RemoteActor,
  desk: FederationDesk,
): Promise<void> {
  const actor = await actorNamed(desk, actorNameOf(desk.origin, objectId ?? '') ?? '')
  if (actor !== undefined) await desk.store.set(keys.blockedBy(actor.name, who.id), true)
}

/** Somebody takes such a block back. */
export async function endBlock({ object }: Activity, who: RemoteActor, desk: FederationDesk): Promise<void> {
  if (textOf(object, 'type') !== 'Block') return
  const name = actorNameOf(desk.origin, textOf(object, 'object') ?? '')
  if (name !== undefined) await desk.store.delete(keys.blockedBy(name, who.id))
}
