import { dayMs, hourMs } from '#kernel/time.ts'
import type { PlaceList } from '#language/places.ts'
import type { Prior } from '#stream/trends/prior.ts'
import type { Gate } from '#stream/trends/gate.ts'

/** What the engine can be told at its start; every value has a default. */
export type TrendsOptions = {
  /** The organization's own places. */
  places?: PlaceList
  /** General language; the shipped tables when missing. */
  prior?: Prior
  /** Posts held for the windows at most; the memory of the engine follows from it (about 1 kB a post). */
  postsMax?: number
  /** Keys counted at most; a power of two (about 60 bytes a key). */
  keysMax?: number
  /** Added to the bar every story must reach: above 0 for fewer and surer stories, below for more. */
  strictness?: number
  /** Hears of every group that was judged, for measuring; never used by the desk. */
  judged?: (gate: Gate, posts: readonly string[]) => void
}

/** Fixed measures of the engine. Chosen on recorded events left out in turn, see `bench/README-early-warning.md`. */
export const trendsDefaults = {
  postsMax: 65_536,
  keysMax: 1 << 20,
  /** How many posts general language is worth against what the stream itself shows. */
  priorPosts: 400,
  /** The same for topics, which lump many words together and so differ more between streams. */
  topicPriorPosts: 150,
  /** Half of what was learned is forgotten after this long. */
  halfLifeMs: 4 * dayMs,
  /** A key takes part in a group from this surprise on, after counting how many were looked at. */
  seedSurprise: 1,
  /**
   * Share of all their words that two posts must have in common to be one voice. Stricter than the default of `NearDuplicates`:
   * two people who report the same in like words are two, and taking them for one hides what rises.
   */
  copyLikenessOf1: 0.6,
  /** Distinct posts a seed needs. */
  seedPosts: 3,
  /** Posts scanned for a group at most. */
  scanMax: 20_000,
  /** A post this much behind stream time is learned from but cannot raise an alarm. */
  lateMaxMs: hourMs,
  /** A post this much ahead of stream time is not believed to move it. */
  aheadMaxMs: 7 * dayMs,
} as const
