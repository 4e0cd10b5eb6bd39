import type { Log } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import type { CoverageLedger } from '#listening/coverage.ts'
import type { Matched, MatchCrew } from '#listening/workers/match-crew.ts'
import { PoisonedMessage } from '#listening/workers/thread.ts'

/** What matching stands on. */
export type MatchingNeeds = { crew: MatchCrew; ledger: CoverageLedger; log: Log }

/** Which watches each post fits. A batch that breaks its thread is halved until only the post that does it is left out. */
export async function matchBatch(needs: MatchingNeeds, posts: Post[]): Promise<Matched> {
  if (posts.length === 0) return { watches: [], langs: [], readings: [] }
  try {
    return await needs.crew.match(posts)
  } catch (error) {
    if (!(error instanceof PoisonedMessage)) throw error
    const [only] = posts
    if (posts.length === 1 && only !== undefined) return setAside(needs, only)
    const half = posts.length >> 1
    const one = await matchBatch(needs, posts.slice(0, half))
    const two = await matchBatch(needs, posts.slice(half))
    return {
      watches: [...one.watches, ...two.watches],
      langs: [...one.langs, ...two.langs],
      readings: [...one.readings, ...two.readings],
    }
  }
}

function setAside({ ledger, log }: MatchingNeeds, post: Post): Matched {
  ledger.refused(post.source, 'not-a-post', 1)
  log('error', 'a post broke the matcher twice and was set aside', { id: post.id })
  return { watches: [[]], langs: ['und'], readings: [undefined] }
}

/** The post with the language we read, where its network declared none. */
export function withLang(post: Post, lang: string | undefined): Post {
  return post.lang !== undefined || lang === undefined || lang === 'und' ? post : { ...post, lang }
}
