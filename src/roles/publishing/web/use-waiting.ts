import { useEffect, useRef } from 'react'
import { secondMs } from '#kernel/time.ts'

/** How often it is tried again while nothing tells that the network is back: some networks are gone without anybody noticing. */
const againMs = 10 * secondMs

/** Tries again, while something waits for the desk: when the browser is online again, when the page is looked at, and every 10 s. */
export function useWaiting(isWaiting: boolean, again: () => void): void {
  const latest = useRef(again)
  useEffect(() => {
    latest.current = again
  })
  useEffect(() => {
    if (!isWaiting) return undefined
    const run = (): void => {
      if (navigator.onLine) latest.current()
    }
    const timer = setInterval(run, againMs)
    const soon = setTimeout(run, secondMs)
    window.addEventListener('online', run)
    document.addEventListener('visibilitychange', run)
    return () => {
      clearInterval(timer)
      clearTimeout(soon)
      window.removeEventListener('online', run)
      document.removeEventListener('visibilitychange', run)
    }
  }, [isWaiting])
}
