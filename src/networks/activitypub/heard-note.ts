import { z } from 'zod'
import { keys } from '#networks/activitypub/addresses.ts'
import type { FederationDesk } from '#networks/activitypub/desk.ts'

/** What is kept of a post that was heard: whose it is, and where it waits for the reader; without, it was deleted. */
const HeardNote = z.object({ author: z.string(), event: z.string().optional() })
type HeardNote = z.infer<typeof HeardNote>

/** What is kept of the post at an address. */
export async function heardNote(id: string, desk: FederationDesk): Promise<HeardNote | undefined> {
  return HeardNote.safeParse(await desk.store.get(keys.heard(id))).data
}
