import { dayMs, minuteMs } from '#kernel/time.ts'

/** How far an author's clock may be from ours and still be believed: a day behind, five minutes ahead. */
export const believable = { behindMs: dayMs, aheadMs: 5 * minuteMs } as const

/**
 * When a post counts: the author's claim where it is near the moment it was heard, else that moment.
 * A post without a date, from 1970 or from 2099 therefore counts now, instead of bending the past or the future.
 *
 * @param claimedMs epoch ms the post claims, or undefined when it carries no readable date
 * @param heardMs epoch ms when it was first seen (by us, or by a source whose clock we trust)
 */
export function believableAtMs(claimedMs: number | undefined, heardMs: number): number {
  if (claimedMs === undefined || !Number.isFinite(claimedMs)) return heardMs
  if (claimedMs < heardMs - believable.behindMs) return heardMs
  if (claimedMs > heardMs + believable.aheadMs) return heardMs
  return claimedMs
}
