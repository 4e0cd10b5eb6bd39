import { dayMs, hourMs } from '#kernel/time.ts'

/** Whether this is a time zone the machine knows, such as `America/Toronto`. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** How far a zone's clock is ahead of UTC at a moment, ms. */
export function zoneOffsetMs(atMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(atMs)
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((one) => one.type === type)?.value)
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return local - Math.floor(atMs / 1000) * 1000
}

/** The first moment of the day that a zone's calendar shows at this moment. Right on days of 23 and 25 hours too. */
export function startOfDayMs(atMs: number, timeZone: string): number {
  const localMs = atMs + zoneOffsetMs(atMs, timeZone)
  const midnightLocalMs = Math.floor(localMs / dayMs) * dayMs
  const guess = midnightLocalMs - zoneOffsetMs(atMs, timeZone)
  const start = midnightLocalMs - zoneOffsetMs(guess, timeZone)
  // Where midnight itself does not exist (some zones change at 00:00), the day begins at the change.
  return start + zoneOffsetMs(start, timeZone) < midnightLocalMs ? start + hourMs : start
}
