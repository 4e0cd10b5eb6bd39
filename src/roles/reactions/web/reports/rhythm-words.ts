import type { Schedule } from '#roles/reactions/reports/contract.ts'
import type { ReportWords } from '#roles/reactions/web/reports/words.ts'

/** The days of a week in a language, Monday first. */
export function weekDays(tag: string): string[] {
  const names = new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' })
  // 5 January 2026 was a Monday.
  return Array.from({ length: 7 }, (_, i) => names.format(Date.UTC(2026, 0, 5 + i)))
}

/** How often a report is made, in words: “Every Monday at 07:30 (America/Toronto)”. */
export function rhythmWords(
  { every, onDay, atTime, timeZone }: Pick<Schedule, 'every' | 'onDay' | 'atTime' | 'timeZone'>,
  { say, tag }: Pick<ReportWords, 'say' | 'tag'>,
): string {
  const at = { time: atTime, zone: timeZone }
  if (every === 'day') return say('plans.daily', at)
  if (every === 'week') return say('plans.weekly', { ...at, day: weekDays(tag)[(onDay ?? 1) - 1] ?? '' })
  return onDay === 0 ? say('plans.lastDay', at) : say('plans.monthly', { ...at, day: onDay ?? 1 })
}
