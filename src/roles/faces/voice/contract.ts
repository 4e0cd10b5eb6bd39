import { z } from 'zod'
import { CoverageNote } from '#listening/contract.ts'

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

/** On networks an answer of ours counts when it came within so many days. */
export const answeredWithinDays = 7

/**
 * How long people waited: `of` how many, how many were `answered`, and by when half and nine in ten of them were, in seconds. Times are
 * missing where there are too few, or where not so many have an answer yet.
 */
export const Waits = z.object({
  of: z.number().int(),
  answered: z.number().int(),
  halfS: z.number().int().optional(),
  nineTenthsS: z.number().int().optional(),
})
export type Waits = z.infer<typeof Waits>

/** The same for what began to wait in one month. */
export const MonthOfWaits = Waits.extend({ month: z.string() })
export type MonthOfWaits = z.infer<typeof MonthOfWaits>

/** Answers to us: how many `thanked`; `unsure`: words of thanks with something against them; `unread`: in other languages. */
export const ThanksCount = z.object({
  of: z.number().int(),
  thanked: z.number().int(),
  unsure: z.number().int(),
  unread: z.number().int(),
})
export type ThanksCount = z.infer<typeof ThanksCount>

/** The same for one month. */
export const MonthOfThanks = ThanksCount.extend({ month: z.string() })
export type MonthOfThanks = z.infer<typeof MonthOfThanks>

const OnNetwork = z.object({ network: z.string(), answers: z.number().int() })

/** Waiting, and thanks. */
export const Heard = z.object({
  /** Questions of sessions, of all that were asked. */
  questions: z.object({ total: Waits, months: z.array(MonthOfWaits), aside: z.number().int() }),
  /** Answers to us on networks; times are of those that we answered. `unknown`: where our own answers are not heard. */
  networks: z.object({ total: Waits, months: z.array(MonthOfWaits), unknown: z.array(OnNetwork) }),
  thanks: z.object({ total: ThanksCount, months: z.array(MonthOfThanks), networks: z.array(OnNetwork) }),
  /** Since when answers on networks are counted. */
  countedSince: z.iso.datetime(),
  coverage: CoverageNote,
})
export type Heard = z.infer<typeof Heard>

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
  heard: Heard,
})
export type Voice = z.infer<typeof Voice>
