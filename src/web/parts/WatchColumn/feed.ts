import type { PostView } from '#listening/contract.ts'

/** A live column: what is shown and what waits for the reader to be ready. Both newest first. */
export type Feed = { shown: readonly PostView[]; waiting: readonly PostView[]; next: string | undefined }

/** Most posts kept in one column; older ones are a page away. */
export const shownMax = 1000
const waitingMax = 500

/** A column that has heard nothing yet. */
export const emptyFeed: Feed = { shown: [], waiting: [], next: undefined }

/** Posts come in: shown at once, or held back while the reader is in the column. The same post twice counts once. */
export function arrive(feed: Feed, posts: readonly PostView[], held: boolean): Feed {
  const known = new Set([...feed.shown, ...feed.waiting].map((post) => post.id))
  const fresh = [...new Map(posts.map((post) => [post.id, post])).values()].filter(
    (post) => !known.has(post.id),
  )
  if (fresh.length === 0) return feed
  const waiting = byTime([...fresh, ...feed.waiting])
  return held ? { ...feed, waiting: waiting.slice(0, waitingMax) } : release({ ...feed, waiting })
}

/** Lets the waiting posts in, each at its place in time. */
export function release(feed: Feed): Feed {
  if (feed.waiting.length === 0) return feed
  return { ...feed, shown: byTime([...feed.waiting, ...feed.shown]).slice(0, shownMax), waiting: [] }
}

/**
 * The newest page was read (again). When it does not meet what is shown, something is missing in between:
 * the column begins anew with it, since a hole nobody sees would be worse than scrolling again.
 */
export function refresh(
  feed: Feed,
  page: { posts: readonly PostView[]; next: string | undefined },
  held: boolean,
): Feed {
  const known = new Set([...feed.shown, ...feed.waiting].map((post) => post.id))
  const meets = page.posts.length === 0 || page.posts.some((post) => known.has(post.id))
  if (meets && feed.shown.length > 0) return arrive(feed, page.posts, held)
  return { ...arrive(emptyFeed, page.posts, false), next: page.next }
}

/** Posts taken back on their network go, shown or waiting. */
export function withdraw(feed: Feed, ids: readonly string[]): Feed {
  const gone = new Set(ids)
  const left = (posts: readonly PostView[]): PostView[] => posts.filter((post) => !gone.has(post.id))
  return { ...feed, shown: left(feed.shown), waiting: left(feed.waiting) }
}

/** An older page follows at the end. */
export function append(feed: Feed, posts: readonly PostView[], next: string | undefined): Feed {
  const known = new Set(feed.shown.map((post) => post.id))
  const older = posts.filter((post) => !known.has(post.id))
  return { ...feed, shown: byTime([...feed.shown, ...older]), next }
}

function byTime(posts: readonly PostView[]): PostView[] {
  return posts.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
}
