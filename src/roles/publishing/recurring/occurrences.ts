/**
 * When something comes again, by the wall clock of its zone. Pure. Where clocks show the time twice, the first is meant; where they
 * jump over it, the moment of the jump: a series cannot ask. A month without the day (31 April) is left out, never moved.
 */
import { assert } from '#kernel/assert.ts'
import { wallTime } from '#kernel/wall-time.ts'
import type { Rule } from '#roles/publishing/recurring/contract.ts'

/** One time: as clocks show it, and the moment. */
export type Time = { wall: string; atMs: number }

const dayMs = 86_400_000
/** Days looked at for one more occurrence: the most that can lie between two is 366 months, with days that few months have. */
const daysMax = 200_000

/** The times after a moment, at most so many, earliest first, until the rule ends. */
export function timesAfter(rule: Rule, afterMs: number, limit: number): Time[] {
  const found: Time[] = []
  let count = 0
  for (const date of datesOf(rule)) {
    if (rule.until !== undefined && date > rule.until) break
    if (rule.count !== undefined && count >= rule.count) break
    count += 1
    // Zones are slow to ask: what is over in every zone is not asked about.
    if (Date.parse(`${date}T00:00:00Z`) + 3 * dayMs < afterMs) continue
    const wall = `${date}T${rule.time}`
    const atMs = momentAt(wall, rule.zone)
    if (atMs > afterMs) found.push({ wall, atMs })
    if (found.length >= limit) break
  }
  return found
}

function* datesOf({ unit, every, from, weekdays = [] }: Rule): Generator<string> {
  const first = Date.parse(`${from}T00:00:00Z`)
  if (unit === 'month') {
    yield* monthsOf(first, every)
    return
  }
  const days = new Set(weekdays)
  // Weeks are counted from the Monday of the first one.
  const monday = first - ((new Date(first).getUTCDay() + 6) % 7) * dayMs
  for (let i = 0; i < daysMax; i++) {
    const atMs = first + i * dayMs
    const isIt =
      unit === 'day'
        ? i % every === 0
        : Math.floor((atMs - monday) / (7 * dayMs)) % every === 0 && days.has(weekdayOf(atMs))
    if (isIt) yield dateOf(atMs)
  }
}

function* monthsOf(first: number, every: number): Generator<string> {
  const start = new Date(first)
  const day = start.getUTCDate()
  for (let i = 0; i < daysMax / 30; i++) {
    const at = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + i * every, day))
    if (at.getUTCFullYear() > 9000) return
    if (at.getUTCDate() === day) yield dateOf(at.getTime())
  }
}

function weekdayOf(atMs: number): number {
  return ((new Date(atMs).getUTCDay() + 6) % 7) + 1
}

function dateOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10)
}

function momentAt(wall: string, zone: string): number {
  const found = wallTime(wall, zone)
  assert(found !== undefined, 'a rule names times of zones that exist')
  switch (found.kind) {
    case 'once':
      return found.atMs
    case 'twice':
      return found.firstMs
    case 'never':
      return found.afterMs
  }
}
