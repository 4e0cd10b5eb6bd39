import { hourMs, minuteMs } from '#kernel/time.ts'
import { beliefOf, surpriseOf } from '#stream/trends/surprise.ts'

/** How long a watch stays quiet after an alarm unless it gets clearly worse. */
const refractoryMs = 3 * hourMs
/** Hours until a watch's own past is trusted; before it, one post an hour is taken as usual. */
const hoursKnown = 6
const halfLifeHours = 72
const windowsMin = [15, 60, 180] as const

/** One watch's minutes: distinct posts in the windows, and its usual rate. */
export type Series = {
  times: number[]
  authors: Map<string, number>
  /** Decayed posts and hours, and decayed squares of hourly counts for burstiness. */
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

/** Counts one distinct post of a watch. */
export function addToSeries(series: Series, atMs: number): void {
  closeHours(series, atMs)
  series.hourCount++
  series.times.push(atMs)
  if (series.times.length > timesMax) series.times.splice(0, timesMax / 2)
}

/** Moves finished hours into the past. */
export function closeHours(series: Series, atMs: number): void {
  const hour = Math.floor(atMs / hourMs)
  if (series.hourIndex === -1) series.hourIndex = hour
  const passed = Math.min(24 * 14, hour - series.hourIndex)
  for (let i = 0; i < passed; i++) {
    const keep = 0.5 ** (1 / halfLifeHours)
    series.past = series.past * keep + series.hourCount
    series.squares = series.squares * keep + series.hourCount * series.hourCount
    series.hours = series.hours * keep + 1
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
export function alarmOf(series: Series, atMs: number, surpriseMin: number): SeriesAlarm | undefined {
  const longestMs = (windowsMin.at(-1) ?? 180) * minuteMs
  series.times.splice(0, placeOf(series.times, atMs - longestMs))
  if (series.times.length < alarmPosts) return undefined
  let best: SeriesAlarm | undefined
  for (const windowMin of windowsMin) {
    const alarm = windowAlarm(series, atMs, windowMin)
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

function windowAlarm(series: Series, atMs: number, windowMin: number): SeriesAlarm {
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
  const hours = windowMin / 60
  return {
    surprise: surpriseOf(belief, count, hours),
    windowMin,
    count,
    mean: (hours * belief.shape) / belief.rate,
  }
}
