import { readFile, stat } from 'node:fs/promises'
import { postsOfRepository } from '#networks/bluesky/repository.ts'
import { historyLimits } from '#roles/publishing/history/contract.ts'
import { beginningOf, UnreadableFile, type PastRow } from '#roles/publishing/history/past-post.ts'

/**
 * The posts of a repository of the AT Protocol, as Bluesky gives it out: a CAR file. It is read whole, because its blocks are found by
 * their hashes; a file that was cut off gives what it has.
 */
export async function* readBluesky(path: string, nowMs: number): AsyncGenerator<PastRow> {
  if ((await stat(path)).size > historyLimits.repositoryBytesMax) throw new UnreadableFile('too-large')
  const read = postsOfRepository(await readFile(path), nowMs)
  if (read.kind === 'refused') throw new UnreadableFile('not-a-repository')
  let row = 0
  for (const post of read.posts) {
    row += 1
    const { text, lang, url, author } = post
    const beginning = beginningOf(text)
    if (post.claimedAtMs === undefined) {
      yield { row, beginning, kind: 'refused', why: 'no-date' }
      continue
    }
    yield {
      ...{ row, beginning, kind: 'post' },
      post: {
        ...{
          network: 'bluesky',
          nativeId: post.id.slice('bluesky:'.length),
          account: author?.id ?? '',
          text,
        },
        saidAtMs: post.claimedAtMs,
        ...(url === undefined ? {} : { url }),
        ...(lang === undefined ? {} : { language: lang }),
        ...{ isReply: post.replyTo !== undefined, files: post.media?.length ?? 0 },
      },
    }
  }
  for (let refused = 0; refused < read.refused; refused += 1) {
    row += 1
    yield { row, kind: 'refused', why: 'unreadable' }
  }
}
