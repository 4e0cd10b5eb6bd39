import { z } from 'zod'
import { PostView } from '#listening/contract.ts'

/**
 * What is worked out for a story when somebody opens it. Counts are of its kept posts with words of their own, reposts and repeated
 * texts left out; read by a machine, which says where it would guess.
 */
export const StoryExplained = z.object({
  read: z.number().int(),
  negative: z.number().int(),
  neutral: z.number().int(),
  positive: z.number().int(),
  unsure: z.number().int(),
  /** Posts that ask for help, and those the machine cannot tell; of `helpRead` posts in a language it reads. */
  help: z.number().int(),
  helpUnsure: z.number().int(),
  helpRead: z.number().int(),
  /** The posts that say most of it. */
  telling: z.array(PostView).max(3),
  /** Its first post; missing when it is no longer kept. */
  first: PostView.optional(),
})
export type StoryExplained = z.infer<typeof StoryExplained>
