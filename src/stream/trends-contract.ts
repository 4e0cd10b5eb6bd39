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

/** Something a person called not important: stories around it are held back until undone. */
export type Muted = { id: string; terms: readonly string[]; watch?: string; untilMs?: number }

/** The engine as its worker thread drives it. Pure: time comes in with the posts and the ticks. */
export type Trends = {
  observe(batch: readonly Observed[]): void
  /** Stream time has reached `atMs`: close minutes, peek at every scale, say what changed. */
  tick(atMs: number): TrendEvent[]
  setMuted(muted: readonly Muted[]): void
  /** What these said is never told again. They stay counted, since they were heard. */
  forget(gone: Gone): void
  /** Everything learned, as JSON text, so that a restart does not forget what is usual; and back. */
  save(): string
  load(saved: string): void
}
