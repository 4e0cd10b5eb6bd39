import { minuteMs, secondMs } from '#kernel/time.ts'

/** How the live link stands. `stale`: nothing came for a while, what is shown is as of `lastAtMs`. */
export type LiveState = {
  link: 'connecting' | 'live' | 'stale'
  lastAtMs: number | undefined
  paused: boolean
}

/** What the link listens with: the browser's EventSource, or a stand-in. */
export type LiveSource = {
  addEventListener(kind: string, listener: (event: MessageEvent<string>) => void): void
  readonly readyState: number
  close(): void
}

/** Where the link gets its parts from, so that tests own the time and the wire. */
export type LiveNeeds = {
  open(url: string): LiveSource
  nowMs(): number
  /** Calls back every so often; returns how to stop it. */
  every(ms: number, act: () => void): () => void
}

/** The server says how it hears every 2 s, so this much silence means the line is dead. */
const silenceMaxMs = 9 * secondMs
const retryMinMs = 2 * secondMs
const retryMaxMs = minuteMs
/** Events held back while a person has paused; beyond it the oldest are dropped, and the screen asks again on resume. */
const heldMax = 500

const events = ['story', 'posts', 'gone', 'coverage', 'approvals', 'sending'] as const
/** Shown also on a screen that stands still: how well we hear, what waits for approval, what goes out. */
const alwaysShown: ReadonlySet<LiveEvent> = new Set(['coverage', 'approvals', 'sending'])

/** Names of what the server tells live. */
export type LiveEvent = (typeof events)[number]

type Listener = (data: unknown) => void

/**
 * One EventSource a tab: hands out what the server tells, says when it has gone quiet, opens again by itself.
 * A broken line is resumed by the browser (Last-Event-ID); one opened anew by us asks for everything again.
 */
export class LiveLink {
  readonly #needs: LiveNeeds
  readonly #listeners = new Map<LiveEvent | 'again', Set<Listener>>()
  readonly #watchers = new Set<() => void>()
  #state: LiveState = { link: 'connecting', lastAtMs: undefined, paused: false }
  #source: LiveSource | undefined
  #retryMs = retryMinMs
  #retryAtMs: number | undefined
  #held: { kind: LiveEvent; data: unknown }[] = []
  #stopTicking: (() => void) | undefined

  constructor(needs: LiveNeeds) {
    this.#needs = needs
  }

  /** Begins to listen. */
  start(): void {
    if (this.#stopTicking) return
    this.#stopTicking = this.#needs.every(secondMs, () => this.#tick())
    this.#open()
  }

  /** Stops for good. */
  close(): void {
    this.#stopTicking?.()
    this.#stopTicking = undefined
    this.#source?.close()
    this.#source = undefined
  }

  /** Hears one kind of event; `again` comes after a silence, when screens must ask for what they missed. */
  on(kind: LiveEvent | 'again', listener: Listener): () => void {
    const known = this.#listeners.get(kind) ?? new Set()
    this.#listeners.set(kind, known.add(listener))
    return () => known.delete(listener)
  }

  /** For `useSyncExternalStore`. */
  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  /** The state now; the same object until it changes. */
  readonly state = (): LiveState => this.#state

  /** Holds posts and stories back, or lets them go; see `alwaysShown` for what is never held. */
  pause(paused: boolean): void {
    this.#change({ paused })
    if (paused) return
    const held = this.#held
    this.#held = []
    if (held.length >= heldMax) this.#tell('again', undefined)
    else for (const { kind, data } of held) this.#tell(kind, data)
  }

  #open(): void {
    this.#source?.close()
    this.#retryAtMs = undefined
    const source = this.#needs.open('/api/live')
    this.#source = source
    for (const kind of events) source.addEventListener(kind, (event) => this.#hear(kind, event))
    // The server says so when a tab was away for too long to be told all it missed.
    source.addEventListener('resync', () => this.#tell('again', undefined))
  }

  #hear(kind: LiveEvent, event: MessageEvent<string>): void {
    const wasStale = this.#state.link === 'stale'
    this.#retryMs = retryMinMs
    this.#change({ link: 'live', lastAtMs: this.#needs.nowMs() })
    if (wasStale) this.#tell('again', undefined)
    const data = readData(event.data)
    if (data === undefined) return
    // What people took back goes at once, also from a screen that stands still, and once more after what is held.
    if (kind === 'gone') this.#tell(kind, data)
    if (this.#state.paused && !alwaysShown.has(kind)) {
      this.#held.push({ kind, data })
      if (this.#held.length > heldMax) this.#held.shift()
    } else if (kind !== 'gone') this.#tell(kind, data)
  }

  #tick(): void {
    const nowMs = this.#needs.nowMs()
    const { link, lastAtMs } = this.#state
    if (link === 'live' && lastAtMs !== undefined && nowMs - lastAtMs > silenceMaxMs)
      this.#change({ link: 'stale' })
    if (this.#source?.readyState !== 2) return
    // The browser gives up on an answer that is not a stream (a restart, a proxy); we do not.
    if (this.#retryAtMs === undefined) {
      this.#retryAtMs = nowMs + this.#retryMs
      this.#retryMs = Math.min(retryMaxMs, this.#retryMs * 2)
      this.#change({ link: 'stale' })
    } else if (nowMs >= this.#retryAtMs) this.#open()
  }

  #tell(kind: LiveEvent | 'again', data: unknown): void {
    for (const listener of this.#listeners.get(kind) ?? []) listener(data)
  }

  #change(change: Partial<LiveState>): void {
    this.#state = { ...this.#state, ...change }
    for (const watcher of this.#watchers) watcher()
  }
}

/** The JSON of an event, or nothing when it is not JSON: the next coverage event will put things right. */
function readData(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** The link as a browser tab uses it. */
export function browserLive(): LiveLink {
  return new LiveLink({
    open: (url) => new EventSource(url),
    nowMs: () => Date.now(),
    every: (ms, act) => {
      const timer = setInterval(act, ms)
      return () => clearInterval(timer)
    },
  })
}
