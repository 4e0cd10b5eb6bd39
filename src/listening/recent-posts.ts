import type { Post } from '#kernel/post.ts'
import type { Gone } from '#stream/trends-contract.ts'

/** How a post stands to what was heard lately. */
export type Freshness = 'new' | 'edited' | 'heard-before'

/**
 * The last posts heard, whole, so that the posts behind a story can be kept once it is known that they matter, and so
 * that a post told twice counts once. Bounded: the oldest make room.
 */
export class RecentPosts {
  readonly #posts = new Map<string, Post>()
  readonly #countMax: number

  constructor(countMax: number) {
    this.#countMax = countMax
  }

  /** Remembers a post and says whether it is news. An edit replaces its text. */
  add(post: Post): Freshness {
    const known = this.#posts.get(post.id)
    if (known !== undefined && known.text === post.text) return 'heard-before'
    this.#posts.set(post.id, post)
    if (this.#posts.size > this.#countMax) this.#dropOldest()
    return known === undefined ? 'new' : 'edited'
  }

  #dropOldest(): void {
    const oldest = this.#posts.keys().next()
    if (oldest.done !== true) this.#posts.delete(oldest.value)
  }

  /** Those of these posts that are still remembered. */
  among(ids: readonly string[]): Post[] {
    return ids.flatMap((id) => this.#posts.get(id) ?? [])
  }

  /** Forgets posts that were deleted on their network, and everything of authors who are gone from it. */
  forget({ ids, authorIds }: Gone): void {
    for (const id of ids) this.#posts.delete(id)
    if (authorIds.length === 0) return
    const authors = new Set(authorIds)
    for (const [id, { author }] of this.#posts)
      if (author !== undefined && authors.has(author.id)) this.#posts.delete(id)
  }
}
