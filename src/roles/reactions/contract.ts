import { z } from 'zod'
import { WatchInput } from '#listening/contract.ts'
import { Effect, Window } from '#roles/reactions/analysis/contract.ts'

/** Limits of this role, all of them. */
export const reactionsLimits = {
  titleLengthMax: 200,
  textLengthMax: 20_000,
  kindLengthMax: 60,
  urlLengthMax: 2000,
  /** Watches of one announcement, and of one dashboard. */
  watchesMax: 12,
  announcementsMax: 2000,
  baselineDaysMax: 28,
  reactionHoursMin: 1,
  reactionHoursMax: 28 * 24,
  /** Posts whose words are read for themes, questions and misreadings; the rest is counted only. */
  textsMax: 4000,
  /** Points of one series. */
  pointsMax: 400,
  seriesDaysMax: 400,
  dashboardsMax: 200,
  annotationsMax: 200,
  noteLengthMax: 300,
  /** Posts of one coding check. */
  codingPosts: 100,
  /** Fewer are never coloured, and a tool's error is not told from fewer. */
  colourFrom: 30,
  errorFrom: 20,
} as const

/** A moment as somebody gives it, with its offset. */
export const Moment = z.iso.datetime({ offset: true })

/** Something we said whose reception we follow. */
export const Announcement = z.object({
  id: z.string(),
  title: z.string(),
  /** What was said, in one or more languages: misreadings are compared with it. */
  text: z.string(),
  /** Announcements of one kind are compared with each other; free words, lower case: `libraries`. Missing: with none. */
  kind: z.string().optional(),
  url: z.string().optional(),
  /** The message it was made from. */
  messageId: z.string().optional(),
  startedAt: z.iso.datetime(),
  watches: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      rule: z.string(),
      state: z.enum(['live', 'ended', 'gone']),
    }),
  ),
  /** Frozen when it was made. `heardFrom`: since when its watches were heard. */
  baseline: Window.extend({ heardFrom: z.iso.datetime().optional() }),
  reaction: Window,
  /** `following` until the reaction window is over; then `over`, and its evidence is frozen by itself. */
  state: z.enum(['following', 'over']),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  /** Raised by every change. */
  revision: z.number().int(),
  /** Moments somebody noted, oldest first: they are marker lines. */
  annotations: z.array(z.lazy(() => Annotation)),
})
export type Announcement = z.infer<typeof Announcement>

/** An announcement as the list shows it. */
export const AnnouncementSummary = Announcement.omit({ text: true, annotations: true }).extend({
  posts: z.number().int(),
  effect: Effect,
})
export type AnnouncementSummary = z.infer<typeof AnnouncementSummary>

/** GET /api/announcements: newest first. `kinds`: for the field that offers them. */
export const AnnouncementList = z.object({
  announcements: z.array(AnnouncementSummary),
  kinds: z.array(z.string()),
})
export type AnnouncementList = z.infer<typeof AnnouncementList>

/** A message that went out lately and is not followed yet. Its words fit `suggestedWatches`. */
export const Offer = z.object({
  messageId: z.string(),
  title: z.string(),
  text: z.string(),
  url: z.string().optional(),
  at: z.iso.datetime(),
  suggestedWatches: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type Offer = z.infer<typeof Offer>

/** GET /api/announcements/offers. */
export const OfferList = z.object({ offers: z.array(Offer) })

/** POST /api/announcements. At least one watch, kept or new; a new one is begun as any watch is, policy and record included. */
export const AnnouncementInput = z.object({
  title: z.string().trim().min(1).max(reactionsLimits.titleLengthMax),
  text: z.string().trim().max(reactionsLimits.textLengthMax).default(''),
  kind: z.string().trim().toLowerCase().min(1).max(reactionsLimits.kindLengthMax).optional(),
  url: z
    .url({ protocol: /^https?$/u })
    .max(reactionsLimits.urlLengthMax)
    .optional(),
  messageId: z.string().min(1).max(100).optional(),
  startedAt: Moment,
  watchIds: z.array(z.string().min(1).max(100)).max(reactionsLimits.watchesMax),
  newWatch: WatchInput.optional(),
  baselineDays: z.number().int().min(1).max(reactionsLimits.baselineDaysMax).default(28),
  reactionHours: z
    .number()
    .int()
    .min(reactionsLimits.reactionHoursMin)
    .max(reactionsLimits.reactionHoursMax)
    .default(7 * 24),
})
export type AnnouncementInput = z.infer<typeof AnnouncementInput>

/** PATCH /api/announcements/{id}. The baseline never changes; the reaction window may while it is not over. */
export const AnnouncementChange = z.object({
  revision: z.number().int().min(1),
  title: AnnouncementInput.shape.title.optional(),
  text: z.string().trim().max(reactionsLimits.textLengthMax).optional(),
  kind: z.union([AnnouncementInput.shape.kind.unwrap(), z.literal('')]).optional(),
  reactionHours: z
    .number()
    .int()
    .min(reactionsLimits.reactionHoursMin)
    .max(reactionsLimits.reactionHoursMax)
    .optional(),
})
export type AnnouncementChange = z.infer<typeof AnnouncementChange>

/** POST /api/announcements/{id}/questions/{question}/answered: where the answer stands. */
export const AnsweredForm = z.object({
  url: z.url({ protocol: /^https?$/u }).max(reactionsLimits.urlLengthMax),
})

/** A moment somebody noted on a time axis. `announcement`: one of ours, drawn by itself and not to be removed here. */
export const Annotation = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  text: z.string(),
  by: z.string(),
  kind: z.enum(['note', 'announcement']),
})
export type Annotation = z.infer<typeof Annotation>

/** POST /api/announcements/{id}/annotations and /api/dashboards/{id}/annotations. */
export const AnnotationInput = z.object({
  at: Moment,
  text: z.string().trim().min(1).max(reactionsLimits.noteLengthMax),
})
