import { dayMs, minuteMs } from '#kernel/time.ts'
import { startOfDayMs, zoneOffsetMs } from '#kernel/zones.ts'
import type { LedgerEntry, LedgerQuarter, LedgerWeek } from '#roles/early-warning/ledger/contract.ts'

/** Whole minutes from one measured moment to another; undefined when either was not measured. */
export function minutesBetween(from: string | undefined, to: string | undefined): number | undefined {
  if (from === undefined || to === undefined) return undefined
  return Math.round((Date.parse(to) - Date.parse(from)) / minuteMs)
}

/** The middle one, or the mean of the middle two; undefined of nothing. */
export function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low, high] = [sorted[middle - 1] ?? 0, sorted[middle] ?? 0]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}

/**
 * What a story came to. It is a false alarm when it was called not important, or interrupted and ended without anybody taking it on;
 * one that only waited in the list and ended so cost nobody's attention.
 */
export function stateOf(o: {
  issue: 'open' | 'closed' | undefined
  muted: boolean
  isOver: boolean
  onlyWaited: boolean
}): LedgerEntry['state'] {
  if (o.issue !== undefined) return o.issue
  if (o.muted) return 'not-important'
  if (!o.isOver) return 'running'
  return o.onlyWaited ? 'only-waited' : 'not-taken-on'
}

/** An entry with its minutes, from the moments it has. */
export function withMinutes(
  entry: Omit<LedgerEntry, 'leadMin' | 'answeredInMin'>,
  begunAt: string,
): LedgerEntry {
  const leadMin = minutesBetween(entry.signal?.at, entry.news?.at)
  const answeredInMin = minutesBetween(entry.signal?.at ?? begunAt, entry.response?.at)
  return {
    ...entry,
    ...(leadMin === undefined ? {} : { leadMin }),
    // Answered before our signal, or before it was opened by hand: there was nothing to wait for.
    ...(answeredInMin === undefined || answeredInMin < 0 ? {} : { answeredInMin }),
  }
}

/** An entry with when it began: our signal, or when it was opened by hand. */
export type Begun = { entry: LedgerEntry; begunMs: number }

/** The quarter a moment lies in, as `2031-Q2`, by the calendar of a zone. */
export function quarterOf(ms: number, timeZone: string): string {
  const local = new Date(ms + zoneOffsetMs(ms, timeZone))
  return `${local.getUTCFullYear()}-Q${Math.floor(local.getUTCMonth() / 3) + 1}`
}

/** The Monday of the week a moment lies in, as `2031-05-05`, by the calendar of a zone. */
export function weekOf(ms: number, timeZone: string): string {
  const local = new Date(ms + zoneOffsetMs(ms, timeZone))
  const sinceMonday = (local.getUTCDay() + 6) % 7
  return new Date(local.getTime() - sinceMonday * dayMs).toISOString().slice(0, 10)
}

/** Lead and answers by quarter, newest first. Only issues count: what nobody took on has no lead. */
export function quartersOf(begun: readonly Begun[], timeZone: string): LedgerQuarter[] {
  const issues = begun.filter(({ entry }) => entry.issueId !== undefined)
  return grouped(issues, ({ begunMs }) => quarterOf(begunMs, timeZone)).map(([quarter, of]) => {
    const leads = of.flatMap(({ entry }) => entry.leadMin ?? [])
    const answers = of.flatMap(({ entry }) => entry.answeredInMin ?? [])
    const [lead, answer] = [median(leads), median(answers)]
    return {
      ...{ quarter, issues: of.length, measured: leads.length, answered: answers.length },
      behind: leads.filter((minutes) => minutes < 0).length,
      ...(lead === undefined ? {} : { medianLeadMin: lead }),
      ...(answer === undefined ? {} : { medianAnsweredInMin: answer }),
    }
  })
}

/** False alarms by week, newest first. What was opened by hand is nobody's alarm. */
export function weeksOf(begun: readonly Begun[], timeZone: string): LedgerWeek[] {
  const stories = begun.filter(({ entry }) => entry.signal !== undefined)
  return grouped(stories, ({ begunMs }) => weekOf(begunMs, timeZone)).map(([from, of]) => {
    const count = (...states: LedgerEntry['state'][]): LedgerEntry[] =>
      of.map(({ entry }) => entry).filter(({ state }) => states.includes(state))
    const falseAlarms = count('not-important', 'not-taken-on')
    const waited = count('only-waited')
    const toldOf = (entries: readonly LedgerEntry[]): number =>
      entries.filter(({ news }) => news !== undefined).length
    return {
      ...{ from, stories: of.length, falseAlarms: falseAlarms.length },
      notImportant: count('not-important').length,
      notTakenOn: count('not-taken-on').length,
      toldByNews: toldOf(falseAlarms),
      ...{ onlyWaited: waited.length, waitedToldByNews: toldOf(waited) },
    }
  })
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups].sort(([a], [b]) => b.localeCompare(a))
}

/** A story as a news item is held against it. Times are epoch ms of what is heard. */
export type Told = { id: string; openedMs: number; tells: boolean }

/** The story whose signal came before this news item: the earliest one that tells the same; undefined when none did. */
export function signalBefore(stories: readonly Told[], itemMs: number): string | undefined {
  const before = stories.filter(({ tells, openedMs }) => tells && openedMs <= itemMs)
  return before.toSorted((a, b) => a.openedMs - b.openedMs)[0]?.id
}

/** The first moment of the day three months back, for how far the page looks. */
export function monthsBackMs(nowMs: number, months: number, timeZone: string): number {
  return startOfDayMs(nowMs - months * 31 * dayMs, timeZone)
}
