import type { Post } from '#kernel/post.ts'
import type { Story } from '#stream/story.ts'

/** One post as the trend worker gets it: after matching, in stream order. */
export type Observed = { post: Post; watches: readonly string[] }

/** Posts and authors that are gone from their network: nothing they said may be shown again. */
export type Gone = { ids: readonly string[]; authorIds: readonly string[] }

/** What the engine tells when stream time passes a peek. The same story comes again each time it changes. */
export type TrendEvent =
  | { kind: 'story'; change: 'opened' | 'grew' | 'over'; story: Story }
  /** Counts for the minute that closed, for roll-ups: distinct posts and authors per watch. */
  | { kind: 'minute'; minuteMs: number; watches: { watch: string; posts: number; authors: number }[] }
  /** Posts held back since it was told last, because a person called such things not important. */
  | { kind: 'held'; held: Held[] }

/**
 * Something a person called not important: stories are held back while most of their posts carry one of its terms, come from one of
 * its sources or name one of its places, until that is undone.
 */
export type Muted = {
  id: string
  terms: readonly string[]
  sources?: readonly string[]
  places?: readonly string[]
  watch?: string
  untilMs?: number
}

/** How many posts were held back because of one word, source or place of something called not important. */
export type Held = {
  id: string
  why: { kind: 'term' | 'source' | 'place'; value: string }
  posts: number
}

/** How the days run where the desk is: its zone, and days like `2026-12-25` that are lived like a Sunday. */
export type Calendar = { timeZone: string; holidays: readonly string[] }

/**
 * What the engine leaves out while it is given more than it can read, each level on top of the one before: 0 nothing, 1 pairs
 * of words, 2 phrases too, 3 the search for near-copies too (the same words in the same order are still one voice). Words, tags,
 * places, topics and watches are counted at every level.
 */
export type TrendShed = 0 | 1 | 2 | 3

/** The engine as its worker thread drives it. Pure: time comes in with the posts and the ticks. */
export type Trends = {
  observe(batch: readonly Observed[]): void
  /** Stream time has reached `atMs`: close minutes, peek at every scale, say what changed. */
  tick(atMs: number): TrendEvent[]
  setMuted(muted: readonly Muted[]): void
  /** How days run here, from the next post on; without it days are those of UTC. */
  setCalendar(calendar: Calendar): void
  /** How much is left out from the next post on; see {@link TrendShed}. Whoever drives the engine decides, by its lag. */
  setShed(level: TrendShed): void
  /** What these said is never told again. They stay counted, since they were heard. */
  forget(gone: Gone): void
  /** Everything learned, as JSON text, so that a restart does not forget what is usual; and back. */
  save(): string
  load(saved: string): void
}
