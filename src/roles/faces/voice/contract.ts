import { z } from 'zod'

/** One thing that was published, as voice counts it. `isSigned`: a person's line stood under it. */
export type PublishedText = {
  messageId: string
  language: string
  atMs: number
  text: string
  isSigned: boolean
}

/** Fewest messages behind a figure of voice. */
export const voiceMin = 30

const Share = z.object({ part: z.number().int(), of: z.number().int() })

/** One month in one language. `grade` missing: too little was published to tell. */
export const VoiceMonth = z.object({
  /** `2026-10`. */
  month: z.string(),
  language: z.string(),
  texts: z.number().int(),
  grade: z.number().optional(),
  signed: Share,
})
export type VoiceMonth = z.infer<typeof VoiceMonth>

/** How the organization sounds; about all of it together, never about one person. */
export const Voice = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  timeZone: z.string(),
  months: z.array(VoiceMonth),
  signed: Share,
  /** Languages whose plainness cannot be told. */
  unread: z.array(z.object({ language: z.string(), texts: z.number().int() })),
  least: z.number().int(),
})
export type Voice = z.infer<typeof Voice>
