import type { Post } from '#kernel/post.ts'
import type { Clock } from '#kernel/time.ts'
import { appClient, type AppAccess } from '#networks/x/wire/app-sign-in.ts'
import { sourceName } from '#networks/x/listen/capabilities.ts'
import { lookUpBy } from '#networks/x/wire/look-up.ts'
import { xServer } from '#networks/x/wire/client.ts'
import { readList, type ListRead } from '#networks/x/listen/pages.ts'
import type { Meter } from '#networks/x/price.ts'

/** Longest query of the recent search by pay-per-use, characters. */
export const queryLengthMax = 512

/** A search in the posts of the last seven days, in the grammar of the stream's rules. `sinceId`: a native id. */
export type RecentSearch = { query: string; sinceId?: string; startMs?: number; pagesMax?: number }

/** Searches the posts of the last seven days. Posts come oldest first; `isWhole` tells whether there were more. */
export async function searchRecent(
  { query, sinceId, startMs, pagesMax = 5 }: RecentSearch,
  access: AppAccess & { meter?: Meter },
  needs: { clock: Clock; signal: AbortSignal },
): Promise<ListRead> {
  if ([...query].length > queryLengthMax)
    return { kind: 'failed', why: 'too-long', detail: `a search on X takes ${queryLengthMax} characters` }
  const start = startMs === undefined ? undefined : new Date(startMs).toISOString().replace(/\.\d+Z$/, 'Z')
  const list = {
    path: '/2/tweets/search/recent',
    query: { query, since_id: sinceId, start_time: start, sort_order: 'recency' },
    what: 'post-read' as const,
    pagesMax,
    ...(access.meter !== undefined && { meter: access.meter }),
  }
  const source = sourceName('search', access.server ?? xServer)
  const read = await readList(lookUpBy(appClient(access)), list, { ...needs, source })
  return read.kind === 'list' ? { ...read, posts: oldestFirst(read.posts) } : read
}

/** Posts in the order of time; of one moment, in the order X numbered them. */
export function oldestFirst(posts: readonly Post[]): Post[] {
  return posts.toSorted((a, b) => a.atMs - b.atMs || a.id.length - b.id.length || (a.id < b.id ? -1 : 1))
}
