import { z } from 'zod'
import { Analysis } from '#roles/reactions/analysis/contract.ts'
import {
  Announcement,
  AnnouncementList,
  Annotation,
  OfferList,
  type AnnouncementChange,
  type AnnouncementInput,
  type AnnotationInput,
} from '#roles/reactions/contract.ts'
import { Evidence, EvidenceSummary } from '#roles/reactions/evidence/contract.ts'
import {
  Dashboard,
  DashboardList,
  Series,
  type DashboardChange,
  type DashboardInput,
} from '#roles/reactions/boards/contract.ts'
import { CodingItems, CodingRound, CodingState, type CodingLabel } from '#roles/reactions/coding/contract.ts'
import { call, callQuietly, pathWith } from '#web/client.ts'

type Signal = { signal?: AbortSignal }

const Evidences = z.object({ evidence: z.array(EvidenceSummary) })
const Done = z.object({ done: z.boolean() })

function get<S extends z.ZodType>(schema: S, path: string, { signal }: Signal): Promise<z.output<S>> {
  return call(schema, { path, ...(signal ? { signal } : {}) })
}

function at(...parts: string[]): string {
  return ['/api', ...parts.map(encodeURIComponent)].join('/')
}

/** Announcements, newest first, and the kinds there are. */
export const announcementsQuery = {
  queryKey: ['announcements'],
  queryFn: (given: Signal) => get(AnnouncementList, at('announcements'), given),
}

/** Messages that went out lately and that nobody follows yet. */
export const offersQuery = {
  queryKey: ['announcement-offers'],
  queryFn: (given: Signal) => get(OfferList, at('announcements', 'offers'), given),
}

/** One announcement. */
export function announcementQuery(id: string) {
  return {
    queryKey: ['announcement', id],
    queryFn: (given: Signal) => get(Announcement, at('announcements', id), given),
  }
}

/** How it landed. */
export function analysisQuery(id: string) {
  return {
    queryKey: ['announcement-analysis', id],
    queryFn: (given: Signal) => get(Analysis, at('announcements', id, 'analysis'), given),
  }
}

/** What was frozen of it. */
export function evidenceQuery(id: string) {
  return {
    queryKey: ['announcement-evidence', id],
    queryFn: (given: Signal) => get(Evidences, at('announcements', id, 'evidence'), given),
  }
}

/** One piece of frozen evidence, with what became of its posts. */
export function frozenQuery(id: string) {
  return {
    queryKey: ['evidence', id],
    queryFn: (given: Signal) => get(Evidence, at('evidence', id), given),
  }
}

/** Begins to follow an announcement. */
export function follow(body: z.input<typeof AnnouncementInput>): Promise<Announcement> {
  return call(Announcement, { method: 'POST', path: at('announcements'), body })
}

/** Changes what is known of an announcement. */
export function changeAnnouncement(id: string, body: AnnouncementChange): Promise<Announcement> {
  return call(Announcement, { method: 'PATCH', path: at('announcements', id), body })
}

/** Stops following it; its watches and posts stay. */
export function removeAnnouncement(id: string): Promise<void> {
  return callQuietly({ method: 'DELETE', path: at('announcements', id) })
}

/** A message that need not be followed. */
export function notNeeded(messageId: string): Promise<unknown> {
  return call(Done, { method: 'POST', path: at('announcements', 'offers', messageId, 'not-needed') })
}

/** Says where a question was answered, or takes that back. */
export function markAnswered(id: string, question: string, url: string | undefined): Promise<unknown> {
  const path = at('announcements', id, 'questions', question, 'answered')
  return call(Done, url === undefined ? { method: 'DELETE', path } : { method: 'POST', path, body: { url } })
}

/** Where a moment is noted: on an announcement or a dashboard. */
export type NotedOn = { on: 'announcements' | 'dashboards'; id: string }

/** Notes a moment on a time axis. */
export function annotate({ on, id }: NotedOn, body: z.input<typeof AnnotationInput>): Promise<Annotation> {
  return call(Annotation, { method: 'POST', path: at(on, id, 'annotations'), body })
}

/** Takes a note away. */
export function unannotate({ on, id }: NotedOn, annotation: string): Promise<void> {
  return callQuietly({ method: 'DELETE', path: at(on, id, 'annotations', annotation) })
}

/** Freezes what is known now. */
export function freeze(id: string): Promise<EvidenceSummary> {
  return call(EvidenceSummary, { method: 'POST', path: at('announcements', id, 'evidence') })
}

/** Saved dashboards, by name. */
export const boardsQuery = {
  queryKey: ['dashboards'],
  queryFn: (given: Signal) => get(DashboardList, at('dashboards'), given),
}

/** One dashboard. */
export function boardQuery(id: string) {
  return {
    queryKey: ['dashboards', id],
    queryFn: (given: Signal) => get(Dashboard, at('dashboards', id), given),
  }
}

/** Saves a new dashboard. */
export function addBoard(body: z.input<typeof DashboardInput>): Promise<Dashboard> {
  return call(Dashboard, { method: 'POST', path: at('dashboards'), body })
}

/** Changes a dashboard. */
export function changeBoard(id: string, body: z.input<typeof DashboardChange>): Promise<Dashboard> {
  return call(Dashboard, { method: 'PUT', path: at('dashboards', id), body })
}

/** Removes a dashboard; its watches stay. */
export function removeBoard(id: string): Promise<void> {
  return callQuietly({ method: 'DELETE', path: at('dashboards', id) })
}

/** What a picture over time asks for; times as ISO. */
export type SeriesWish = { watchIds: readonly string[]; from: string; to: string; points: number }

/** Posts of some watches over the same time. */
export function seriesQuery({ watchIds, from, to, points }: SeriesWish) {
  const wish = { watches: watchIds.join(','), from, to, points: String(points) }
  return {
    queryKey: ['series', wish],
    queryFn: (given: Signal) => get(Series, pathWith('/api/series', wish), given),
  }
}

/** How the tool's reading was checked. */
export const codingQuery = {
  queryKey: ['coding'],
  queryFn: (given: Signal) => get(CodingState, at('coding'), given),
}

/** Posts of this month's check. */
export const codingItemsQuery = {
  queryKey: ['coding-items'],
  queryFn: (given: Signal) => get(CodingItems, at('coding', 'items'), given),
  // The person works through them here: asking again would only move things under their hands.
  staleTime: Infinity,
}

/** What a person says of a post. */
export function giveLabel(id: string, label: CodingLabel): Promise<CodingRound> {
  return call(CodingRound, { method: 'PUT', path: at('coding', 'items', id), body: { label } })
}
