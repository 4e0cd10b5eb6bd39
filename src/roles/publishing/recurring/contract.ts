import { z } from 'zod'
import { lanes } from '#kernel/permission.ts'
import { isTimeZone } from '#kernel/zones.ts'

/** Limits of recurring messages, all of them. */
export const recurringLimits = {
  /** Series that go on at once. */
  liveMax: 200,
  everyMax: 366,
  countMax: 1000,
  /** How long ahead a draft is made, minutes: an hour to 60 days. */
  leadMinMin: 60,
  leadMinMax: 60 * 24 * 60,
  /** Occurrences shown ahead. */
  shownMax: 10,
} as const

const Day = z.iso.date().refine((day) => day >= '2000-01-01' && day <= '2100-12-31', {
  params: { en: 'Choose a day of this century.', fr: 'Choisissez un jour de ce siècle.' },
})

/** How something comes again: every so many days, weeks (on weekdays) or months (on the day it began), at a wall time of a zone. */
export const Rule = z
  .strictObject({
    unit: z.enum(['day', 'week', 'month']),
    every: z.number().int().min(1).max(recurringLimits.everyMax),
    /** Of weeks: 1 Monday to 7 Sunday. */
    weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7).optional(),
    /** The first day it may come. */
    from: Day,
    time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u),
    zone: z
      .string()
      .max(60)
      .refine(isTimeZone, {
        params: {
          en: 'Write a time zone such as America/Toronto.',
          fr: 'Écrivez un fuseau comme America/Toronto.',
        },
      }),
    /** The last day it may come. */
    until: Day.optional(),
    /** How often it comes in all. */
    count: z.number().int().min(1).max(recurringLimits.countMax).optional(),
  })
  .refine(({ unit, weekdays }) => (unit === 'week') === (weekdays !== undefined), {
    params: { en: 'Choose the days of the week.', fr: 'Choisissez les jours de la semaine.' },
  })
  .refine(({ from, until }) => until === undefined || until >= from, {
    params: { en: 'The last day lies before the first.', fr: 'Le dernier jour précède le premier.' },
  })
export type Rule = z.infer<typeof Rule>

/** Begins a series from a message: it is copied as it stands now. */
export const SeriesForm = z.strictObject({
  message: z.string().min(1).max(100),
  rule: Rule,
  /** How long before its time each draft is made, minutes. */
  leadMin: z.number().int().min(recurringLimits.leadMinMin).max(recurringLimits.leadMinMax),
})
export type SeriesForm = z.infer<typeof SeriesForm>

/** One time it comes, came, or would have. */
export const Occurrence = z.object({
  wall: z.string(),
  at: z.iso.datetime(),
  how: z.enum(['ahead', 'made', 'skipped', 'passed']),
  message: z.string().optional(),
  by: z.string().optional(),
})
export type Occurrence = z.infer<typeof Occurrence>

/** A series as people see it. */
export const Series = z.object({
  id: z.string(),
  title: z.string(),
  lane: z.enum(lanes),
  accounts: z.array(z.string()),
  rule: Rule,
  leadMin: z.number().int(),
  owner: z.string(),
  /** The next times, earliest first; and what became of the latest ones. */
  ahead: z.array(Occurrence),
  past: z.array(Occurrence),
  /** Why no draft was made lately: its owner may not write there any more, or a file is gone. */
  trouble: z.string().optional(),
  ended: z.object({ at: z.iso.datetime(), by: z.string() }).optional(),
  mayChange: z.boolean(),
})
export type Series = z.infer<typeof Series>

/** All series: those that go on first. */
export const SeriesList = z.object({ series: z.array(Series) })
export type SeriesList = z.infer<typeof SeriesList>

/** Names one time of a series. */
export const SkipForm = z.strictObject({ wall: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/u) })
export type SkipForm = z.infer<typeof SkipForm>
