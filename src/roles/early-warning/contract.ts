import { z } from 'zod'
import { CoverageNote, PostView } from '#listening/contract.ts'
import { Attention, AttentionLine } from '#roles/early-warning/attention/contract.ts'
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
  /** Whether it interrupts or only waits in the list; missing: it was told before such things were decided. */
  attention: Attention.optional(),
})
export type StoryCard = z.infer<typeof StoryCard>

/** The strip at the top of Now: ranked, and how many more there are. */
export const StoryList = z.object({
  stories: z.array(StoryCard),
  muted: z.number().int(),
  over: z.number().int(),
  /** How much of the week’s interruptions is used, and how much is held back. */
  attention: AttentionLine.optional(),
})
export type StoryList = z.infer<typeof StoryList>

// In this file and not in that of the register, because the rail counts issues and the first page should stay small.

/** How bad it is: nobody harmed and few ask; people ask us; many are affected; life or health is at risk. */
export const severities = ['low', 'moderate', 'high', 'critical'] as const
/** One of them, read. */
export const Severity = z.enum(severities)
export type Severity = z.infer<typeof Severity>

/** How the team came to know of it. */
export const origins = ['story', 'phone', 'rumour', 'media', 'colleague', 'other'] as const
/** One of them, read. */
export const Origin = z.enum(origins)
export type Origin = z.infer<typeof Origin>

/** Something the team has taken on. */
export const Issue = z.object({
  id: z.string(),
  /** Missing: it was opened by hand, without a story. */
  storyId: z.string().optional(),
  title: z.string(),
  severity: Severity,
  origin: Origin,
  owner: z.string(),
  /** Missing: the owner was written by name before owners were people of the desk. */
  ownerId: z.string().optional(),
  state: z.enum(['open', 'closed']),
  takenOnAt: z.iso.datetime(),
  nextReviewAt: z.iso.datetime().optional(),
  /** Who was told that its review is overdue, in order; empty again when it is reviewed. */
  told: z.array(z.object({ name: z.string(), at: z.iso.datetime() })),
  unknowns: z.number().int(),
  notes: z.array(z.object({ at: z.iso.datetime(), by: z.string(), text: z.string() })),
})
export type Issue = z.infer<typeof Issue>
