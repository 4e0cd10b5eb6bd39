import { hourMs } from '#kernel/time.ts'
import type { PrivateUnread } from '#networks/private-messages.ts'
import type { SendingNeeds } from '#networks/sender.ts'
import { fieldsOf, textOf } from '#networks/unknown-fields.ts'
import type { Meter } from '#networks/x/price.ts'
import type { privateAsker } from '#networks/x/private/ask.ts'
import { decodeEvents, type Decoded } from '#networks/x/private/decode.ts'
import { newlyPaid, type PaidToday } from '#networks/x/private/paid-today.ts'

/** What reading private messages on X stands on. `meId`: the number X knows the account by. */
export type PrivateReading = {
  ask: ReturnType<typeof privateAsker>
  meter: Meter | undefined
  meId: string
  paid: PaidToday
}

/** A page of events, newest first, or why there is none. */
export type Page =
  | { kind: 'page'; events: Decoded[]; next: string | undefined }
  | ({ kind: 'unread' } & PrivateUnread)

/** What is told when the month's budget cannot pay for one event more. */
export const overBudget: PrivateUnread = {
  why: 'over-budget',
  detail: 'the budget for X is used up for this month',
  retryInMs: hourMs,
}

/**
 * Reads a page. All it may hold is paid for before, and what it did not hold, or what was paid for today already, is given back:
 * nothing is read that the month cannot pay. Joins and leaves are not asked for, because they cost as much as messages.
 */
export async function readPage(
  { ask, meter, paid, meId }: PrivateReading,
  { size, token }: { size: number; token: string | undefined },
  needs: SendingNeeds,
): Promise<Page> {
  // A place in the list is one of pages of that size.
  const held = await largestPaid(
    meter,
    token === undefined ? [size, 20, 5, 1].filter((one) => one <= size) : [size],
  )
  if (held === undefined) return { kind: 'unread', ...overBudget }
  const query = { max_results: String(held), event_types: 'MessageCreate', pagination_token: token }
  const said = await ask({ path: '/2/dm_events', query }, needs)
  const heardMs = needs.clock.nowMs()
  const events = said.kind === 'said' ? decodeEvents(said.body, { meId, heardMs }) : []
  const ids = events.flatMap(({ id }) => id ?? [])
  const left = held - newlyPaid(paid, ids, heardMs)
  if (left > 0) await meter?.giveBack?.('message-read', left)
  if (said.kind === 'unread') return said
  return { kind: 'page', events, next: textOf(fieldsOf(said.body['meta']), 'next_token') }
}

/** The first of these sizes for which the month has money; undefined: for none. */
async function largestPaid(meter: Meter | undefined, sizes: readonly number[]): Promise<number | undefined> {
  for (const size of sizes)
    if (meter === undefined || (await meter.spend('message-read', size)) === 'ok') return size
  return undefined
}
