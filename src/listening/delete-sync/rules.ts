import { hourMs, minuteMs, secondMs } from '#kernel/time.ts'

/** How often and how patiently networks are asked what is still there. */
export const syncLimits = {
  /** From one walk over everything kept to the next: two of them, and what they take, fit into 24 hours. */
  passEveryMs: 10 * hourMs,
  /** After an absence, a gap or a walk on which not everybody answered, it begins this much sooner. */
  againAfterMs: hourMs,
  /** A question without an answer by then has none. */
  answerMs: 2 * minuteMs,
  /** How long a job works before it lets go of its lease and is taken up again. */
  stintMs: minuteMs,
  /** How long it waits after a network did not answer: doubled each time. */
  retryFirstMs: minuteMs,
  retryMaxMs: 15 * minuteMs,
  /** How often it looks whether a walk is due. */
  lookEveryMs: 5 * minuteMs,
  /** At least this many in one question before the answer can be doubted. */
  doubtFromAsked: 5,
  /** A doubted answer is believed when it is the same this much later. */
  doubtForMs: hourMs,
  /** Longest time from one asking to the next that the promise allows. */
  promisedMs: 24 * hourMs,
} as const

/** How a walk over one network's posts stands, epoch ms. `endedAtMs` missing with a beginning: it is under way. */
export type Walk = {
  begunAtMs: number | undefined
  endedAtMs: number | undefined
  /** Since when not everybody answered. */
  failedAtMs: number | undefined
}

/** Whether a new walk is to begin. @param missedAtMs the last moment at which a deletion may have been missed */
export function walkIsDue(walk: Walk, nowMs: number, missedAtMs: number): boolean {
  if (walk.begunAtMs === undefined) return true
  if (walk.endedAtMs === undefined) return false
  if (nowMs - walk.begunAtMs >= syncLimits.passEveryMs) return true
  const isSooner = walk.failedAtMs !== undefined || missedAtMs > walk.begunAtMs
  return isSooner && nowMs - walk.endedAtMs >= syncLimits.againAfterMs
}

/** What is believed of an answer. Of what nobody asked about, nothing. */
export function judged(
  asked: readonly string[],
  said: readonly string[],
): { gone: string[]; doubted: string[] } {
  const known = new Set(asked)
  const gone = [...new Set(said)].filter((id) => known.has(id))
  // A broken index says of everything that it is gone; people say it of one post in fifty.
  const isOdd = asked.length >= syncLimits.doubtFromAsked && gone.length * 2 > asked.length
  return isOdd ? { gone: [], doubted: gone } : { gone, doubted: [] }
}

/** How long to wait after this many failures in a row, at least as long as the network asked for. */
export function retryMs(failures: number, askedForMs = 0): number {
  const grown = syncLimits.retryFirstMs * 2 ** Math.min(Math.max(failures, 1) - 1, 10)
  return Math.max(secondMs, askedForMs, Math.min(grown, syncLimits.retryMaxMs))
}

/** Whether some posts were not asked about for longer than the promise allows. */
export function isBehind(walk: Walk, nowMs: number): boolean {
  const { begunAtMs, failedAtMs } = walk
  return failedAtMs !== undefined || (begunAtMs !== undefined && nowMs - begunAtMs >= syncLimits.promisedMs)
}
