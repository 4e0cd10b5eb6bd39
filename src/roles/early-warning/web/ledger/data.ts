import type { z } from 'zod'
import { Ledger, NewsOfStory, type NewsVerdict } from '#roles/early-warning/ledger/contract.ts'
import { call, callQuietly, pathWith } from '#web/client.ts'

type Signal = { signal?: AbortSignal }

/** The ledger: issues, or all stories too. */
export function ledgerQuery(show: 'all' | undefined) {
  return {
    queryKey: ['ledger', show ?? 'issues'],
    queryFn: ({ signal }: Signal) =>
      call(Ledger, { path: pathWith('/api/ledger', { show }), ...(signal ? { signal } : {}) }),
  }
}

/** News items about a story, with their versions. */
export function newsQuery(storyId: string) {
  return {
    queryKey: ['story-news', storyId],
    queryFn: ({ signal }: Signal) =>
      call(NewsOfStory, {
        path: `/api/stories/${encodeURIComponent(storyId)}/news`,
        ...(signal ? { signal } : {}),
      }),
  }
}

/** Says that somebody opened a story. */
export function noteSeen(storyId: string): Promise<void> {
  return callQuietly({ method: 'POST', path: `/api/stories/${encodeURIComponent(storyId)}/seen` })
}

/** Says whether a news item without a signal concerned us. */
export function judgeNews(body: z.infer<typeof NewsVerdict>): Promise<void> {
  return callQuietly({ method: 'POST', path: '/api/ledger/news', body })
}

/** Where the ledger can be taken away from. */
export function exportPath(show: 'all' | undefined, as: 'csv' | 'json'): string {
  return pathWith('/api/ledger/export', { show, as })
}
