import type { AskedPost, ExistenceCheck } from '#networks/contract.ts'
import { guardedFetch, type FetchFailure } from '#networks/http.ts'

const atOnceMax = 2
const everyMs = 2000
const timeoutMs = 8000
const prefix = 'mastodon:'

/**
 * Asks the server a post is from, at the post's own URI. Only its "not found" and "gone" mean that it was deleted; a server that
 * answers only to signed questions (401, 403) says nothing, and its posts expire like everything else.
 *
 * Source: https://www.w3.org/TR/activitypub/#retrieving-objects and #delete-activity-outbox (410 or 404 after a deletion)
 */
export function mastodonStillThere(o: { allowPrivateNetworks: boolean }): ExistenceCheck {
  return {
    atOnceMax,
    everyMs,
    async ask(posts, needs) {
      const answers = await Promise.all(posts.map((post) => askOne(post, o, needs)))
      const gone = posts.filter((_post, at) => answers[at] === 'gone').map(({ id }) => id)
      return {
        kind: 'answered',
        gone,
        unanswered: answers.filter((answer) => answer === 'unanswered').length,
      }
    },
  }
}

/** An address that is none, or that is not ours to call, will not answer tomorrow either. */
const unaskable: ReadonlySet<FetchFailure> = new Set(['bad-url', 'private-address', 'too-many-redirects'])

async function askOne(
  { id }: AskedPost,
  { allowPrivateNetworks }: { allowPrivateNetworks: boolean },
  needs: Parameters<ExistenceCheck['ask']>[1],
): Promise<'gone' | 'there' | 'unanswered'> {
  const url = id.startsWith(prefix) ? id.slice(prefix.length) : ''
  if (!/^https?:\/\//i.test(url)) return 'there'
  const headers = { accept: 'application/activity+json' }
  const limits = { timeoutMs }
  const fetched = await guardedFetch({
    url,
    headers,
    allowPrivateNetworks,
    statusOnly: true,
    limits,
    ...needs,
  })
  if (fetched.kind === 'failed') return unaskable.has(fetched.why) ? 'there' : 'unanswered'
  if (fetched.status === 404 || fetched.status === 410) return 'gone'
  return fetched.status === 429 || fetched.status >= 500 ? 'unanswered' : 'there'
}
