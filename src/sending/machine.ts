/**
 * Every decision about a delivery, pure: what state follows, why, and when to look again. Nothing here reads or writes.
 *
 * - `waiting` until it is due, `claimed` by one worker, `sending` from the commit before a call until the commit after it.
 * - A call that may have had its effect leads to `unknown`, never back to `waiting`. From there only a read-back or a person
 *   leads on: what is there is taken as there, what is certainly not is tried again, what cannot be known is `unconfirmed`.
 * - Where a repeat would be a second post (`repeats: none`), nothing is ever tried again by itself once a call was made.
 * - `missed` and `unconfirmed` page somebody. Nothing ends without being seen.
 */
import type { ReadBack, SendingCapabilities, SendingWhy, SendOutcome } from '#networks/sender.ts'

/** Every state of a delivery. */
export const deliveryStates = [
  'waiting',
  'paused',
  'claimed',
  'sending',
  'sent',
  'refused',
  'wait',
  'unknown',
  'unconfirmed',
  'cancelled',
  'missed',
] as const
/** One of them. */
export type DeliveryState = (typeof deliveryStates)[number]

/** Why a delivery changed its state, as words that never change; screens say them in the reader's language. */
export type MoveWhy =
  | SendingWhy
  | 'due'
  | 'pause'
  | 'begun'
  | 'part-there'
  | 'all-there'
  | 'not-there'
  | 'found-there'
  | 'cannot-know'
  | 'asked-too-often'
  | 'no-read-back'
  | 'worker-gone'
  | 'handed-back'
  | 'too-late'
  | 'not-approved'
  | 'not-connected'
  | 'other-half'
  | 'by-person'

/** What a decision needs to know of a delivery. */
export type Standing = {
  state: DeliveryState
  /** Parts that are there, of how many. */
  partsThere: number
  partsAll: number
  /** Calls that ended in `wait`, in a row; how often it was asked whether it is there, in a row. */
  waits: number
  asks: number
  deadlineMs: number
  /** Until when a call with an unknown outcome may still land; missing: no such call. */
  doubtUntilMs?: number | undefined
  /** Whether somebody, or we ourselves, could be making this post a second time. */
  repeats: SendingCapabilities['repeats']
  readsBack: boolean
}

/** What happened to it. */
export type Event =
  | { kind: 'claimed' }
  | { kind: 'held' }
  | { kind: 'begun' }
  | { kind: 'came'; outcome: SendOutcome }
  | { kind: 'asked'; answer: ReadBack }
  /** The lease of its worker ran out. */
  | { kind: 'lost' }
  /** Its worker gives it back without having called. */
  | { kind: 'given-back'; why: MoveWhy; inMs: number }
  /** Nothing may go out any more, for a reason of ours. */
  | { kind: 'stopped'; why: 'not-approved' | 'not-accepted' | 'not-found' | 'other-half'; detail?: string }
  | { kind: 'late' }
  | { kind: 'by-person'; does: PersonDoes }

/** What a person may do. `there`: it is there after all; `again`: send it (again); `cancel`: not any more. */
export type PersonDoes = 'cancel' | 'release' | 'there' | 'again'

/** What follows. */
export type Move = {
  state: DeliveryState
  why: MoveWhy
  detail?: string
  /** When to look again, ms from now; missing: never by itself. */
  inMs?: number
  /** Somebody must be told now. */
  page?: true
  /** For how long what was said may still land, ms from now; 0: it cannot any more. */
  doubtMs?: number
}

/** How patient we are. */
export const patience = {
  firstWaitMs: 2000,
  waitMsMax: 5 * 60_000,
  firstAskMs: 2000,
  askMsMax: 60_000,
  asksMax: 14,
  /** Askings that may end in "nobody can know" before a person is called. */
  unsureAsks: 4,
  /** A call that timed out is over, on every machine it went through, after this. */
  doubtMs: 120_000,
} as const

/**
 * What follows from an event; undefined when it cannot happen in this state, and then nothing may be written.
 *
 * @param chance from 0 to 1, spreads waits
 */
export function next(standing: Standing, event: Event, nowMs: number, chance: number): Move | undefined {
  const { state } = standing
  switch (event.kind) {
    case 'held':
      return isReady(state) || state === 'claimed' ? { state: 'paused', why: 'pause' } : undefined
    case 'claimed':
      return isReady(state) ? { state: 'claimed', why: 'due' } : undefined
    case 'begun':
      return state === 'claimed' ? { state: 'sending', why: 'begun' } : undefined
    case 'came':
      return state === 'sending' ? afterCall(standing, event.outcome, nowMs, chance) : undefined
    case 'asked':
      return state === 'unknown' ? afterAsking(standing, event.answer, nowMs, chance) : undefined
    case 'lost':
      return afterLoss(standing)
    case 'given-back':
      return state === 'claimed'
        ? waitOrMiss(standing, { why: event.why, detail: '', inMs: event.inMs }, nowMs)
        : undefined
    case 'stopped':
      return stopped(state, event)
    case 'late':
      return isReady(state) ? missed(standing, nowMs) : undefined
    case 'by-person':
      return byPerson(standing, event.does)
  }
}

function isReady(state: DeliveryState): boolean {
  return state === 'waiting' || state === 'wait'
}

function afterCall(standing: Standing, outcome: SendOutcome, nowMs: number, chance: number): Move {
  const { partsThere, partsAll } = standing
  switch (outcome.kind) {
    case 'sent':
      return partsThere + 1 >= partsAll
        ? { state: 'sent', why: 'all-there' }
        : { state: 'claimed', why: 'part-there' }
    case 'refused':
      // A sign-in that ended is mended by a person; until the deadline there is still time for that.
      if (outcome.why === 'revoked')
        return { ...waitOrMiss(standing, { ...outcome, inMs: patience.waitMsMax }, nowMs), page: true }
      return { state: 'refused', why: outcome.why, detail: outcome.detail, page: true }
    case 'wait':
      return waitOrMiss(standing, { ...outcome, inMs: waitMs(standing, outcome.retryInMs, chance) }, nowMs)
    case 'unknown':
      return unknown(standing, outcome)
  }
}

function waitMs({ waits }: Standing, saidMs: number | undefined, chance: number): number {
  const ownMs = Math.min(patience.firstWaitMs * 2 ** Math.min(waits, 20), patience.waitMsMax)
  return Math.max(saidMs ?? 0, Math.round(ownMs * (0.75 + chance / 4)))
}

/** Tries again later, if that is still in time. */
function waitOrMiss(
  { deadlineMs }: Standing,
  o: { why: MoveWhy; detail: string; inMs: number },
  nowMs: number,
): Move {
  const { why, detail, inMs } = o
  if (nowMs + inMs <= deadlineMs) return { state: 'wait', why, detail, inMs }
  // The last chance is the deadline itself.
  return nowMs < deadlineMs
    ? { state: 'wait', why, detail, inMs: deadlineMs - nowMs }
    : { state: 'missed', why, detail, page: true }
}

/** What is late has missed its time; but what may still land from an earlier call is asked about once more, when it cannot. */
function missed({ doubtUntilMs, readsBack }: Standing, nowMs: number): Move {
  if (doubtUntilMs === undefined) return { state: 'missed', why: 'too-late', page: true }
  if (!readsBack) return { state: 'unconfirmed', why: 'no-read-back', page: true }
  return { state: 'unknown', why: 'too-late', inMs: Math.max(0, doubtUntilMs - nowMs) }
}

function unknown(standing: Standing, o: { why: MoveWhy; detail: string }): Move {
  const { doubtMs } = patience
  if (standing.readsBack) return { state: 'unknown', ...o, inMs: patience.firstAskMs, doubtMs }
  // Nobody can be asked. Where a repeat is known to be one, a second call is as good as asking.
  if (standing.repeats !== 'none') return { state: 'wait', ...o, inMs: patience.firstAskMs, doubtMs }
  return { state: 'unconfirmed', why: 'no-read-back', detail: o.detail, page: true }
}

function afterAsking(standing: Standing, answer: ReadBack, nowMs: number, chance: number): Move {
  switch (answer.kind) {
    case 'there':
      return standing.partsThere + 1 >= standing.partsAll
        ? { state: 'sent', why: 'found-there' }
        : { state: 'waiting', why: 'found-there', inMs: 0 }
    case 'not-there':
      return notThere(standing, nowMs)
    case 'cannot-know':
      // Some networks show a post late: a person is called when it has had a minute to appear.
      return standing.asks + 1 < patience.unsureAsks
        ? { state: 'unknown', why: 'cannot-know', detail: answer.detail, inMs: askMs(standing, {}, chance) }
        : { state: 'unconfirmed', why: 'cannot-know', detail: answer.detail, page: true }
    case 'unanswered':
      return standing.asks + 1 >= patience.asksMax
        ? { state: 'unconfirmed', why: 'asked-too-often', detail: answer.detail, page: true }
        : { state: 'unknown', why: answer.why, detail: answer.detail, inMs: askMs(standing, answer, chance) }
  }
}

/** It is not there now. Before it is given up, it must be certain that it will not be either. */
function notThere({ repeats, doubtUntilMs = 0, deadlineMs }: Standing, nowMs: number): Move {
  if (repeats === 'none') return { state: 'unconfirmed', why: 'not-there', page: true }
  const isOver = nowMs >= doubtUntilMs
  if (nowMs <= deadlineMs)
    return { state: 'wait', why: 'not-there', inMs: 0, ...(isOver ? { doubtMs: 0 } : {}) }
  return isOver
    ? { state: 'missed', why: 'too-late', page: true, doubtMs: 0 }
    : { state: 'unknown', why: 'not-there', inMs: doubtUntilMs - nowMs }
}

function askMs({ asks }: Standing, answer: { retryInMs?: number }, chance: number): number {
  const ownMs = Math.min(patience.firstAskMs * 2 ** Math.min(asks + 1, 20), patience.askMsMax)
  return Math.max(answer.retryInMs ?? 0, Math.round(ownMs * (0.75 + chance / 4)))
}

/** A claim alone had no effect; a call that was begun may have had one. */
function afterLoss(standing: Standing): Move | undefined {
  if (standing.state === 'claimed') return { state: 'waiting', why: 'worker-gone', inMs: 0 }
  if (standing.state === 'sending') return { ...unknown(standing, { why: 'worker-gone', detail: '' }) }
  return undefined
}

function stopped(state: DeliveryState, event: Extract<Event, { kind: 'stopped' }>): Move | undefined {
  if (state !== 'claimed' && !isReady(state)) return undefined
  const { why, detail } = event
  const ended = why === 'not-accepted' || why === 'not-found' ? 'refused' : 'cancelled'
  return { state: ended, why, ...(detail === undefined ? {} : { detail }), page: true }
}

function byPerson({ state, doubtUntilMs }: Standing, does: PersonDoes): Move | undefined {
  const why = 'by-person'
  switch (does) {
    case 'cancel':
      // What may still land is not taken out by saying so.
      if (state === 'wait' && doubtUntilMs !== undefined) return undefined
      return isReady(state) || state === 'paused' || state === 'unconfirmed' || state === 'missed'
        ? { state: 'cancelled', why }
        : undefined
    case 'release':
      return state === 'paused' ? { state: 'waiting', why, inMs: 0 } : undefined
    case 'there':
      return state === 'unconfirmed' ? { state: 'sent', why } : undefined
    case 'again':
      return ['unconfirmed', 'missed', 'refused', 'cancelled'].includes(state)
        ? { state: 'waiting', why, inMs: 0 }
        : undefined
  }
}
