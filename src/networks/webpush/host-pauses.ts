/** How long push services asked us to wait: others on the same one are not called before. */
export type HostPauses = {
  /** Ms until an origin may be called again, 0 for now. */
  leftMs(origin: string, nowMs: number): number
  pause(origin: string, nowMs: number, retryInMs: number | undefined): void
}

const originsMax = 1000
/** Where a service says no time, and the longest that is believed, ms. */
const usualMs = 30_000
const longestMs = 6 * 3_600_000

/** Nobody waits at first. */
export function hostPauses(): HostPauses {
  const until = new Map<string, number>()
  return {
    leftMs: (origin, nowMs) => Math.max(0, (until.get(origin) ?? 0) - nowMs),
    pause: (origin, nowMs, retryInMs) => {
      const [oldest] = until.keys()
      if (until.size >= originsMax && oldest !== undefined) until.delete(oldest)
      until.set(origin, nowMs + Math.min(retryInMs ?? usualMs, longestMs))
    },
  }
}
