import type { Post } from '#kernel/post.ts'
import { weekMs } from '#kernel/time.ts'
import { NearDuplicates } from '#language/near-duplicates.ts'
import { saidWords } from '#language/said-words.ts'
import { TextScan } from '#language/scan.ts'
import type { PostReading } from '#listening/contract.ts'
import type { ToneName } from '#roles/reactions/rules/tones.ts'

/** A post whose words are read, as the rules of this role see it. Posts of one `cluster` say the same in nearly the same words. */
export type ReadPost = {
  id: string
  atMs: number
  text: string
  lang: string | undefined
  author: string
  cluster: number
  tone: ToneName | undefined
  asks: boolean
  isRepost: boolean
  isReply: boolean
  replyTo: string | undefined
  post: Post
}

/** Room for all of them: the table takes a power of two. */
function tableSize(texts: number): number {
  return 2 ** Math.max(4, Math.ceil(Math.log2(texts + 1)))
}

/** Posts with what the heads said of them, made ready for reading: oldest first, copies told apart. */
export function readPosts(kept: readonly { post: Post; reading: PostReading | null }[]): ReadPost[] {
  const table = new NearDuplicates({ windowMs: 8 * weekMs, textsMax: tableSize(kept.length) })
  const scan = new TextScan()
  const words: number[] = []
  return kept
    .toSorted((a, b) => a.post.atMs - b.post.atMs || (a.post.id < b.post.id ? -1 : 1))
    .map(({ post, reading }) => {
      scan.read(post.text.slice(0, 4000))
      return {
        ...{ id: post.id, atMs: post.atMs, text: post.text, lang: post.lang, post },
        author: post.author?.id ?? post.id,
        cluster: table.seen(saidWords(scan, words), post.atMs).cluster,
        tone: reading?.tone,
        asks: reading?.asks === true,
        isRepost: post.repostOf !== undefined || /^RT @\w/u.test(post.text),
        isReply: post.replyTo !== undefined,
        replyTo: post.replyTo,
      }
    })
}
