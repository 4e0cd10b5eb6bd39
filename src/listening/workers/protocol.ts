import type { Calendar, Gone, Muted, Observed, TrendEvent, TrendShed } from '#stream/trends-contract.ts'
import type { PostReading } from '#listening/contract.ts'
import type { PlaceList } from '#language/places.ts'
import type { PackedPosts } from '#listening/workers/packed-posts.ts'

/** A rule by the id of its watch, as text: each worker reads it itself. */
export type RuleText = { id: string; rule: string }

/** A rule and the number a match worker calls it by; a number never stands for another id. */
export type NumberedRule = RuleText & { number: number }

/** What the host says to a match worker. Messages are handled in order, so a rule change never splits a batch. */
export type ToMatcher =
  | { kind: 'rules'; set: NumberedRule[]; removed: string[] }
  | { kind: 'batch'; batch: number; posts: PackedPosts }

/**
 * What a match worker answers: per post, in order, how many rules it fits and behind one another their numbers, the language it
 * is in, and what the reading heads say, of posts only that are kept (those that fit something, and news items).
 */
export type FromMatcher = {
  kind: 'matched'
  batch: number
  counts: Int32Array
  rules: Int32Array
  langs: string[]
  readings: (PostReading | undefined)[]
}

/** What the host says to the trend worker. */
export type ToTrends =
  | { kind: 'observe'; batch: number; observed: Observed[]; clockMs: number | undefined }
  | { kind: 'muted'; muted: Muted[] }
  | { kind: 'calendar'; calendar: Calendar }
  | { kind: 'shed'; level: TrendShed }
  | { kind: 'forget'; gone: Gone }
  | { kind: 'load'; saved: string }
  | { kind: 'save' }

/** What the trend worker answers: one `told` per batch, and what it learned when asked. */
export type FromTrends =
  | { kind: 'told'; batch: number; events: TrendEvent[] }
  | { kind: 'saved'; saved: string }

/** What both kinds of worker are given when they start. */
export type WorkerStart = { places?: PlaceList | undefined }
