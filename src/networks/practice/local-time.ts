import { hourMs, minuteMs } from '#kernel/time.ts'

/** The zone Havre-Clair lives in. */
const townZone = 'America/Toronto'

/** What the clock on the church tower says. */
export type LocalTime = { hour: number; minute: number; weekday: number; month: number; day: string }

const shown = new Intl.DateTimeFormat('en-CA', {
  timeZone: townZone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  weekday: 'short',
})
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** Local time in the town; `weekday` 0 is Sunday, `month` 1 is January, `day` is `2026-11-23`. */
export function localTime(atMs: number): LocalTime {
  const parts = Object.fromEntries(shown.formatToParts(atMs).map((part) => [part.type, part.value]))
  const [year, month, day] = [parts['year'], parts['month'], parts['day']]
  return {
    hour: Number(parts['hour']),
    minute: Number(parts['minute']),
    weekday: weekdays.indexOf((parts['weekday'] ?? '').slice(0, 3)),
    month: Number(month),
    day: `${year}-${month}-${day}`,
  }
}

/** Epoch ms of this local hour and minute on the local day that holds `onMs`. */
export function localClockMs(onMs: number, hour: number, minute: number): number {
  const local = localTime(onMs)
  const guessMs = onMs + (hour - local.hour) * hourMs + (minute - local.minute) * minuteMs
  // On the two days a year when clocks change the guess is an hour off.
  const offMs = (hour - localTime(guessMs).hour) * hourMs
  return Math.floor((guessMs + (Math.abs(offMs) === hourMs ? offMs : 0)) / minuteMs) * minuteMs
}

/** A time of day as people write it: `2:05 pm` and `14 h 05`. */
export function spokenTime(atMs: number, lang: 'en' | 'fr'): string {
  const { hour, minute } = localTime(atMs)
  const minutes = String(minute).padStart(2, '0')
  if (lang === 'fr') return minute === 0 ? `${hour} h` : `${hour} h ${minutes}`
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minutes} ${hour < 12 ? 'am' : 'pm'}`
}
