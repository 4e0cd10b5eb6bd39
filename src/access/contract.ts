import { z } from 'zod'
import { lanes, verbs } from '#kernel/permission.ts'

/** What a team lets its people do; see `kernel/permission.ts`. */
export const Grant = z.object({
  verb: z.enum(verbs),
  account: z.string().min(1).max(100),
  language: z.string().min(1).max(35),
  lane: z.enum([...lanes, '*']),
})

/** Who is signed in, and what the shell needs to greet them. */
export const Session = z.object({
  person: z.object({ id: z.string(), name: z.string(), initials: z.string() }),
  locale: z.enum(['en', 'fr']),
  isOwner: z.boolean(),
  /** What they may do, for showing and hiding; the server asks again at each act. */
  grants: z.array(Grant),
  /** Desk settings everybody shares. */
  desk: z.object({
    /** The place served; missing until the first five minutes asked. */
    place: z.object({ name: z.string(), lat: z.number(), lon: z.number(), country: z.string() }).optional(),
    timeZone: z.string(),
    /** The words that went into the first watches were confirmed. */
    welcomed: z.boolean(),
  }),
})
export type Session = z.infer<typeof Session>

/** What a person may change about themselves and, as the owner, about the desk. */
export const SessionChange = z.object({
  locale: z.enum(['en', 'fr']).optional(),
  name: z.string().trim().min(1).max(80).optional(),
  place: z.object({ name: z.string(), lat: z.number(), lon: z.number(), country: z.string() }).optional(),
  timeZone: z.string().optional(),
  welcomed: z.boolean().optional(),
})
export type SessionChange = z.infer<typeof SessionChange>
