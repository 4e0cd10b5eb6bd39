import { dayMs, hourMs } from '#kernel/time.ts'
import type { SendingWhy } from '#networks/sender.ts'
import type { PrivateProblem } from '#sending/private-messages/contract.ts'

/** Longest between two tries where a network does not answer. */
const triesMsMax = hourMs

/** How long until an account is read again. Pure. @param tries how often in a row it was not answered */
export function nextLookInMs(o: { everyMs: number; tries: number; retryInMs?: number | undefined }): number {
  const usualMs = o.tries === 0 ? o.everyMs : Math.min(o.everyMs * 2 ** Math.min(o.tries, 10), triesMsMax)
  return Math.max(usualMs, Math.min(o.retryInMs ?? 0, dayMs))
}

/** Why nothing could be read, in the few words that screens explain. Pure. */
export function problemOf(why: SendingWhy): PrivateProblem {
  switch (why) {
    case 'revoked':
    case 'over-budget':
    case 'rate-limited':
    case 'unreadable':
      return why
    case 'forbidden':
    case 'not-accepted':
    case 'not-summoned':
    case 'not-found':
      return 'not-allowed'
    default:
      return 'unreachable'
  }
}

/** When a conversation has run its time, epoch ms: as many calendar years after the last word in it. Pure. */
export function keptUntilMs(lastAtMs: number, years: number): number {
  const day = new Date(lastAtMs)
  return day.setUTCFullYear(day.getUTCFullYear() + years)
}
