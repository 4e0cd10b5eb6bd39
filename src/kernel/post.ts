import { z } from 'zod'

/** Something an author published on a network, as we heard it. One shape for every network. */
export const Post = z.object({
  /** `network:nativeId`. Hearing the same post twice gives the same id, so reading twice is harmless. */
  id: z.string().min(3).max(600),
  network: z.string().min(1).max(40),
  /** The source that heard it (a Jetstream, one feed, one replay file). See `listening` for coverage. */
  source: z.string().min(1).max(200),
  text: z.string(),
  /** When it counts, epoch ms: the author's claim where it is believable, else when we heard it. */
  atMs: z.number(),
  /** What the author's clock claimed, epoch ms; missing when the post carried no readable date. */
  claimedAtMs: z.number().optional(),
  /** When we heard it, epoch ms of our own clock (for a replay: equal to `atMs`). */
  heardAtMs: z.number(),
  /** Language the network declared: lower-case BCP 47 primary tag such as `fr`. A hint, not truth. */
  lang: z.string().max(35).optional(),
  author: z
    .object({
      id: z.string().max(600),
      handle: z.string().max(300).optional(),
      name: z.string().max(300).optional(),
      /** `media` and `official` are set by our own configuration, never guessed from a profile. */
      kind: z.enum(['person', 'media', 'official', 'bot']).optional(),
    })
    .optional(),
  url: z.string().max(4000).optional(),
  /** Post ids (`network:nativeId`) this one points at. */
  replyTo: z.string().max(600).optional(),
  repostOf: z.string().max(600).optional(),
  quoteOf: z.string().max(600).optional(),
  /** Text of the quoted post where the wire carried it; rules match on it too, as on X. */
  quotedText: z.string().optional(),
  links: z.array(z.string()).optional(),
  media: z
    .array(z.object({ kind: z.enum(['image', 'video', 'audio']), alt: z.string().optional() }))
    .optional(),
  geo: z.object({ lat: z.number(), lon: z.number() }).optional(),
  /** A place the wire names for the post ("Old Town, Havre-Clair"); never a private address. */
  place: z.string().max(300).optional(),
  country: z.string().max(2).optional(),
  /** Labels of a recorded event (`label`, `informativeness`, `area`), only ever read by `evaluate`. */
  labels: z.record(z.string(), z.string()).optional(),
  /** Wire fields we do not know yet, kept so that nothing is lost. */
  raw: z.unknown().optional(),
})
export type Post = z.infer<typeof Post>
