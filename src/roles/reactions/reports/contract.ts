import { z } from 'zod'
import { Problem } from '#api/contract.ts'

/** Limits of reports, all of them. */
export const reportLimits = {
  /** Reports of one announcement that are listed; older ones keep their addresses. */
  listedMax: 50,
  /** Reports one announcement may have: each holds its evidence for good. */
  reportsMax: 500,
  schedulesMax: 10,
  recipientsMax: 20,
  /** Mails of one report that certainly did not go are tried so often. */
  mailTriesMax: 8,
} as const

/** One report: frozen figures, in both languages. */
export const Report = z.object({
  id: z.string(),
  announcementId: z.string(),
  evidenceId: z.string(),
  madeAt: z.iso.datetime(),
  madeBy: z.string(),
  /** Made because it was planned. */
  scheduled: z.boolean(),
  /** What became of its mails, by person or address; empty: it was sent to nobody. */
  mails: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['waiting', 'sending', 'sent', 'refused', 'unknown', 'given-up']),
      at: z.iso.datetime(),
    }),
  ),
})
export type Report = z.infer<typeof Report>

/** GET /api/announcements/{id}/reports: newest first. */
export const ReportList = z.object({ reports: z.array(Report) })

/** A moment of the day, as a clock on the wall shows it. */
const AtTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u)

/**
 * POST /api/announcements/{id}/report-schedules. `onDay`: of a week 1 (Monday) to 7, of a month 1 to 28, or 0 for its last day;
 * missing for every day. `ifSkipped` and `ifTwice` answer what is asked (409) where clocks jump over this time, or show it twice.
 */
export const ScheduleInput = z
  .object({
    every: z.enum(['day', 'week', 'month']),
    onDay: z.number().int().min(0).max(28).optional(),
    atTime: AtTime,
    timeZone: z.string().min(1).max(64),
    language: z.enum(['en', 'fr']),
    people: z.array(z.string().min(1).max(100)).max(reportLimits.recipientsMax),
    addresses: z.array(z.string().min(1).max(254)).max(reportLimits.recipientsMax),
    ifSkipped: z.enum(['after', 'leave-out']).optional(),
    ifTwice: z.enum(['first', 'second']).optional(),
  })
  .refine(({ every, onDay }) => every !== 'week' || (onDay !== undefined && onDay >= 1 && onDay <= 7), {
    path: ['onDay'],
    message: 'a day of the week is 1 to 7',
  })
  .refine(({ every, onDay }) => every !== 'month' || onDay !== undefined, {
    path: ['onDay'],
    message: 'a day of the month is needed',
  })
export type ScheduleInput = z.infer<typeof ScheduleInput>

/** A plan to make a report again and again and to mail it. It ends by itself when its announcement is over. */
export const Schedule = z.object({
  id: z.string(),
  announcementId: z.string(),
  every: z.enum(['day', 'week', 'month']),
  onDay: z.number().int().optional(),
  atTime: z.string(),
  timeZone: z.string(),
  language: z.enum(['en', 'fr']),
  /** Names of people, and addresses as the owner named them. */
  to: z.array(z.string()),
  nextAt: z.iso.datetime(),
  madeBy: z.string(),
})
export type Schedule = z.infer<typeof Schedule>

/** GET /api/announcements/{id}/report-schedules. `mail`: whether this desk can send mail, and if not, why. */
export const ScheduleList = z.object({
  schedules: z.array(Schedule),
  mail: z.enum(['ready', 'practice', 'not-set-up', 'not-connected']),
  /** Who can be sent to: people of the desk with a mail address, and addresses of the owner. */
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  addresses: z.array(z.object({ address: z.string(), name: z.string() })),
  timeZone: z.string(),
})
export type ScheduleList = z.infer<typeof ScheduleList>

/** What is asked before a time is taken that a zone's clocks jump over, or show twice, within two years. Days as `2031-03-09`. */
export const OddTimes = Problem.extend({ skippedOn: z.string().optional(), twiceOn: z.string().optional() })
export type OddTimes = z.infer<typeof OddTimes>
