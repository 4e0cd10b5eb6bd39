import { useQuery } from '@tanstack/react-query'
import { useEffect, useReducer, useRef, useState } from 'react'
import type { PostView } from '#listening/contract.ts'
import { useDesk } from '#web/desk.ts'
import { postPage } from '#web/parts/PostList/post-page.ts'
import {
  append,
  arrive,
  emptyFeed,
  refresh,
  release,
  withdraw,
  type Feed,
} from '#web/parts/WatchColumn/feed.ts'
import { LiveGone, LivePosts } from '#web/parts/WatchColumn/watch-data.ts'

type Step =
  | { kind: 'arrive'; posts: readonly PostView[]; held: boolean }
  | { kind: 'first'; posts: readonly PostView[]; next: string | undefined; held: boolean }
  | { kind: 'older'; posts: readonly PostView[]; next: string | undefined }
  | { kind: 'gone'; ids: readonly string[] }
  | { kind: 'release' }

function step(feed: Feed, change: Step): Feed {
  if (change.kind === 'arrive') return arrive(feed, change.posts, change.held)
  if (change.kind === 'gone') return withdraw(feed, change.ids)
  if (change.kind === 'release') return release(feed)
  if (change.kind === 'older') return append(feed, change.posts, change.next)
  return refresh(feed, change, change.held)
}

function pathOf(watchId: string): string {
  return `/api/watches/${encodeURIComponent(watchId)}/posts`
}

/** A live column of a watch, with older pages behind it. */
export type WatchFeed = {
  feed: Feed
  isPending: boolean
  error: unknown
  /** Why an older page did not come. */
  olderError: unknown
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
  const [olderError, setOlderError] = useState<unknown>()
  // Each older page is asked for once; one that did not come is asked for again when the reader says so.
  const asked = useRef(new Set<string>())
  const first = useQuery({
    queryKey: ['watch-posts', watchId],
    queryFn: ({ signal }) => postPage(pathOf(watchId), {}, signal),
  })
  useEffect(() => {
    if (first.data)
      change({ kind: 'first', posts: first.data.posts, next: first.data.next, held: held.current })
  }, [first.data])
  useEffect(
    () =>
      live.on('posts', (data) => {
        const read = LivePosts.safeParse(data)
        if (read.success && read.data.watchId === watchId)
          change({ kind: 'arrive', posts: read.data.posts, held: held.current })
      }),
    [live, watchId],
  )
  useEffect(
    () =>
      live.on('gone', (data) => {
        const read = LiveGone.safeParse(data)
        if (read.success) change({ kind: 'gone', ids: read.data.ids })
      }),
    [live],
  )
  const older = async (): Promise<void> => {
    const { next } = feed
    if (next === undefined || asked.current.has(next)) return
    asked.current.add(next)
    try {
      const page = await postPage(pathOf(watchId), { before: next })
      change({ kind: 'older', posts: page.posts, next: page.next })
    } catch (error) {
      setOlderError(error)
    }
  }
  return {
    feed,
    isPending: first.isPending,
    error: first.error,
    hold: (value) => {
      held.current = value
    },
    release: () => change({ kind: 'release' }),
    olderError,
    older: () => void older(),
    again: () => {
      asked.current.clear()
      setOlderError(undefined)
      void first.refetch()
    },
  }
}
