import type { Analysis, Compared, Effect, Tones } from '#roles/reactions/analysis/contract.ts'
import { hourMs } from '#kernel/time.ts'

/** What is kept of an announcement for those that come after it. */
export type Result = {
  /** Posts of every hour after the announcement. */
  hours: number[]
  posts: number
  authors: number
  effect: Effect
  tones: Tones
  unanswered: number
  mediaAfterMin?: number
}

/** What later announcements of its kind are compared with. */
export function resultOf(analysis: Analysis, hours: readonly number[]): Result {
  const { volume, sentiment, questions, media } = analysis
  return {
    hours: [...hours],
    ...{ posts: volume.posts, authors: volume.authors, effect: volume.effect },
    ...{ tones: sentiment.reaction, unanswered: questions.unanswered },
    ...(media.first === undefined ? {} : { mediaAfterMin: media.first.afterMin }),
  }
}

/**
 * Two announcements over the same time after each was made: what both have. Nothing when they have less than an hour in common.
 *
 * @param hours posts of every hour after this announcement
 * @param forMs how long it has been followed
 */
export function compare(
  earlier: { id: string; title: string; startedAt: string; result: Result },
  hours: readonly number[],
  forMs: number,
): Compared | undefined {
  const { result } = earlier
  const both = Math.min(Math.floor(forMs / hourMs), result.hours.length)
  if (both < 1) return undefined
  const sum = (counts: readonly number[]): number =>
    counts.slice(0, both).reduce((total, count) => total + count, 0)
  return {
    ...{ id: earlier.id, title: earlier.title, startedAt: earlier.startedAt, hours: both },
    ...{ posts: sum(result.hours), thisPosts: sum(hours), authors: result.authors },
    ...{ effect: result.effect, tones: result.tones, unanswered: result.unanswered },
    ...(result.mediaAfterMin === undefined ? {} : { mediaAfterMin: result.mediaAfterMin }),
  }
}
