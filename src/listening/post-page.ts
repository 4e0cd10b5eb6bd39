import type { Post } from '#kernel/post.ts'
import type { PostPage } from '#listening/contract.ts'
import type { Listening } from '#listening/listening.ts'
import { pageMark, postView } from '#listening/post-view.ts'
import type { Before } from '#listening/posts.ts'

/** Posts on one page of any list. */
export const pageSize = 50

/** A page of posts that were read page by page, newest first; a full one says where it goes on. */
export function pageOf(posts: readonly Post[], listening: Listening): PostPage {
  const last = posts.at(-1)
  const next = last === undefined || posts.length < pageSize ? {} : { next: pageMark(last) }
  return { posts: posts.map(postView), coverage: listening.note(last?.atMs), ...next }
}

/** The page after a mark of a list that is known whole, newest first. */
export function pageFrom(all: readonly Post[], before: Before | undefined, listening: Listening): PostPage {
  const isOlder = (post: Post): boolean =>
    before === undefined || post.atMs < before.atMs || (post.atMs === before.atMs && post.id < before.id)
  return pageOf(all.filter(isOlder).slice(0, pageSize), listening)
}
