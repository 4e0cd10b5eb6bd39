import type { ReactElement } from 'react'
import { bucketsOf, marksIn, spanOf, type Series, type Span } from '#web/parts/Chart/series.ts'
import { notHeard, type Format } from '#web/parts/Chart/spoken.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Time } from '#web/parts/Time/Time.tsx'
import { useChartWords } from '#web/parts/Chart/words.ts'

type Props = {
  series: Series
  format?: Format | undefined
  onOpen?: ((span: Span) => void) | undefined
  label: string
}

/** The numbers of a picture over time, newest last, with what happened and what was not heard beside them. */
export function SeriesTable({ series, format, onOpen, label }: Props): ReactElement {
  const words = useChartWords()
  const { say } = words
  const write = format ?? ((value: number) => words.number(value))
  const { lines, band, marks = [] } = series
  const places = Array.from({ length: bucketsOf(series) }, (_, place) => place)
  const endMs = series.startMs + places.length * series.bucketMs
  return (
    <table className="table">
      <caption className="unseen">{label}</caption>
      <thead>
        <tr>
          <th scope="col">{say('chart.from')}</th>
          {lines.map((line) => (
            <th key={line.id} scope="col" className="n">
              {line.name}
            </th>
          ))}
          {band && (
            <th scope="col" className="n">
              {band.name}
            </th>
          )}
          <th scope="col">{say('chart.happened')}</th>
        </tr>
      </thead>
      <tbody>
        {places.map((place) => {
          const span = spanOf(series, place)
          const said = [...marksIn(marks, span).map(({ label }) => label), ...notHeard(series, place, words)]
          return (
            <tr key={place}>
              <th scope="row">
                <Time at={span.fromMs} nowMs={endMs} />
              </th>
              {lines.map((line) => (
                <td key={line.id} className="n">
                  {cellOf(line, place, write)}
                </td>
              ))}
              {band && <td className="n">{rangeOf(band.low[place], band.high[place], write)}</td>}
              <td>
                {said.join(' · ')}
                {onOpen && (lines[0]?.values[place] ?? 0) > 0 && (
                  <>
                    {' '}
                    <Button
                      small
                      look="quiet"
                      label={`${say('chart.open')}, ${words.when(span.fromMs, endMs)}`}
                      onPress={() => onOpen(span)}
                    >
                      {say('chart.open')}
                    </Button>
                  </>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function cellOf(line: Series['lines'][number], place: number, write: Format): string {
  const value = line.values[place]
  if (value === undefined) return '–'
  const range = rangeOf(line.low?.[place], line.high?.[place], write)
  return `${write(value)}${range === '' ? '' : ` (${range})`}${line.few?.[place] ? ' *' : ''}`
}

function rangeOf(low: number | undefined, high: number | undefined, write: Format): string {
  return low === undefined || high === undefined ? '' : `${write(low)}–${write(high)}`
}
