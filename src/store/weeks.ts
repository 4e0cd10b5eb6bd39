import { dayMs, weekMs } from '#kernel/time.ts'

/** One week of a partitioned table: Monday to Monday in UTC, end not included. */
export type Week = { name: string; fromMs: number; toMs: number }

/** 5 January 1970 was the first Monday after the epoch. */
const firstMondayMs = 4 * dayMs

/** No post is older than the networks; what claims to be goes to the partition for other dates. */
export const oldestWeekMs = Date.UTC(2006, 0, 2)

/** How far ahead of the clock a week may lie; later claims go to the partition for other dates. */
export const aheadMsMax = 53 * weekMs

/** The Monday, 00:00 UTC, on or before that moment. */
export function mondayOf(ms: number): number {
  return firstMondayMs + Math.floor((ms - firstMondayMs) / weekMs) * weekMs
}

/** The ISO 8601 name of the week, such as `2026w48`: the year is that of its Thursday. */
export function nameOfWeek(ms: number): string {
  const monday = mondayOf(ms)
  const year = new Date(monday + 3 * dayMs).getUTCFullYear()
  const firstMonday = mondayOf(Date.UTC(year, 0, 4))
  return `${year}w${String((monday - firstMonday) / weekMs + 1).padStart(2, '0')}`
}

/** The Monday a name stands for; undefined when it names no week. */
export function mondayOfName(name: string): number | undefined {
  const [, year, week] = /^(\d{4})w(\d{2})$/.exec(name) ?? []
  if (year === undefined || week === undefined) return undefined
  return mondayOf(Date.UTC(Number(year), 0, 4)) + (Number(week) - 1) * weekMs
}

/**
 * The weeks from one moment to another that deserve a partition, oldest first.
 *
 * Weeks before 2006 or more than 53 weeks ahead of `nowMs` are left out, whatever was asked.
 */
export function weeksBetween(fromMs: number, toMs: number, nowMs: number): Week[] {
  const first = Math.max(mondayOf(fromMs), oldestWeekMs)
  const last = Math.min(mondayOf(toMs), mondayOf(nowMs + aheadMsMax))
  const weeks: Week[] = []
  for (let monday = first; monday <= last; monday += weekMs) {
    weeks.push({ name: nameOfWeek(monday), fromMs: monday, toMs: monday + weekMs })
  }
  return weeks
}
