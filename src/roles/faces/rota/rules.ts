import type { CoverHours, Shift, Single } from '#roles/faces/rota/contract.ts'
import { dayAfter, dayAt, wallReader, weekdayOf, type WallReader } from '#roles/faces/rota/days.ts'

/** A rota as it is kept: what comes back every week, what goes otherwise, and the days on which nothing runs. */
export type Rota = {
  shifts: readonly Shift[]
  singles: readonly Single[]
  /** Days, in the zone of each shift. */
  holidays: ReadonlySet<string>
}

/** A stretch somebody is on, epoch ms. */
export type Stretch = {
  key: string
  personId: string
  startMs: number
  endMs: number
  day: string
  timeZone: string
  shiftId?: string
  singleId?: string
}

/** From, and before. Epoch ms. */
export type Span = { fromMs: number; toMs: number }

/** Days looked at for one question; longer spans are a mistake of ours. */
const daysMax = 70

/** Who is on in a span, by when it begins. A shift counts on the day it begins; on a holiday weekly ones do not run. */
export function stretchesOf(rota: Rota, span: Span): Stretch[] {
  const read = wallReader()
  const instead = new Map(
    rota.singles.flatMap((one) => (one.shiftId === undefined ? [] : [[`${one.shiftId}@${one.day}`, one]])),
  )
  const days = new Map<string, string[]>()
  const daysIn = (timeZone: string): string[] => {
    const found = days.get(timeZone) ?? daysOf(span, timeZone)
    days.set(timeZone, found)
    return found
  }
  const weekly = rota.shifts.flatMap((shift) =>
    daysIn(shift.timeZone).flatMap((day) => weeklyOn(rota, { shift, day, read, instead })),
  )
  const extra = rota.singles.flatMap((one) => extraOf(one, read))
  return [...weekly, ...extra]
    .filter(({ startMs, endMs }) => endMs > startMs && endMs > span.fromMs && startMs < span.toMs)
    .toSorted((a, b) => a.startMs - b.startMs || a.endMs - b.endMs || a.key.localeCompare(b.key))
}

function weeklyOn(
  { holidays }: Rota,
  {
    shift,
    day,
    read,
    instead,
  }: { shift: Shift; day: string; read: WallReader; instead: ReadonlyMap<string, Single> },
): Stretch[] {
  const isDue =
    weekdayOf(day) === shift.weekday &&
    day >= shift.fromDay &&
    (shift.untilDay === undefined || day <= shift.untilDay)
  if (!isDue || holidays.has(day)) return []
  const key = `${shift.id}@${day}`
  const otherwise = instead.get(key)
  const personId = otherwise === undefined ? shift.personId : otherwise.personId
  if (personId === undefined) return []
  const { timeZone } = shift
  const singleId = otherwise === undefined ? {} : { singleId: otherwise.id }
  return [
    { key, personId, ...momentsOf({ ...shift, day }, read), day, timeZone, shiftId: shift.id, ...singleId },
  ]
}

function extraOf({ id, day, personId, own }: Single, read: WallReader): Stretch[] {
  if (own === undefined || personId === undefined) return []
  const { timeZone } = own
  return [{ key: `${id}@${day}`, personId, ...momentsOf({ ...own, day }, read), day, timeZone, singleId: id }]
}

function momentsOf(
  o: { day: string; starts: string; ends: string; timeZone: string },
  read: WallReader,
): { startMs: number; endMs: number } {
  const lastDay = o.ends <= o.starts ? dayAfter(o.day, 1) : o.day
  return { startMs: read(o.day, o.starts, o.timeZone), endMs: read(lastDay, o.ends, o.timeZone) }
}

/** The days of a zone that a span touches, and the one before: a shift of the night began there. */
function daysOf({ fromMs, toMs }: Span, timeZone: string): string[] {
  const last = dayAt(toMs, timeZone)
  const days: string[] = []
  for (
    let day = dayAfter(dayAt(fromMs, timeZone), -1);
    day <= last && days.length < daysMax;
    day = dayAfter(day, 1)
  )
    days.push(day)
  return days
}

/** Who is on at a moment. */
export function onAt(stretches: readonly Stretch[], atMs: number): Stretch[] {
  return stretches.filter(({ startMs, endMs }) => startMs <= atMs && atMs < endMs)
}

/** Who comes next: those who begin first after a moment. */
export function nextAfter(stretches: readonly Stretch[], atMs: number): Stretch[] {
  const later = stretches.filter(({ startMs }) => startMs > atMs)
  const firstMs = Math.min(...later.map(({ startMs }) => startMs))
  return later.filter(({ startMs }) => startMs === firstMs)
}

/** Gaps shorter than this are none. */
const gapMsMin = 60_000

/** What is asked about gaps: a span, the hours that should be covered in it, and the days on which nothing is expected. */
export type GapsAsked = Span & {
  cover: readonly CoverHours[]
  holidays: ReadonlySet<string>
  timeZone: string
}

/** What of the hours that should be covered nobody is on for, in a span. Gaps that touch are one. */
export function gapsOf(stretches: readonly Stretch[], o: GapsAsked): Span[] {
  return joined(gapsByWindow(stretches, o))
}

/** The same for each stretch of hours by itself: these stay what they are while the span moves on. */
export function gapsByWindow(stretches: readonly Stretch[], o: GapsAsked): Span[] {
  const read = wallReader()
  const wanted = daysOf(o, o.timeZone)
    .filter((day) => !o.holidays.has(day))
    .flatMap((day) =>
      o.cover
        .filter(({ weekday }) => weekday === weekdayOf(day))
        .map((hours) => momentsOf({ ...hours, day, timeZone: o.timeZone }, read)),
    )
    .map(({ startMs, endMs }) => ({ fromMs: Math.max(startMs, o.fromMs), toMs: Math.min(endMs, o.toMs) }))
  return wanted
    .flatMap((one) => without(one, stretches))
    .filter(({ fromMs, toMs }) => toMs - fromMs >= gapMsMin)
}

function without(wanted: Span, stretches: readonly Stretch[]): Span[] {
  const open: Span[] = []
  let { fromMs } = wanted
  for (const { startMs, endMs } of stretches.toSorted((a, b) => a.startMs - b.startMs)) {
    if (startMs >= wanted.toMs) break
    if (startMs > fromMs) open.push({ fromMs, toMs: startMs })
    fromMs = Math.max(fromMs, endMs)
  }
  if (fromMs < wanted.toMs) open.push({ fromMs, toMs: wanted.toMs })
  return open
}

/** Spans that touch become one. */
function joined(spans: readonly Span[]): Span[] {
  const whole: Span[] = []
  for (const span of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = whole.at(-1)
    if (last !== undefined && span.fromMs <= last.toMs) last.toMs = Math.max(last.toMs, span.toMs)
    else whole.push({ ...span })
  }
  return whole
}
