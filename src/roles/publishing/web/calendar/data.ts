import { keepPreviousData } from '@tanstack/react-query'
import { z } from 'zod'
import {
  CalendarView,
  DayList,
  DaysReport,
  FeedState,
  MessagePlan,
  MomentNotes,
  NewFeed,
  type CalendarEntry,
  type DayForm,
  type WhenForm,
} from '#roles/publishing/calendar/contract.ts'
import type { Span } from '#roles/publishing/web/calendar/spans.ts'
import { call, callQuietly, pathWith } from '#web/client.ts'

type Signal = { signal?: AbortSignal }

/** What of the calendar is looked at. */
export type Filter = {
  account?: string | undefined
  campaign?: string | undefined
  lane?: string | undefined
}

/** A stretch of the calendar. */
export function calendarQuery({ from, days }: Span, filter: Filter) {
  return {
    queryKey: ['calendar', 'view', from, days, filter],
    queryFn: ({ signal }: Signal) =>
      call(CalendarView, {
        path: pathWith('/api/calendar', { from, days: String(days), ...filter }),
        ...(signal ? { signal } : {}),
      }),
    placeholderData: keepPreviousData,
    // Times pass by themselves: what was scheduled is public a minute later.
    refetchInterval: 60_000,
  }
}

/** When a message is meant for, and what it belongs to. */
export function planQuery(id: string) {
  return {
    queryKey: ['calendar', 'plan', id],
    queryFn: ({ signal }: Signal) =>
      call(MessagePlan, { path: `${pathOf(id)}/plan`, ...(signal ? { signal } : {}) }),
  }
}

/** What is worth knowing about a time, once all of it is written. */
export function notesQuery(id: string, when: WhenForm) {
  return {
    queryKey: ['calendar', 'notes', id, when],
    queryFn: ({ signal }: Signal) =>
      call(MomentNotes, {
        method: 'POST',
        path: `${pathOf(id)}/notes-at`,
        body: { when },
        ...(signal ? { signal } : {}),
      }),
    enabled: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/u.test(when.wall),
    // A time that cannot be is told where it is sent.
    retry: false,
  }
}

/** Moves an entry: what waits in the outbox, or the time a draft is meant for. */
export async function moveEntry(
  { message, deliveries }: Pick<CalendarEntry, 'message' | 'deliveries'>,
  when: WhenForm,
): Promise<void> {
  if (deliveries.length === 0) await setMeant(message, when)
  else
    await call(z.object({ at: z.string() }), {
      method: 'POST',
      path: `${pathOf(message)}/move`,
      body: { deliveries, when },
    })
}

/** Says when a draft is meant for; null: for no time. */
export function setMeant(id: string, when: WhenForm | null): Promise<MessagePlan> {
  return call(MessagePlan, { method: 'PUT', path: `${pathOf(id)}/meant`, body: { when } })
}

/** Days the team keeps in mind. */
export const daysQuery = {
  queryKey: ['calendar', 'days'],
  queryFn: ({ signal }: Signal) =>
    call(DayList, { path: '/api/calendar/days', ...(signal ? { signal } : {}) }),
}

/** Keeps a day in mind. */
export function addDay(body: DayForm): Promise<DayList> {
  return call(DayList, { method: 'POST', path: '/api/calendar/days', body })
}

/** Forgets a day. */
export function removeDay(id: string): Promise<void> {
  return callQuietly({ method: 'DELETE', path: `/api/calendar/days/${encodeURIComponent(id)}` })
}

/** Takes a file of days in. */
export function importDays(file: Blob): Promise<DaysReport> {
  const body = new Blob([file], { type: 'text/csv' })
  return call(DaysReport, { method: 'POST', path: '/api/calendar/days/import', body })
}

/** One's own secret address: whether there is one. */
export const feedQuery = {
  queryKey: ['calendar', 'feed'],
  queryFn: ({ signal }: Signal) =>
    call(FeedState, { path: '/api/calendar/feed', ...(signal ? { signal } : {}) }),
}

/** Makes a new secret address. */
export function makeFeed(): Promise<NewFeed> {
  return call(NewFeed, { method: 'POST', path: '/api/calendar/feed' })
}

/** Ends one's secret address. */
export function endFeed(): Promise<void> {
  return callQuietly({ method: 'DELETE', path: '/api/calendar/feed' })
}

function pathOf(id: string): string {
  return `/api/messages/${encodeURIComponent(id)}`
}
