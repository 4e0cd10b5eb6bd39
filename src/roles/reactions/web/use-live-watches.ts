import { useEffect, useRef } from 'react'
import { useDesk } from '#web/desk.ts'
import { LivePosts } from '#web/parts/WatchColumn/watch-data.ts'

/** Calls back while posts of these watches come, at most every so often; not at all while the person has paused. */
export function useLiveWatches(watchIds: readonly string[], everyMs: number, act: () => void): void {
  const { live } = useDesk()
  const latest = useRef({ act, everyMs })
  useEffect(() => {
    latest.current = { act, everyMs }
  })
  const ids = watchIds.join(' ')
  useEffect(() => {
    const wanted = new Set(ids.split(' '))
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = live.on('posts', (data) => {
      const read = LivePosts.safeParse(data)
      if (!read.success || !wanted.has(read.data.watchId)) return
      timer ??= setTimeout(() => {
        timer = undefined
        latest.current.act()
      }, latest.current.everyMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [live, ids])
}
