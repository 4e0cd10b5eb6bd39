import { z } from 'zod'
import { CoverageNote } from '#listening/contract.ts'

/** How grave a story looks by its counts: how fast it rises, how many speak of harm. About counts, never about truth. */
export const Severity = z.enum(['plain', 'serious', 'grave'])
export type Severity = z.infer<typeof Severity>

const ClockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)

/** Hours in which nothing interrupts, by the wall clock of the desk. One that passes midnight belongs to the days it begins on. */
export const QuietHours = z
  .object({
    /** 1 Monday to 7 Sunday. */
    days: z.array(z.number().int().min(1).max(7)).min(1).max(7),
    from: ClockTime,
    to: ClockTime,
  })
  .refine((hours) => hours.from !== hours.to)
export type QuietHours = z.infer<typeof QuietHours>

/** A day of the jurisdiction that is lived like a Sunday. */
export const Holiday = z.object({ on: z.iso.date(), name: z.string().trim().min(1).max(80) })
export type Holiday = z.infer<typeof Holiday>

/** What the team accepts: how often it is interrupted, when not, and what may break that. */
export const AttentionSettings = z.object({
  perWeek: z.number().int().min(1).max(100),
  quiet: z.array(QuietHours).max(14),
  holidays: z.array(Holiday).max(200),
  /** Whether holidays are quiet all day. */
  quietOnHolidays: z.boolean(),
  /** From which severity on a story breaks quiet hours. */
  breaks: z.enum(['serious', 'grave', 'nothing']),
})
export type AttentionSettings = z.infer<typeof AttentionSettings>

/** Why a story interrupts, or why it only waits in the list. */
export const Attention = z.object({
  decision: z.enum(['interrupts', 'waits']),
  /** `ranked` and `grave` interrupt; the others wait: it is quiet, others rank before it, or the week's budget is spent. */
  why: z.enum(['ranked', 'grave', 'quiet', 'ranked-below', 'budget-spent']),
  severity: Severity,
  at: z.iso.datetime(),
  /** When it is looked at again: the end of the quiet hours, or when the budget has room. */
  until: z.iso.datetime().optional(),
})
export type Attention = z.infer<typeof Attention>

/** A story with what became of it, as lists show it. */
export const Weighed = z.object({
  storyId: z.string(),
  headline: z.string(),
  lang: z.string().optional(),
  attention: Attention,
})
export type Weighed = z.infer<typeof Weighed>

/** One thing somebody called not important: a word, a source or a place. What it held back is counted. */
export const Lesson = z.object({
  id: z.string(),
  kind: z.enum(['term', 'source', 'place']),
  value: z.string(),
  /** The story it was taught on. */
  storyId: z.string(),
  headline: z.string().optional(),
  by: z.string(),
  since: z.iso.datetime(),
  /** Posts it held back since then, each once. */
  posts: z.number().int(),
  lastHeldAt: z.iso.datetime().optional(),
  undone: z.object({ by: z.string(), at: z.iso.datetime() }).optional(),
})
export type Lesson = z.infer<typeof Lesson>

/** Everything about interruptions on one screen. */
export const AttentionOverview = z.object({
  settings: AttentionSettings,
  changed: z.object({ by: z.string(), at: z.iso.datetime() }).optional(),
  timeZone: z.string(),
  /** Interruptions of the last seven days, newest first. */
  interrupted: z.array(Weighed),
  /** Stories of the last seven days that only waited in the list, newest first; at most 100. */
  waited: z.array(Weighed),
  waitedInAll: z.number().int(),
  lessons: z.array(Lesson),
  /** It is quiet until then. */
  quietUntil: z.iso.datetime().optional(),
  now: z.iso.datetime(),
})
export type AttentionOverview = z.infer<typeof AttentionOverview>

/** The line on Now. */
export const AttentionLine = z.object({
  perWeek: z.number().int(),
  used: z.number().int(),
  heldPosts: z.number().int(),
  lessons: z.number().int(),
  quietUntil: z.iso.datetime().optional(),
})
export type AttentionLine = z.infer<typeof AttentionLine>

/** What to hold back: words of a story as it was told, its source or a place. */
export const Teaching = z.object({
  storyId: z.string().min(1).max(200),
  kind: z.enum(['term', 'source', 'place']),
  value: z.string().trim().min(1).max(200),
})
export type Teaching = z.infer<typeof Teaching>

/** What would have happened with other settings, on the stories the desk told. */
export const BudgetTrial = z.object({
  since: z.iso.datetime(),
  /** Stories told in that time. */
  stories: z.number().int(),
  interruptions: z.array(Weighed),
  /** How often it did interrupt in the same time. */
  was: z.number().int(),
  coverage: CoverageNote,
})
export type BudgetTrial = z.infer<typeof BudgetTrial>
