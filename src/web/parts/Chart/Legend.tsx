import type { ReactElement } from 'react'
import type { Plot } from '#web/parts/Chart/plot.ts'
import type { Series } from '#web/parts/Chart/series.ts'
import { useChartWords } from '#web/parts/Chart/words.ts'

/** What the strokes and shades of a picture stand for; and what the letters in it mean, where words found no room. */
export function Legend({
  series,
  lettered,
}: {
  series: Series
  lettered: Plot['lettered']
}): ReactElement | null {
  const { say, list } = useChartWords()
  const { band, gaps = [] } = series
  const lines = series.lines.length > 1 ? series.lines : []
  const missed = [...new Set(gaps.map((gap) => gap.label))]
  if (lines.length === 0 && !band && missed.length === 0 && lettered.length === 0) return null
  return (
    <ul className="legend small muted">
      {lines.map((line) => (
        <li key={line.id}>
          <svg width="26" height="10" aria-hidden="true" className={`series ${line.look ?? 'accent'}`}>
            <path className="line" d="M1 5H25" />
          </svg>
          {line.name}
        </li>
      ))}
      {band && (
        <li>
          <i className="swatch band" aria-hidden="true" />
          {band.name}
        </li>
      )}
      {missed.length > 0 && (
        <li>
          <i className="swatch gap" aria-hidden="true" />
          {say('chart.notHeard', { labels: list(missed) })}
        </li>
      )}
      {lettered.map(({ letter, mark }) => (
        <li key={mark.id}>
          <b>{letter}</b> {mark.label}
        </li>
      ))}
    </ul>
  )
}
