import { dayMs } from '#kernel/time.ts'

/** Gives each post of a file its place in stream time, whatever the dates in the file claim. */
export type FileClock = {
  /** Epoch ms to use for a post that claims this time; the post before stands in for a date we cannot believe. */
  place(claimedAtMs: number | undefined): number
}

// Public networks are younger than 2000, and 2099 is the favourite joke of a broken clock.
const earliestMs = Date.UTC(2000, 0, 1)
const latestMs = Date.UTC(2060, 0, 1)
const jumpMaxMs = 366 * dayMs
const strangersMax = 5

/**
 * Starts a clock for one file. A claim is believed when it is within a year of the time reached so far; five posts in a row
 * that agree on another year are believed too, because files are sometimes two events in one. A date out of order
 * by a day keeps its own time.
 *
 * @param anchorMs a time known to be inside the file, such as the middle one of its first dates
 */
export function fileClock(anchorMs: number): FileClock {
  let reachedMs = anchorMs
  let strangers: number[] = []
  return {
    place(claimedAtMs) {
      if (claimedAtMs === undefined || !isPossible(claimedAtMs)) return reachedMs
      if (Math.abs(claimedAtMs - reachedMs) > jumpMaxMs) {
        strangers = [...strangers.filter((other) => Math.abs(other - claimedAtMs) <= jumpMaxMs), claimedAtMs]
        if (strangers.length < strangersMax) return reachedMs
      }
      strangers = []
      reachedMs = claimedAtMs
      return reachedMs
    },
  }
}

/** Says whether a claimed date could be that of a post on a public network at all. */
function isPossible(claimedAtMs: number): boolean {
  return claimedAtMs >= earliestMs && claimedAtMs < latestMs
}

/** The middle one of the believable dates, so that one wrong date at the beginning of a file does not lead it astray. */
export function anchorOf(claimedAtMs: readonly (number | undefined)[]): number | undefined {
  const dated = claimedAtMs.filter((ms) => ms !== undefined && isPossible(ms)) as number[]
  return dated.toSorted((a, b) => a - b)[Math.floor((dated.length - 1) / 2)]
}
