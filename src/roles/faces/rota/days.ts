import { dayMs } from '#kernel/time.ts'
import { wallTime } from '#kernel/wall-time.ts'
import { zoneOffsetMs } from '#kernel/zones.ts'

/** The day that a zone's calendar shows at a moment: `2026-11-30`. */
export function dayAt(atMs: number, timeZone: string): string {
  return new Date(atMs + zoneOffsetMs(atMs, timeZone)).toISOString().slice(0, 10)
}

/** What a zone's clocks show at a moment: `08:30`. */
export function wallAt(atMs: number, timeZone: string): string {
  return new Date(atMs + zoneOffsetMs(atMs, timeZone)).toISOString().slice(11, 16)
}

/** So many days later, or earlier. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** 1 is Monday, 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** The Monday of its week. */
export function mondayOf(day: string): string {
  return dayAfter(day, 1 - weekdayOf(day))
}

/** Reads wall times as moments; the same ones are read once. */
export type WallReader = (day: string, clock: string, timeZone: string) => number

/**
 * A reader of wall times. Where clocks are put back the first of the two is meant, where they jump the moment of the jump: always the
 * same one, so that a shift that ends where another starts leaves no gap and no overlap.
 *
 * @throws RangeError for a day or zone there is not: both were read by a schema before
 */
export function wallReader(): WallReader {
  const known = new Map<string, number>()
  return (day, clock, timeZone) => {
    const key = `${day} ${clock} ${timeZone}`
    const ms = known.get(key) ?? momentOf(day, clock, timeZone)
    known.set(key, ms)
    return ms
  }
}

function momentOf(day: string, clock: string, timeZone: string): number {
  const time = wallTime(`${day}T${clock}`, timeZone)
  if (time === undefined) throw new RangeError(`no such wall time: ${day} ${clock} in ${timeZone}`)
  if (time.kind === 'once') return time.atMs
  return time.kind === 'twice' ? time.firstMs : time.afterMs
}
