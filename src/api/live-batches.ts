/** How events of one key are merged: at most one in `everyMs`. */
export type Merging<D> = { everyMs: number; merge: (before: D, next: D) => D }

/** Events held back for a moment so that a busy watch does not flood the screens. Nothing is dropped, only merged. */
export type LiveBatches = {
  add<D>(key: string, data: D, merging: Merging<D>, send: (data: D) => void): void
  /** Sends what has waited long enough. */
  flushDue(nowMs: number): void
  size(): number
}

type Batch = { waiting: (() => void) | undefined; data: unknown; sentAtMs: number; everyMs: number }

/** Batches by key; beyond `keysMax` the oldest goes out early. */
export function liveBatches(keysMax: number, nowMs: () => number): LiveBatches {
  const batches = new Map<string, Batch>()
  return {
    add(key, data, { everyMs, merge }, send) {
      const before = batches.get(key)
      if (!before || nowMs() - before.sentAtMs >= everyMs) {
        before?.waiting?.()
        batches.set(key, { waiting: undefined, data: undefined, sentAtMs: nowMs(), everyMs })
        send(data)
      } else {
        // A key's data is always of the kind the key begins with.
        const merged = before.waiting ? merge(before.data as typeof data, data) : data
        batches.set(key, { ...before, waiting: () => send(merged), data: merged })
      }
      flushOldest(batches, keysMax)
    },
    flushDue(at) {
      for (const [key, batch] of batches) {
        if (at - batch.sentAtMs < batch.everyMs) continue
        if (batch.waiting) batches.set(key, { ...batch, waiting: undefined, data: undefined, sentAtMs: at })
        else batches.delete(key)
        batch.waiting?.()
      }
    },
    size: () => batches.size,
  }
}

function flushOldest(batches: Map<string, Batch>, keysMax: number): void {
  for (const [key, batch] of batches) {
    if (batches.size <= keysMax) return
    batches.delete(key)
    batch.waiting?.()
  }
}
