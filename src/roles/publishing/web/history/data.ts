import {
  HistoryImports,
  HistoryList,
  HistoryReport,
  type HistoryKind,
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
