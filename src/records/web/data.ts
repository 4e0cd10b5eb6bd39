import type { z } from 'zod'
import { ArchiveState, RecordDetail, RecordPage, type RecordQuery } from '#records/contract.ts'
import {
  Holds,
  HoldPreview,
  NextNight,
  Retention,
  type HoldScope,
  type NewHold,
  type ScheduleChange,
} from '#records/retention/contract.ts'
import { call, pathWith } from '#web/client.ts'

type Signal = { signal?: AbortSignal }
const given = ({ signal }: Signal): Signal => (signal ? { signal } : {})

/** A page of entries that fit a query. */
export function recordPage(query: RecordQuery, before: number | undefined, o: Signal): Promise<RecordPage> {
  const asked = { ...query, before: before === undefined ? undefined : String(before) }
  return call(RecordPage, { path: pathWith('/api/records', asked), ...given(o) })
}

/** One entry with what proves it. */
export function entryQuery(seq: string) {
  return {
    queryKey: ['records', 'entry', seq],
    queryFn: (o: Signal) =>
      call(RecordDetail, { path: `/api/records/entries/${encodeURIComponent(seq)}`, ...given(o) }),
  }
}

/** How the archive stands. */
export const stateQuery = {
  queryKey: ['records', 'state'],
  queryFn: (o: Signal) => call(ArchiveState, { path: '/api/records/state', ...given(o) }),
}

/** Asks for a check of the whole chain. */
export function checkEverything(): Promise<ArchiveState> {
  return call(ArchiveState, { method: 'POST', path: '/api/records/check' })
}

/** Everything that decides how long something is kept. */
export const retentionQuery = {
  queryKey: ['records', 'retention'],
  queryFn: (o: Signal) => call(Retention, { path: '/api/records/retention', ...given(o) }),
}

/** What the next night will do. */
export const nextNightQuery = {
  queryKey: ['records', 'next-night'],
  queryFn: (o: Signal) => call(NextNight, { path: '/api/records/next-night', ...given(o) }),
}

/** Every legal hold. */
export const holdsQuery = {
  queryKey: ['records', 'holds'],
  queryFn: (o: Signal) => call(Holds, { path: '/api/records/holds', ...given(o) }),
}

/** Changes how long one kind is kept. */
export function changeSchedule(kind: string, body: z.input<typeof ScheduleChange>): Promise<Retention> {
  return call(Retention, { method: 'PUT', path: `/api/records/schedules/${kind}`, body })
}

/** Changes how many days listening data is kept. */
export function changeListening(body: { days: number; reason: string }): Promise<Retention> {
  return call(Retention, { method: 'PUT', path: '/api/records/clocks/listening', body })
}

/** Changes how many years conversations with citizens are kept. */
export function changeConversations(body: { years: number; reason: string }): Promise<Retention> {
  return call(Retention, { method: 'PUT', path: '/api/records/clocks/conversations', body })
}

/** Pauses disposal, or lets it go on. */
export function pauseDisposal(paused: boolean, reason: string): Promise<Retention> {
  const path = `/api/records/disposal/${paused ? 'pause' : 'resume'}`
  return call(Retention, { method: 'POST', path, body: { reason } })
}

/** How many entries a hold would cover. */
export function previewHold(scope: HoldScope, signal?: AbortSignal): Promise<HoldPreview> {
  return call(HoldPreview, {
    method: 'POST',
    path: '/api/records/holds/preview',
    body: scope,
    ...(signal ? { signal } : {}),
  })
}

/** Sets a legal hold. */
export function setHold(hold: NewHold): Promise<Holds> {
  return call(Holds, { method: 'POST', path: '/api/records/holds', body: hold })
}

/** Lifts a legal hold. */
export function liftHold(id: string, reason: string): Promise<Holds> {
  return call(Holds, { method: 'POST', path: `/api/records/holds/${id}/lift`, body: { reason } })
}
