import { z } from 'zod'
import { CoverageNote, PostView } from '#listening/contract.ts'

/** What is tried: a rule over the last weeks. */
export const TryAsked = z.object({
  rule: z.string().trim().min(1).max(2048),
  weeks: z.number().int().min(1).max(8),
})

/** One time a rule would have made a story, with its posts. */
export const WouldHaveRisen = z.object({
  at: z.iso.datetime(),
  /** Posts of different authors in this stretch, and what would have been usual. */
  posts: z.number().int(),
  authors: z.number().int(),
  windowMin: z.number().int(),
  usual: z.number(),
  /** Whether it would have interrupted within the team's budget, or only waited in the list. */
  interrupts: z.boolean(),
  /** The story that was on Now about some of these posts; missing: none was. */
  story: z.object({ id: z.string(), headline: z.string(), lang: z.string().optional() }).optional(),
  samples: z.array(PostView).max(5),
})
export type WouldHaveRisen = z.infer<typeof WouldHaveRisen>

/** What a trial found. Only posts that were stored can be tried: see `stored`. */
export const TryResult = z.object({
  interruptions: z.number().int(),
  /** Every time, newest first; at most 50. */
  risen: z.array(WouldHaveRisen).max(50),
  risenInAll: z.number().int(),
  matched: z.number().int(),
  /** Stored posts there are in this time, and since when there are any. */
  stored: z.number().int(),
  since: z.iso.datetime(),
  /** Posts heard in this time, stored or not. */
  heard: z.number().int(),
  /** The rule is so broad that only the newest posts were looked at. */
  isCut: z.boolean(),
  coverage: CoverageNote,
})
export type TryResult = z.infer<typeof TryResult>

/** How a trial goes. */
export const TryState = z.discriminatedUnion('state', [
  z.object({ id: z.string(), state: z.literal('running'), doneShareOf1: z.number() }),
  z.object({ id: z.string(), state: z.literal('done'), result: TryResult }),
  z.object({ id: z.string(), state: z.literal('stopped') }),
  z.object({ id: z.string(), state: z.literal('failed') }),
])
export type TryState = z.infer<typeof TryState>
