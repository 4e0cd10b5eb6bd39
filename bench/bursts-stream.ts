import { minuteMs } from '#kernel/time.ts'
import type { Post } from '#kernel/post.ts'
import { postsFrom } from './support/texts.ts'

/** When every stream of this bench begins: a morning. */
export const startMs = Date.UTC(2031, 2, 3, 6)

/**
 * Each text once before any comes again: a text heard twice is a copy, costs nothing and would flatter the rate. Every text is one
 * flat string, as a thread gets it from a message: joined ones are read through a detour that half of the reading would be.
 */
export function* stream(
  texts: readonly string[],
  count: number,
  postsPerS: number,
  seed = 1,
): Generator<Post> {
  let at = 0
  for (const post of postsFrom(['x'], count, { postsPerS, startMs, seed }))
    yield { ...post, text: flat(post.text.replace('x', () => texts[at++ % texts.length] ?? '')) }
}

function flat(text: string): string {
  return Buffer.from(text).toString()
}

/** Posts grouped by the minute they were heard in. */
export function inMinutes(posts: Iterable<Post>): Post[][] {
  const grouped = new Map<number, Post[]>()
  for (const post of posts) {
    const minute = Math.floor(post.atMs / minuteMs)
    const group = grouped.get(minute) ?? []
    group.push(post)
    grouped.set(minute, group)
  }
  return [...grouped.values()]
}
