import type { Clock } from '#kernel/time.ts'
import type { Keeper } from '#listening/keeper.ts'

const inFlightMax = 16

/** Work done in the order in which it was heard, a bounded amount at once: this is what holds a reader back. */
export class Turns {
  readonly #clock: Clock
  readonly #keeper: Pick<Keeper, 'isFull' | 'room'>
  #tail: Promise<void> = Promise.resolve()
  #inFlight = 0
  /** When the posts of each batch under way were heard, oldest first. */
  readonly #waitingSinceMs: number[] = []
  /** How many readers wait for us now, and when one last did. */
  #holding = 0
  #heldAtMs = -Infinity

  constructor(needs: { clock: Clock; keeper: Pick<Keeper, 'isFull' | 'room'> }) {
    this.#clock = needs.clock
    this.#keeper = needs.keeper
  }

  /** Whether nothing is under way. */
  get areOver(): boolean {
    return this.#inFlight === 0
  }

  /** For how long the oldest waits here, ms. */
  get waitedMs(): number {
    const nowMs = this.#clock.nowMs()
    return nowMs - (this.#waitingSinceMs[0] ?? nowMs)
  }

  /** Whether a reader waits for us, or did after this moment. */
  heldAfter(ms: number): boolean {
    return this.#holding > 0 || this.#heldAtMs > ms
  }

  /** When a reader last waited for us. */
  get heldAtMs(): number {
    return this.#heldAtMs
  }

  /** Waits until there is room for a batch. */
  async room(): Promise<void> {
    this.#holding += 1
    const waits = this.#inFlight >= inFlightMax || this.#keeper.isFull
    if (waits) this.#heldAtMs = this.#clock.nowMs()
    try {
      await this.#keeper.room()
      await this.slot()
    } finally {
      this.#holding -= 1
      if (waits) this.#heldAtMs = this.#clock.nowMs()
    }
  }

  /** Waits until one more may be under way. */
  async slot(): Promise<void> {
    while (this.#inFlight >= inFlightMax) await this.#tail
  }

  /** Waits until everything that was begun is done. */
  async settle(): Promise<void> {
    await this.#tail
  }

  /** Does work after everything heard before it. */
  take(
    work: () => Promise<void>,
    otherwise: (error: unknown) => void,
    sinceMs: number = this.#clock.nowMs(),
  ): void {
    this.#inFlight += 1
    this.#waitingSinceMs.push(sinceMs)
    this.#tail = this.#tail.then(async () => {
      try {
        await work()
      } catch (error) {
        otherwise(error)
      } finally {
        this.#inFlight -= 1
        this.#waitingSinceMs.shift()
      }
    })
  }
}
