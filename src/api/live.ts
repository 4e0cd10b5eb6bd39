import type { Frame, LiveQueue } from '#api/live-queue.ts'
import { liveQueue } from '#api/live-queue.ts'
import { eventId, eventNumber, eventText, heartbeatText, helloText } from '#api/live-wire.ts'
import { secondMs } from '#kernel/time.ts'

/** How one kind of event is thinned before it reaches a screen. */
export type LiveKind<D> = {
  /** Events of one key stand for each other in a slow tab's queue: the latest wins. Missing: every event counts. */
  keyOf?: (data: D) => string
  /** At most one event per `batch.keyOf` in `everyMs`; what comes between is merged. */
  batch?: { everyMs: number; keyOf: (data: D) => string; merge: (before: D, next: D) => D }
  /** True: only the latest matters. It is not replayed to a returning tab, but given to every tab that comes. */
  isState?: boolean
}

/** All kinds of events a hub carries, by name. */
export type LiveKinds<E> = { readonly [N in keyof E & string]: LiveKind<E[N]> }

/** Limits of live events, all of them. */
export const liveLimits = {
  clientsMax: 500,
  /** Per tab. */
  framesMax: 256,
  bytesMax: 1024 * 1024,
  /** Kept for tabs that come back. */
  ringFramesMax: 1000,
  ringBytesMax: 4 * 1024 * 1024,
  /** Batches waiting at once; beyond it the oldest goes out early. */
  batchesMax: 500,
  heartbeatMs: 15 * secondMs,
  /** A tab that took nothing for this long is let go. */
  stuckMs: 60 * secondMs,
  tickMs: 100,
  retryMs: 2 * secondMs,
} as const

/** What a tab brings when it connects. */
export type LiveGuest = {
  /** The `Last-Event-ID` header, when it comes back. */
  lastEventId?: string | undefined
  /** Ends the stream when aborted. */
  signal?: AbortSignal
  /** Asked at each heartbeat; false ends the stream (signed out meanwhile). */
  isStillWelcome?: () => Promise<boolean>
}

/** Live events for every open screen. */
export type LiveHub<E> = {
  publish<N extends keyof E & string>(name: N, data: E[N]): void
  /** A stream for one tab; undefined when too many are open. */
  connect(guest: LiveGuest): Response | undefined
  /** Sends what waits and keeps streams alive; `start` calls it, tests call it with their own time. */
  tick(): void
  /** Ticks by itself until `close`. */
  start(): void
  close(): void
  health(): { clients: number; ringFrames: number; ringBytes: number; resyncs: number; bytesWaiting: number }
}

type Client = { queue: LiveQueue; wake: () => void; end: () => void; tookAtMs: number; beatAtMs: number; guest: LiveGuest }
type Kept = { number: number; text: string; bytes: number }
type Batch = { name: string; data: unknown; waits: boolean; sentAtMs: number }

/** Makes a hub. `run` names this run of the server, so that ids of an earlier run are not taken for ours. */
export function liveHub<E>(o: { kinds: LiveKinds<E>; nowMs: () => number; run: string }): LiveHub<E> {
  const clients = new Set<Client>()
  const states = new Map<string, Frame>()
  const batches = new Map<string, Batch>()
  const ring: Kept[] = []
  const resync = eventText({ name: 'resync', json: '{}' })
  let ringBytes = 0
  let number = 0
  let resyncs = 0
  let timer: NodeJS.Timeout | undefined

  const send = (name: string, data: unknown): void => {
    // The kinds are typed by name at `publish`; inside they are looked up by text.
    const kind = (o.kinds as Record<string, LiveKind<unknown> | undefined>)[name]
    const id = kind?.isState ? undefined : eventId(o.run, ++number)
    const text = eventText({ name, json: JSON.stringify(data), ...(id === undefined ? {} : { id }) })
    const key = kind?.isState ? `${name} ${kind.keyOf?.(data) ?? ''}` : kind?.keyOf && `${name} ${kind.keyOf(data)}`
    const frame = { text, bytes: Buffer.byteLength(text), key }
    if (kind?.isState) states.set(frame.key ?? name, frame)
    else ringBytes += keep(ring, { number, text, bytes: frame.bytes }, ringBytes)
    for (const client of clients) {
      client.queue.push(frame)
      client.wake()
    }
  }

  const publish = <N extends keyof E & string>(name: N, data: E[N]): void => {
    const batch = o.kinds[name].batch
    if (!batch) return send(name, data)
    const key = `${name} ${batch.keyOf(data)}`
    const before = batches.get(key)
    // A batch holds data of the kind its key begins with.
    const merged = before?.waits ? batch.merge(before.data as E[N], data) : data
    const isDue = !before || o.nowMs() - before.sentAtMs >= batch.everyMs
    batches.set(key, { name, data: isDue ? undefined : merged, waits: !isDue, sentAtMs: isDue ? o.nowMs() : before.sentAtMs })
    if (isDue) send(name, merged)
    if (batches.size > liveLimits.batchesMax) flushOldest()
  }

  const flushOldest = (): void => {
    for (const [key, batch] of batches) {
      batches.delete(key)
      if (batch.waits) send(batch.name, batch.data)
      return
    }
  }

  const flushDue = (nowMs: number): void => {
    for (const [key, batch] of batches) {
      const everyMs = (o.kinds as Record<string, LiveKind<unknown> | undefined>)[batch.name]?.batch?.everyMs ?? 0
      if (nowMs - batch.sentAtMs < everyMs) continue
      if (!batch.waits) batches.delete(key)
      else {
        batches.set(key, { name: batch.name, data: undefined, waits: false, sentAtMs: nowMs })
        send(batch.name, batch.data)
      }
    }
  }

  const tick = (): void => {
    const nowMs = o.nowMs()
    flushDue(nowMs)
    for (const client of clients) tend(client, nowMs)
  }

  const connect = (guest: LiveGuest): Response | undefined => {
    if (clients.size >= liveLimits.clientsMax) return undefined
    const client = newClient(guest, resync, o.nowMs, () => {
      resyncs += client.queue.overflows()
      clients.delete(client)
    })
    greet(client, { ring, states, resync, run: o.run, number })
    clients.add(client)
    return client.response
  }

  return {
    publish,
    connect,
    tick,
    start() {
      timer ??= setInterval(tick, liveLimits.tickMs)
      timer.unref()
    },
    close() {
      clearInterval(timer)
      timer = undefined
      for (const client of clients) client.end()
    },
    health: () => ({
      clients: clients.size,
      ringFrames: ring.length,
      ringBytes,
      resyncs: [...clients].reduce((sum, client) => sum + client.queue.overflows(), resyncs),
      bytesWaiting: [...clients].reduce((sum, client) => sum + client.queue.waiting().bytes, 0),
    }),
  }
}

/** Keeps a frame for returning tabs and forgets the oldest beyond the limits; returns the change in bytes. */
function keep(ring: Kept[], frame: Kept, bytesBefore: number): number {
  ring.push(frame)
  let change = frame.bytes
  while (ring.length > liveLimits.ringFramesMax || bytesBefore + change > liveLimits.ringBytesMax) {
    const oldest = ring.shift()
    if (!oldest) break
    change -= oldest.bytes
  }
  return change
}

type Greeting = { ring: readonly Kept[]; states: ReadonlyMap<string, Frame>; resync: string; run: string; number: number }

/** What a tab gets first: what it missed, or word that it missed too much, and the latest state of things. */
function greet(client: Client, g: Greeting): void {
  client.queue.push({ text: helloText(liveLimits.retryMs), bytes: 20, key: undefined })
  const missed = missedSince(g, client.guest.lastEventId)
  const text = missed === 'too-much' ? g.resync : missed.map((frame) => frame.text).join('')
  // As one frame: a long absence is one write and cannot overflow a fresh queue by its number of frames.
  if (text !== '') client.queue.push({ text, bytes: Buffer.byteLength(text), key: undefined })
  for (const frame of g.states.values()) client.queue.push(frame)
}

function missedSince(g: Greeting, lastEventId: string | undefined): readonly Kept[] | 'too-much' {
  if (lastEventId === undefined || lastEventId === '') return []
  const seen = eventNumber(g.run, lastEventId)
  if (seen === undefined || seen > g.number) return 'too-much'
  const missed = g.ring.filter((frame) => frame.number > seen)
  const isWhole = g.number - seen === missed.length
  const bytes = missed.reduce((sum, frame) => sum + frame.bytes, 0)
  return isWhole && bytes < liveLimits.bytesMax / 2 ? missed : 'too-much'
}

function tend(client: Client, nowMs: number): void {
  if (client.queue.waiting().frames > 0 && nowMs - client.tookAtMs > liveLimits.stuckMs) return client.end()
  if (nowMs - client.beatAtMs < liveLimits.heartbeatMs) return
  client.beatAtMs = nowMs
  client.queue.push({ text: heartbeatText, bytes: heartbeatText.length, key: 'heartbeat' })
  client.wake()
  // A store that does not answer is no reason to close screens: only a plain "no" is.
  client.guest.isStillWelcome?.().then((isWelcome) => {
    if (!isWelcome) client.end()
  }, () => undefined)
}

function newClient(guest: LiveGuest, resync: string, nowMs: () => number, left: () => void): Client & { response: Response } {
  const queue = liveQueue({ framesMax: liveLimits.framesMax, bytesMax: liveLimits.bytesMax }, resync)
  const encoder = new TextEncoder()
  let wants: ReadableStreamDefaultController<Uint8Array> | undefined
  let controllerToEnd: ReadableStreamDefaultController<Uint8Array> | undefined
  let isOver = false
  const give = (controller: ReadableStreamDefaultController<Uint8Array>): boolean => {
    const text = queue.takeAll()
    if (text === undefined) return false
    client.tookAtMs = nowMs()
    controller.enqueue(encoder.encode(text))
    return true
  }
  const over = (): void => {
    if (isOver) return
    isOver = true
    guest.signal?.removeEventListener('abort', end)
    left()
  }
  const end = (): void => {
    if (isOver) return
    over()
    controllerToEnd?.close()
  }
  // Pulled, with no buffer of its own: what a tab does not take waits in the bounded queue, not in the stream.
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => void (controllerToEnd = controller),
      pull: (controller) => void (wants = give(controller) ? undefined : controller),
      cancel: over,
    },
    { highWaterMark: 0 },
  )
  const wake = (): void => {
    if (wants && !isOver && give(wants)) wants = undefined
  }
  const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
  const client = { queue, wake, end, tookAtMs: nowMs(), beatAtMs: nowMs(), guest, response: new Response(body, { headers }) }
  if (guest.signal?.aborted) end()
  else guest.signal?.addEventListener('abort', end, { once: true })
  return client
}
