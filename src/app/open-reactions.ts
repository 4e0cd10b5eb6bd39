import type { Access } from '#access/access.ts'
import type { Clock } from '#kernel/time.ts'
import type { Listening } from '#listening/listening.ts'
import { Reactions } from '#roles/reactions/reactions.ts'
import type { Store } from '#store/store.ts'
import type { DeskNeeds } from '#app/desk-needs.ts'
import { newId } from '#app/new-id.ts'
import { ourHandles } from '#app/search-needs.ts'

/** Opens the role that knows how an announcement landed: our own accounts' replies answer questions, and its searches stand before the policy. */
export async function openReactions(
  { store, access, listening }: { store: Store; access: Access; listening: Listening },
  needs: DeskNeeds,
  clock: Clock,
): Promise<Reactions> {
  const townHandles = needs.plan.town === undefined ? [] : [needs.plan.town.handle]
  const handles = (): Promise<Set<string>> => ourHandles(store.db, townHandles)
  const reactions = new Reactions({
    ...{ store, listening, newId, log: needs.log, nowMs: () => clock.nowMs() },
    timeZone: async () => (await access.desk()).timeZone,
    ourHandles: async () => [...(await handles())],
    policy: async () => ({ knownHandles: await handles(), own: needs.ownPolicy }),
  })
  await reactions.open()
  return reactions
}
