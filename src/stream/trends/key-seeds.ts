import { minuteMs } from '#kernel/time.ts'
import type { Seed } from '#stream/trends/groups.ts'
import type { Heard } from '#stream/trends/heard.ts'
import { kindOf } from '#stream/trends/joined-keys.ts'
import type { KeyCounts } from '#stream/trends/key-counts.ts'
import { type KeyTable, scaleCount, scalesMin } from '#stream/trends/key-table.ts'
import { trendsDefaults } from '#stream/trends/options.ts'
import {
  type Belief,
  beliefOf,
  isSurelyBelow,
  shareOf,
  surpriseMaxOf,
  surpriseOf,
} from '#stream/trends/surprise.ts'
import type { Window } from '#stream/trends/window.ts'

/** What one look at a window holds every key against. */
type Look = {
  scale: number
  /** Distinct posts inside the window, and those of the past outside it, decayed. */
  posts: number
  pastPosts: number
  /** -log10 of how many keys are looked at: among so many something rare is always found. */
  lookedAt: number
}

/** Decades of chance that a topic must exceed: there are about ten of them. */
const topicsLookedAt = 1

/** Which keys stand out now: their counts in the windows against what is usual. */
export class KeySeeds {
  private readonly counts: KeyCounts
  private readonly table: KeyTable
  private readonly window: Window

  constructor(counts: KeyCounts, table: KeyTable, window: Window) {
    this.counts = counts
    this.table = table
    this.window = window
  }

  /** What is known of a key outside one of the windows. */
  belief(row: number, scale: number, known: { weight: number; learnedHours: number }): Belief {
    const { table } = this
    const past = Math.max(0, table.rawPast(row) / known.weight - table.count(row, scale))
    const hours = Math.max(1, Math.min(known.learnedHours, 140))
    return beliefOf({
      priorShareOf1: table.prior(row),
      priorPosts: this.priorPosts(row),
      pastCount: past,
      pastPosts: this.pastPosts(scale, known.weight),
      dispersion: table.dispersion(row, past / hours),
    })
  }

  /** Keys touched since the last peek whose count stands out in one of the windows. */
  seeds(atMs: number, learnedHours: number): Seed[] {
    const known = { weight: this.counts.weightAt(atMs), learnedHours }
    const looks = this.looks(known.weight)
    const seeds: Seed[] = []
    for (const row of this.counts.takeTouched()) {
      const seed = this.seedOf(row, looks, known)
      if (seed !== undefined) seeds.push(seed)
    }
    return seeds
  }

  /** The posts that carry each seed within the seed's own window, oldest first, of the newest {@link trendsDefaults.scanMax}. */
  carriersOf(seeds: readonly Seed[], nowMs: number): Map<number, Set<Heard>> {
    const wanted = new Map(
      seeds.map((seed) => [
        seed.row,
        { beginMs: nowMs - (scalesMin[seed.scale] ?? 0) * minuteMs, posts: new Set<Heard>() },
      ]),
    )
    this.window.eachCarrier(wanted.keys(), trendsDefaults.scanMax, (heard, row) => {
      const entry = wanted.get(row)
      if (entry !== undefined && heard.atMs >= entry.beginMs) entry.posts.add(heard)
    })
    return new Map([...wanted].map(([row, { posts }]) => [row, posts]))
  }

  /** Of the newest {@link trendsDefaults.scanMax} posts those that carry some of these rows, with the sum of their weights. */
  weighed(weights: ReadonlyMap<number, number>): Map<Heard, number> {
    const found = new Map<Heard, number>()
    this.window.eachCarrier(weights.keys(), trendsDefaults.scanMax, (heard, row) => {
      found.set(heard, (found.get(heard) ?? 0) + (weights.get(row) ?? 0))
    })
    return found
  }

  /** The windows worth looking at: one that holds no more than the one before says the same, while a stream is young or too busy. */
  private looks(weight: number): Look[] {
    return scalesMin.map((_, scale) => {
      const posts = this.window.units[scale] ?? 0
      return { scale, posts, pastPosts: this.pastPosts(scale, weight), lookedAt: Math.log10(30 * posts) }
    })
  }

  private pastPosts(scale: number, weight: number): number {
    return Math.max(0, this.counts.pastPosts / weight - (this.window.units[scale] ?? 0))
  }

  private priorPosts(row: number): number {
    return this.table.kind(row) === kindOf.topic ? trendsDefaults.topicPriorPosts : trendsDefaults.priorPosts
  }

  private seedOf(
    row: number,
    looks: readonly Look[],
    known: { weight: number; learnedHours: number },
  ): Seed | undefined {
    const { table } = this
    const kind = table.kind(row)
    const priorShareOf1 = table.prior(row)
    const priorPosts = this.priorPosts(row)
    const past = table.rawPast(row) / known.weight
    let best: Seed | undefined
    let [count, lastCount, lastPosts] = [0, 0, 0]
    for (const { scale, posts, pastPosts, lookedAt: wordsLookedAt } of looks) {
      count = scale === scaleCount - 1 ? table.count(row, scale) : count + table.band(row, scale)
      if (count < trendsDefaults.seedPosts) continue
      if (count === lastCount && posts === lastPosts) continue
      lastCount = count
      lastPosts = posts
      const least = best?.surprise ?? trendsDefaults.seedSurprise
      const lookedAt = kind === kindOf.topic ? topicsLookedAt : wordsLookedAt
      const pastCount = Math.max(0, past - count)
      const mean = posts * shareOf({ priorShareOf1, priorPosts, pastCount, pastPosts })
      // Nearly every key is as usual; bounds that cost little say so without the chance itself.
      if (isSurelyBelow(least + lookedAt, mean, count)) continue
      if (surpriseMaxOf(mean, count) - lookedAt <= least) continue
      const surprise = surpriseOf(this.belief(row, scale, known), count, posts) - lookedAt
      if (surprise > least) best = { row, kind, scale, count, mean, surprise }
    }
    return best
  }
}
