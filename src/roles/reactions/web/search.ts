import { z } from 'zod'
import { TimeRange } from '#roles/reactions/boards/contract.ts'

// What the addresses of these screens may carry: a part that does not fit is left out, never an error.

const Words = z.string().max(300).optional().catch(undefined)
const At = z.iso.datetime({ offset: true }).optional().catch(undefined)

/** Which posts behind a number are open. Without a time, all of the reaction. */
export const Behind = z.object({
  /** Watches by id with commas; missing: all of the page. */
  watches: z.string().max(1300).optional().catch(undefined),
  from: At,
  to: At,
  tone: z.enum(['negative', 'neutral', 'positive', 'unsure']).optional().catch(undefined),
  emotion: z.enum(['anger', 'joy', 'optimism', 'sadness', 'unsure']).optional().catch(undefined),
  lang: Words,
  kind: z.enum(['media', 'official', 'bot', 'others']).optional().catch(undefined),
  place: Words,
  network: Words,
  asks: z.enum(['yes']).optional().catch(undefined),
})
export type Behind = z.infer<typeof Behind>

/** The address of the form for a new announcement. */
export const NewSearch = z.object({ message: Words })

/** The address of an announcement, and of evidence frozen of it: which posts are open. */
export const AnnouncementSearch = z.object({ behind: Behind.optional().catch(undefined) })

/** The address of a dashboard: what differs from how it was saved. */
export const BoardSearch = z.object({
  range: TimeRange.optional().catch(undefined),
  layout: z.enum(['columns', 'series', 'multiples']).optional().catch(undefined),
  scale: z.enum(['own']).optional().catch(undefined),
  behind: Behind.optional().catch(undefined),
})
export type BoardSearch = z.infer<typeof BoardSearch>
