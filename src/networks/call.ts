import { guardedFetch, type Fetched, type Fetching } from '#networks/http.ts'
import { comeBackMs } from '#networks/retry-after.ts'
import type { ReadBack, SendOutcome, SendingNeeds, SendingWhy } from '#networks/sender.ts'

/** An answer of a network. */
export type Answer = Extract<Fetched, { kind: 'answer' }>

/** What did not work, with what is known about its effect. */
export type NotSent = Exclude<SendOutcome, { kind: 'sent' }>

/**
 * The same, with the answer that says so where there is one, for senders that read more out of it. An answer may repeat what it was
 * asked with: a sender hands on `withoutAnswer` of it, and the contract test looks.
 */
export type CallFailed = NotSent & { answer?: Answer }

/** What is known where nothing was changed. */
export type NothingDone = Exclude<NotSent, { kind: 'unknown' }>

/** A call that speaks. */
export type Call = Omit<Fetching, 'clock' | 'signal'>

/**
 * Calls a network to change something there, and says what is known when it fails. Headers hold secrets: nothing of them comes
 * back. Any 2xx is an answer; the caller reads it.
 */
export async function callNetwork(call: Call, needs: SendingNeeds): Promise<Answer | CallFailed> {
  const fetched = await guardedFetch({ ...call, clock: needs.clock, signal: needs.signal })
  if (fetched.kind === 'failed') return failedCall(fetched)
  if (fetched.status >= 200 && fetched.status < 300) return fetched
  return { ...refusedCall(fetched, needs.clock.nowMs()), answer: fetched }
}

/** What is known, as it may be told and kept. */
export function withoutAnswer(failed: CallFailed): NotSent {
  const { answer: _, ...known } = failed
  return known
}

/** What is known after a call that asks, or only prepares: however it ended, nothing was changed by it. */
export function nothingDone(known: NotSent): NothingDone {
  return known.kind === 'unknown' ? { ...known, kind: 'wait' } : known
}

/** What a question without an answer tells: why, and when to ask again where the network said so. */
export function unanswered(known: NotSent): Extract<ReadBack, { kind: 'unanswered' }> {
  const { why, detail } = known
  const retryInMs = known.kind === 'wait' ? known.retryInMs : undefined
  return { kind: 'unanswered', why, detail, ...(retryInMs !== undefined && { retryInMs }) }
}

/** The same for a question about a post of ours, which may not be there any more. */
export function goneOrUnanswered(known: NotSent): { kind: 'gone' } | ReturnType<typeof unanswered> {
  return known.kind === 'refused' && known.why === 'not-found' ? { kind: 'gone' } : unanswered(known)
}

/** What is known after a call that got no answer. What never left had no effect; the rest may have. */
export function failedCall({ why, detail, reached }: Extract<Fetched, { kind: 'failed' }>): NotSent {
  if (why === 'private-address' || why === 'bad-url') return { kind: 'refused', why, detail }
  const word: SendingWhy =
    why === 'timeout' || why === 'unreachable' || why === 'stopped' ? why : 'unreadable'
  return { kind: reached ? 'unknown' : 'wait', why: word, detail }
}

/**
 * What is known after an answer other than 2xx. Only an answer by which a server says that it did not do it counts as one: 5xx and
 * 408 can come from a machine in between, after the effect.
 */
export function refusedCall(answer: Answer, nowMs: number): NotSent {
  const { status } = answer
  const detail = `${status} ${excerpt(answer)}`.trim()
  if (status === 429) {
    const retryInMs = comeBackMs(answer.headers, nowMs)
    return { kind: 'wait', why: 'rate-limited', detail, ...(retryInMs === undefined ? {} : { retryInMs }) }
  }
  if (status >= 500 || status === 408) return { kind: 'unknown', why: 'server-error', detail }
  return { kind: 'refused', why: refusalOf(status), detail }
}

function refusalOf(status: number): SendingWhy {
  if (status === 401) return 'revoked'
  if (status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'not-found'
  return status < 400 ? 'unreadable' : 'not-accepted'
}

/** The beginning of an answer, as one line. */
function excerpt({ body }: Answer): string {
  return body.subarray(0, 2000).toString('utf8').replaceAll(/\s+/g, ' ').slice(0, 300)
}
