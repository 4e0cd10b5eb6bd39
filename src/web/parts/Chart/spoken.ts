import { gapsIn, marksIn, spanOf, type Series } from '#web/parts/Chart/series.ts'
import type { ChartWords } from '#web/parts/Chart/words.ts'

/** How a value is said: `9 posts`, `61 %`. */
export type Format = (value: number) => string

/** What one bucket says of itself, as it is spoken when somebody moves to it and written below the picture. */
export function spokenPoint(series: Series, place: number, format: Format, words: ChartWords): string {
  const { say } = words
  const span = spanOf(series, place)
  const { band } = series
  const low = band?.low[place]
  const high = band?.high[place]
  return [
    ...series.lines.map((line) => lineWords(line, place, format, words)),
    ...(band && low !== undefined && high !== undefined
      ? [say('chart.usual', { name: band.name, low: format(low), high: format(high) })]
      : []),
    ...marksIn(series.marks ?? [], span).map((mark) => mark.label),
    ...notHeard(series, place, words),
  ].join(' · ')
}

/** Which sources were not heard during a bucket, in words; empty when all were. */
export function notHeard(series: Series, place: number, words: ChartWords): string[] {
  const gaps = gapsIn(series.gaps ?? [], spanOf(series, place))
  const labels = [...new Set(gaps.map((gap) => gap.label))]
  return labels.length === 0 ? [] : [words.say('chart.notHeard', { labels: words.list(labels) })]
}

function lineWords(
  line: Series['lines'][number],
  place: number,
  format: Format,
  { say }: ChartWords,
): string {
  const value = line.values[place]
  const { name } = line
  if (value === undefined) return say('chart.unknown', { name })
  const said = { name, value: format(value) }
  if (line.few?.[place]) return say('chart.few', said)
  const low = line.low?.[place]
  const high = line.high?.[place]
  if (low === undefined || high === undefined) return say('chart.line', said)
  return say('chart.interval', { ...said, low: format(low), high: format(high) })
}
