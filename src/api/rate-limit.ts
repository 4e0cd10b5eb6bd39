/** How often something may be done: `burst` at once, then `perMin` a minute. */
export type Rate = { burst: number; perMin: number }

/** A limit by key (an address, a person). Holds at most `keysMax` keys; the longest unused is forgotten first. */
export type RateLimit = {
  /** Takes one turn for the key when there is one left; `waitMs` says when the next comes. */
  take(key: string, nowMs: number): { ok: true } | { ok: false; waitMs: number }
  /** Keys held now, for tests and health. */
  size(): number
}

/** A token bucket per key, in bounded memory. */
export function rateLimit(rate: Rate, keysMax = 10_000): RateLimit {
  const buckets = new Map<string, { left: number; atMs: number }>()
  const perMs = rate.perMin / 60_000
  return {
    take(key, nowMs) {
      const before = buckets.get(key) ?? { left: rate.burst, atMs: nowMs }
      const left = Math.min(rate.burst, before.left + Math.max(0, nowMs - before.atMs) * perMs)
      const ok = left >= 1
      buckets.delete(key)
      buckets.set(key, { left: ok ? left - 1 : left, atMs: nowMs })
      forgetOldest(buckets, keysMax)
      return ok ? { ok } : { ok, waitMs: Math.ceil((1 - left) / perMs) }
    },
    size: () => buckets.size,
  }
}

function forgetOldest(buckets: Map<string, unknown>, keysMax: number): void {
  for (const key of buckets.keys()) {
    if (buckets.size <= keysMax) return
    buckets.delete(key)
  }
}
