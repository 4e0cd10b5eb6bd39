import { hourMs, weekMs } from '#kernel/time.ts'
import { zoneOffsetMs } from '#kernel/zones.ts'
import { blockDispersion, driftOf, type Drift } from '#roles/reactions/rules/drift.ts'
import { sum } from '#roles/reactions/rules/sum.ts'

/** Posts of every full hour from `fromMs` on, oldest first; null for hours in which nothing was heard at all, which say nothing. */
export type HourCounts = { fromMs: number; posts: readonly (number | null)[] }

/** Whether anything was heard in the hour that begins then. */
export type IsHeard = (hourMs: number) => boolean
const always: IsHeard = () => true

/** What is usual, as the hours of a baseline say it. */
export type Usual = {
  /** Expected posts between two moments, in the hours that were heard. */
  between: (fromMs: number, toMs: number, isHeard?: IsHeard) => number
  /** How well that is known: its variance over its square, as if posts came independently. */
  doubt: (fromMs: number, toMs: number, isHeard?: IsHeard) => number
  /** Variance over mean of counts, at least 1. */
  dispersion: number
  /** The same of single hours: what short stretches scatter by. */
  hourlyDispersion: number
  /** Where the baseline clearly rose or fell by itself: posts an hour in its first and in its second half. */
  drift?: Drift
  /** Posts and hours it was learned from. */
  posts: number
  hours: number
  seasonality: 'none' | 'hour' | 'hour-and-day'
}

/** Baseline hours from which anything can be said, from which the hour of day, and from which the day of the week is taken out. */
const hoursLeast = 6
const hoursForHour = 3 * 24
const hoursForDay = 14 * 24
/** Posts' worth of belief that an hour or a day is like any other, where posts come independently. */
const pullPosts = 4
/** Longer stretches in which counts are compared with what is usual: bursts last longer than an hour. */
const blockHours = [6, 24]

type Slot = { hour: number; day: number }
/** How far each hour of the day, or day of the week, is from the mean, and from how many posts that is known. */
type Profile = { factors: number[]; posts: number[] }

/**
 * Learns what is usual from whole hours: a mean, times a factor of the hour of day, times a factor of the day of the week,
 * both pulled towards 1 where little is known (gamma prior; the rest is quasi-Poisson, McCullagh & Nelder 1989, ch. 6).
 *
 * The dispersion is the largest among single hours, blocks of 6 and 24 hours, and blocks as long as the reaction: posts come in bursts, so
 * hours that follow each other are not independent, and their own scatter would promise too much.
 *
 * @param windowHours length of the reaction that will be compared
 * @returns nothing when fewer than 6 hours were heard
 */
export function usualOf(baseline: HourCounts, timeZone: string, windowHours: number): Usual | undefined {
  const slotOf = slotsIn(timeZone)
  const heard = baseline.posts.flatMap((posts, at) =>
    posts === null ? [] : [{ posts, slot: slotOf(baseline.fromMs + at * hourMs) }],
  )
  const posts = heard.map((hour) => hour.posts)
  const slots = heard.map((hour) => hour.slot)
  const hours = heard.length
  if (hours < hoursLeast) return undefined
  // Half a post where nothing was heard: nothing in 28 days is not the same as never.
  const total = Math.max(sum(posts), 0.5)
  const seasonality = seasonalityOf(hours)
  const mean = total / hours
  const pull = pullPosts * Math.max(1, scatter(posts, slots, mean))
  const ofHour = slots.map(({ hour }) => hour)
  const ofDay = slots.map(({ day }) => day)
  const byHour =
    seasonality === 'none'
      ? none
      : profile(
          posts,
          ofHour,
          slots.map(() => mean),
          pull,
        )
  const hourly = slots.map(({ hour }) => mean * (byHour.factors[hour] ?? 1))
  const byDay = seasonality === 'hour-and-day' ? profile(posts, ofDay, hourly, pull) : none
  const raw = (slot: Slot): number => mean * (byHour.factors[slot.hour] ?? 1) * (byDay.factors[slot.day] ?? 1)
  const fitted = slots.map(raw)
  const scale = total / sum(fitted)
  const expected = fitted.map((value) => value * scale)
  const at = (ms: number): number => raw(slotOf(ms)) * scale
  return {
    between: (fromMs, toMs, isHeard = always) =>
      sum(partsOf(at, { fromMs, toMs }, isHeard).map((part) => part.posts)),
    doubt: (fromMs, toMs, isHeard = always) => {
      const parts = partsOf(at, { fromMs, toMs }, isHeard).map((part) => ({ ...part, slot: slotOf(part.ms) }))
      return doubtOf(parts, { byHour, byDay, total })
    },
    dispersion: dispersionOf(posts, expected, windowHours),
    hourlyDispersion: Math.max(1, blockDispersion(posts, expected, 1)),
    ...driftOf(posts, expected),
    posts: sum(posts),
    hours,
    seasonality,
  }
}

const none: Profile = { factors: [], posts: [] }

function seasonalityOf(hours: number): Usual['seasonality'] {
  if (hours >= hoursForDay) return 'hour-and-day'
  return hours >= hoursForHour ? 'hour' : 'none'
}

/**
 * The hour and the day a zone's clock shows. Offsets are dear to ask and change twice a year: where a week begins and ends with
 * the same one it holds all week.
 */
function slotsIn(timeZone: string): (ms: number) => Slot {
  const known = new Map<number, number>()
  const asked = (ms: number): number => {
    const offset = known.get(ms) ?? zoneOffsetMs(ms, timeZone)
    known.set(ms, offset)
    return offset
  }
  const offsetAt = (ms: number): number => {
    const week = Math.floor(ms / weekMs) * weekMs
    const offset = asked(week)
    return offset === asked(week + weekMs) ? offset : asked(Math.floor(ms / hourMs) * hourMs)
  }
  return (ms) => {
    const local = new Date(ms + offsetAt(ms))
    return { hour: local.getUTCHours(), day: local.getUTCDay() }
  }
}

/** How far each slot is from what was expected of it. */
function profile(
  posts: readonly number[],
  keys: readonly number[],
  expected: readonly number[],
  pull: number,
): Profile {
  const seen: number[] = []
  const usual: number[] = []
  for (const [at, key] of keys.entries()) {
    seen[key] = (seen[key] ?? 0) + (posts[at] ?? 0)
    usual[key] = (usual[key] ?? 0) + (expected[at] ?? 0)
  }
  return {
    factors: seen.map((count, key) => (count + pull) / ((usual[key] ?? 0) + pull)),
    posts: seen.map((count) => count + pull),
  }
}

type Part = { ms: number; posts: number }

/** What is expected hour by hour, parts of hours by their length. */
function partsOf(
  at: (ms: number) => number,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  isHeard: IsHeard,
): Part[] {
  const parts: Part[] = []
  for (let ms = fromMs; ms < toMs;) {
    const begun = Math.floor(ms / hourMs) * hourMs
    const next = Math.min(toMs, begun + hourMs)
    if (isHeard(begun)) parts.push({ ms, posts: (at(ms) * (next - ms)) / hourMs })
    ms = next
  }
  return parts
}

/**
 * The relative variance of a sum over slots whose factors are known from so many posts each: the square of each slot's share over its posts, for
 * hours and for days, less the mean that both hold.
 */
function doubtOf(
  parts: readonly (Part & { slot: Slot })[],
  { byHour, byDay, total }: { byHour: Profile; byDay: Profile; total: number },
): number {
  const all = sum(parts.map(({ posts }) => posts))
  if (all === 0) return 1 / total
  const ofProfile = ({ posts }: Profile, keyOf: (slot: Slot) => number): number => {
    if (posts.length === 0) return 1 / total
    const shares: number[] = []
    for (const part of parts) {
      const key = keyOf(part.slot)
      shares[key] = (shares[key] ?? 0) + part.posts / all
    }
    // Slots that the stretch does not touch are holes, which `reduce` steps over.
    return shares.reduce((doubt, share, key) => doubt + (share * share) / (posts[key] ?? total), 0)
  }
  const hours = ofProfile(byHour, ({ hour }) => hour)
  const days = ofProfile(byDay, ({ day }) => day)
  return Math.max(1 / total, hours + days - 1 / total)
}

function dispersionOf(posts: readonly number[], expected: readonly number[], windowHours: number): number {
  const lengths = [1, ...blockHours, Math.max(1, Math.round(windowHours))]
  return Math.max(1, ...lengths.map((length) => blockDispersion(posts, expected, length)))
}

/** Variance over mean of single hours around their own hour of the day, so that the day's course is not taken for scatter. */
function scatter(posts: readonly number[], slots: readonly Slot[], mean: number): number {
  const sums: number[] = []
  const counts: number[] = []
  for (const [at, { hour }] of slots.entries()) {
    sums[hour] = (sums[hour] ?? 0) + (posts[at] ?? 0)
    counts[hour] = (counts[hour] ?? 0) + 1
  }
  let squares = 0
  for (const [at, { hour }] of slots.entries())
    squares += ((posts[at] ?? 0) - (sums[hour] ?? 0) / (counts[hour] ?? 1)) ** 2
  return squares / Math.max(1, posts.length - 24) / mean
}
