import type { Post } from '#kernel/post.ts'
import type { Gone } from '#stream/trends-contract.ts'
import type { PostReading } from '#listening/contract.ts'
import type { Gap, SourceMinute } from '#listening/coverage.ts'
import type { Match } from '#listening/posts.ts'

/** What waits to be written. */
export type Pending = {
  posts: Map<string, Post>
  /** Those of them that are said to us: they are for the archive too. */
  toUs: Map<string, Post>
  readings: Map<string, PostReading>
  matches: Match[]
  cursors: Map<string, string>
  /** By source: fingerprints of posts counted since the cursor before. */
  counted: Map<string, number[]>
  minutes: SourceMinute[]
  gaps: Gap[]
  goneIds: Set<string>
  goneAuthorIds: Set<string>
}

/** Joins two lists of each key, the earlier first. */
function joined<T>(before: ReadonlyMap<string, T[]>, since: ReadonlyMap<string, T[]>): Map<string, T[]> {
  const all = new Map(before)
  for (const [key, values] of since) all.set(key, [...(all.get(key) ?? []), ...values])
  return all
}

/** Nothing waits. */
export function nothingPending(): Pending {
  return {
    posts: new Map(),
    toUs: new Map(),
    readings: new Map(),
    matches: [],
    cursors: new Map(),
    counted: new Map(),
    minutes: [],
    gaps: [],
    goneIds: new Set(),
    goneAuthorIds: new Set(),
  }
}

/** How much waits. */
export function waiting({ posts, goneIds, goneAuthorIds }: Pending): number {
  return posts.size + goneIds.size + goneAuthorIds.size
}

/** What is still to be kept of these rows when some posts are gone. */
export function withoutGone(pending: Pending, { ids, authorIds }: Gone): Pending {
  const goneAuthors = new Set(authorIds)
  const gone = new Set(ids)
  for (const post of pending.posts.values()) if (goneAuthors.has(post.author?.id ?? '')) gone.add(post.id)
  if (gone.size === 0) return pending
  return {
    ...pending,
    posts: new Map([...pending.posts].filter(([id]) => !gone.has(id))),
    toUs: new Map([...pending.toUs].filter(([id]) => !gone.has(id))),
    matches: pending.matches.filter((match) => !gone.has(match.postId)),
  }
}

/** Whether nothing waits that must be written. */
export function isEmpty(pending: Pending): boolean {
  const { posts, matches, cursors, counted, goneIds, goneAuthorIds } = pending
  return posts.size + matches.length + cursors.size + counted.size + goneIds.size + goneAuthorIds.size === 0
}

/** What could not be written, with what came since: as if none of it had been tried. */
export function putBack(taken: Pending, since: Pending): Pending {
  const left = withoutGone(taken, { ids: [...since.goneIds], authorIds: [...since.goneAuthorIds] })
  return {
    goneIds: new Set([...taken.goneIds, ...since.goneIds]),
    goneAuthorIds: new Set([...taken.goneAuthorIds, ...since.goneAuthorIds]),
    posts: new Map([...left.posts, ...since.posts]),
    toUs: new Map([...left.toUs, ...since.toUs]),
    readings: new Map([...left.readings, ...since.readings]),
    matches: [...left.matches, ...since.matches],
    cursors: new Map([...taken.cursors, ...since.cursors]),
    counted: joined(taken.counted, since.counted),
    minutes: [...taken.minutes, ...since.minutes],
    gaps: [...taken.gaps, ...since.gaps],
  }
}
