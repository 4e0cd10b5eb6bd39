import {
  ConversationDetail,
  ConversationExport,
  ConversationList,
  ReadingBoard,
  type ReadingForm,
} from '#sending/private-messages/contract.ts'
import { call, callQuietly, pathWith } from '#web/client.ts'

type Signal = { signal: AbortSignal }

/** What is looked for in the list. */
type Wanted = { show: 'open' | 'handled'; account?: string }

/** Every list of them. */
export const listQueryKey = ['sending', 'private', 'list'] as const

/** Conversations that whoever looks may read. */
export function listQuery(wanted: Wanted) {
  return {
    queryKey: [...listQueryKey, wanted],
    queryFn: ({ signal }: Signal) =>
      call(ConversationList, { path: pathWith('/api/conversations', wanted), signal }),
  }
}

/** One conversation. */
export function conversationQuery(id: string) {
  return {
    queryKey: ['sending', 'private', 'one', id],
    queryFn: ({ signal }: Signal) =>
      // What comes while nobody looks at the window stays new until somebody does.
      call(ConversationDetail, {
        path: pathWith(pathOf(id), { away: document.hidden ? 'yes' : undefined }),
        signal,
      }),
    refetchOnWindowFocus: 'always' as const,
    // Gone, or not theirs: asking again changes nothing.
    retry: false,
  }
}

/** For which accounts messages are read, by whom and what for. */
export const readingQuery = {
  queryKey: ['sending', 'private', 'reading'],
  queryFn: ({ signal }: Signal) => call(ReadingBoard, { path: '/api/private-reading', signal }),
} as const

/** Everything that is shown of private messages. */
export const privateKey = ['sending', 'private'] as const

/** Switches reading on or off. */
export function switchReading(account: string, body: ReadingForm): Promise<ReadingBoard> {
  return call(ReadingBoard, {
    method: 'PUT',
    path: `/api/private-reading/${encodeURIComponent(account)}`,
    body,
  })
}

/** Says that it was dealt with, or that it waits again. */
export function markHandled(id: string, handled: boolean): Promise<void> {
  return callQuietly({ method: 'PUT', path: `${pathOf(id)}/handled`, body: { handled } })
}

/** Deletes it, with why. */
export function deleteConversation(id: string, reason: string): Promise<void> {
  return callQuietly({ method: 'POST', path: `${pathOf(id)}/delete`, body: { reason } })
}

/** The whole of it, to be handed out, with what for. */
export function exportConversation(id: string, reason: string): Promise<ConversationExport> {
  return call(ConversationExport, { method: 'POST', path: `${pathOf(id)}/export`, body: { reason } })
}

function pathOf(id: string): string {
  return `/api/conversations/${encodeURIComponent(id)}`
}
