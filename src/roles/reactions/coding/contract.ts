import { z } from 'zod'
import { ToolError } from '#roles/reactions/analysis/contract.ts'

/** What a person says of a post in the coding check. `cannot-say`: neither they nor anybody could. */
export const CodingLabel = z.enum(['negative', 'neutral', 'positive', 'cannot-say'])
export type CodingLabel = z.infer<typeof CodingLabel>

/** A month's coding check. `gone`: posts taken back or expired before they were labelled; they count nowhere. */
export const CodingRound = z.object({
  id: z.string(),
  month: z.string(),
  drawnAt: z.iso.datetime(),
  posts: z.number().int(),
  labelled: z.number().int(),
  gone: z.number().int(),
  state: z.enum(['open', 'done']),
})
export type CodingRound = z.infer<typeof CodingRound>

/** GET /api/coding. `round`: this month's; missing when there was nothing to draw from yet. `errors`: newest that holds, a language. */
export const CodingState = z.object({
  round: CodingRound.optional(),
  rounds: z.array(CodingRound),
  errors: z.array(ToolError),
  /** Languages labelled, but from too few posts (under 20) to say anything. */
  tooLittle: z.array(z.object({ lang: z.string(), n: z.number().int() })),
  /** Of the newest errors: tool's word (rows) against the hand's (columns), counts. */
  confusion: z.array(
    z.object({
      lang: z.string(),
      tool: z.enum(['negative', 'neutral', 'positive', 'unsure']),
      hand: CodingLabel,
      posts: z.number().int(),
    }),
  ),
})
export type CodingState = z.infer<typeof CodingState>

/**
 * GET /api/coding/items: posts of this month's check, in a fixed order. What the tool thinks is not shown before the label is
 * given, nor who wrote it. `label`: given already, and may be changed until the round is done.
 */
export const CodingItem = z.object({
  id: z.string(),
  text: z.string(),
  lang: z.string(),
  network: z.string(),
  label: CodingLabel.optional(),
})
export type CodingItem = z.infer<typeof CodingItem>

/** GET /api/coding/items. */
export const CodingItems = z.object({ round: CodingRound.optional(), items: z.array(CodingItem) })

/** PUT /api/coding/items/{id}. Answers the round. */
export const CodingGiven = z.object({ label: CodingLabel })
