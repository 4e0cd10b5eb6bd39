import { z } from 'zod'
import type { RefusedWhy } from '#networks/contract.ts'
import type { SendingNeeds, SendingWhy } from '#networks/sender.ts'
import type { Account } from '#networks/bluesky/account.ts'
import { readView } from '#networks/bluesky/view.ts'
import { readAnswer, unreadable, type Failed } from '#networks/bluesky/xrpc.ts'
import type { Post } from '#kernel/post.ts'

/** What a question to the network brought. */
export type Found =
  | { kind: 'posts'; posts: Post[] }
  | { kind: 'refused'; why: RefusedWhy; count: number; sample: string }
  /** The search ends here, before it was done. */
  | { kind: 'failed'; why: SendingWhy; detail: string; retryInMs?: number }
  /** There is more, and no more is read. */
  | { kind: 'more' }

/** What to look for. */
export type Search = {
  /** In the network's own search words. */
  query: string
  /** Only what the AppView knows since then, epoch ms. */
  sinceMs?: number
  /** BCP 47. */
  language?: string
  /** Most pages of 100 posts; 10 when missing, 50 at most. */
  pagesMax?: number
}

const Page = z.object({ posts: z.array(z.unknown()).max(200), cursor: z.string().max(1000).optional() })

/**
 * Searches what was said in public, newest first, page by page, each post once. It is asked in the name of an account, because
 * Bluesky answers a search without one only at times.
 *
 * Source: lexicon `app.bsky.feed.searchPosts` (2026).
 */
export async function* searchPosts(
  search: Search,
  account: Account,
  needs: SendingNeeds,
): AsyncGenerator<Found> {
  const seen = new Set<string>()
  let cursor: string | undefined
  for (let pages = 0; pages < Math.min(search.pagesMax ?? 10, 50); pages += 1) {
    const page = await pageOf(search, cursor, account, needs)
    if ('kind' in page) return yield failed(page)
    const before = seen.size
    yield* told(page.posts, seen, needs.clock.nowMs())
    // A page that brings nothing new, or points at itself, would go on for ever.
    if (page.cursor === undefined || page.cursor === cursor || seen.size === before) return
    cursor = page.cursor
  }
  yield { kind: 'more' }
}

async function pageOf(
  { query, sinceMs, language }: Search,
  cursor: string | undefined,
  account: Account,
  needs: SendingNeeds,
): Promise<z.infer<typeof Page> | Failed> {
  const method = 'app.bsky.feed.searchPosts'
  const asked = Object.entries({
    ...{ q: query, sort: 'latest', limit: '100' },
    ...(sinceMs !== undefined && { since: new Date(sinceMs).toISOString() }),
    ...(language !== undefined && { lang: language }),
    ...(cursor !== undefined && { cursor }),
  })
  const answer = await account.ask({ method, query: asked }, needs)
  return answer.kind === 'answer' ? (readAnswer(Page, answer) ?? unreadable(method)) : answer
}

function told(views: readonly unknown[], seen: Set<string>, heardMs: number): Found[] {
  const posts: Post[] = []
  const refused = new Map<RefusedWhy, { count: number; sample: string }>()
  for (const view of views) {
    const read = readView(view, { source: 'bluesky:search', heardMs })
    if (read.kind === 'post' && !seen.has(read.post.id)) posts.push(read.post)
    if (read.kind === 'post') seen.add(read.post.id)
    else refused.set(read.why, { sample: read.sample, count: (refused.get(read.why)?.count ?? 0) + 1 })
  }
  const found: Found[] = posts.length === 0 ? [] : [{ kind: 'posts', posts }]
  for (const [why, facts] of refused) found.push({ kind: 'refused', why, ...facts })
  return found
}

function failed({ why, detail, ...failure }: Failed): Found {
  const retryInMs = 'retryInMs' in failure ? failure.retryInMs : undefined
  return { kind: 'failed', why, detail, ...(retryInMs !== undefined && { retryInMs }) }
}
