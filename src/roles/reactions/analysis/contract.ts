import { z } from 'zod'
import { CoverageNote, PostView } from '#listening/contract.ts'

/** A stretch of time: `from` is in it, `to` is not. */
export const Window = z.object({ from: z.iso.datetime(), to: z.iso.datetime() })
export type Window = z.infer<typeof Window>

/** A sentence in both languages. */
export const Words = z.object({ en: z.string(), fr: z.string() })
export type Words = z.infer<typeof Words>

/** A share with how sure it is: of 1, with its 95 % interval. */
export const Share = z.object({
  /** Posts counted. */
  posts: z.number().int(),
  shareOf1: z.number(),
  lowOf1: z.number(),
  highOf1: z.number(),
})
export type Share = z.infer<typeof Share>

/** The query that made a number, so that anybody can ask it again. */
export const Query = z.object({
  watches: z.array(z.object({ id: z.string(), name: z.string(), rule: z.string() })),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** Address (with typed search parameters) of the posts behind it: `/api/reactions/posts?…`. Missing once they expired. */
  posts: z.string().optional(),
})
export type Query = z.infer<typeof Query>

/** What stands beside every number: how many posts, by which method, from which query, heard how completely. */
export const Trace = z.object({
  /** Posts the figures were made from. */
  n: z.number().int(),
  /** Posts there were; more than `n` when only a part could be read. */
  of: z.number().int(),
  /** The name of the method, which never changes (see docs/reactions.md), and one sentence about it. */
  method: z.string(),
  words: Words,
  /** Which of the `queries` of the analysis. */
  query: z.enum(['baseline', 'reaction']),
  coverage: CoverageNote,
})
export type Trace = z.infer<typeof Trace>

/** A stretch in which a source, by its label, was not heard. */
export const HeardGap = z.object({ label: z.string(), from: z.iso.datetime(), to: z.iso.datetime() })
export type HeardGap = z.infer<typeof HeardGap>

/** Posts per bucket with different authors of the bucket, oldest first. `usual…`: what the baseline makes expect there. */
export const Course = z.object({
  bucketMin: z.number().int(),
  points: z.array(
    z.object({
      at: z.iso.datetime(),
      posts: z.number().int(),
      authors: z.number().int(),
      /** Missing where too little is known of what is usual. 95 % of ordinary buckets lie between low and high. */
      usual: z.object({ mean: z.number(), low: z.number(), high: z.number() }).optional(),
    }),
  ),
  /** Stretches of it that were not heard, oldest first, those that go on still up to its end. Missing in evidence frozen before they were kept. */
  gaps: z.array(HeardGap).optional(),
})
export type Course = z.infer<typeof Course>

/**
 * How much more was said than usual, hour of day and day of week taken out. `too-little`: nothing can be said, `why` says
 * what is missing. `unclear`: the interval holds 1.
 */
export const Effect = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('too-little'),
    why: z.enum(['baseline-too-short', 'too-few-posts', 'window-too-young']),
    words: Words,
  }),
  z.object({
    verdict: z.enum(['more', 'less', 'unclear']),
    /** Times what is usual, with the 95 % interval. */
    ratio: z.number(),
    low: z.number(),
    high: z.number(),
    /** Posts in the reaction window so far, and how many would have been usual in it. */
    posts: z.number().int(),
    usual: z.number(),
    /** How much more counts scatter than chance alone would (1 = not more). */
    dispersion: z.number(),
    /** What was taken out: an hour of day needs three days of baseline, a day of the week two weeks. */
    seasonality: z.enum(['none', 'hour', 'hour-and-day']),
    words: Words,
  }),
])
export type Effect = z.infer<typeof Effect>

/** Measured error of the tool in one language, from the newest coding check that says it. */
export const ToolError = z.object({
  lang: z.string(),
  /** `2026-11`. */
  month: z.string(),
  /** Posts labelled by hand where the tool had committed itself. */
  n: z.number().int(),
  /** Share in which the tool was right, weighted to what the tool reads in a month; 95 % interval. */
  rightOf1: z.number(),
  lowOf1: z.number(),
  highOf1: z.number(),
})
export type ToolError = z.infer<typeof ToolError>

/** The tones of a set of posts. The three shares are of the posts the tool is sure of; `unsure` is of all that were read. */
export const Tones = z.object({
  /** Posts that were read; of them the tool is sure of `sure`, by `authors` different authors. */
  n: z.number().int(),
  sure: z.number().int(),
  authors: z.number().int(),
  negative: Share,
  neutral: Share,
  positive: Share,
  unsure: Share,
  /** False under 30 posts it is sure of: show numbers, no colour, no verdict. */
  enough: z.boolean(),
})
export type Tones = z.infer<typeof Tones>

/** A change of a share between baseline and reaction, in points of 1, with its 95 % interval. */
const ShareChange = z.object({ of1: z.number(), lowOf1: z.number(), highOf1: z.number() })

/** How it sounds, before and after. */
export const Sentiment = z.object({
  trace: Trace,
  reaction: Tones,
  baseline: Tones.optional(),
  /** Missing where either side is under 30. */
  change: z.object({ negative: ShareChange, positive: ShareChange }).optional(),
  /** Languages with any read post, most posts first; at most 8. */
  languages: z.array(z.object({ lang: z.string(), tones: Tones, toolError: ToolError.optional() })),
})
export type Sentiment = z.infer<typeof Sentiment>

/** Feelings, in languages a head reads (English); `n` are the posts it is sure of. Missing when no post could be read. */
export const Emotions = z.object({
  trace: Trace,
  languages: z.array(z.string()),
  n: z.number().int(),
  enough: z.boolean(),
  shares: z.array(z.object({ emotion: z.enum(['anger', 'joy', 'optimism', 'sadness']), share: Share })),
  unsure: Share,
})
export type Emotions = z.infer<typeof Emotions>

/** A phrase that is said more than in the baseline, in its context: `before` + `phrase` + `after` is a stretch of a post. */
export const Keyword = z.object({
  phrase: z.string(),
  posts: z.number().int(),
  /** Times likelier than before the announcement; how many standard errors above chance. */
  lift: z.number(),
  surprise: z.number(),
  lines: z.array(z.object({ postId: z.string(), before: z.string(), phrase: z.string(), after: z.string() })),
})
export type Keyword = z.infer<typeof Keyword>

/** Posts that say much the same, explained by the words that set them apart. Sorted by posts. */
export const Theme = z.object({
  id: z.string(),
  /** Words that set it apart, most telling first; 2 to 6. */
  terms: z.array(z.object({ text: z.string(), posts: z.number().int() })),
  posts: z.number().int(),
  authors: z.number().int(),
  tones: Tones,
  questions: z.number().int(),
  samples: z.array(PostView),
})
export type Theme = z.infer<typeof Theme>

/** What is talked about. `others` are posts in no theme. */
export const Themes = z.object({
  trace: Trace,
  keywords: z.array(Keyword),
  themes: z.array(Theme),
  others: z.number().int(),
})
export type Themes = z.infer<typeof Themes>

/** Questions that are nearly the same, as one. Sorted: unanswered first, then by authors. */
export const Question = z.object({
  /** Stable while the post that asked first is kept. */
  id: z.string(),
  /** The sentence that asks it, from the post that says it best. */
  text: z.string(),
  lang: z.string().optional(),
  posts: z.number().int(),
  authors: z.number().int(),
  firstAt: z.iso.datetime(),
  state: z.enum(['unanswered', 'answered']),
  /** `account`: one of our accounts replied on its network. `person`: somebody of the desk marked it. */
  answer: z
    .object({
      by: z.enum(['account', 'person']),
      /** Who marked it, or which account replied. */
      name: z.string(),
      at: z.iso.datetime(),
      url: z.string().optional(),
    })
    .optional(),
  samples: z.array(PostView),
})
export type Question = z.infer<typeof Question>

/** What people ask. */
export const Questions = z.object({
  trace: Trace,
  unanswered: z.number().int(),
  /** Different authors of unanswered questions. */
  unansweredAuthors: z.number().int(),
  questions: z.array(Question),
})
export type Questions = z.infer<typeof Questions>

/** Posts that say another date, time, amount or place than the announcement. It MAY be a misreading; a person looks. */
export const Misreading = z.object({
  about: z.enum(['date', 'time', 'amount', 'share', 'place']),
  /** As the announcement says it, and as these posts do. */
  said: z.array(z.string()),
  stated: z.string(),
  posts: z.number().int(),
  authors: z.number().int(),
  samples: z.array(PostView),
})
export type Misreading = z.infer<typeof Misreading>

/** Empty with `checked` empty when the announcement has no text, or none of these facts in it. */
export const Misreadings = z.object({
  trace: Trace,
  /** What could be compared: the facts found in the announcement. */
  checked: z.array(
    z.object({ about: z.enum(['date', 'time', 'amount', 'share', 'place']), said: z.string() }),
  ),
  items: z.array(Misreading),
})
export type Misreadings = z.infer<typeof Misreadings>

/** Kinds of accounts that carry it. `name`s only of media and official accounts, never of private people. */
export const Carriers = z.object({
  trace: Trace,
  kinds: z.array(
    z.object({
      kind: z.enum(['media', 'official', 'bot', 'others']),
      posts: z.number().int(),
      authors: z.number().int(),
      names: z.array(z.object({ name: z.string(), posts: z.number().int() })),
    }),
  ),
})
export type Carriers = z.infer<typeof Carriers>

/** News items that fit the same watches. */
export const Media = z.object({
  trace: Trace,
  /** Whether any source heard is media: without one, that the news has not got it cannot be said. */
  heard: z.boolean(),
  /** The first after the announcement, and minutes until it. */
  first: z
    .object({ label: z.string(), at: z.iso.datetime(), afterMin: z.number(), url: z.string().optional() })
    .optional(),
  /** Oldest first, at most 20. */
  items: z.array(
    z.object({
      postId: z.string(),
      label: z.string(),
      at: z.iso.datetime(),
      url: z.string().optional(),
      text: z.string(),
    }),
  ),
  outlets: z.number().int(),
})
export type Media = z.infer<typeof Media>

const Counted = z.object({ name: z.string(), posts: z.number().int(), authors: z.number().int() })

/** Languages, places and networks, most posts first. Places never finer than the wire's words, from 3 authors on. */
export const Where = z.object({
  trace: Trace,
  languages: z.array(Counted),
  places: z.array(Counted),
  networks: z.array(Counted),
})
export type Where = z.infer<typeof Where>

/** An earlier announcement of the same kind, over the same time after it was made. */
export const Compared = z.object({
  id: z.string(),
  title: z.string(),
  startedAt: z.iso.datetime(),
  /** Hours after the announcement that are compared: what both have. */
  hours: z.number(),
  posts: z.number().int(),
  /** This announcement's posts in the same hours. */
  thisPosts: z.number().int(),
  /** Whole-window figures of the earlier one. */
  authors: z.number().int(),
  effect: Effect,
  tones: Tones,
  unanswered: z.number().int(),
  mediaAfterMin: z.number().optional(),
})
export type Compared = z.infer<typeof Compared>

/** Everything known of how an announcement landed, each number with its trace. */
export const Analysis = z.object({
  announcementId: z.string(),
  /** Stream time up to which it is complete. */
  at: z.iso.datetime(),
  queries: z.object({ baseline: Query, reaction: Query }),
  volume: z.object({
    trace: Trace,
    posts: z.number().int(),
    authors: z.number().int(),
    /** Share of reposts among them, of 1. */
    repostsOf1: z.number(),
    /** The reaction, with some of what came before it; the announcement lies at `startedAt`. */
    course: Course,
    effect: Effect,
    /** The highest point, as times its usual mean where that is known. */
    peak: z
      .object({ at: z.iso.datetime(), posts: z.number().int(), ratio: z.number().optional() })
      .optional(),
    baseline: z.object({
      trace: Trace,
      posts: z.number().int(),
      authors: z.number().int(),
      /** Hours that were heard, of those asked for. */
      hours: z.number().int(),
      hoursAsked: z.number().int(),
    }),
  }),
  sentiment: Sentiment,
  emotions: Emotions.optional(),
  themes: Themes,
  questions: Questions,
  misreadings: Misreadings,
  carriers: Carriers,
  media: Media,
  where: Where,
  comparison: z.array(Compared),
})
export type Analysis = z.infer<typeof Analysis>
