import { minuteMs } from '#kernel/time.ts'
import { MessageResults, ShortLink, ShortLinkList } from '#roles/publishing/results/contract.ts'
import { call } from '#web/client.ts'

/** What came of a message, as it was read last. */
export function resultsQuery(messageId: string) {
  return {
    queryKey: ['publishing', 'results', messageId],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      call(MessageResults, { path: `/api/messages/${encodeURIComponent(messageId)}/results`, signal }),
    refetchInterval: minuteMs,
  }
}

/** Short addresses, the newest first. */
export const shortLinksQuery = {
  queryKey: ['publishing', 'short-links'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(ShortLinkList, { path: '/api/short-links', signal }),
}

/** Makes an address short. */
export function makeShort(url: string): Promise<ShortLink> {
  return call(ShortLink, { path: '/api/short-links', method: 'POST', body: { url } })
}
