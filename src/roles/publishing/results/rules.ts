/**
 * When the counts of something we said are read again, as values: soon at first, then less and less often, and never after three
 * months. Where each asking is paid for it is asked nine times in all.
 */
import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'

/** So long after it went out it is read for the last time. */
export const lastReadMs = 90 * dayMs

/** Something that is read, epoch ms. */
export type Reading = { begunMs: number; isPriced: boolean }

/** When what just went out is read first. */
export function firstReadInMs({ isPriced }: Pick<Reading, 'isPriced'>): number {
  return isPriced ? hourMs : 15 * minuteMs
}

/** How long until it is read again after a reading at `nowMs`; undefined: that was the last. */
export function nextReadInMs({ begunMs, isPriced }: Reading, nowMs: number): number | undefined {
  const ageMs = Math.max(0, nowMs - begunMs)
  if (ageMs >= lastReadMs) return undefined
  const usualMs = isPriced
    ? Math.max(hourMs, Math.min(ageMs * 2, 30 * dayMs))
    : Math.max(15 * minuteMs, Math.min(ageMs / 2, 7 * dayMs))
  // The last look is at the end itself.
  return Math.min(usualMs, lastReadMs - ageMs)
}

/** How long until it is asked again where nothing was told, after so many such tries; undefined: it is given up. */
export function askAgainInMs(
  { begunMs }: Pick<Reading, 'begunMs'>,
  o: { nowMs: number; tries: number; retryInMs?: number | undefined },
): number | undefined {
  if (o.nowMs - begunMs >= lastReadMs) return undefined
  const waitMs = Math.min(10 * minuteMs * 2 ** Math.min(o.tries, 8), dayMs)
  return Math.max(waitMs, Math.min(o.retryInMs ?? 0, 7 * dayMs))
}
