import type { Post } from '#kernel/post.ts'
import { NearDuplicates } from '#language/near-duplicates.ts'
import { scanKinds, TextScan } from '#language/scan.ts'

const saidKinds: ReadonlySet<number> = new Set([scanKinds.indexOf('word'), scanKinds.indexOf('tag')])

/**
 * Which posts of watches repeat another: a count of voices is not a count of copies. Kept apart from the trend engine, whose own
 * search may be left out under overload: what a watch counts never depends on that.
 */
export class WatchCopies {
  readonly #scan = new TextScan()
  readonly #seen = new NearDuplicates()

  /** Whether a post is a repost or nearly the words of an earlier one; remembers it. Ask once a post, in stream order. */
  isCopy(post: Post): boolean {
    const { copy } = this.#seen.seen(this.#wordsOf(post.text), post.atMs)
    return copy || post.repostOf !== undefined
  }

  #wordsOf(text: string): number[] {
    const scan = this.#scan
    scan.read(text)
    const words: number[] = []
    for (let at = 0; at < scan.tokenCount; at++) {
      if (saidKinds.has(scan.tokenKind[at] ?? -1)) words.push(scan.tokenLow[at] ?? 0)
    }
    return words
  }
}
