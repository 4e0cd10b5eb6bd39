import type { LiveQueue } from '#api/live-queue.ts'
import { liveQueue } from '#api/live-queue.ts'
import { eventText, heartbeatText } from '#api/live-wire.ts'
import { secondMs } from '#kernel/time.ts'

/** Limits of one open tab. */
export const tabLimits = {
  framesMax: 256,
  bytesMax: 1024 * 1024,
  heartbeatMs: 15 * secondMs,
  /** How often it is asked whether whoever listens still may: a right that was taken away ends the stream within this. */
  welcomeMs: 5 * secondMs,
  /** A tab that took nothing for this long is let go. */
  stuckMs: 60 * secondMs,
} as const

/** Tells a tab that it missed too much: it asks for everything anew. */
export const resyncText = eventText({ name: 'resync', json: '{}' })

/** What a tab brings when it connects. */
export type LiveGuest = {
  /** The `Last-Event-ID` header, when it comes back. */
  lastEventId?: string | undefined
  /** Ends the stream when aborted. */
  signal?: AbortSignal
  /** Asked every few seconds; false ends the stream (signed out, or a right lost, meanwhile). */
  isStillWelcome?: () => Promise<boolean>
}

/** One open tab. */
export type LiveTab = {
  queue: LiveQueue
  /** Hands over what waits, when the tab is ready to take it. */
  wake(): void
  /** Heartbeat, welcome and patience; to be called now and then. */
  tend(nowMs: number): void
  end(): void
  response: Response
}

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // nginx would hold events back otherwise.
  'x-accel-buffering': 'no',
}

/** Opens the stream of one tab whose signal is not aborted yet. `left` is called once, however it ends. */
export function openTab(guest: LiveGuest, nowMs: () => number, left: () => void): LiveTab {
  const queue = liveQueue(tabLimits, resyncText)
  const pipe = openPipe(() => over())
  let isOver = false
  let tookAtMs = nowMs()
  let beatAtMs = nowMs()
  let welcomeAtMs = nowMs()

  const over = (): void => {
    if (isOver) return
    isOver = true
    guest.signal?.removeEventListener('abort', end)
    left()
  }
  const end = (): void => {
    if (isOver) return
    over()
    pipe.close()
  }
  const wake = (): void => {
    if (isOver || !pipe.isWanting()) return
    const text = queue.takeAll()
    if (text === undefined) return
    tookAtMs = nowMs()
    pipe.write(text)
  }
  const tend = (atMs: number): void => {
    if (queue.waiting().frames > 0 && atMs - tookAtMs > tabLimits.stuckMs) return end()
    if (atMs - welcomeAtMs >= tabLimits.welcomeMs) {
      welcomeAtMs = atMs
      void endUnlessWelcome(guest, end)
    }
    if (atMs - beatAtMs < tabLimits.heartbeatMs) return
    beatAtMs = atMs
    queue.push({ text: heartbeatText, bytes: heartbeatText.length, key: 'heartbeat' })
    wake()
  }

  pipe.onWant(wake)
  guest.signal?.addEventListener('abort', end, { once: true })
  return { queue, wake, tend, end, response: new Response(pipe.readable, { headers }) }
}

// A store that does not answer is no reason to close screens: only a plain "no" is.
async function endUnlessWelcome(guest: LiveGuest, end: () => void): Promise<void> {
  const isWelcome = await guest.isStillWelcome?.().catch(() => true)
  if (isWelcome === false) end()
}

type Pipe = {
  readable: ReadableStream<Uint8Array>
  isWanting(): boolean
  onWant(wanted: () => void): void
  write(text: string): void
  close(): void
}

// Pulled, with no buffer of its own: what a tab does not take waits in the bounded queue, not in the stream.
function openPipe(cancelled: () => void): Pipe {
  const encoder = new TextEncoder()
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  let wants = false
  let wanted = (): void => undefined
  const source: UnderlyingDefaultSource<Uint8Array> = {
    start: (given) => {
      controller = given
    },
    pull: () => {
      wants = true
      wanted()
    },
    cancel: cancelled,
  }
  return {
    readable: new ReadableStream(source, { highWaterMark: 0 }),
    isWanting: () => wants,
    onWant: (tell) => {
      wanted = tell
    },
    write: (text) => {
      wants = false
      controller?.enqueue(encoder.encode(text))
    },
    close: () => controller?.close(),
  }
}
