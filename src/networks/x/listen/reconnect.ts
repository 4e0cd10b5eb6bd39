import { minuteMs, secondMs } from '#kernel/time.ts'

/** How a connection ended: cut off or never made (`network`), answered with a refusal (`http`), or told to slow down (`limited`). */
export type Ended =
  | { kind: 'network'; heard: boolean }
  | { kind: 'http' }
  | { kind: 'limited'; forMs: number | undefined }

/** How often each has happened in a row. */
export type Failures = Readonly<Record<Ended['kind'], number>>

/** Before the first try. */
export const noFailures: Failures = { network: 0, http: 0, limited: 0 }

const networkMs = { step: 250, max: 16 * secondMs }
const httpMs = { start: 5 * secondMs, max: 320 * secondMs }
/** X names no end for this one; its windows are 15 minutes. */
const limitedMs = { start: minuteMs, max: 16 * minuteMs }

/**
 * How long to wait before connecting again, as X asks: 250 ms more each time up to 16 s after a network error, doubled from 5 s
 * up to 320 s after an HTTP error, doubled from a minute after 429, and never before the time a 429 names.
 *
 * Source: https://docs.x.com/x-api/fundamentals/handling-disconnections
 */
export function nextWait(before: Failures, ended: Ended): { failures: Failures; waitMs: number } {
  const isGoodOne = ended.kind === 'network' && ended.heard
  const failures = {
    ...(isGoodOne ? noFailures : before),
    [ended.kind]: isGoodOne ? 1 : before[ended.kind] + 1,
  }
  const times = failures[ended.kind]
  if (ended.kind === 'network') return { failures, waitMs: Math.min(networkMs.step * times, networkMs.max) }
  if (ended.kind === 'http') return { failures, waitMs: doubled(httpMs, times) }
  return { failures, waitMs: Math.max(doubled(limitedMs, times), ended.forMs ?? 0) }
}

function doubled({ start, max }: { start: number; max: number }, times: number): number {
  return Math.min(start * 2 ** Math.min(times - 1, 30), max)
}
