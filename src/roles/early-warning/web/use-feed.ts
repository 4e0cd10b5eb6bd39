import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useReducer, useRef } from 'react'
import type { PostView } from '#listening/contract.ts'
import { LivePosts, postPage } from '#roles/early-warning/web/data.ts'
import { append, arrive, emptyFeed, release, type Feed } from '#roles/early-warning/web/feed.ts'
import { useDesk } from '#web/desk.ts'

type Step =
  | { kind: 'arrive'; posts: readonly PostView[]; held: boolean }
  | { kind: 'first'; posts: readonly PostView[]; next: string | undefined }
  | { kind: 'older'; posts: readonly PostView[]; next: string | undefined }
  | { kind: 'release' }

function step(feed: Feed, change: Step): Feed {
  if (change.kind === 'arrive') return arrive(feed, change.posts, change.held)
  if (change.kind === 'release') return release(feed)
  if (change.kind === 'older') return append(feed, change.posts, change.next)
  const next = feed.shown.length === 0 ? change.next : feed.next
  return { ...arrive(feed, change.posts, false), next }
}

/** A live column of a watch, with older pages behind it. */
export type WatchFeed = {
  feed: Feed
  isPending: boolean
  error: unknown
  /** Holds new posts back, while the reader is in the column. */
  hold(held: boolean): void
  release(): void
  older(): void
  again(): void
}

/** Follows a watch: the newest page, what comes in live, and older pages on request. */
export function useWatchFeed(watchId: string): WatchFeed {
  const { live } = useDesk()
  const [feed, change] = useReducer(step, emptyFeed)
  const held = useRef(false)
  const asking = useRef(false)
  const path = `/api/watches/${encodeURIComponent(watchId)}/posts`
  const first = useQuery({ queryKey: ['watch-posts', watchId], queryFn: ({ signal }) => postPage(path, {}, signal) })
  useEffect(() => {
    if (first.data) change({ kind: 'first', posts: first.data.posts, next: first.data.next })
  }, [first.data])
  useEffect(
    () =>
      live.on('posts', (data) => {
        const read = LivePosts.safeParse(data)
        if (read.success && read.data.watchId === watchId) change({ kind: 'arrive', posts: read.data.posts, held: held.current })
      }),
    [live, watchId],
  )
  const older = useCallback(async (): Promise<void> => {
    if (asking.current || feed.next === undefined) return
    asking.current = true
    try {
      const page = await postPage(path, { before: feed.next })
      change({ kind: 'older', posts: page.posts, next: page.next })
    } finally {
      asking.current = false
    }
  }, [feed.next, path])
  return {
    feed,
    isPending: first.isPending,
    error: first.error,
    hold: (value) => {
      held.current = value
    },
    release: () => change({ kind: 'release' }),
    // A page that does not come is asked for again by scrolling; the newest posts are not touched by it.
    older: () => void older().catch(() => undefined),
    again: () => void first.refetch(),
  }
}
