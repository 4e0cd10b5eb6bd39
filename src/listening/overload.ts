import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import type { Coverage } from '#listening/contract.ts'
import { leftOutAt, shedOrder, trendsAt } from '#listening/shed-order.ts'
import { openShedding, type Shed } from '#listening/shedding.ts'
import type { Turns } from '#listening/turns.ts'
import type { TrendThread } from '#listening/workers/trend-thread.ts'

type Needs = { clock: Clock; log: Log; turns: Turns; trends: Pick<TrendThread, 'setShed'> }

/** What is left out to keep up, from when on, and how many posts that concerned. */
export class Overload {
  readonly #needs: Needs
  readonly #shedding = openShedding(shedOrder.length)
  #shed: Shed = { level: 0, sinceMs: undefined }
  #countedSimply = 0
  #batches = 0
  #lookedAtMs = -Infinity

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** What is left out; undefined when nothing is. */
  get shed(): Coverage['shed'] {
    const { level, sinceMs } = this.#shed
    if (sinceMs === undefined) return undefined
    const leftOut = shedOrder.slice(0, level).map((step) => step.name)
    return {
      level,
      since: new Date(sinceMs).toISOString(),
      leftOut,
      posts: this.#countedSimply,
      ...leftOutAt(level),
    }
  }

  /** Posts were handed to the engine, as it counts now. */
  handedOver(posts: number): void {
    if (this.#shed.level > 0) this.#countedSimply += posts
  }

  /** A batch was worked through. */
  worked(): void {
    this.#batches += 1
  }

  /** Looks whether something more is to be left out, or may be taken in again. */
  look(lagMs: number): void {
    const { clock, trends, log, turns } = this.#needs
    const nowMs = clock.nowMs()
    const held = turns.heldAfter(this.#lookedAtMs)
    this.#lookedAtMs = nowMs
    const before = this.#shed
    this.#shed = this.#shedding.look({ nowMs, lagMs, held, batches: this.#batches })
    if (this.#shed.level === before.level) return
    trends.setShed(trendsAt(this.#shed.level))
    log(
      'warn',
      this.#shed.level === 0 ? 'everything is counted in full again' : 'counting simply to keep up',
      { leftOut: leftOutAt(this.#shed.level).en, lagMs, countedSimply: this.#countedSimply },
    )
    if (this.#shed.level === 0) this.#countedSimply = 0
  }
}
