import { retryAfterMs } from '#networks/retry-after.ts'
import { backoffMs } from '#networks/backoff.ts'
import { hourMs, minuteMs, secondMs } from '#kernel/time.ts'
import type { Fetched } from '#networks/http.ts'
import type { Heard, StateWhy } from '#networks/contract.ts'

/** When a feed is asked again: how often it failed in a row, and what is told about it. */
export type PollPlan = {
  failures: number
  waitMs: number
  state: Extract<Heard, { kind: 'state' }>
  isOver: boolean
}

/** Waits of a feed reader. */
export const pollLimits = {
  everyMsDefault: 2 * minuteMs,
  /** Nobody is asked more often than this, whatever the configuration says. */
  everyMsMin: 15 * secondMs,
  /** A publisher's `ttl` is honoured up to here, so that a slip of the pen does not silence a newsroom for a year. */
  ttlMsMax: hourMs,
  backoff: { startMs: 30 * secondMs, maxMs: hourMs },
  /** `Retry-After` is honoured up to here. */
  retryAfterMsMax: 6 * hourMs,
} as const

/** How long to wait after a good answer, ms. */
export function nextPollMs({ everyMs, ttlMin }: { everyMs: number; ttlMin: number | undefined }): number {
  const ttlMs = Math.min(Math.max(0, ttlMin ?? 0) * minuteMs, pollLimits.ttlMsMax)
  return Math.max(everyMs, ttlMs, pollLimits.everyMsMin)
}

/** An answer that brought no feed, or something that is none. */
type NoFeed = Fetched | { kind: 'refused'; why: 'bad-encoding' | 'not-a-feed' }

/**
 * What to do after an answer that brought no feed.
 *
 * `failed` is told where waiting alone will not help (gone, forbidden, not a feed), so that a person looks; all but a
 * feed that is gone for good are still asked, because proxies and moves make such answers for an hour.
 */
export function planAfterFailure(
  fetched: NoFeed,
  { failures, everyMs, nowMs, chance }: { failures: number; everyMs: number; nowMs: number; chance: number },
): PollPlan {
  const { why, needsPerson, isOver } = judge(fetched)
  const saidMs = fetched.kind === 'answer' ? retryAfterMs(fetched.headers['retry-after'], nowMs) : undefined
  const askedMs = Math.min(saidMs ?? 0, pollLimits.retryAfterMsMax)
  const waitMs = Math.max(
    backoffMs(failures + 1, pollLimits.backoff, chance),
    askedMs,
    needsPerson ? everyMs : 0,
  )
  const state = needsPerson ? 'failed' : 'waiting'
  return {
    failures: failures + 1,
    waitMs,
    isOver,
    state: { kind: 'state', state, why, ...(!isOver && { retryInMs: waitMs }) },
  }
}

function judge(fetched: NoFeed): {
  why: StateWhy
  needsPerson: boolean
  isOver: boolean
} {
  if (fetched.kind === 'refused') return { why: fetched.why, needsPerson: true, isOver: false }
  if (fetched.kind === 'failed') {
    const isWrong = fetched.why === 'bad-url'
    return { why: fetched.why, needsPerson: isWrong || fetched.why === 'private-address', isOver: isWrong }
  }
  const isGone = fetched.status === 410
  const needsPerson = isGone || [400, 401, 403, 404, 406, 451].includes(fetched.status)
  return { why: answerWhy(fetched.status), needsPerson, isOver: isGone }
}

function answerWhy(status: number): StateWhy {
  if (status === 410) return 'gone'
  return status === 429 ? 'rate-limited' : `http-${status}`
}
