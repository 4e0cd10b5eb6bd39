import { z } from 'zod'
import { dayMs, hourMs } from '#kernel/time.ts'
import { zoneOffsetMs } from '#kernel/zones.ts'
import type { Calendar } from '#stream/trends-contract.ts'

/** Hours of the week; a holiday is lived like a Sunday. */
const cellCount = 7 * 24
/** Half of what was learned of a week is forgotten after this long, hours. */
const halfLifeHours = 28 * 24
/** Hours that "as at any hour" is worth against what this hour of the day has shown, and that against this hour of this weekday. */
const anyHourWorth = 3
const anyDayWorth = 3
/** An hour is never taken to bring less or more than this of the mean: few weeks prove no more. */
const shareMin = 0.1
const shareMax = 5
/** Hours at which the shares are reckoned anew; they move slowly. */
const reckonEveryHours = 6

/** What was learned of the week, as saved: posts and hours for each hour of the week, Monday 00 first. */
export const SavedSeason = z.object({
  posts: z.array(z.number()).length(cellCount),
  hours: z.array(z.number()).length(cellCount),
})
type SavedSeason = z.infer<typeof SavedSeason>

/**
 * How the posts of a stream spread over the hours of its week, learned from everything heard. A watch of a small place hears too
 * little to know its own week; the whole stream knows more. Shrinks from the hour of the weekday to the hour of the day to the mean,
 * as far as there is little to go by: on the first day every hour is as any other.
 */
export class Season {
  private readonly posts = new Float64Array(cellCount)
  private readonly hours = new Float64Array(cellCount)
  private shares: Float64Array = new Float64Array(cellCount).fill(1)
  private hour = -1
  private hourPosts = 0
  private hoursToReckon = 0
  private timeZone = 'UTC'
  private holidays: ReadonlySet<string> = new Set()
  /** The hours asked for lately with their cell: zones are slow to ask. */
  private readonly cells = new Map<number, number>()

  /** Sets the zone and the holidays. What was learned stays as it was counted. */
  setCalendar({ timeZone, holidays }: Calendar): void {
    this.timeZone = timeZone
    this.holidays = new Set(holidays)
    this.cells.clear()
  }

  /** Counts posts of one moment; stream time never goes back. */
  hear(atMs: number, posts = 1): void {
    const hour = Math.floor(atMs / hourMs)
    if (hour !== this.hour) this.pass(hour)
    this.hourPosts += posts
  }

  /** What an hour that holds this moment brings, over the mean of the week; 1 = as any other. */
  shareAt(atMs: number): number {
    return this.shares[this.cellOf(Math.floor(atMs / hourMs))] ?? 1
  }

  /** What was learned, to keep. */
  saved(): SavedSeason {
    const rounded = (values: Float64Array): number[] =>
      [...values].map((one) => Math.round(one * 1000) / 1000)
    return { posts: rounded(this.posts), hours: rounded(this.hours) }
  }

  /** Brings back what was learned; the hours since then were not listened to. */
  restore(saved: SavedSeason | undefined, streamMs: number): void {
    if (saved === undefined) return
    this.posts.set(saved.posts)
    this.hours.set(saved.hours)
    this.hour = Math.floor(streamMs / hourMs)
    this.hourPosts = 0
    this.reckon()
  }

  /** Moves the finished hour, and silent ones up to half a day, into what is known of the week. */
  private pass(hour: number): void {
    if (this.hour === -1) this.hour = hour
    const silentMax = 12
    for (let at = this.hour; at < Math.min(hour, this.hour + silentMax); at++) {
      const cell = this.cellOf(at)
      const keep = 0.5 ** (cellCount / halfLifeHours)
      this.posts[cell] = (this.posts[cell] ?? 0) * keep + (at === this.hour ? this.hourPosts : 0)
      this.hours[cell] = (this.hours[cell] ?? 0) * keep + 1
      this.hoursToReckon++
    }
    this.hour = hour
    this.hourPosts = 0
    if (this.hoursToReckon >= reckonEveryHours) this.reckon()
  }

  private reckon(): void {
    this.hoursToReckon = 0
    const mean = sumOf(this.posts) / Math.max(1, sumOf(this.hours))
    if (mean <= 0) return
    const [posts, hours] = [byHourOfDay(this.posts), byHourOfDay(this.hours)]
    for (let cell = 0; cell < cellCount; cell++) {
      const day = dayCellOf(cell)
      const ofDay = ((posts[day] ?? 0) + anyHourWorth * mean) / ((hours[day] ?? 0) + anyHourWorth)
      const ofWeek = ((this.posts[cell] ?? 0) + anyDayWorth * ofDay) / ((this.hours[cell] ?? 0) + anyDayWorth)
      this.shares[cell] = Math.max(shareMin, Math.min(shareMax, ofWeek / mean))
    }
  }

  private cellOf(hour: number): number {
    const known = this.cells.get(hour)
    if (known !== undefined) return known
    const localMs = hour * hourMs + zoneOffsetMs(hour * hourMs, this.timeZone)
    const day = new Date(localMs).toISOString().slice(0, 10)
    // The first day of 1970 was a Thursday; Monday is 0 here.
    const weekday = this.holidays.has(day) ? 6 : (Math.floor(localMs / dayMs) + 3) % 7
    const cell = weekday * 24 + new Date(localMs).getUTCHours()
    if (this.cells.size >= 1000) this.cells.clear()
    this.cells.set(hour, cell)
    return cell
  }
}

function sumOf(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}

/** An hour of the day, of working days or of the weekend. */
function dayCellOf(cell: number): number {
  return (cell % 24) + (cell >= 5 * 24 ? 24 : 0)
}

function byHourOfDay(values: Float64Array): Float64Array {
  const sums = new Float64Array(48)
  for (let cell = 0; cell < cellCount; cell++) {
    const day = dayCellOf(cell)
    sums[day] = (sums[day] ?? 0) + (values[cell] ?? 0)
  }
  return sums
}
