import { z } from 'zod'

const Both = z.object({ en: z.string(), fr: z.string() })

/** Somebody as the public meets them: what they agreed to show, and nothing else. */
export const PublicFace = z.object({
  name: z.string(),
  team: Both.optional(),
  pronoun: Both.optional(),
  hours: Both.optional(),
  /** BCP 47 primary tags. */
  languages: z.array(z.string()).optional(),
  helps: Both.optional(),
  /** `path` on this site. */
  photo: z.object({ path: z.string(), alt: Both }).optional(),
  /** The path of their own page, where they agreed to one. */
  page: z.string().optional(),
})
export type PublicFace = z.infer<typeof PublicFace>

/** Who answers now, for everybody: `/who.json`. Times are ISO 8601 in UTC. */
export const WhoNow = z.object({
  at: z.iso.datetime(),
  timeZone: z.string(),
  /** Somebody is on duty. */
  open: z.boolean(),
  /** Those on duty who agreed to be shown. */
  now: z.array(PublicFace),
  /** Somebody is on duty who shows nothing: that is their choice. */
  unnamed: z.boolean(),
  /** When the one on duty longest goes; while it is open. */
  until: z.iso.datetime().optional(),
  /** When somebody is there again; while it is closed and known. */
  next: z.object({ at: z.iso.datetime(), words: Both }).optional(),
  /** What to tell people while it is closed. */
  away: Both.optional(),
})
export type WhoNow = z.infer<typeof WhoNow>
