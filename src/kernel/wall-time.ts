import { hourMs } from '#kernel/time.ts'
import { isTimeZone, zoneOffsetMs } from '#kernel/zones.ts'

/**
 * The moments at which a zone's clocks show a wall time. Mostly one; none when clocks are put forward over it (`after`: the
 * moment at which they jump); two when they are put back. Which one is meant is for a person to say.
 */
export type WallTime =
  | { kind: 'once'; atMs: number }
  | { kind: 'twice'; firstMs: number; secondMs: number }
  | { kind: 'never'; afterMs: number }

const form = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/

/**
 * Reads a wall time such as `2031-03-09T02:30` in a zone such as `America/Toronto`.
 *
 * @returns undefined when either is not one: no such day, no such zone
 */
export function wallTime(wall: string, timeZone: string): WallTime | undefined {
  const localMs = localOf(wall)
  if (localMs === undefined || !isTimeZone(timeZone)) return undefined
  // Whatever the zone, the moment lies within a day of the same numbers in UTC; offsets on both sides of a change are tried.
  const offsets = new Set(
    [-26, -1, 0, 1, 26].map((hours) => zoneOffsetMs(localMs + hours * hourMs, timeZone)),
  )
  const moments = [...offsets]
    .map((offsetMs) => localMs - offsetMs)
    .filter((atMs) => atMs + zoneOffsetMs(atMs, timeZone) === localMs)
    .toSorted((a, b) => a - b)
  const [first, second] = moments
  if (first === undefined) return { kind: 'never', afterMs: jumpNear(localMs, timeZone) }
  return second === undefined
    ? { kind: 'once', atMs: first }
    : { kind: 'twice', firstMs: first, secondMs: second }
}

function localOf(wall: string): number | undefined {
  const numbers = form.exec(wall)?.slice(1).map(Number)
  if (numbers === undefined) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = numbers
  const ms = Date.UTC(year, month - 1, day, hour, minute)
  // 31 April and 24:30 would roll over to another time.
  return new Date(ms).toISOString().slice(0, 16) === wall ? ms : undefined
}

/** The moment at which the clocks jump over a wall time, to the second. */
function jumpNear(localMs: number, timeZone: string): number {
  let early = localMs - 26 * hourMs
  let late = localMs + 26 * hourMs
  const before = zoneOffsetMs(early, timeZone)
  while (late - early > 1000) {
    const middle = Math.floor((early + late) / 2000) * 1000
    if (zoneOffsetMs(middle, timeZone) === before) early = middle
    else late = middle
  }
  return late
}
