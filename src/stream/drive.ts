import { minuteMs } from '#kernel/time.ts'
import type { Observed, TrendEvent, Trends } from '#stream/trends-contract.ts'

/** A pause longer than this is skipped in one step: nothing can rise while nobody speaks. */
const catchUpMinutesMax = 24 * 60

/**
 * Gives posts to the engine minute by minute of stream time, so that a fast replay peeks exactly as often as a live
 * day does. Time never runs back: a late post is observed, the clock stays.
 */
export class StreamDriver {
  readonly #trends: Trends
  #nextTickMs: number | undefined

  constructor(trends: Trends) {
    this.#trends = trends
  }

  /** Observes posts in the order heard, with a tick at each full minute they pass. */
  observe(posts: readonly Observed[]): TrendEvent[] {
    const events: TrendEvent[] = []
    let minute: Observed[] = []
    for (const observed of posts) {
      if (this.#nextTickMs !== undefined && observed.post.atMs >= this.#nextTickMs) {
        this.#trends.observe(minute)
        minute = []
        for (const event of this.passTo(observed.post.atMs)) events.push(event)
      }
      this.#nextTickMs ??= (Math.floor(observed.post.atMs / minuteMs) + 1) * minuteMs
      minute.push(observed)
    }
    this.#trends.observe(minute)
    return events
  }

  /** Stream time has reached this point, whether or not anybody spoke. */
  passTo(atMs: number): TrendEvent[] {
    const events: TrendEvent[] = []
    this.#nextTickMs ??= (Math.floor(atMs / minuteMs) + 1) * minuteMs
    const skippable = atMs - catchUpMinutesMax * minuteMs
    if (this.#nextTickMs < skippable) {
      for (const event of this.#trends.tick(this.#nextTickMs)) events.push(event)
      this.#nextTickMs = Math.floor(skippable / minuteMs) * minuteMs
    }
    while (this.#nextTickMs <= atMs) {
      for (const event of this.#trends.tick(this.#nextTickMs)) events.push(event)
      this.#nextTickMs += minuteMs
    }
    return events
  }
}
