import { believableAtMs } from '#networks/believable-time.ts'
import { minuteMs } from '#kernel/time.ts'

// The network is from 2016; a post before that has a broken clock.
const firstMs = Date.UTC(2016, 0, 1)

/** Reads the time of a status, ISO 8601; undefined where it is none. */
export function timeOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{4}-\d\d-\d\dT[\d:.]{5,24}(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return undefined
  const ms = Date.parse(text)
  return Number.isFinite(ms) ? ms : undefined
}

/**
 * When a status counts. One read from the past on purpose (what was missed while the line was down, a search) keeps its own time;
 * for one that was just published the usual rule holds.
 */
export function countedAtMs(
  claimedMs: number | undefined,
  { heardMs, isPast = false }: { heardMs: number; isPast?: boolean },
): number {
  const isOld = claimedMs !== undefined && claimedMs >= firstMs && claimedMs <= heardMs + 5 * minuteMs
  return isPast && isOld ? claimedMs : believableAtMs(claimedMs, heardMs)
}
