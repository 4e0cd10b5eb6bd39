import { minuteMs, secondMs } from '#kernel/time.ts'
import { readerLimits } from '#networks/contract.ts'
import type { FrameLimits } from '#networks/frame-socket.ts'

/** Limits of a reader. */
export type MastodonReaderLimits = FrameLimits & {
  /** Without a sign of life for this long a connection is asked for one, and after `silenceMs` made again. */
  pingMs: number
  silenceMs: number
  /** Between two readings of a timeline where there is no stream. */
  pollMs: number
  /** After this long of polling a stream is tried again. */
  streamAgainMs: number
  /** After a reconnect a stream is read again from this much earlier, because posts of other servers arrive late. */
  rewindMs: number
  /** Pages of 40 read at most to catch up; more than that is a gap. */
  pagesMax: number
  backoff: { startMs: number; maxMs: number }
}

/** The limits used where none are given. Servers allow 300 questions in five minutes; catching up costs 25. */
export const mastodonReaderLimits: MastodonReaderLimits = {
  frameBytesMax: readerLimits.frameBytesMax,
  socketBytesMax: 16 * 1024 * 1024,
  queueFramesMax: 2048,
  queueBytesMax: 16 * 1024 * 1024,
  connectMs: 10 * secondMs,
  pingMs: 30 * secondMs,
  silenceMs: 90 * secondMs,
  pollMs: 30 * secondMs,
  streamAgainMs: 60 * minuteMs,
  rewindMs: 20 * secondMs,
  pagesMax: 25,
  backoff: { startMs: secondMs, maxMs: minuteMs },
}
