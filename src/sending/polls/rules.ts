/**
 * When a poll of ours is read again, as values: often while it is new, hourly later (some networks charge for it), once it is over
 * twice more, because votes from far servers come late, and then never.
 */
import { dayMs, hourMs, minuteMs, secondMs } from '#kernel/time.ts'

/** When a poll that just became public is read first. */
export const firstReadMs = 10 * secondMs

/** So long after its end it is read for the last time. */
const settledMs = 10 * minuteMs
/** A network that does not tell is not asked for longer than this after the end. */
const givenUpMs = 2 * dayMs

/** A poll as these rules see it, epoch ms. */
export type PollTimes = { begunMs: number; endsMs: number }

/** How long until a poll is read again after a reading at `nowMs`; undefined: that was the last. */
export function nextReadInMs({ begunMs, endsMs }: PollTimes, nowMs: number): number | undefined {
  if (nowMs >= endsMs + settledMs) return undefined
  if (nowMs >= endsMs) return endsMs + settledMs - nowMs
  const usualMs = Math.min(Math.max((nowMs - begunMs) / 4, 30 * secondMs), hourMs)
  // A little after the end, so that its own server has noticed.
  return Math.min(usualMs, endsMs + 5 * secondMs - nowMs)
}

/** How long until it is asked again where nothing was told, after so many such tries; undefined: it is given up. */
export function askAgainInMs(
  { endsMs }: PollTimes,
  o: { nowMs: number; tries: number; retryInMs?: number | undefined },
): number | undefined {
  if (o.nowMs > endsMs + givenUpMs) return undefined
  const waitMs = Math.min(minuteMs * 2 ** Math.min(o.tries, 6), hourMs)
  return Math.max(waitMs, Math.min(o.retryInMs ?? 0, dayMs))
}
