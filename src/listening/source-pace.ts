import { hourMs, minuteMs, secondMs } from '#kernel/time.ts'

type State = 'connecting' | 'hearing' | 'waiting' | 'ended' | 'failed'

/** How closely a live source is followed. */
export const paceLimits = {
  /** Steady for this long and not held back by us: what difference is left is the source's own clock, not our lag. */
  steadyForMs: 10 * secondMs,
  steadyOf1: 0.1,
  /** This close to its source, the desk is up to date. */
  nearMs: 5 * secondMs,
  /** Nothing told for this long: the source is quiet, or was never talkative. */
  quietAfterMs: 10 * secondMs,
  /** Stream time waits this long for a source that is away; what comes later than that cannot raise an alarm anyway. */
  waitForMs: hourMs,
  /** A clock further off than this says nothing about us. */
  believedMs: 30 * 24 * 60 * minuteMs,
} as const

/**
 * How far one live source is ahead of what was counted, by the source's own clock: what waits in our queues, in the
 * socket, on the wire and at the far side, all in one figure. A clock that is set wrongly is no lag.
 */
export class SourcePace {
  #state: State = 'connecting'
  #stateSinceMs: number
  #told: { atMs: number; wallMs: number } | undefined
  #steadyFrom: { atMs: number; wallMs: number } | undefined
  #clockOffMs = 0

  constructor(wallMs: number) {
    this.#stateSinceMs = wallMs
  }

  /** The source's connection changed. */
  state(state: State, wallMs: number): void {
    if ((state === 'hearing') !== (this.#state === 'hearing')) this.#stateSinceMs = wallMs
    this.#state = state
  }

  /** Everything the source said up to `atMs` (its clock) was counted by `wallMs` (ours). `held`: it had to wait for us. */
  counted(atMs: number, wallMs: number, held: boolean): void {
    const offMs = wallMs - atMs
    if (Math.abs(offMs) > paceLimits.believedMs) return
    this.#told = { atMs, wallMs }
    this.#clockOffMs = Math.min(this.#clockOffMs, offMs)
    if (held) this.#steadyFrom = undefined
    this.#steadyFrom ??= this.#told
    const passedMs = wallMs - this.#steadyFrom.wallMs
    if (passedMs < paceLimits.steadyForMs) return
    const drift = Math.abs((atMs - this.#steadyFrom.atMs) / passedMs - 1)
    if (drift <= paceLimits.steadyOf1) this.#clockOffMs = offMs
    this.#steadyFrom = this.#told
  }

  /** How late what it says is counted; 0 when it says nothing. */
  lagMs(wallMs: number): number {
    if (this.#told === undefined || wallMs - this.#told.wallMs > paceLimits.quietAfterMs) return 0
    return Math.max(0, this.#told.wallMs - this.#told.atMs - this.#clockOffMs)
  }

  /** Up to where stream time may go by our own clock alone; undefined while it must wait for this source. */
  freeToMs(wallMs: number): number | undefined {
    if (this.#state === 'ended' || this.#state === 'failed') return wallMs
    const sinceMs = wallMs - this.#stateSinceMs
    if (this.#state !== 'hearing') return sinceMs > paceLimits.waitForMs ? wallMs : undefined
    if (this.#told === undefined) return sinceMs > paceLimits.quietAfterMs ? wallMs : undefined
    if (this.lagMs(wallMs) > paceLimits.nearMs) return undefined
    return wallMs - Math.max(0, this.#clockOffMs)
  }
}

/** The paces of all live sources. */
export class SourcePaces {
  readonly #paces = new Map<string, SourcePace>()

  /** Follows a source from this moment on. */
  follow(source: string, wallMs: number): void {
    this.#paces.set(source, new SourcePace(wallMs))
  }

  /** A source that is no longer heard holds nothing back. */
  leave(source: string): void {
    this.#paces.delete(source)
  }

  /** The pace of one source; undefined when it is not followed. */
  of(source: string): SourcePace | undefined {
    return this.#paces.get(source)
  }

  /** How late the latest is; 0 when none is. */
  lagMs(wallMs: number): number {
    return Math.max(0, ...[...this.#paces.values()].map((pace) => pace.lagMs(wallMs)))
  }

  /** Up to where our own clock may move stream time: a source that is behind holds it, so that its posts count in their time. */
  freeToMs(wallMs: number): number | undefined {
    const free = [...this.#paces.values()].map((pace) => pace.freeToMs(wallMs))
    return free.reduce(
      (least, one) => (least === undefined || one === undefined ? undefined : Math.min(least, one)),
      wallMs,
    )
  }
}
