import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { Bell } from '#access/notices/contract.ts'
import { secondMs } from '#kernel/time.ts'
import { call, callQuietly } from '#web/client.ts'
import { useDesk } from '#web/desk.ts'

/** What rings for the person: notices they have not read, and how much waits for their approval. */
export const bellQuery = {
  queryKey: ['approvals', 'bell'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(Bell, { path: '/api/notices', signal }),
  staleTime: Infinity,
} as const

/** How often screens ask anew at most while approvals change. */
const askEveryMs = 2 * secondMs

/** Asks anew for whatever is shown of approvals, each time the desk says that something changed there. */
export function useLiveApprovals(): void {
  const { live } = useDesk()
  const queries = useQueryClient()
  const askAnew = useCallback(() => queries.invalidateQueries({ queryKey: ['approvals'] }), [queries])
  useEffect(() => {
    const calm = atMostEvery(askEveryMs, () => void askAnew())
    const stop = live.on('approvals', calm.call)
    return () => {
      stop()
      calm.stop()
    }
  }, [live, askAnew])
}

/** Does something when called, soon enough but not more often than that: the last call is never lost. */
function atMostEvery(ms: number, act: () => void): { call: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let actedAtMs = 0
  const now = (): void => {
    timer = undefined
    actedAtMs = Date.now()
    act()
  }
  return {
    call: () => {
      timer ??= setTimeout(now, Math.max(0, actedAtMs + ms - Date.now()))
    },
    stop: () => clearTimeout(timer),
  }
}

/** How much waits for the person's approval. */
export function useWaitingCount(): number | undefined {
  return useQuery(bellQuery).data?.waits
}

/** Marks notices as read: these, or all up to one. */
export function markRead(seen: { upTo: number } | { ids: number[] }): Promise<void> {
  return callQuietly({ method: 'POST', path: '/api/notices/seen', body: seen })
}
