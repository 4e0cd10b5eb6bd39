import { z } from 'zod'

/** The address of history: what is looked for. A part that does not fit is left out, never an error. */
export const HistorySearch = z.object({
  q: z.string().max(200).optional().catch(undefined),
  source: z.enum(['here', 'imported']).optional().catch(undefined),
})
