/**
 * Every decision about one recipient, pure. A call that may have had its effect is never made again by itself where a repeat would
 * be a second mail; where a repeat takes the place of the first (push), it is.
 */
import type { ManyCapabilities, ManyOutcome, ManyWhy } from '#networks/to-many.ts'

/** Where one recipient stands. `waiting`: not tried yet; `wait`: tried, nothing reached them, tried again. */
export type RecipientState = 'waiting' | 'sending' | 'sent' | 'refused' | 'wait' | 'unknown'

/** Why a subscription ended. */
export type EndedWhy = 'unsubscribed' | 'bounced' | 'complained' | 'no-such-address' | 'gone' | 'bad-address'

/** Why a recipient stands where they do. */
export type RecipientWhy = ManyWhy | 'worker-gone' | 'ended' | 'bounced' | 'stopped' | 'told'

/** What follows for one recipient. */
export type RecipientMove = {
  state: RecipientState
  why: RecipientWhy
  detail: string
  /** When to try again, ms from now; missing: never by itself. */
  inMs?: number
  /** The address is no good any more. */
  ends?: EndedWhy
}

/** How patient we are with one recipient, and with a way out that is closed. */
export const manyPatience = {
  firstWaitMs: 30_000,
  waitMsMax: 15 * 60_000,
  attemptsMax: 20,
  /** Repeats of what may have reached a browser already. */
  unknownMax: 5,
  firstClosedMs: 2000,
  closedMsMax: 5 * 60_000,
} as const

/** What a decision needs to know. `attempts`: calls so far, this one included. */
export type RecipientStanding = {
  attempts: number
  repeats: ManyCapabilities['repeats']
  untilMs: number
}

/**
 * What follows from an outcome.
 *
 * @param chance from 0 to 1, spreads waits
 */
export function afterOutcome(
  standing: RecipientStanding,
  outcome: ManyOutcome,
  nowMs: number,
  chance: number,
): RecipientMove {
  switch (outcome.kind) {
    case 'sent':
      return { state: 'sent', why: 'told', detail: '' }
    case 'refused':
      return {
        ...{ state: 'refused', why: outcome.why, detail: outcome.detail },
        ...(outcome.isPermanent ? { ends: endedBy(outcome.why) } : {}),
      }
    case 'wait':
      return waitOrGiveUp(standing, outcome, nowMs, chance)
    case 'unknown':
      return afterDoubt(standing, outcome, nowMs, chance)
  }
}

/** What may have reached them, or not. */
export function afterDoubt(
  standing: RecipientStanding,
  { why, detail }: { why: RecipientWhy; detail: string },
  nowMs: number,
  chance: number,
): RecipientMove {
  const mayRepeat = standing.repeats === 'topic' && standing.attempts < manyPatience.unknownMax
  if (!mayRepeat || nowMs >= standing.untilMs) return { state: 'unknown', why, detail }
  return { state: 'wait', why, detail, inMs: waitMs(standing, undefined, chance) }
}

/** How long a way out that is closed is left alone, ms. */
export function closedMs(waits: number, saidMs: number | undefined, chance: number): number {
  return Math.max(saidMs ?? 0, growing(manyPatience.firstClosedMs, waits, manyPatience.closedMsMax, chance))
}

function endedBy(why: ManyWhy): EndedWhy {
  return why === 'no-such-address' || why === 'gone' ? why : 'bad-address'
}

function waitOrGiveUp(
  standing: RecipientStanding,
  { why, detail, retryInMs }: { why: ManyWhy; detail: string; retryInMs?: number },
  nowMs: number,
  chance: number,
): RecipientMove {
  const { untilMs, attempts } = standing
  if (nowMs >= untilMs || attempts >= manyPatience.attemptsMax) return { state: 'refused', why, detail }
  // The last chance is the deadline itself.
  const inMs = Math.min(waitMs(standing, retryInMs, chance), untilMs - nowMs)
  return { state: 'wait', why, detail, inMs }
}

function waitMs({ attempts }: RecipientStanding, saidMs: number | undefined, chance: number): number {
  const { firstWaitMs, waitMsMax } = manyPatience
  return Math.max(saidMs ?? 0, growing(firstWaitMs, attempts - 1, waitMsMax, chance))
}

function growing(firstMs: number, times: number, maxMs: number, chance: number): number {
  return Math.round(Math.min(firstMs * 2 ** Math.min(Math.max(times, 0), 20), maxMs) * (0.75 + chance / 4))
}
