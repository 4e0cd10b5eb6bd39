import { liveBatches } from '#api/live-batches.ts'
import type { Frame } from '#api/live-queue.ts'
import type { LiveRing } from '#api/live-ring.ts'
import { liveRing } from '#api/live-ring.ts'
import type { LiveGuest, LiveTab } from '#api/live-tab.ts'
import { openTab, resyncText, tabLimits } from '#api/live-tab.ts'
import { eventId, eventNumber, eventText, helloText } from '#api/live-wire.ts'
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

/** Limits of live events, beside those of each tab. */
export const liveLimits = {
  tabsMax: 500,
  /** Kept for tabs that come back. */
  ringFramesMax: 1000,
  ringBytesMax: 4 * 1024 * 1024,
  /** Most that a returning tab is told at once; beyond it, it asks anew. */
  missedBytesMax: tabLimits.bytesMax / 2,
  /** Batches waiting at once; beyond it the oldest goes out early. */
  batchesMax: 500,
  tickMs: 100,
  retryMs: 2 * secondMs,
} as const

/** Live events for every open screen. */
export type LiveHub<E> = {
  publish<N extends keyof E & string>(name: N, data: E[N]): void
  /** A stream for one tab; undefined when too many are open, or when the tab has already gone. */
  connect(guest: LiveGuest): Response | undefined
  /** Sends what waits and keeps streams alive; `start` calls it, tests call it with their own time. */
  tick(): void
  /** Ticks by itself until `close`. */
  start(): void
  close(): void
  health(): LiveHealth
}

/** How the hub is doing. `resyncs` counts how often a tab fell behind. */
export type LiveHealth = {
  clients: number
  ringFrames: number
  ringBytes: number
  resyncs: number
  bytesWaiting: number
}

/** Makes a hub. `run` names this run of the server, so that ids of an earlier run are not taken for ours. */
export function liveHub<E>(o: { kinds: LiveKinds<E>; nowMs: () => number; run: string }): LiveHub<E> {
  const tabs = new Set<LiveTab>()
  const states = new Map<string, Frame>()
  const batches = liveBatches(liveLimits.batchesMax, o.nowMs)
  const ring = liveRing({ framesMax: liveLimits.ringFramesMax, bytesMax: liveLimits.ringBytesMax })
  let number = 0
  let resyncs = 0
  let timer: NodeJS.Timeout | undefined

  const send = <N extends keyof E & string>(name: N, data: E[N]): void => {
    const frame = frameOf(
      name,
      data,
      o.kinds[name],
      o.kinds[name].isState ? undefined : eventId(o.run, ++number),
    )
    if (o.kinds[name].isState) states.set(frame.key ?? name, frame)
    else ring.keep({ number, text: frame.text, bytes: frame.bytes })
    for (const tab of tabs) {
      tab.queue.push(frame)
      tab.wake()
    }
  }

  const connect = (guest: LiveGuest): Response | undefined => {
    if (tabs.size >= liveLimits.tabsMax || guest.signal?.aborted) return undefined
    const tab = openTab(guest, o.nowMs, () => {
      resyncs += tab.queue.overflows()
      tabs.delete(tab)
    })
    greet(tab, missedBy(ring, eventNumber(o.run, guest.lastEventId), guest.lastEventId), states)
    tabs.add(tab)
    return tab.response
  }

  const tick = (): void => {
    const nowMs = o.nowMs()
    batches.flushDue(nowMs)
    for (const tab of tabs) tab.tend(nowMs)
  }

  return {
    publish(name, data) {
      const { batch } = o.kinds[name]
      if (batch) batches.add(`${name} ${batch.keyOf(data)}`, data, batch, (merged) => send(name, merged))
      else send(name, data)
    },
    connect,
    tick,
    start() {
      timer ??= setInterval(tick, liveLimits.tickMs)
      timer.unref()
    },
    close() {
      clearInterval(timer)
      timer = undefined
      for (const tab of tabs) tab.end()
    },
    health: () => healthOf(tabs, ring, resyncs),
  }
}

function frameOf<D>(name: string, data: D, kind: LiveKind<D>, id: string | undefined): Frame {
  const text = eventText({ name, json: JSON.stringify(data), ...(id === undefined ? {} : { id }) })
  const hasKey = kind.isState === true || kind.keyOf !== undefined
  return {
    text,
    bytes: Buffer.byteLength(text),
    key: hasKey ? `${name} ${kind.keyOf?.(data) ?? ''}` : undefined,
  }
}

/** What a returning tab gets first: what it missed, or word that it missed too much. */
function missedBy(ring: LiveRing, seen: number | undefined, lastEventId: string | undefined): string {
  if (lastEventId === undefined || lastEventId === '') return ''
  const missed = seen === undefined ? 'too-much' : ring.since(seen, liveLimits.missedBytesMax)
  return missed === 'too-much' ? resyncText : missed.map((event) => event.text).join('')
}

function greet(tab: LiveTab, missed: string, states: ReadonlyMap<string, Frame>): void {
  // As one frame: a long absence is one write and cannot overflow a fresh queue by its number of events.
  const text = helloText(liveLimits.retryMs) + missed
  tab.queue.push({ text, bytes: Buffer.byteLength(text), key: undefined })
  for (const state of states.values()) tab.queue.push(state)
}

function healthOf(tabs: ReadonlySet<LiveTab>, ring: LiveRing, resyncsBefore: number): LiveHealth {
  const open = [...tabs]
  const { frames, bytes } = ring.size()
  return {
    clients: open.length,
    ringFrames: frames,
    ringBytes: bytes,
    resyncs: open.reduce((sum, tab) => sum + tab.queue.overflows(), resyncsBefore),
    bytesWaiting: open.reduce((sum, tab) => sum + tab.queue.waiting().bytes, 0),
  }
}
