import { z } from 'zod'
import {
  OddTimes,
  Report,
  ReportList,
  Schedule,
  ScheduleList,
  type ScheduleInput,
} from '#roles/reactions/reports/contract.ts'
import { call, ProblemError } from '#web/client.ts'

type Signal = { signal?: AbortSignal }

function of(announcementId: string, what: 'reports' | 'report-schedules'): string {
  return `/api/announcements/${encodeURIComponent(announcementId)}/${what}`
}

/** Reports of an announcement, newest first. */
export function reportsQuery(announcementId: string) {
  return {
    queryKey: ['reports', announcementId],
    queryFn: ({ signal }: Signal) =>
      call(ReportList, { path: of(announcementId, 'reports'), ...(signal ? { signal } : {}) }),
  }
}

/** What is planned, and who could be sent to. */
export function schedulesQuery(announcementId: string) {
  return {
    queryKey: ['report-schedules', announcementId],
    queryFn: ({ signal }: Signal) =>
      call(ScheduleList, { path: of(announcementId, 'report-schedules'), ...(signal ? { signal } : {}) }),
  }
}

/** Makes a report of the figures as they are now. */
export function makeReport(announcementId: string): Promise<Report> {
  return call(Report, { method: 'POST', path: of(announcementId, 'reports') })
}

/** Plans a report. */
export function planReport(announcementId: string, body: ScheduleInput): Promise<Schedule> {
  return call(Schedule, { method: 'POST', path: of(announcementId, 'report-schedules'), body })
}

/** Ends a plan. */
export async function endPlan(id: string): Promise<void> {
  const path = `/api/report-schedules/${encodeURIComponent(id)}`
  await call(z.object({ done: z.boolean() }), { method: 'DELETE', path })
}

/** What the server asks about a time, read from its refusal; undefined when that is about something else. */
export function oddIn(error: unknown): Pick<OddTimes, 'skippedOn' | 'twiceOn'> | undefined {
  if (!(error instanceof ProblemError) || error.problem.error !== 'odd-time') return undefined
  return OddTimes.safeParse(error.answer).data
}

/** The forms of a report, each with its address. */
export function formsOf(id: string, language: 'en' | 'fr') {
  const base = `/api/reports/${encodeURIComponent(id)}`
  const lang = `?lang=${language}`
  return {
    page: `${base}/page${lang}`,
    pdf: `${base}/pdf${lang}`,
    csv: `${base}/table.csv${lang}`,
    volume: `${base}/pictures/volume${lang}`,
    tone: `${base}/pictures/tone${lang}`,
  }
}
