import { z } from 'zod'
import type { Account } from '#networks/bluesky/account.ts'
import { findRecord } from '#networks/bluesky/references.ts'
import { readAnswer, unreadable, type Failed } from '#networks/bluesky/xrpc.ts'
import type { CountsRead, PostedPart, SendingNeeds } from '#networks/sender.ts'

const count = z.number().int().min(0).optional().catch(undefined)
const Posts = z.object({
  posts: z
    .array(
      z.object({
        uri: z.string().max(600),
        ...{ replyCount: count, repostCount: count, likeCount: count, quoteCount: count },
      }),
    )
    .max(100),
})

/**
 * How often a post of ours was answered, shared, liked and quoted, as the AppView behind our server counts. A post that it does not
 * show is looked for on our own server before it is called gone: an index can be late.
 *
 * Source: https://docs.bsky.app/docs/api/app-bsky-feed-get-posts
 */
export async function readCountsOnBluesky(
  { nativeId: uri }: PostedPart,
  account: Account,
  needs: SendingNeeds,
): Promise<CountsRead> {
  const method = 'app.bsky.feed.getPosts'
  const answer = await account.ask({ method, query: [['uris', uri]] }, needs)
  if (answer.kind !== 'answer') return unanswered(answer)
  const read = readAnswer(Posts, answer)
  if (read === undefined) return unanswered(unreadable(method))
  const post = read.posts.find((one) => one.uri === uri)
  if (post !== undefined) return { kind: 'read', counts: countsOf(post) }
  const kept = await findRecord(uri, account, needs)
  if (!('kind' in kept)) return unanswered(unreadable(method))
  return kept.kind === 'refused' && kept.why === 'not-found' ? { kind: 'gone' } : unanswered(kept)
}

function countsOf(
  post: z.infer<typeof Posts>['posts'][number],
): Extract<CountsRead, { kind: 'read' }>['counts'] {
  const { replyCount, repostCount, likeCount, quoteCount } = post
  return {
    ...(replyCount !== undefined && { replies: replyCount }),
    ...(repostCount !== undefined && { reposts: repostCount }),
    ...(likeCount !== undefined && { likes: likeCount }),
    ...(quoteCount !== undefined && { quotes: quoteCount }),
  }
}

function unanswered({ why, detail, ...failed }: Failed): CountsRead {
  const retryInMs = 'retryInMs' in failed ? failed.retryInMs : undefined
  return { kind: 'unanswered', why, detail, ...(retryInMs !== undefined && { retryInMs }) }
}
