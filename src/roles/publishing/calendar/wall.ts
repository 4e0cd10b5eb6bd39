import { wallTime } from '#kernel/wall-time.ts'
import { zoneOffsetMs } from '#kernel/zones.ts'

/** The moment at which a day of a zone's calendar begins; where midnight is jumped over, the moment of the jump. */
export function dayStartMs(date: string, zone: string): number {
  const found = wallTime(`${date}T00:00`, zone)
  switch (found?.kind) {
    case 'once':
      return found.atMs
    case 'twice':
      return found.firstMs
    case 'never':
      return found.afterMs
    case undefined:
      throw new RangeError(`no such day or zone: ${date} ${zone}`)
  }
}

/** The day that is this many days later in every calendar of ours. */
export function dayLater(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** What clocks of a zone show at a moment: 2026-11-01T01:30. */
export function wallAt(atMs: number, zone: string): string {
  return new Date(atMs + zoneOffsetMs(atMs, zone)).toISOString().slice(0, 16)
}
