import { minuteMs } from '#kernel/time.ts'
import type { TrendEvent } from '#stream/trends-contract.ts'
import type { Group } from '#stream/trends/groups.ts'
import { type KeyTable, scaleCount, scalesMin } from '#stream/trends/key-table.ts'
import { trendsDefaults } from '#stream/trends/options.ts'
import { Season } from '#stream/trends/season.ts'
import {
  addToSeries,
  alarmOf,
  closeHours,
  emptySeries,
  noteAlarm,
  type Series,
  type SeriesAlarm,
} from '#stream/trends/series.ts'
import type { Heard } from '#stream/trends/heard.ts'
import type { Window } from '#stream/trends/window.ts'

/** -log10 chance from which a watch's own series alarms. */
export const seriesSurprise = 4

/** Watches told about at one look: ten thousand that alarm together are one thing going on, and must not hold up the clock. */
const alarmsPerLookMax = 8

type MinuteEvent = Extract<TrendEvent, { kind: 'minute' }>

/** What the watches hear: their minutes for roll-ups, and a series each that alarms once an incident. */
export class WatchCounts {
  readonly series = new Map<string, Series>()
  /** How busy the hours of the week are, by everything heard. */
  readonly season = new Season()
  /** Watches that heard something since the last look; no other can have begun to stand out. */
  private touched = new Set<string>()
  private readonly minutes = new Map<number, Map<string, { posts: number; authors: Set<string> }>>()

  /** Counts a post for the watches it fits; a copy brings its author only. */
  count(heard: Heard): void {
    const minute = Math.floor(heard.atMs / minuteMs) * minuteMs
    for (const watch of heard.watches) {
      const series = this.series.get(watch) ?? emptySeries()
      this.series.set(watch, series)
      this.touched.add(watch)
      if (heard.copy) closeHours(series, heard.atMs, this.season)
      else addToSeries(series, { atMs: heard.atMs, author: authorOf(heard) }, this.season)
      const counts = this.minutes.get(minute) ?? new Map<string, { posts: number; authors: Set<string> }>()
      this.minutes.set(minute, counts)
      const entry = counts.get(watch) ?? { posts: 0, authors: new Set<string>() }
      counts.set(watch, entry)
      if (!heard.copy) entry.posts++
      entry.authors.add(authorOf(heard))
    }
  }

  /** The minutes that are over at `atMs`, oldest first; each is told once. */
  closedMinutes(atMs: number): TrendEvent[] {
    const current = Math.floor(atMs / minuteMs) * minuteMs
    const events: MinuteEvent[] = []
    for (const [minute, counts] of this.minutes) {
      if (minute >= current) continue
      const watches = [...counts].map(([watch, entry]) => ({
        watch,
        posts: entry.posts,
        authors: entry.authors.size,
      }))
      events.push({ kind: 'minute', minuteMs: minute, watches })
      this.minutes.delete(minute)
    }
    return events.sort((a, b) => a.minuteMs - b.minuteMs)
  }

  /** A group for each watch whose series alarms now, the most surprising first; those beyond the limit wait for the next look. */
  groups(window: Window, table: KeyTable, atMs: number): Group[] {
    const rising: (readonly [watch: string, alarm: SeriesAlarm])[] = []
    for (const watch of this.touched) {
      const alarm = this.alarmNow(watch, atMs)
      if (alarm !== undefined) rising.push([watch, alarm])
    }
    rising.sort(([, a], [, b]) => b.surprise - a.surprise)
    this.touched = new Set(rising.slice(alarmsPerLookMax).map(([watch]) => watch))
    return this.told(new Map(rising.slice(0, alarmsPerLookMax)), window, table, atMs)
  }

  private told(
    alarms: ReadonlyMap<string, SeriesAlarm>,
    window: Window,
    table: KeyTable,
    atMs: number,
  ): Group[] {
    if (alarms.size === 0) return []
    const posts = postsOf(alarms, window, atMs)
    return [...alarms].map(([watch, alarm]) => {
      const series = this.series.get(watch)
      if (series !== undefined) noteAlarm(series, atMs, alarm)
      return watchGroup(watch, alarm, posts.get(watch) ?? [], table)
    })
  }

  private alarmNow(watch: string, atMs: number): SeriesAlarm | undefined {
    const series = this.series.get(watch)
    if (series === undefined) return undefined
    closeHours(series, atMs, this.season)
    return alarmOf(series, atMs, seriesSurprise, this.season)
  }
}

function authorOf({ post }: Heard): string {
  return post.author?.id ?? post.id
}

/** Of each watch that alarmed the distinct posts in its window, newest first: one look at the posts for all of them. */
function postsOf(
  alarms: ReadonlyMap<string, SeriesAlarm>,
  window: Window,
  atMs: number,
): Map<string, Heard[]> {
  const posts = new Map<string, Heard[]>([...alarms.keys()].map((watch) => [watch, []]))
  for (const heard of window.newest(scaleCount - 1, trendsDefaults.scanMax)) {
    if (heard.copy) continue
    for (const watch of heard.watches) {
      const alarm = alarms.get(watch)
      if (alarm !== undefined && heard.atMs >= atMs - alarm.windowMin * minuteMs)
        posts.get(watch)?.push(heard)
    }
  }
  return posts
}

/** The posts of a watch that alarmed, as a group about the words they share. */
function watchGroup(watch: string, alarm: SeriesAlarm, posts: readonly Heard[], table: KeyTable): Group {
  const counts = new Map<number, number>()
  for (const heard of posts) for (const row of heard.rows) counts.set(row, (counts.get(row) ?? 0) + 1)
  const ranked = [...counts]
    .filter(([, count]) => count >= 2)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 12)
  const scale = Math.max(
    0,
    scalesMin.findIndex((minutes) => minutes === alarm.windowMin),
  )
  const { mean, surprise } = alarm
  const seeds = ranked.map(([row, count]) => ({
    row,
    kind: table.kind(row),
    scale,
    count,
    mean,
    surprise,
  }))
  const weights = new Map(ranked.map(([row, count]) => [row, Math.sqrt(count / posts.length)]))
  return { seeds, scale, posts, weights, watch }
}
