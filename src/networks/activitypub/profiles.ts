import type { FederationDesk, OurActor } from '#networks/activitypub/desk.ts'
import { profileActivity } from '#networks/activitypub/documents.ts'
import { aboutActor } from '#networks/activitypub/jobs.ts'
import { keyPairOf } from '#networks/activitypub/key-pairs.ts'

/** Tells the followers of those whose profile was changed: other servers show the old one for days otherwise. */
export async function tellProfiles(
  { before, after }: { before: readonly OurActor[]; after: readonly OurActor[] },
  desk: FederationDesk,
): Promise<void> {
  for (const actor of after) {
    const was = before.find(({ name }) => name === actor.name)
    if (was === undefined || looksAs(was) === looksAs(actor)) continue
    const { publicKeyPem } = await keyPairOf(actor)
    const activity = profileActivity(actor, { publicKeyPem, atMs: desk.clock.nowMs() }, desk)
    await desk.store.enqueue([aboutActor(actor.name, activity)])
  }
}

function looksAs({ displayName, summary, url, fields }: OurActor): string {
  return JSON.stringify([displayName, summary, url, fields])
}
