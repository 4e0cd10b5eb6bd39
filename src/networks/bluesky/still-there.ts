import { z } from 'zod'
import { secondMs } from '#kernel/time.ts'
import { jsonOf } from '#kernel/json.ts'
import type { AskedPost, ExistenceCheck, StateWhy, StillThere } from '#networks/contract.ts'
import { guardedFetch, type Fetched } from '#networks/http.ts'

/** Bluesky's public AppView: answers without an account. */
export const publicAppView = 'https://public.api.bsky.app'

/** Most posts `app.bsky.feed.getPosts` takes in one question (lexicon, 2026-08). */
const atOnceMax = 25
/** The public AppView allows 3,000 requests in five minutes from one address; at worst we use a quarter of that. */
const everyMs = 10 * secondMs
const limits = { timeoutMs: 15 * secondMs, bytesMax: 2 * 1024 * 1024 }
const prefix = 'bluesky:'
const retryMsMax = 3_600_000

const FoundPosts = z.object({ posts: z.array(z.object({ uri: z.string() })).max(1000) })
const XrpcError = z.object({
  error: z.string().max(200).optional(),
  message: z.string().max(2000).optional(),
})

type Settings = { api: string; allowPrivateNetworks: boolean }
type Needs = Parameters<ExistenceCheck['ask']>[1]

/**
 * Asks an AppView, or a PDS, whether posts are still there: 25 at once, and one by one about those it does not show, because a
 * post that is only not shown (a slow index, a broken page) is not a post that was deleted.
 */
export function blueskyStillThere(settings: Settings): ExistenceCheck {
  return {
    atOnceMax,
    everyMs,
    async ask(posts, needs) {
      const shown = await shownOf(posts, settings, needs)
      if (shown.kind === 'failed') return shown
      return confirm(
        posts.filter(({ id }) => !shown.ids.has(id)),
        settings,
        needs,
      )
    },
  }
}

type Shown = { kind: 'shown'; ids: ReadonlySet<string> } | Extract<StillThere, { kind: 'failed' }>

async function shownOf(posts: readonly AskedPost[], settings: Settings, needs: Needs): Promise<Shown> {
  const query = posts.map(({ id }) => ['uris', id.slice(prefix.length)])
  const fetched = await fetchXrpc('app.bsky.feed.getPosts', query, settings, needs)
  if (fetched.kind === 'failed') return failedFetch(fetched)
  // A PDS by itself shows no posts (401, 404, 501), and one odd address spoils a whole question (400): ask one by one.
  if ([400, 401, 404, 501].includes(fetched.status)) return { kind: 'shown', ids: new Set() }
  if (fetched.status !== 200) return failedStatus(fetched)
  const read = FoundPosts.safeParse(jsonOf(fetched.body.toString('utf8')))
  if (!read.success) return { kind: 'failed', why: 'unreadable' }
  return { kind: 'shown', ids: new Set(read.data.posts.map(({ uri }) => prefix + uri)) }
}

async function confirm(posts: readonly AskedPost[], settings: Settings, needs: Needs): Promise<StillThere> {
  const gone: string[] = []
  let unanswered = 0
  for (const { id } of posts) {
    const answer = await askRecord(id, settings, needs)
    if (typeof answer === 'object') return answer
    if (answer === 'gone') gone.push(id)
    if (answer === 'unanswered') unanswered += 1
  }
  return { kind: 'answered', gone, unanswered }
}

async function askRecord(
  id: string,
  settings: Settings,
  needs: Needs,
): Promise<'gone' | 'there' | 'unanswered' | Extract<StillThere, { kind: 'failed' }>> {
  const [, repo, collection, rkey] = /^bluesky:at:\/\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(id) ?? []
  if (repo === undefined || collection === undefined || rkey === undefined) return 'there'
  const query = Object.entries({ repo, collection, rkey })
  const fetched = await fetchXrpc('com.atproto.repo.getRecord', query, settings, needs)
  if (fetched.kind === 'failed') return failedFetch(fetched)
  if (fetched.status === 200) return 'there'
  if (fetched.status === 429 || fetched.status >= 500) return failedStatus(fetched)
  return fetched.status === 400 && saysGone(jsonOf(fetched.body.toString('utf8'))) ? 'gone' : 'unanswered'
}

const goneErrors = new Set([
  'RecordNotFound',
  'RepoNotFound',
  'RepoDeactivated',
  'RepoTakendown',
  'RepoSuspended',
  'AccountNotFound',
])

/** Some servers say it only in their sentence (AppView and PDS, seen in the sources of 2026). */
function saysGone(body: unknown): boolean {
  const read = XrpcError.safeParse(body)
  if (!read.success) return false
  const { error = '', message = '' } = read.data
  return goneErrors.has(error) || /^could not (?:locate record|find repo)\b/iu.test(message)
}

function fetchXrpc(
  method: string,
  query: string[][],
  { api, allowPrivateNetworks }: Settings,
  needs: Needs,
): Promise<Fetched> {
  const search = new URLSearchParams(query).toString()
  const url = `${api.replace(/\/+$/, '')}/xrpc/${method}?${search}`
  return guardedFetch({
    url,
    allowPrivateNetworks,
    limits,
    headers: { accept: 'application/json' },
    ...needs,
  })
}

function failedFetch(fetched: Extract<Fetched, { kind: 'failed' }>): Extract<StillThere, { kind: 'failed' }> {
  return { kind: 'failed', why: fetched.why, detail: fetched.detail }
}

function failedStatus({
  status,
  headers,
}: Extract<Fetched, { kind: 'answer' }>): Extract<StillThere, { kind: 'failed' }> {
  const seconds = Number(headers['retry-after'])
  const why: StateWhy = status === 429 ? 'rate-limited' : `http-${status}`
  if (!Number.isFinite(seconds) || seconds <= 0) return { kind: 'failed', why }
  return { kind: 'failed', why, retryInMs: Math.min(seconds * secondMs, retryMsMax) }
}
