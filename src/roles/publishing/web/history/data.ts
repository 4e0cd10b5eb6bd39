import {
  HistoryImports,
  HistoryList,
  HistoryReport,
  RecordCount,
  RecordRun,
  RecordRuns,
  type HistoryKind,
  type RecordForm,
  type RecordScope,
} from '#roles/publishing/history/contract.ts'
import { call, callQuietly, pathWith } from '#web/client.ts'

/** What is shown of history. */
export type Sought = { q: string; source: 'all' | 'here' | 'imported' }

/** What we said, a stretch at a time. */
export function historyQuery({ q, source }: Sought) {
  return {
    queryKey: ['publishing', 'history', q, source],
    queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) =>
      call(HistoryList, {
        path: pathWith('/api/history', {
          ...{ q: q === '' ? undefined : q, before: pageParam },
          source: source === 'all' ? undefined : source,
        }),
        signal,
      }),
    initialPageParam: undefined as string | undefined, // the first stretch has no mark
    getNextPageParam: ({ before }: HistoryList) => before,
  }
}

/** Exports that were brought in. */
export const importsQuery = {
  queryKey: ['publishing', 'history-imports'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    call(HistoryImports, { path: '/api/history/imports', signal }),
}

/** Brings a file in. */
export function bringIn({ kind, file }: { kind: HistoryKind; file: File }): Promise<HistoryReport> {
  const path = pathWith('/api/history/imports', { kind, name: file.name.slice(0, 200) })
  return call(HistoryReport, {
    path,
    method: 'POST',
    body: new Blob([file], { type: 'application/octet-stream' }),
  })
}

/** Takes an import out again. */
export function takeOut(id: string): Promise<void> {
  return callQuietly({ path: `/api/history/imports/${encodeURIComponent(id)}`, method: 'DELETE' })
}

/** How often the progress of what is put on record is asked for, ms. */
const askEveryMs = 1000

/** What was put on record, and how far it is. */
export const runsQuery = {
  queryKey: ['publishing', 'history-records'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    call(RecordRuns, { path: '/api/history/records', signal }),
  refetchInterval: ({ state }: { state: { data?: RecordRuns | undefined } }) =>
    state.data?.runs.some(({ endedAt }) => endedAt === undefined) === true ? askEveryMs : false,
} as const

/** How many posts that would be. */
export function countQuery(scope: RecordScope) {
  return {
    queryKey: ['publishing', 'history-record-count', scope],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      call(RecordCount, { path: '/api/history/records/count', method: 'POST', body: { scope }, signal }),
    gcTime: 0,
  }
}

/** Puts imported posts on record. */
export function putOnRecord(form: RecordForm): Promise<RecordRun> {
  return call(RecordRun, { path: '/api/history/records', method: 'POST', body: form })
}
