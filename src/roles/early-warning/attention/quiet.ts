import { dayMs, minuteMs } from '#kernel/time.ts'
import { zoneOffsetMs } from '#kernel/zones.ts'
import type { AttentionSettings, QuietHours } from '#roles/early-warning/attention/contract.ts'

/** What quiet hours are read from. */
export type Quiet = Pick<AttentionSettings, 'quiet' | 'holidays' | 'quietOnHolidays'> & { timeZone: string }

/** An end is looked for no further than this; hours that leave no gap at all are looked at again then. */
const endWithinMs = 14 * dayMs

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

function dateOf(localMs: number): string {
  return new Date(localMs).toISOString().slice(0, 10)
}

/** 1 Monday to 7 Sunday; the first day of 1970 was a Thursday. */
function weekdayOf(localMs: number): number {
  return ((((Math.floor(localMs / dayMs) + 3) % 7) + 7) % 7) + 1
}

/** The end of one stretch that holds this wall time, as wall time; nothing when it lies outside. */
function endOf(hours: QuietHours, localMs: number): number | undefined {
  const from = minutesOf(hours.from) * minuteMs
  const lengthMs = ((minutesOf(hours.to) - minutesOf(hours.from) + 24 * 60) % (24 * 60)) * minuteMs
  const todayMs = Math.floor(localMs / dayMs) * dayMs
  for (const dayStartMs of [todayMs, todayMs - dayMs]) {
    const beginMs = dayStartMs + from
    const isInside = localMs >= beginMs && localMs < beginMs + lengthMs
    if (isInside && hours.days.includes(weekdayOf(dayStartMs))) return beginMs + lengthMs
  }
  return undefined
}

/** The end of the longest stretch that holds this wall time. */
function localEnd({ quiet, holidays, quietOnHolidays }: Quiet, localMs: number): number | undefined {
  const ends = quiet.flatMap((hours) => endOf(hours, localMs) ?? [])
  const isHoliday = quietOnHolidays && holidays.some(({ on }) => on === dateOf(localMs))
  if (isHoliday) ends.push((Math.floor(localMs / dayMs) + 1) * dayMs)
  return ends.length === 0 ? undefined : Math.max(...ends)
}

/**
 * Until when it is quiet; nothing when it is not. By the wall clock of the zone: on days of 23 and 25 hours too "until 07:00" is seven
 * by the clock on the wall.
 *
 * @param atMs epoch ms
 */
export function quietUntilMs(quiet: Quiet, atMs: number): number | undefined {
  let endMs = atMs
  while (endMs - atMs < endWithinMs) {
    const localMs = endMs + zoneOffsetMs(endMs, quiet.timeZone)
    const end = localEnd(quiet, localMs)
    if (end === undefined) return endMs === atMs ? undefined : endMs
    // Stretches that touch are one; each turn moves on, also where the clock is put back.
    endMs = Math.max(momentOf(end, quiet.timeZone), endMs + minuteMs)
  }
  return endMs
}

/** The moment a wall clock shows this; where it shows it twice the first, where never the one after the gap. */
function momentOf(localMs: number, timeZone: string): number {
  const before = localMs - zoneOffsetMs(localMs - dayMs, timeZone)
  const after = localMs - zoneOffsetMs(localMs + dayMs, timeZone)
  const shows = (ms: number): boolean => ms + zoneOffsetMs(ms, timeZone) === localMs
  const [first = Math.max(before, after)] = [before, after].filter(shows).toSorted((a, b) => a - b)
  return first
}
