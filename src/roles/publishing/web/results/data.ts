import { hourMs, minuteMs } from '#kernel/time.ts'
import {
  MessageResults,
  ShortHere,
  ShortLeads,
  ShortLink,
  ShortLinkList,
  ShortText,
} from '#roles/publishing/results/contract.ts'
import { call, pathWith } from '#web/client.ts'

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

/** Where short addresses begin and how long they are; it hardly ever changes. */
export const shortHereQuery = {
  queryKey: ['publishing', 'short-here'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    call(ShortHere, { path: '/api/short-links/here', signal }),
  staleTime: hourMs,
}

/** Where these codes lead. A short address never leads elsewhere later; one that leads nowhere may yet be made. */
export function shortLeadsQuery(codes: readonly string[]) {
  const sorted = [...new Set(codes)].toSorted()
  return {
    queryKey: ['publishing', 'short-leads', ...sorted],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      call(ShortLeads, { path: pathWith('/api/short-links/leads', { codes: sorted.join(',') }), signal }),
    enabled: sorted.length > 0,
    staleTime: minuteMs,
  }
}

/** The same text with addresses of our own pages short; each is made for good, the text is kept nowhere. */
export function shortenText(text: string): Promise<ShortText> {
  return call(ShortText, { path: '/api/short-links/text', method: 'POST', body: { text } })
}
