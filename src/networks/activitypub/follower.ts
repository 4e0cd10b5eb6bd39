import { z } from 'zod'

/** Somebody elsewhere who follows an actor of ours: what it takes to tell them, and the follow they can take back. */
export const Follower = z.object({
  id: z.string(),
  inbox: z.string(),
  sharedInbox: z.string().optional(),
  /** The id of the activity that asked. */
  follow: z.string(),
  /** Epoch ms. */
  sinceMs: z.number(),
})
export type Follower = z.infer<typeof Follower>
