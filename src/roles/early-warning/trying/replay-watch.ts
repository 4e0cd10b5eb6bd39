import type { Post } from '#kernel/post.ts'
import { minuteMs } from '#kernel/time.ts'
import { NearDuplicates } from '#language/near-duplicates.ts'
import { TextScan } from '#language/scan.ts'
import { shippedPrior } from '#stream/trends/prior.ts'
import { PostTerms } from '#stream/trends/post-terms.ts'
import { trendsDefaults } from '#stream/trends/options.ts'
import {
  addToSeries,
  alarmOf,
  closeHours,
  emptySeries,
  noteAlarm,
  type SeriesAlarm,
  type Week,
} from '#stream/trends/series.ts'
import { seriesSurprise } from '#stream/trends/watch-counts.ts'

/** A time at which a watch would have made a story: its distinct posts in the window, newest last. */
export type Risen = {
  atMs: number
  alarm: SeriesAlarm
  posts: readonly Post[]
  authors: number
  harm: number
}

/** A post of this concern speaks clearly of harm, as the engine takes it. */
const harmFrom = 0.35
/** A watch tells a story from this many posts on, as in the engine. */
const postsMin = 4

type Distinct = { post: Post; atMs: number; concern: number }

/**
 * When a watch over these posts would have made a story: the engine's own series, minute by minute of their time. Takes posts one by
 * one, oldest first, so that whoever feeds it may stop at any of them.
 */
export class WatchReplay {
  readonly risen: Risen[] = []
  readonly #series = emptySeries()
  readonly #copies = new NearDuplicates({ likenessOf1: trendsDefaults.copyLikenessOf1 })
  readonly #terms = new PostTerms(shippedPrior(), new TextScan())
  readonly #week: Week
  #recent: Distinct[] = []
  /** Posts of the story told last: what shares a post with it belongs to it, as in the engine. */
  #told = new Set<string>()
  #minute = -Infinity
  #nowMs = 0

  constructor(week: Week) {
    this.#week = week
  }

  /** Hears one post. A later one never comes before. */
  hear(post: Post): void {
    this.#nowMs = Math.max(this.#nowMs, post.atMs)
    const minute = Math.floor(this.#nowMs / minuteMs)
    if (minute > this.#minute && this.#minute !== -Infinity) this.#look((this.#minute + 1) * minuteMs)
    this.#minute = minute
    this.#terms.read(post.text)
    const { copy } = this.#copies.seen(this.#terms.low, this.#nowMs, this.#terms.count)
    if (copy || post.repostOf !== undefined) return closeHours(this.#series, this.#nowMs, this.#week)
    addToSeries(this.#series, { atMs: this.#nowMs, author: post.author?.id ?? post.id }, this.#week)
    this.#recent.push({ post, atMs: this.#nowMs, concern: this.#terms.concern })
  }

  /** Looks a last time. */
  end(): readonly Risen[] {
    this.#look((this.#minute + 1) * minuteMs)
    return this.risen
  }

  #look(atMs: number): void {
    this.#recent = this.#recent.filter((one) => one.atMs >= atMs - 180 * minuteMs)
    const alarm = alarmOf(this.#series, atMs, seriesSurprise, this.#week)
    if (alarm === undefined) return
    noteAlarm(this.#series, atMs, alarm)
    const inside = this.#recent.filter((one) => one.atMs >= atMs - alarm.windowMin * minuteMs)
    if (inside.length < postsMin || this.#isToldAlready(inside)) return
    this.risen.push({
      atMs,
      alarm,
      posts: inside.map(({ post }) => post),
      authors: new Set(inside.map(({ post }) => post.author?.id ?? post.id)).size,
      harm: inside.filter(({ concern }) => concern >= harmFrom).length,
    })
  }

  /** An alarm that shares posts with the one before is the same story, which goes on. */
  #isToldAlready(inside: readonly Distinct[]): boolean {
    const ids = inside.map(({ post }) => post.id)
    const goesOn = ids.some((id) => this.#told.has(id))
    this.#told = new Set(goesOn ? [...[...this.#told].slice(-1000), ...ids] : ids)
    return goesOn
  }
}
