/** One event as it goes over the wire, already written out so that all tabs share one text. */
export type Frame = { text: string; bytes: number; key: string | undefined }

/** What one tab has not taken yet. Bounded: a tab that does not keep up is told to ask anew. */
export type LiveQueue = {
  /** Adds a frame; one with the same key that still waits is replaced. */
  push(frame: Frame): void
  /** Everything that waits, as one text; undefined when nothing does. */
  takeAll(): string | undefined
  waiting(): { frames: number; bytes: number }
  /** How often the tab fell behind. */
  overflows(): number
}

/** A queue for one tab, of at most so many frames and bytes. On overflow everything waiting becomes `resync`. */
export function liveQueue(limits: { framesMax: number; bytesMax: number }, resync: string): LiveQueue {
  let frames: Frame[] = []
  let bytes = 0
  let overflows = 0
  const overflow = (): void => {
    frames = [{ text: resync, bytes: resync.length, key: undefined }]
    bytes = resync.length
    overflows++
  }
  return {
    push(frame) {
      const same = frame.key === undefined ? -1 : frames.findIndex((waiting) => waiting.key === frame.key)
      const replaced = same < 0 ? undefined : frames.splice(same, 1)[0]
      bytes += frame.bytes - (replaced?.bytes ?? 0)
      frames.push(frame)
      if (frames.length > limits.framesMax || bytes > limits.bytesMax) overflow()
    },
    takeAll() {
      if (frames.length === 0) return undefined
      const text = frames.map((frame) => frame.text).join('')
      frames = []
      bytes = 0
      return text
    },
    waiting: () => ({ frames: frames.length, bytes }),
    overflows: () => overflows,
  }
}
