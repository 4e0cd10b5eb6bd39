import { z } from 'zod'
import { isTimeZone } from '#kernel/zones.ts'

/** Limits of the rota, all of them. */
export const rotaLimits = {
  shiftsMax: 200,
  singlesMax: 400,
  coverMax: 50,
  hostsMax: 20,
  noteMax: 2000,
  reasonMax: 300,
  awayMax: 500,
  /** Days ahead that gaps are looked for and told. */
  gapDays: 7,
  /** Days ahead that the next opening is looked for. */
  nextDays: 28,
  handoversShown: 50,
  /** Hours before a shift from which whoever comes may take a hand-over note. */
  takeOverHours: 12,
} as const

/** A day of the calendar: `2026-11-30`. */
export const Day = z.iso.date()
/** A wall time: `08:30`. */
export const WallClock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
const Zone = z.string().max(60).refine(isTimeZone)
const PersonId = z.string().min(1).max(100)
/** 1 is Monday, 7 Sunday (ISO 8601). */
export const Weekday = z.number().int().min(1).max(7)

/** A shift that comes back every week. It ends on the next day where it ends no later than it starts. */
export const ShiftForm = z.object({
  personId: PersonId,
  weekdays: z.array(Weekday).min(1).max(7),
  starts: WallClock,
  ends: WallClock,
  timeZone: Zone,
  fromDay: Day,
  untilDay: Day.optional(),
})
export type ShiftForm = z.infer<typeof ShiftForm>

/** One weekly shift. */
export const Shift = z.object({
  id: z.string(),
  personId: z.string(),
  weekday: Weekday,
  starts: WallClock,
  ends: WallClock,
  timeZone: z.string(),
  fromDay: Day,
  untilDay: Day.optional(),
})
export type Shift = z.infer<typeof Shift>

/** A day that goes otherwise: somebody once more, somebody else instead, or nobody. */
export const SingleForm = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('extra'),
    personId: PersonId,
    day: Day,
    starts: WallClock,
    ends: WallClock,
    timeZone: Zone,
  }),
  z.object({ kind: z.literal('instead'), shiftId: z.string().min(1).max(100), day: Day, personId: PersonId }),
  z.object({ kind: z.literal('off'), shiftId: z.string().min(1).max(100), day: Day }),
])
export type SingleForm = z.infer<typeof SingleForm>

/** The same as kept: with a shift it stands in that one's place on its day, without it beside all of them. */
export type Single = {
  id: string
  day: string
  shiftId?: string | undefined
  /** Missing: nobody is on. */
  personId?: string | undefined
  /** Of a shift of its own. */
  own?: { starts: string; ends: string; timeZone: string } | undefined
}

/** A stretch somebody is on, as moments. `key` names it for good: shift and day. */
export const Slot = z.object({
  key: z.string(),
  personId: z.string(),
  name: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  /** The day it begins, in its zone. */
  day: Day,
  timeZone: z.string(),
  shiftId: z.string().optional(),
  singleId: z.string().optional(),
})
export type Slot = z.infer<typeof Slot>

/** Hours in which somebody should be there. */
export const CoverHours = z.object({ weekday: Weekday, starts: WallClock, ends: WallClock })
export type CoverHours = z.infer<typeof CoverHours>

/** A host that may show our page in a frame of theirs: `https://www.ville.example`. */
export const EmbedHost = z
  .string()
  .trim()
  .max(200)
  .regex(/^https:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/i)
  .transform((host) => host.toLowerCase())

/** What the office answers out of hours; `{next}` is where the next opening goes. */
export const AwayText = z.object({
  en: z.string().trim().min(1).max(rotaLimits.awayMax),
  fr: z.string().trim().min(1).max(rotaLimits.awayMax),
})
export type AwayText = z.infer<typeof AwayText>

/** What the whole desk decides about its rota and its page. */
export const FacesSettings = z.object({
  cover: z.array(CoverHours).max(rotaLimits.coverMax),
  away: AwayText.optional(),
  embedHosts: z.array(EmbedHost).max(rotaLimits.hostsMax),
})
export type FacesSettings = z.infer<typeof FacesSettings>

/** The same with the revision it was read at, so that two people do not overwrite each other. */
export const SettingsForm = FacesSettings.extend({ revision: z.number().int().min(0) })
/** Settings as they are kept. */
export const KeptSettings = FacesSettings.extend({ revision: z.number().int() })
export type KeptSettings = z.infer<typeof KeptSettings>

/** What somebody asks of a colleague: to take one stretch of theirs. */
export const SwapForm = z.object({
  slot: z.string().min(1).max(200),
  toId: PersonId,
  note: z.string().trim().max(rotaLimits.reasonMax).default(''),
})
export type SwapForm = z.infer<typeof SwapForm>

/** A swap that is asked for. */
export const Swap = z.object({
  id: z.string(),
  slot: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  from: z.object({ id: z.string(), name: z.string() }),
  to: z.object({ id: z.string(), name: z.string() }),
  note: z.string(),
  askedAt: z.iso.datetime(),
})
export type Swap = z.infer<typeof Swap>

/** What the one who was asked says, or the one who asked. */
export const SwapAnswer = z.object({ answer: z.enum(['accept', 'decline', 'withdraw']) })

/** What is handed over with the duty. */
export const HandoverForm = z.object({ text: z.string().trim().min(1).max(rotaLimits.noteMax) })

/** A hand-over note; the log keeps them all. */
export const Handover = z.object({
  id: z.string(),
  text: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  at: z.iso.datetime(),
  takenBy: z.string().optional(),
  takenAt: z.iso.datetime().optional(),
  mayTake: z.boolean(),
})
export type Handover = z.infer<typeof Handover>

/** A stretch that should be covered and is not. */
export const RotaGap = z.object({ startsAt: z.iso.datetime(), endsAt: z.iso.datetime() })
export type RotaGap = z.infer<typeof RotaGap>

/** Everything the page of the rota shows, of one week. */
export const RotaWeek = z.object({
  at: z.iso.datetime(),
  timeZone: z.string(),
  /** Its Monday. */
  week: Day,
  days: z.array(z.object({ day: Day, holiday: z.string().optional() })),
  slots: z.array(Slot),
  now: z.array(Slot),
  next: z.array(Slot),
  /** Of the coming days, whatever week is shown. */
  gaps: z.array(RotaGap),
  hasCover: z.boolean(),
  shifts: z.array(Shift),
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  swaps: z.array(Swap),
  handovers: z.array(Handover),
  me: z.string().optional(),
  mayHandOver: z.boolean(),
})
export type RotaWeek = z.infer<typeof RotaWeek>

/** The answer out of hours, ready to be sent, in both languages; and whether it is true now. */
export const AwayAnswer = z.object({
  isOpen: z.boolean(),
  en: z.string(),
  fr: z.string(),
  nextAt: z.iso.datetime().optional(),
})
export type AwayAnswer = z.infer<typeof AwayAnswer>

/** What somebody's own calendar shows: their own shifts, or everybody's. */
export const RotaFeedOf = z.enum(['own', 'team'])
export type RotaFeedOf = z.infer<typeof RotaFeedOf>

const FeedState = z.object({ since: z.iso.datetime().optional(), usedAt: z.iso.datetime().optional() })

/** Whether one's own calendar may read them, since when, and when it last did. */
export const RotaFeeds = z.object({ own: FeedState, team: FeedState })
export type RotaFeeds = z.infer<typeof RotaFeeds>

/** A new secret address, shown once: the path below the address of the desk. */
export const NewRotaFeed = z.object({ path: z.string() })
export type NewRotaFeed = z.infer<typeof NewRotaFeed>
