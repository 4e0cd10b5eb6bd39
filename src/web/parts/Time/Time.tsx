import type { ReactElement } from 'react'
import { useWords } from '#web/words.tsx'

/** A time of day with its zone on hover. With `nowMs`, another day than today is named. */
export function Time({ at, nowMs }: { at: string | number; nowMs?: number }): ReactElement {
  const words = useWords()
  const iso = typeof at === 'number' ? new Date(at).toISOString() : at
  return (
    <time dateTime={iso} title={words.full(at)}>
      {nowMs === undefined ? words.time(at) : words.when(at, nowMs)}
    </time>
  )
}
