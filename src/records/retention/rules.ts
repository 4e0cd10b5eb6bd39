import { dayMs } from '#kernel/time.ts'

/** How long may lie between two nights before the clock is doubted, ms. */
export const nightsApartMaxMs = 40 * dayMs

/** The moment before which entries kept that many years are due; a calendar year, whatever its length. */
export function dueBefore(years: number, nowMs: number): Date {
  const at = new Date(nowMs)
  at.setUTCFullYear(at.getUTCFullYear() - years)
  return at
}

/**
 * Whether disposal must wait this night. After a long jump forward the clock may be wrong, and what is emptied cannot be
 * brought back: then one night only looks, and the next believes it. A clock that went back makes less due, never more.
 */
export function nightWaits(o: {
  isPaused: boolean
  lastNightMs: number | undefined
  nowMs: number
}): 'paused' | 'clock' | undefined {
  if (o.isPaused) return 'paused'
  const isKnown = o.lastNightMs !== undefined && o.nowMs - o.lastNightMs <= nightsApartMaxMs
  return isKnown ? undefined : 'clock'
}
