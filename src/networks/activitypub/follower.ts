import { z } from 'zod'

/** Somebody elsewhere who follows an actor of ours: what it takes to tell them, and the follow they can take back. */
export const Follower = z.object({
  id: z.string(),
  /** As other people write it, `zoe@elsewhere.example`; missing where their document names none. */
  handle: z.string().optional(),
  inbox: z.string(),
  sharedInbox: z.string().optional(),
  /** The id of the activity that asked. */
  follow: z.string(),
  /** Epoch ms. */
  sinceMs: z.number(),
})
export type Follower = z.infer<typeof Follower>
