import { z } from 'zod'
import { RecordKind } from '#records/contract.ts'

/** Both languages of a sentence that comes with the data. */
const Said = z.object({ en: z.string(), fr: z.string() })

/** Why somebody changes how long things are kept; it is on record for good. */
export const Reason = z.string().trim().min(3).max(500)

/** Whole years an entry is kept; null is for good. */
export const Years = z.number().int().min(1).max(200).nullable()

/** How long entries of one kind are kept. */
export const Schedule = z.object({
  kind: RecordKind,
  years: Years,
  usual: Years,
  why: Said,
  /** Kept for good whatever anybody wants, because the chain is proved with it. */
  isFixed: z.boolean(),
  /** Kept by this clock, together with others: it has no schedule of its own. */
  clock: z.enum(['conversations']).optional(),
  changedAt: z.iso.datetime().optional(),
})
export type Schedule = z.infer<typeof Schedule>

/** Days a clock may be set to. */
export const clockDays = { listening: { usual: 30, min: 1, max: 90 } } as const
/** A clock in days that runs on this desk. One is listed here when something reads it, and not before. */
export type ClockName = keyof typeof clockDays

/** Years a clock may be set to. Whoever must keep one thing longer sets a legal hold on it. */
export const clockYears = { conversations: { usual: 2, min: 1, max: 10 } } as const
/** A clock in calendar years. */
export type YearsClockName = keyof typeof clockYears

/** How long one sort of data is kept, in days. */
export const RetentionClock = z.object({ days: z.number().int(), changedAt: z.iso.datetime().optional() })
/** How long one sort of data is kept, in calendar years. */
export const YearsClock = z.object({ years: z.number().int(), changedAt: z.iso.datetime().optional() })
export type YearsClock = z.infer<typeof YearsClock>

/** Everything that decides how long something is kept. */
export const Retention = z.object({
  listening: RetentionClock,
  conversations: YearsClock,
  schedules: z.array(Schedule),
  disposal: z.object({
    paused: z.object({ at: z.iso.datetime(), by: z.string(), reason: z.string() }).optional(),
    nextAt: z.iso.datetime(),
    lastAt: z.iso.datetime().optional(),
  }),
})
export type Retention = z.infer<typeof Retention>

/** Another length for one kind, with the reason. */
export const ScheduleChange = z.object({ years: Years, reason: Reason })
/** Another length for listening data. */
export const ListeningClockChange = z.object({
  days: z.number().int().min(clockDays.listening.min).max(clockDays.listening.max),
  reason: Reason,
})
/** Another length for conversations and cases. */
export const ConversationsClockChange = z.object({
  years: z.number().int().min(clockYears.conversations.min).max(clockYears.conversations.max),
  reason: Reason,
})
/** A reason, for an act that needs nothing else. */
export const WithReason = z.object({ reason: Reason })

/** What a legal hold covers: entries that fit everything given, those to come too. Nothing given is the whole archive. */
export const HoldScope = z.object({
  subject: z.string().trim().min(1).max(300).optional(),
  account: z.string().trim().min(1).max(100).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  /** As in the search: accents and capitals make no difference; "in quotes" for a phrase, `-` for without, OR. */
  words: z.string().trim().min(1).max(300).optional(),
})
export type HoldScope = z.infer<typeof HoldScope>

/** A hold to be set. */
export const NewHold = HoldScope.extend({ name: z.string().trim().min(2).max(120), reason: Reason })
export type NewHold = z.infer<typeof NewHold>

/** How many entries a scope covers now, and how many of them would go the next night without it. */
export const HoldPreview = z.object({
  covered: z.number().int(),
  due: z.number().int(),
  /** Entries it fits by their time alone, which were emptied before: a hold cannot bring them back. */
  emptied: z.number().int(),
})
export type HoldPreview = z.infer<typeof HoldPreview>

/** A legal hold. */
export const Hold = NewHold.extend({
  id: z.string(),
  setBy: z.string(),
  setAt: z.iso.datetime(),
  /** Entries it covers now; missing once it was lifted. */
  covered: z.number().int().optional(),
  lifted: z.object({ by: z.string(), at: z.iso.datetime(), reason: z.string() }).optional(),
})
export type Hold = z.infer<typeof Hold>

/** Every hold, standing ones first. */
export const Holds = z.object({ holds: z.array(Hold) })
export type Holds = z.infer<typeof Holds>

/** Why nothing is emptied the next night although it is due. */
export const NightWaits = z.enum(['paused', 'clock'])

/** What the next night will do, as things stand now. */
export const NextNight = z.object({
  at: z.iso.datetime(),
  waits: NightWaits.optional(),
  /** Due and not held, by kind. */
  going: z.array(z.object({ kind: RecordKind, count: z.number().int(), oldest: z.iso.datetime() })),
  /** Due and kept, by the hold that keeps them; an entry under two holds counts in both. */
  kept: z.array(z.object({ id: z.string(), name: z.string(), count: z.number().int() })),
  /** More is due than was counted here: the numbers are the oldest entries only. */
  isCut: z.boolean(),
})
export type NextNight = z.infer<typeof NextNight>
