import { z } from 'zod'
import { CoverageNote, PostView } from '#listening/contract.ts'
import { Story } from '#stream/story.ts'

/** A story as the Now screen shows it: the engine's explanation, with posts ready for reading. */
export const StoryCard = Story.omit({ samples: true, postIds: true }).extend({
  samples: z.array(PostView).max(10),
  /** Names of the watches that alarmed with it. */
  watchNames: z.array(z.string()),
  /** First item about it from a source that is media, when one was heard. Minutes are ours minus theirs: positive = ahead. */
  news: z.object({ at: z.iso.datetime(), label: z.string(), aheadMin: z.number() }).optional(),
  /** Whether any source is media: without one, that the news has not got it cannot be said. */
  newsHeard: z.boolean(),
  issueId: z.string().optional(),
  /** Somebody called it not important; it can be undone. */
  muted: z.boolean(),
  coverage: CoverageNote,
})
export type StoryCard = z.infer<typeof StoryCard>

/** The strip at the top of Now: ranked, and how many more there are. */
export const StoryList = z.object({
  stories: z.array(StoryCard),
  muted: z.number().int(),
  over: z.number().int(),
})
export type StoryList = z.infer<typeof StoryList>

/** A story the team has taken on. */
export const Issue = z.object({
  id: z.string(),
  storyId: z.string(),
  title: z.string(),
  owner: z.string(),
  state: z.enum(['open', 'closed']),
  takenOnAt: z.iso.datetime(),
  nextReviewAt: z.iso.datetime().optional(),
  notes: z.array(z.object({ at: z.iso.datetime(), by: z.string(), text: z.string() })),
})
export type Issue = z.infer<typeof Issue>

/** Taking a story on. Owner defaults to who presses. */
export const TakeOn = z.object({
  title: z.string().trim().min(1).max(200).optional(),
  owner: z.string().trim().min(1).max(120).optional(),
  nextReviewAt: z.iso.datetime().optional(),
})

/** A change to an issue: a note, a new owner, the next review, closed or open again. */
export const IssueChange = z.object({
  note: z.string().trim().min(1).max(2000).optional(),
  owner: z.string().trim().min(1).max(120).optional(),
  nextReviewAt: z.iso.datetime().optional(),
  state: z.enum(['open', 'closed']).optional(),
})
