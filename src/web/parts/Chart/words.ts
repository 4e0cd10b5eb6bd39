import { useMemo } from 'react'
import { ownWords } from '#web/own-words.ts'
import en from '#web/parts/Chart/messages/en.json' with { type: 'json' }
import fr from '#web/parts/Chart/messages/fr.json' with { type: 'json' }
import { dayMs } from '#kernel/time.ts'

/** Speaks the sentences of the charts, which come with them so that the first page stays small; and the shell's. */
export const useChartWords = ownWords({ en, fr })

/** What `useChartWords` gives. */
export type ChartWords = ReturnType<typeof useChartWords>

/** How a moment is written below a picture whose moments are that far apart: 14:00, or 24 Nov where a day begins. */
export function useTickWords(stepMs: number): (atMs: number) => string {
  const { tag, timeZone, time } = useChartWords()
  const day = useMemo(
    () => new Intl.DateTimeFormat(tag, { timeZone, day: 'numeric', month: 'short' }),
    [tag, timeZone],
  )
  const clock = useMemo(
    () =>
      new Intl.DateTimeFormat('en-CA', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    [timeZone],
  )
  return (atMs) => (stepMs >= dayMs || clock.format(atMs) === '00:00' ? day.format(atMs) : time(atMs))
}
