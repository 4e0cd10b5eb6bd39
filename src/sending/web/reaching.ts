import type { DeliveryView } from '#sending/contract.ts'
import type { ReachView } from '#sending/to-many/contract.ts'

const ways: ReadonlySet<string> = new Set(['email', 'webpush'])

/** Whether a delivery goes to subscribers one by one, and not to a place everybody sees. */
export function isToMany({ network }: Pick<DeliveryView, 'network'>): boolean {
  return ways.has(network)
}

/** Where a message to subscribers stands, in one word. */
export type ReachState = 'none' | 'open' | 'closed' | 'held' | 'stopped' | 'done'

/** What to say of it: that nobody was there says more than that it is done. */
export function reachState({ state, recipients, nextAt, stopped }: ReachView): ReachState {
  if (recipients === 0) return 'none'
  if (state === 'open') return nextAt === undefined ? 'open' : 'closed'
  return state === 'done' && stopped > 0 ? 'stopped' : state
}

/** A number of the reach, by what it counts. */
export type ReachNumber = {
  name: 'sent' | 'waiting' | 'sending' | 'bounced' | 'refused' | 'notTold' | 'unknown'
  count: number
}

/** The numbers worth showing, each recipient in one of them; how many were told always. */
export function reachNumbers(reach: ReachView): ReachNumber[] {
  const { sent, waiting, sending, bounced, refused, stopped, unknown } = reach
  const all: ReachNumber[] = [
    { name: 'sent', count: sent },
    { name: 'sending', count: sending },
    { name: 'waiting', count: waiting },
    { name: 'bounced', count: bounced },
    { name: 'refused', count: refused - bounced - stopped },
    { name: 'notTold', count: stopped },
    { name: 'unknown', count: unknown },
  ]
  return all.filter(({ name, count }) => name === 'sent' || count > 0)
}
