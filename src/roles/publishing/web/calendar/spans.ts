/** Which days a view of the calendar shows. Pure; days are written as 2026-03-05 and belong to the desk's zone. */
import { z } from 'zod'

/** How the calendar is looked at. */
export const views = ['week', 'month', 'list'] as const
export type View = (typeof views)[number]

/** Days shown from one on. */
export type Span = { from: string; days: number }

const listDays = 28

/** The days a view shows around one. Weeks begin on Monday. */
export function spanOf(view: View, date: string): Span {
  if (view === 'week') return { from: mondayOf(date), days: 7 }
  if (view === 'list') return { from: date, days: listDays }
  const first = `${date.slice(0, 7)}-01`
  const from = mondayOf(first)
  const last = later(monthLater(first, 1), -1)
  return { from, days: daysBetween(from, later(mondayOf(last), 7)) }
}

/** The day to look at after going on, or back. */
export function step(view: View, date: string, by: 1 | -1): string {
  if (view === 'week') return later(date, 7 * by)
  if (view === 'list') return later(date, listDays * by)
  return monthLater(`${date.slice(0, 7)}-01`, by)
}

/** Every day of a span, in order. */
export function daysOf({ from, days }: Span): string[] {
  return Array.from({ length: days }, (_, i) => later(from, i))
}

/** The day that many days later. */
export function later(date: string, days: number): string {
  const at = utc(date)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

function monthLater(first: string, by: number): string {
  const at = utc(first)
  at.setUTCMonth(at.getUTCMonth() + by)
  return at.toISOString().slice(0, 10)
}

function mondayOf(date: string): string {
  return later(date, -((utc(date).getUTCDay() + 6) % 7))
}

function daysBetween(from: string, to: string): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000)
}

function utc(date: string): Date {
  return new Date(`${date}T00:00:00Z`)
}

/** The day an address names, if it is one. */
export function dateIn(written: string | undefined): string | undefined {
  const read = z.iso.date().safeParse(written)
  if (!read.success) return undefined
  const year = Number(read.data.slice(0, 4))
  return year >= 2000 && year <= 2100 ? read.data : undefined
}

/** A day in words of the reader's language. */
export function dayWords(date: string, tag: string, style: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(tag, { ...style, timeZone: 'UTC' }).format(utc(date))
}

/** What a span is called: a month by its name, other spans by their first and last day. */
export function spanWords(view: View, date: string, tag: string): string {
  if (view === 'month') return dayWords(date, tag, { month: 'long', year: 'numeric' })
  const { from, days } = spanOf(view, date)
  const format = new Intl.DateTimeFormat(tag, {
    ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  })
  return format.formatRange(utc(from), utc(later(from, days - 1)))
}
