import { z } from 'zod'
import { lanes } from '#kernel/permission.ts'
import { Problem } from '#api/contract.ts'
import { SendForm } from '#roles/publishing/contract.ts'

/** Limits of the calendar, all of them. */
export const calendarLimits = {
  /** Days of one look. */
  daysMax: 62,
  /** Days the team keeps in mind. */
  keptDaysMax: 2000,
  dayNameLengthMax: 120,
  daysBytesMax: 512 * 1024,
  /** Two messages to one account nearer than this are told of. */
  nearMsMax: 60 * 60_000,
  /** What would go out this long before or after an emergency is told of. */
  emergencyMsMax: 12 * 3_600_000,
  /** A pause that holds now is told of at what is due within this time: nobody knows how long it lasts. */
  pauseMsMax: 24 * 3_600_000,
} as const

/** A wall time in a zone, as a person writes it; `which` for one that clocks show twice. */
export const WhenForm = SendForm.shape.when.unwrap()
export type WhenForm = z.infer<typeof WhenForm>

/** Where something stands in the calendar, in one word. */
export const Stands = z.enum([
  /** A draft that is meant for that time. */
  'meant',
  /** The same, and somebody was asked to approve it. */
  'asked',
  /** The same, and approved; nobody has scheduled it. */
  'approved',
  /** It waits for an approval, which is needed by then. */
  'needed',
  'scheduled',
  'held',
  'going',
  'out',
  'down',
  'trouble',
])
export type Stands = z.infer<typeof Stands>

/** Something worth knowing about a time. It never blocks. */
export const Note = z.discriminatedUnion('why', [
  /** Another message to the same account within the hour. */
  z.object({ why: z.literal('same-hour'), title: z.string(), account: z.string() }),
  /** Near something of the emergency lane. */
  z.object({ why: z.literal('emergency'), title: z.string() }),
  /** A pause that holds now covers it. */
  z.object({ why: z.literal('pause'), reason: z.string() }),
  z.object({ why: z.literal('holiday'), en: z.string(), fr: z.string() }),
  z.object({ why: z.literal('day'), en: z.string(), fr: z.string() }),
])
export type Note = z.infer<typeof Note>

/** One message at one time. Its accounts and languages go together. */
export const CalendarEntry = z.object({
  /** The message and the moment: the name of the entry while it stands there. */
  key: z.string(),
  message: z.string(),
  title: z.string(),
  lane: z.enum(lanes),
  at: z.iso.datetime(),
  /** As it was written; missing: at once, or by hand. */
  wall: z.string().optional(),
  zone: z.string().optional(),
  stands: Stands,
  accounts: z.array(z.string()),
  languages: z.array(z.string()),
  /** What waits in the outbox of it: named to move it. */
  deliveries: z.array(z.string()),
  campaign: z.string().optional(),
  notes: z.array(Note),
  /** Whether whoever asks may move it. */
  mayMove: z.boolean(),
})
export type CalendarEntry = z.infer<typeof CalendarEntry>

/** A day worth knowing: a holiday of the jurisdiction, or one of the team's own list. */
export const KnownDay = z.object({
  on: z.iso.date(),
  kind: z.enum(['holiday', 'awareness']),
  en: z.string(),
  fr: z.string(),
})
export type KnownDay = z.infer<typeof KnownDay>

/** What is asked: days of the desk's calendar, from one on, and of which account, campaign or lane. */
export const CalendarQuery = z.object({
  from: z.iso.date(),
  days: z.coerce.number().int().min(1).max(calendarLimits.daysMax),
  account: z.string().min(1).max(100).optional(),
  campaign: z.string().min(1).max(100).optional(),
  lane: z.enum(lanes).optional(),
})
export type CalendarQuery = z.infer<typeof CalendarQuery>

/** A stretch of the calendar, in the desk's zone. */
export const CalendarView = z.object({
  zone: z.string(),
  from: z.iso.date(),
  days: z.number().int(),
  entries: z.array(CalendarEntry),
  known: z.array(KnownDay),
  /** There is more than one look shows. */
  isCut: z.boolean(),
})
export type CalendarView = z.infer<typeof CalendarView>

/** Asks to move what waits in the outbox. */
export const MoveForm = z.strictObject({
  deliveries: z.array(z.string().min(1).max(100)).min(1).max(200),
  when: WhenForm,
})
export type MoveForm = z.infer<typeof MoveForm>

/** Says when a draft is meant for; null: it is meant for no time any more. */
export const MeantForm = z.strictObject({ when: WhenForm.nullable() })
export type MeantForm = z.infer<typeof MeantForm>

/** When a message is meant for, and which campaign and series it belongs to. */
export const MessagePlan = z.object({
  meant: z.object({ at: z.iso.datetime(), wall: z.string(), zone: z.string(), by: z.string() }).optional(),
  campaign: z.string().optional(),
  recurring: z.string().optional(),
  may: z.object({ write: z.boolean() }),
})
export type MessagePlan = z.infer<typeof MessagePlan>

/** What the calendar says of a moment before something is put there. */
export const MomentNotes = z.object({ notes: z.array(Note) })

const DayName = z.string().trim().min(1).max(calendarLimits.dayNameLengthMax)

/** A day the team keeps in mind: of one year, or of every year. */
export const DayForm = z
  .strictObject({
    /** Missing: every year. */
    year: z.number().int().min(2000).max(2100).optional(),
    month: z.number().int().min(1).max(12),
    day: z.number().int().min(1).max(31),
    en: DayName,
    fr: DayName,
  })
  .refine(({ year, month, day }) => isDay({ year: year ?? 2000, month, day }), {
    params: { en: 'There is no such day in that month.', fr: 'Ce jour n’existe pas dans ce mois.' },
  })
export type DayForm = z.infer<typeof DayForm>

/** Whether a month of a year has this day. 2000 is a leap year: a yearly day may be 29 February. */
export function isDay({ year, month, day }: { year: number; month: number; day: number }): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** Days the team keeps in mind, by their place in the year. */
export const DayList = z.object({
  days: z.array(
    z.object({
      id: z.string(),
      year: z.number().int().optional(),
      month: z.number().int(),
      day: z.number().int(),
      en: z.string(),
      fr: z.string(),
      by: z.string(),
    }),
  ),
  mayChange: z.boolean(),
})
export type DayList = z.infer<typeof DayList>

/** What came of a file of days, row by row. */
export const DaysReport = z.object({
  added: z.number().int(),
  same: z.number().int(),
  refused: z.array(z.object({ row: z.number().int(), why: z.object({ en: z.string(), fr: z.string() }) })),
})
export type DaysReport = z.infer<typeof DaysReport>

/** Whether one's own calendar may read ours, since when, and when it last did. */
export const FeedState = z.object({
  since: z.iso.datetime().optional(),
  usedAt: z.iso.datetime().optional(),
})
export type FeedState = z.infer<typeof FeedState>

/** A new secret address, shown once: the path below the address of the desk. */
export const NewFeed = z.object({ path: z.string() })
export type NewFeed = z.infer<typeof NewFeed>

/** Refusals that name the moments a wall time could mean. */
export const WhichMoment = Problem.extend({ times: z.array(z.iso.datetime()) })
