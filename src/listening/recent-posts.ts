import { hash32 } from '#kernel/hash.ts'
import type { Post } from '#kernel/post.ts'
import type { Gone } from '#stream/trends-contract.ts'

/** How a post stands to what was heard lately. */
export type Freshness = 'new' | 'edited' | 'heard-before'

/** A number for a post and its text, 53 bits: two of a million posts share one with a chance of 1 in 18,000. */
export function fingerprintOf({ id, text }: Post): number {
  const said = `${id}\n${text}`
  return (hash32(said, 1) >>> 0) * 2 ** 21 + (hash32(said, 2) >>> 11)
}

/**
 * The last posts heard, whole, so that the posts behind a story can be kept once it is known that they matter, and so
 * that a post told twice counts once. Bounded: the oldest make room.
 */
export class RecentPosts {
  readonly #posts = new Map<string, Post>()
  readonly #countMax: number
  /** Fingerprints of what an earlier run counted last; let go when they can no longer come again. */
  #before: ReadonlySet<number> = new Set()
  #addedSince = 0
  #hasDropped = false

  constructor(countMax: number) {
    this.#countMax = countMax
  }

  /** Remembers what an earlier run counted, by its fingerprints. */
  restore(fingerprints: readonly number[]): void {
    this.#before = new Set(fingerprints)
    this.#addedSince = 0
  }

  /** Remembers a post and says whether it is news. An edit replaces its text. */
  add(post: Post): Freshness {
    const known = this.#posts.get(post.id)
    if (known !== undefined && known.text === post.text) return 'heard-before'
    this.#posts.set(post.id, post)
    if (this.#posts.size > this.#countMax) this.#dropOldest()
    if (known === undefined && this.#wasCounted(post)) return 'heard-before'
    return known === undefined ? 'new' : 'edited'
  }

  #wasCounted(post: Post): boolean {
    if (this.#before.size === 0) return false
    this.#addedSince += 1
    if (this.#addedSince > this.#countMax + this.#before.size) this.#before = new Set()
    return this.#before.has(fingerprintOf(post))
  }

  #dropOldest(): void {
    const oldest = this.#posts.keys().next()
    if (oldest.done !== true) this.#posts.delete(oldest.value)
    this.#hasDropped = true
  }

  /** Since when nothing had to make room, epoch ms; undefined: everything that was heard is remembered. */
  get wholeFromMs(): number | undefined {
    if (!this.#hasDropped) return undefined
    const oldest = this.#posts.values().next()
    return oldest.done === true ? undefined : oldest.value.atMs
  }

  /** Those of these posts that are still remembered. */
  among(ids: readonly string[]): Post[] {
    return ids.flatMap((id) => this.#posts.get(id) ?? [])
  }

  /** Those remembered that fit, oldest first. */
  which(fits: (post: Post) => boolean): Post[] {
    return [...this.#posts.values()].filter(fits)
  }

  /** Takes what was read of a remembered post since: its language, where its network declared none. */
  learn(post: Post): void {
    if (this.#posts.get(post.id)?.text === post.text) this.#posts.set(post.id, post)
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
