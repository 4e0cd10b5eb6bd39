import { z } from 'zod'
import { CoverageNote } from '#listening/contract.ts'
import { HeardGap, Words } from '#roles/reactions/analysis/contract.ts'
import { Annotation, Moment, reactionsLimits } from '#roles/reactions/contract.ts'

/** A time range that is shared by everything on a dashboard: the last so many hours, or fixed. */
export const TimeRange = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('last'),
    hours: z
      .number()
      .int()
      .min(1)
      .max(reactionsLimits.seriesDaysMax * 24),
  }),
  z.object({ kind: z.literal('fixed'), from: Moment, to: Moment }),
])
export type TimeRange = z.infer<typeof TimeRange>

/** POST and PUT /api/dashboards: a saved set of watches. `layout`: how it opens. */
export const DashboardInput = z.object({
  name: z.string().trim().min(1).max(80),
  watchIds: z.array(z.string().min(1).max(100)).min(1).max(reactionsLimits.watchesMax),
  range: TimeRange,
  layout: z.enum(['columns', 'series', 'multiples']),
})
export type DashboardInput = z.infer<typeof DashboardInput>

/** PUT adds the revision it was made from. */
export const DashboardChange = DashboardInput.extend({ revision: z.number().int().min(1) })

/** A saved dashboard. Watches that are gone stay in it with `state: 'gone'`, so that nothing vanishes silently. */
export const Dashboard = DashboardInput.extend({
  id: z.string(),
  watches: z.array(z.object({ id: z.string(), name: z.string(), state: z.enum(['live', 'ended', 'gone']) })),
  createdBy: z.string(),
  changedAt: z.iso.datetime(),
  revision: z.number().int(),
  annotations: z.array(Annotation),
})
export type Dashboard = z.infer<typeof Dashboard>

/** GET /api/dashboards: by name. */
export const DashboardList = z.object({ dashboards: z.array(Dashboard) })

/** GET /api/series?watches=a,b&from=…&to=…&points=200. `watches` is a list with commas; `points` at most 400. */
export const SeriesQuery = z.object({
  watches: z.string().min(1).max(1300),
  from: Moment,
  to: Moment,
  points: z.coerce.number().int().min(2).max(reactionsLimits.pointsMax).default(200),
})
export type SeriesQuery = z.infer<typeof SeriesQuery>

/**
 * Posts a bucket for each watch, from the counts a minute: copies count once, and deleted or expired posts stay counted.
 * `posts[i]` is the bucket that begins at `startAt` + i × `bucketMin`; all watches share the buckets.
 */
export const Series = z.object({
  startAt: z.iso.datetime(),
  /** 1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720 or 1440; from 60 on where the range holds over 60,000 minutes of watches. */
  bucketMin: z.number().int(),
  watches: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      rule: z.string(),
      state: z.enum(['live', 'ended', 'gone']),
      /** Nothing was counted before: zeros up to here are not silence. */
      since: z.iso.datetime().optional(),
      posts: z.array(z.number().int()),
      total: z.number().int(),
    }),
  ),
  /** Stretches in which a source was not heard. */
  gaps: z.array(HeardGap),
  /** Announcements within the range. */
  annotations: z.array(Annotation),
  /** Stream time: later buckets have not happened yet. */
  now: z.iso.datetime(),
  method: Words,
  coverage: CoverageNote,
})
export type Series = z.infer<typeof Series>

/**
 * GET /api/reactions/posts: the posts behind any number or point, newest first (a `PostPage`; `before` continues it).
 * With several watches a post is there once.
 */
export const ReactionPostsQuery = z.object({
  watches: z.string().min(1).max(1300),
  from: Moment,
  to: Moment,
  tone: z.enum(['negative', 'neutral', 'positive', 'unsure']).optional(),
  emotion: z.enum(['anger', 'joy', 'optimism', 'sadness', 'unsure']).optional(),
  lang: z.string().max(35).optional(),
  kind: z.enum(['media', 'official', 'bot', 'others']).optional(),
  place: z.string().max(300).optional(),
  network: z.string().max(40).optional(),
  /** `yes`: only posts that ask something. */
  asks: z.enum(['yes']).optional(),
  before: z.string().max(800).optional(),
})
export type ReactionPostsQuery = z.infer<typeof ReactionPostsQuery>
