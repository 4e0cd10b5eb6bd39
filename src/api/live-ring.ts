/** An event kept for tabs that come back. */
export type Kept = { number: number; text: string; bytes: number }

/** The latest events, in bounded memory. */
export type LiveRing = {
  keep(event: Kept): void
  /** Everything after that number; `too-much` when some of it is gone, or when it would be more than `bytesMax`. */
  since(number: number, bytesMax: number): readonly Kept[] | 'too-much'
  size(): { frames: number; bytes: number }
}

/** Keeps at most so many events and bytes; the oldest go first. */
export function liveRing(limits: { framesMax: number; bytesMax: number }): LiveRing {
  const kept: Kept[] = []
  let bytes = 0
  let latest = 0
  return {
    keep(event) {
      kept.push(event)
      bytes += event.bytes
      latest = event.number
      while (kept.length > limits.framesMax || bytes > limits.bytesMax) bytes -= kept.shift()?.bytes ?? 0
    },
    since(number, bytesMax) {
      if (number > latest) return 'too-much'
      const missed = kept.filter((event) => event.number > number)
      const missedBytes = missed.reduce((sum, event) => sum + event.bytes, 0)
      return missed.length === latest - number && missedBytes <= bytesMax ? missed : 'too-much'
    },
    size: () => ({ frames: kept.length, bytes }),
  }
}
