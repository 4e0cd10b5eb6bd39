import { dayMs } from '#kernel/time.ts'

/** Events X was paid for on the day of its bill; what is read again on that day costs nothing more. */
export type PaidToday = { day: number; ids: Set<string> }

/** Ids remembered; beyond that an event may be counted twice, which only makes us careful sooner. */
const idsMax = 5000

/** Nothing paid for yet. */
export function nothingPaid(): PaidToday {
  return { day: 0, ids: new Set() }
}

/**
 * How many of these were not paid for yet on this day of UTC; from now on they are.
 * Source: X's prices, per-UTC-day deduplication (evidence of 2026-08-22, see `price.ts`).
 */
export function newlyPaid(paid: PaidToday, ids: readonly string[], nowMs: number): number {
  const day = Math.floor(nowMs / dayMs)
  if (paid.day !== day) {
    paid.day = day
    paid.ids.clear()
  }
  const fresh = new Set(ids.filter((id) => !paid.ids.has(id)))
  for (const id of fresh) if (paid.ids.size < idsMax) paid.ids.add(id)
  return fresh.size
}
