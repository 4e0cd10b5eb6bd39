import {
  AttentionOverview,
  BudgetTrial,
  type AttentionSettings,
  type Teaching,
} from '#roles/early-warning/attention/contract.ts'
import { TryState } from '#roles/early-warning/trying/contract.ts'
import { call } from '#web/client.ts'

type Signal = { signal?: AbortSignal }

/** Everything about interruptions. */
export const overviewQuery = {
  queryKey: ['attention'],
  queryFn: ({ signal }: Signal) =>
    call(AttentionOverview, { path: '/api/attention', ...(signal ? { signal } : {}) }),
}

/** Sets what the team accepts. */
export function putSettings(body: AttentionSettings): Promise<AttentionOverview> {
  return call(AttentionOverview, { method: 'PUT', path: '/api/attention/settings', body })
}

/** What would have interrupted with these settings. */
export function tryBudget(settings: AttentionSettings, weeks: number): Promise<BudgetTrial> {
  return call(BudgetTrial, { method: 'POST', path: '/api/attention/try', body: { settings, weeks } })
}

/** Holds back one word, source or place of a story. */
export function teach(body: Teaching): Promise<AttentionOverview> {
  return call(AttentionOverview, { method: 'POST', path: '/api/attention/lessons', body })
}

/** No longer holds that back. */
export function undoLesson(id: string): Promise<AttentionOverview> {
  return call(AttentionOverview, {
    method: 'DELETE',
    path: `/api/attention/lessons/${encodeURIComponent(id)}`,
  })
}

/** Begins to replay a rule over stored weeks. */
export function beginTrial(rule: string, weeks: number): Promise<TryState> {
  return call(TryState, { method: 'POST', path: '/api/watch-trials', body: { rule, weeks } })
}

/** How a replay goes. */
export function trialState(id: string, signal?: AbortSignal): Promise<TryState> {
  return call(TryState, { path: `/api/watch-trials/${id}`, ...(signal ? { signal } : {}) })
}

/** Stops a replay. */
export function stopTrial(id: string): Promise<TryState> {
  return call(TryState, { method: 'DELETE', path: `/api/watch-trials/${id}` })
}
