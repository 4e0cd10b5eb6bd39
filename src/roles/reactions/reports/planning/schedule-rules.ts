import { dayMs } from '#kernel/time.ts'
import { wallTime } from '#kernel/wall-time.ts'
import { zoneOffsetMs } from '#kernel/zones.ts'

/** When something is done again and again, as a clock on a wall shows it. `onDay`: see `ScheduleInput`. */
export type Rhythm = {
  every: 'day' | 'week' | 'month'
  onDay?: number | undefined
  /** `07:30`. */
  atTime: string
  timeZone: string
  /** On a day whose clocks jump over the time: at the jump, or not at all. Missing: at the jump. */
  ifSkipped?: 'after' | 'leave-out' | undefined
  /** On a day whose clocks show it twice. Missing: the first time. */
  ifTwice?: 'first' | 'second' | undefined
}

/** Days looked at for the next time: two months and what a zone may leave out. */
const daysAheadMax = 70
/** How far ahead changes of clocks are asked about: every rule shows itself within two years. */
const askedDays = 731

/**
 * The first moment after `afterMs` at which it is due, epoch ms.
 *
 * @throws RangeError when there is none within ten weeks: then the rhythm is none
 */
export function nextAt(rhythm: Rhythm, afterMs: number): number {
  const todayMs = localDayMs(afterMs, rhythm.timeZone)
  for (let ahead = 0; ahead <= daysAheadMax; ahead++) {
    const at = momentOn(rhythm, todayMs + ahead * dayMs)
    if (at !== undefined && at > afterMs) return at
  }
  throw new RangeError(`nothing is due every ${rhythm.every} at ${rhythm.atTime} in ${rhythm.timeZone}`)
}

/** The moment on a day (UTC midnight of its date), or undefined where it is not due that day. */
function momentOn(rhythm: Rhythm, dateMs: number): number | undefined {
  if (!isDay(rhythm, dateMs)) return undefined
  const found = wallTime(`${isoDay(dateMs)}T${rhythm.atTime}`, rhythm.timeZone)
  switch (found?.kind) {
    case undefined:
      return undefined
    case 'once':
      return found.atMs
    case 'twice':
      return rhythm.ifTwice === 'second' ? found.secondMs : found.firstMs
    case 'never':
      return rhythm.ifSkipped === 'leave-out' ? undefined : found.afterMs
  }
}

function isDay({ every, onDay = 1 }: Rhythm, dateMs: number): boolean {
  const date = new Date(dateMs)
  if (every === 'day') return true
  if (every === 'week') return (date.getUTCDay() || 7) === onDay
  const isLast = new Date(dateMs + dayMs).getUTCDate() === 1
  return onDay === 0 ? isLast : date.getUTCDate() === onDay
}

/** The first days ahead on which a zone's clocks jump over the time, or show it twice. Undefined: none within two years. */
export function oddDays(rhythm: Rhythm, fromMs: number): { skippedOn?: string; twiceOn?: string } {
  const odd: { skippedOn?: string; twiceOn?: string } = {}
  const todayMs = localDayMs(fromMs, rhythm.timeZone)
  for (const dateMs of changeDays(todayMs, rhythm.timeZone)) {
    if (!isDay(rhythm, dateMs)) continue
    const kind = wallTime(`${isoDay(dateMs)}T${rhythm.atTime}`, rhythm.timeZone)?.kind
    if (kind === 'never') odd.skippedOn ??= isoDay(dateMs)
    if (kind === 'twice') odd.twiceOn ??= isoDay(dateMs)
  }
  return odd
}

/** Days around which a zone's clocks change: the two days between which they did, so that none is missed. */
function changeDays(fromMs: number, timeZone: string): number[] {
  const days = new Set<number>()
  let before = zoneOffsetMs(fromMs - dayMs, timeZone)
  for (let i = 0; i <= askedDays; i++) {
    const dateMs = fromMs + i * dayMs
    const after = zoneOffsetMs(dateMs + dayMs, timeZone)
    if (after !== before) for (const near of [-1, 0, 1]) days.add(dateMs + near * dayMs)
    before = after
  }
  return [...days].toSorted((a, b) => a - b).filter((dateMs) => dateMs >= fromMs)
}

/** The date that a zone's calendar shows, as UTC midnight of it. */
function localDayMs(atMs: number, timeZone: string): number {
  return Math.floor((atMs + zoneOffsetMs(atMs, timeZone)) / dayMs) * dayMs
}

function isoDay(dateMs: number): string {
  return new Date(dateMs).toISOString().slice(0, 10)
}
