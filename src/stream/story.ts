import { z } from 'zod'
import { Post } from '#kernel/post.ts'

/** A word, phrase or place whose count rose, with how far above its usual it stands. */
export const RisingTerm = z.object({
  /** As people wrote it most often: `brown water`, `#yycflood`, `mill st`. */
  text: z.string(),
  kind: z.enum(['word', 'phrase', 'tag', 'pair', 'at-place', 'place', 'watch']),
  /** Posts in the story that carry it. */
  posts: z.number().int(),
  /** Observed over expected in the window; 1 = as usual. */
  lift: z.number(),
})
export type RisingTerm = z.infer<typeof RisingTerm>

/** What is usual for this story's window, and where that knowledge comes from. */
export const Usual = z.object({
  /** Expected distinct posts in `windowMin`. */
  mean: z.number(),
  /** 95 % of ordinary windows stay at or below this. */
  upper95: z.number(),
  /** `learned`: this stream's own past; `prior`: general language, because this stream is too young. */
  basis: z.enum(['learned', 'prior']),
  /** Hours of this stream behind it. */
  hoursLearned: z.number(),
})

/**
 * Posts that say the same unusual thing, with the explanation a person needs: what changed, against what
 * normal, how sure, who, where, first seen. Counts are of distinct stories and authors, never of raw posts.
 */
export const Story = z.object({
  id: z.string(),
  state: z.enum(['rising-fast', 'rising', 'steady', 'over']),
  /** The most telling sentence people wrote themselves, at most 120 characters. */
  headline: z.string(),
  headlineLang: z.string().optional(),
  /** First post of the story, when the engine alerted, and the last change. Epoch ms of stream time. */
  firstSeenMs: z.number(),
  openedAtMs: z.number(),
  updatedAtMs: z.number(),
  /** The window the counts below are of, minutes: 5, 15, 60, and 180 or 720 where posts are few. */
  windowMin: z.number(),
  /** Distinct posts in the window (copies and reposts count once). */
  posts: z.number().int(),
  /** Distinct authors in the window. */
  authors: z.number().int(),
  /** Reposts and near-copies in the window, over all posts in it; share of 1. */
  copiesShareOf1: z.number(),
  /** All posts since `firstSeenMs`, copies included. */
  postsInAll: z.number().int(),
  usual: Usual,
  /** `posts` over `usual.mean`. */
  lift: z.number(),
  /** -log10 of the chance of seeing this in an ordinary window, after counting how many terms were looked at. */
  surprise: z.number(),
  terms: z.array(RisingTerm).max(12),
  languages: z.array(z.object({ lang: z.string(), posts: z.number().int() })).max(6),
  places: z.array(z.object({ name: z.string(), posts: z.number().int() })).max(6),
  networks: z.array(z.object({ network: z.string(), posts: z.number().int() })).max(12),
  /** Distinct posts in the window that ask something. */
  questions: z.number().int(),
  /** The posts that say most of it, most telling first; copies left out. */
  samples: z.array(Post).max(10),
  /** All posts of the story known by id, oldest first; at most the last 500. */
  postIds: z.array(z.string()).max(500),
  /** Distinct posts per bucket, oldest first: its course for the small picture. */
  course: z.object({ bucketMin: z.number(), startMs: z.number(), posts: z.array(z.number().int()).max(72) }),
  /** Distinct posts in the window that speak clearly of harm or disruption. Missing in stories told by an earlier version. */
  harm: z.number().int().optional(),
  /**
   * Posts of the story, its newest 1,000 at most, that say what another one said. `together`: the same text by at least four
   * accounts within a minute, reposts left out; those posts count among `nearCopies` too, but for the first of each text.
   */
  copied: z
    .object({
      reposts: z.number().int(),
      nearCopies: z.number().int(),
      together: z.object({ posts: z.number().int(), accounts: z.number().int(), texts: z.number().int() }),
    })
    .optional(),
  /** Watches whose own series alarmed with it. */
  watches: z.array(z.string()).max(50),
})
export type Story = z.infer<typeof Story>
