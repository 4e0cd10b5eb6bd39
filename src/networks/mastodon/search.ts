import type { Post } from '#kernel/post.ts'
import type { Clock } from '#kernel/time.ts'
import type { StateWhy } from '#networks/contract.ts'
import { readToken } from '#networks/mastodon/account.ts'
import { decodeStatus } from '#networks/mastodon/decode.ts'
import { endedUnread } from '#networks/mastodon/ended.ts'
import { Found } from '#networks/mastodon/entities.ts'
import { ask, originOf, type Server, type Unread } from '#networks/mastodon/server.ts'
import type { Credentials } from '#networks/sender.ts'

/** What a search found, newest first as the server orders it. `isWhole`: there was no more to read. */
export type SearchFound =
  | { kind: 'found'; posts: Post[]; isWhole: boolean }
  | { kind: 'failed'; why: StateWhy; detail?: string; retryInMs?: number }

/** Where to search, as whom, and for what. */
export type MastodonSearch = {
  server: string
  credentials: Credentials
  /** In the server's own words: Mastodon knows `from:`, `before:`, `has:`, `language:` and others. */
  query: string
  /** Posts to find at most; 200 when missing, never above 400. */
  countMax?: number
  allowPrivateNetworks?: boolean
}

const pageSize = 40
const countMaxMax = 400

/**
 * Searches what a server knows, as far as its authors allow that and the server searches at all: without a search engine it
 * finds nothing, and says so by an empty answer.
 *
 * Source: https://docs.joinmastodon.org/methods/search/#v2 (at most 40 at once, then by offset)
 */
export async function searchMastodon(
  search: MastodonSearch,
  needs: { clock: Clock; signal: AbortSignal },
): Promise<SearchFound> {
  const allowPrivateNetworks = search.allowPrivateNetworks ?? false
  const origin = originOf(search.server, allowPrivateNetworks)
  if (origin === undefined) return { kind: 'failed', why: 'bad-url' }
  const accessToken = await readToken(search.credentials)
  if (accessToken === undefined) return { kind: 'failed', why: 'http-401', detail: 'no access token is kept' }
  const countMax = Math.min(search.countMax ?? 200, countMaxMax)
  const server = { origin, accessToken, allowPrivateNetworks }
  const posts = new Map<string, Post>()
  for (let offset = 0; offset < countMaxMax && posts.size < countMax; offset += pageSize) {
    const page = await searchPage(search.query, offset, server, needs)
    if (!Array.isArray(page))
      return posts.size === 0 ? failed(page) : { kind: 'found', posts: [...posts.values()], isWhole: false }
    const before = posts.size
    for (const post of readAll(page, origin, needs.clock.nowMs())) posts.set(post.id, post)
    // The end, or a server that does not know `offset` and gives the first page again.
    if (page.length === 0 || (offset > 0 && posts.size === before))
      return { kind: 'found', posts: [...posts.values()].slice(0, countMax), isWhole: page.length === 0 }
  }
  return { kind: 'found', posts: [...posts.values()].slice(0, countMax), isWhole: false }
}

async function searchPage(
  query: string,
  offset: number,
  server: Server,
  needs: { clock: Clock; signal: AbortSignal },
): Promise<unknown[] | Unread> {
  const params = new URLSearchParams({
    ...{ q: query.slice(0, 1000), type: 'statuses', limit: String(pageSize), offset: String(offset) },
  })
  const asked = await ask(server, `/api/v2/search?${params.toString()}`, Found, needs)
  return asked.kind === 'answer' ? asked.value.statuses : asked
}

function readAll(page: readonly unknown[], origin: string, heardMs: number): Post[] {
  const source = `mastodon:${new URL(origin).host}/search`.slice(0, 200)
  return page.flatMap((status) => {
    const decoded = decodeStatus(status, { source, heardMs, isPast: true })
    return decoded.kind === 'post' ? [decoded.post] : []
  })
}

function failed(unread: Unread): SearchFound {
  const { why, detail, retryInMs } = endedUnread(unread, false)
  return {
    kind: 'failed',
    why,
    ...(detail !== undefined && { detail }),
    ...(retryInMs !== undefined && { retryInMs }),
  }
}
