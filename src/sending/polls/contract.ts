import { z } from 'zod'

/** How a poll stands at one account in one language, with when that was read. Counts of several are never added up. */
export const PollResult = z.object({
  delivery: z.string(),
  account: z.string(),
  language: z.string(),
  /** The network's own name. */
  network: z.string(),
  options: z.array(z.string()),
  multiple: z.boolean(),
  /** Where people vote; missing where the network gives no address. */
  url: z.string().optional(),
  /** By option; missing: not read yet. */
  votes: z.array(z.number().int()).optional(),
  /** How many people voted; missing where the network does not say. */
  voters: z.number().int().optional(),
  readAt: z.iso.datetime().optional(),
  endsAt: z.iso.datetime(),
  isOver: z.boolean(),
  /** It is not read any more. */
  isFinal: z.boolean(),
  /** Why the last reading told nothing: a word of the networks, or `gone`. */
  problem: z.string().optional(),
})
export type PollResult = z.infer<typeof PollResult>

/** The polls of one message, by account and language. */
export const PollResults = z.object({ polls: z.array(PollResult) })
export type PollResults = z.infer<typeof PollResults>
