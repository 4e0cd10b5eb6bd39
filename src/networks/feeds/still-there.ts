import type { AskedPost, ExistenceCheck, StillThere } from '#networks/contract.ts'
import { guardedFetch, type FetchFailure } from '#networks/http.ts'

const atOnceMax = 2
const everyMs = 2000
const pageTimeoutMs = 8000

/**
 * Asks each item's own page. Only "not found" and "gone" of that page mean that it was taken back.
 *
 * That an item no longer stands in its feed says nothing: a feed holds the newest few dozen, and yesterday's items leave it
 * without anybody having withdrawn them. A redirect is an answer like any other (an item may move), and so is a paywall.
 */
export function pagesStillThere(o: { allowPrivateNetworks: boolean }): ExistenceCheck {
  return {
    atOnceMax,
    everyMs,
    async ask(posts, needs) {
      const answers = await Promise.all(posts.map((post) => askPage(post, o, needs)))
      const unanswered = answers.filter((answer) => answer === 'unanswered').length
      const gone = posts.filter((_post, at) => answers[at] === 'gone').map(({ id }) => id)
      return { kind: 'answered', gone, unanswered } satisfies StillThere
    },
  }
}

/** An address that is none, or that is not ours to call, will not answer tomorrow either. */
const unaskable: ReadonlySet<FetchFailure> = new Set(['bad-url', 'private-address', 'too-many-redirects'])

async function askPage(
  { url }: AskedPost,
  { allowPrivateNetworks }: { allowPrivateNetworks: boolean },
  needs: Parameters<ExistenceCheck['ask']>[1],
): Promise<'gone' | 'there' | 'unanswered'> {
  // An item without an address has no page that could say so; it expires like everything else.
  if (url === undefined) return 'there'
  const limits = { timeoutMs: pageTimeoutMs }
  const fetched = await guardedFetch({ url, allowPrivateNetworks, statusOnly: true, limits, ...needs })
  if (fetched.kind === 'failed') return unaskable.has(fetched.why) ? 'there' : 'unanswered'
  if (fetched.status === 404 || fetched.status === 410) return 'gone'
  return fetched.status === 429 || fetched.status >= 500 ? 'unanswered' : 'there'
}
