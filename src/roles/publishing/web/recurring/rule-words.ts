import type { Rule } from '#roles/publishing/recurring/contract.ts'
import type { RecurringWords } from '#roles/publishing/web/recurring/words.ts'
import { dayWords } from '#roles/publishing/web/calendar/spans.ts'

/** The name of a weekday: 1 Monday to 7 Sunday. */
export function weekdayName(weekday: number, tag: string, style: 'long' | 'short' = 'long'): string {
  // 1 January 2024 was a Monday.
  return dayWords(`2024-01-0${weekday}`, tag, { weekday: style })
}

/** A rule as a sentence. */
export function ruleWords(rule: Rule, words: Pick<RecurringWords, 'say' | 'tag' | 'list'>): string {
  const { say, tag, list } = words
  const { unit, every, weekdays = [], from, time, zone, until, count } = rule
  const day = (date: string): string =>
    dayWords(date, tag, { day: 'numeric', month: 'long', year: 'numeric' })
  const days = list([...weekdays].toSorted((a, b) => a - b).map((one) => weekdayName(one, tag)))
  const often = say(`rule.${unit}`, { every, days, day: Number(from.slice(8)) })
  const end = until === undefined ? '' : ` ${say('rule.until', { day: day(until) })}`
  const times = count === undefined ? '' : ` ${say('rule.count', { count })}`
  return `${say('rule.all', { often, time, zone, from: day(from) })}${end}${times}`
}
