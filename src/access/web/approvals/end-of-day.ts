import { startOfDayMs } from '#kernel/zones.ts'
import { dayMs, hourMs } from '#kernel/time.ts'

/**
 * The moment at which a calendar day of the desk ends, as ISO; nothing for a day that is over, or none.
 *
 * @param day `2026-03-01`, as a date field gives it
 */
export function endOfDay(day: string, timeZone: string, nowMs: number): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  const noonUtcMs = Date.parse(`${day}T12:00:00Z`)
  if (!Number.isFinite(noonUtcMs)) return undefined
  // Noon in UTC may be the evening before, or the morning after, far from Greenwich: look for the day that bears the name.
  const inDay = [noonUtcMs, noonUtcMs - dayMs / 2 + hourMs, noonUtcMs + dayMs / 2 - hourMs].find(
    (atMs) => nameOf(atMs, timeZone) === day,
  )
  if (inDay === undefined) return undefined
  // Two hours into the next day at the earliest, at the latest 26 hours after its beginning: a day has 23 to 25.
  const endMs = startOfDayMs(startOfDayMs(inDay, timeZone) + dayMs + 2 * hourMs, timeZone)
  return endMs > nowMs ? new Date(endMs).toISOString() : undefined
}

function nameOf(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(atMs)
}
