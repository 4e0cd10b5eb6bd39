import { z } from 'zod'
import { Post } from '#kernel/post.ts'
import { dayMs } from '#kernel/time.ts'
import { keys, nameOf } from '#networks/activitypub/addresses.ts'
import type { FederationDesk } from '#networks/activitypub/desk.ts'

/** Something that came to the inbox and is to be told by the reader. */
export const InboxEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('post'), post: Post }),
  z.object({ kind: z.literal('deleted'), id: z.string() }),
  z.object({ kind: z.literal('author-gone'), authorId: z.string() }),
])
export type InboxEvent = z.infer<typeof InboxEvent>

/** How long an event waits for the reader: as long as other servers go on trying while we are down. */
export const eventsKeptMs = 3 * dayMs

/** Keeps an event for the reader, and says under which key. `about` keeps two events of one millisecond apart. */
export async function keepEvent(event: InboxEvent, about: string, desk: FederationDesk): Promise<string> {
  const key = eventKey(desk.clock.nowMs(), nameOf(about).slice(0, 22))
  await desk.store.set(key, event, eventsKeptMs)
  return key
}

/** The key of an event: keys are in the order of time. */
export function eventKey(atMs: number, name: string): string {
  return `${keys.events}${String(Math.max(0, Math.floor(atMs))).padStart(15, '0')}-${name}`
}

/** When an event was kept, epoch ms; undefined for what is no key of one. */
export function eventMs(key: string): number | undefined {
  const digits = /^event\/(\d{15})-/.exec(key)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

const pageSize = 500
const pagesMax = 200

/** Forgets what waits of an author who is gone. */
export async function forgetEventsOf(authorId: string, desk: FederationDesk): Promise<void> {
  let after = ''
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const page = await desk.store.list(keys.events, { after, limit: pageSize })
    for (const { key, value } of page) {
      const event = InboxEvent.safeParse(value).data
      if (event?.kind === 'post' && event.post.author?.id === authorId) await desk.store.delete(key)
    }
    if (page.length < pageSize) return
    after = page.at(-1)?.key ?? ''
  }
}
