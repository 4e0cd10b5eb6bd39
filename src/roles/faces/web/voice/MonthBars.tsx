import type { ReactElement } from 'react'
import { monthWords } from '#roles/faces/web/voice/months.ts'
import { useVoiceWords } from '#roles/faces/web/voice/words.ts'

/** One month of a picture: how long its bar is, 0 to 1, and what it says; without a bar, why there is none. */
export type MonthBar = { month: string; bar?: number; words: string }

/** A bar a month, each with its figure in words. */
export function MonthBars({ months }: { months: readonly MonthBar[] }): ReactElement {
  const { tag } = useVoiceWords()
  return (
    <ul className="month-bars">
      {months.map(({ month, bar, words }) => (
        <li key={month}>
          <span>{monthWords(month, tag)}</span>
          {bar === undefined ? (
            <span className="small muted few">{words}</span>
          ) : (
            <>
              <span className="bar" aria-hidden="true">
                <span style={{ inlineSize: `${Math.min(1, bar) * 100}%` }} />
              </span>
              <b>{words}</b>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
