import { hourMs, minuteMs } from '#kernel/time.ts'
import type { Season } from '#stream/trends/season.ts'
import { beliefOf, surpriseOf } from '#stream/trends/surprise.ts'

/** How long a watch stays quiet after an alarm unless it gets clearly worse. */
const refractoryMs = 3 * hourMs
/** Hours until a watch's own past is trusted; before it, one post an hour is taken as usual. */
const hoursKnown = 6
const halfLifeHours = 72
const windowsMin = [15, 60, 180] as const
const longestMs = 180 * minuteMs

/** What a series must know of the week: how busy an hour usually is. */
export type Week = Pick<Season, 'shareAt'>

/** One watch's minutes: posts of different authors in the windows, and its usual rate. */
export type Series = {
  times: number[]
  /** When each author was counted last; whoever says more within the longest window is still one voice. */
  authors: Map<string, number>
  /**
   * Decayed posts and hours, and decayed squares of hourly counts for burstiness. An hour weighs what such an hour of the week usually
   * brings: a night that was listened to says less than an evening.
   */
  past: number
  squares: number
  hours: number
  hourIndex: number
  hourCount: number
  alarmedAtMs: number
  alarmedSurprise: number
}

/** A watch that has heard nothing yet. */
export function emptySeries(): Series {
  return {
    times: [],
    authors: new Map(),
    past: 0,
    squares: 0,
    hours: 0,
    hourIndex: -1,
    hourCount: 0,
    alarmedAtMs: -Infinity,
    alarmedSurprise: 0,
  }
}

/** Posts of a watch kept for its windows; when there are more, the older half goes. */
const timesMax = 20_000
/** Fewer posts than this never alarm. */
const alarmPosts = 4

/** Authors remembered of a watch; when there are more, those counted longest ago go. */
const authorsMax = 20_000

/** Counts one distinct post of a watch, unless its author was counted within the longest window: a loud account is one voice. */
export function addToSeries(series: Series, said: { atMs: number; author: string }, week: Week): void {
  const { atMs, author } = said
  closeHours(series, atMs, week)
  const countedMs = series.authors.get(author)
  if (countedMs !== undefined && atMs - countedMs < longestMs) return
  rememberAuthor(series.authors, author, atMs)
  series.hourCount++
  series.times.push(atMs)
  if (series.times.length > timesMax) series.times.splice(0, timesMax / 2)
}

/** Counted authors stand in the order they were counted in. */
function rememberAuthor(authors: Series['authors'], author: string, atMs: number): void {
  authors.delete(author)
  authors.set(author, atMs)
  for (const [oldest, countedMs] of authors) {
    if (atMs - countedMs < longestMs && authors.size <= authorsMax) return
    authors.delete(oldest)
  }
}

/** Moves finished hours into the past. */
export function closeHours(series: Series, atMs: number, week: Week): void {
  const hour = Math.floor(atMs / hourMs)
  if (series.hourIndex === -1) series.hourIndex = hour
  const passed = Math.min(24 * 14, hour - series.hourIndex)
  for (let i = 0; i < passed; i++) {
    const keep = 0.5 ** (1 / halfLifeHours)
    series.past = series.past * keep + series.hourCount
    series.squares = series.squares * keep + series.hourCount * series.hourCount
    series.hours = series.hours * keep + week.shareAt((series.hourIndex + i) * hourMs)
    series.hourCount = 0
  }
  series.hourIndex = Math.max(series.hourIndex, hour)
}

/** What a watch's series says now: the most surprising of its windows. */
export type SeriesAlarm = { surprise: number; windowMin: number; count: number; mean: number }

/**
 * How unusual a watch's newest posts are against its own past, or nothing while it is as usual or has alarmed lately.
 *
 * Level over 15 min, 1 h and 3 h (negative binomial, dispersion from its own hours); one alarm per incident: within
 * {@link refractoryMs} of the one told last ({@link noteAlarm}) only a clearly higher surprise is told again.
 */
export function alarmOf(
  series: Series,
  atMs: number,
  surpriseMin: number,
  week: Week,
): SeriesAlarm | undefined {
  series.times.splice(0, placeOf(series.times, atMs - longestMs))
  if (series.times.length < alarmPosts) return undefined
  let best: SeriesAlarm | undefined
  for (const windowMin of windowsMin) {
    const alarm = windowAlarm(series, atMs, windowMin, week)
    if (alarm.surprise > (best?.surprise ?? 0)) best = alarm
  }
  if (best === undefined || best.surprise < surpriseMin || best.count < alarmPosts) return undefined
  const isSameIncident =
    atMs - series.alarmedAtMs < refractoryMs && best.surprise < series.alarmedSurprise + 4
  return isSameIncident ? undefined : best
}

/** The alarm is told: the incident has begun, and is told again only when it gets clearly worse. */
export function noteAlarm(series: Series, atMs: number, alarm: SeriesAlarm): void {
  series.alarmedAtMs = atMs
  series.alarmedSurprise = alarm.surprise
}

/** How many of the times, which are in order, lie before `beginMs`. */
function placeOf(times: readonly number[], beginMs: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? Infinity) < beginMs) low = middle + 1
    else high = middle
  }
  return low
}

function windowAlarm(series: Series, atMs: number, windowMin: number, week: Week): SeriesAlarm {
  const beginMs = atMs - windowMin * minuteMs
  const count = series.times.length - placeOf(series.times, beginMs)
  const perHour = series.hours === 0 ? 0 : series.past / series.hours
  const dispersion = series.past <= 0 ? 1 : Math.max(1, series.squares / series.past - perHour)
  // One post an hour for the first hours stands in for a past that is not there yet.
  const belief = beliefOf({
    priorShareOf1: 1,
    priorPosts: hoursKnown / 3,
    pastCount: series.past,
    pastPosts: series.hours,
    dispersion,
  })
  const hours = usualHours(atMs, windowMin, week)
  return {
    surprise: surpriseOf(belief, count, hours),
    windowMin,
    count,
    mean: (hours * belief.shape) / belief.rate,
  }
}

/** The hours of a window, each as much as such an hour of the week usually brings. */
function usualHours(atMs: number, windowMin: number, week: Week): number {
  const stepMin = Math.min(60, windowMin)
  let hours = 0
  for (let endMin = 0; endMin < windowMin; endMin += stepMin)
    hours += (stepMin / 60) * week.shareAt(atMs - (endMin + stepMin / 2) * minuteMs)
  return hours
}
