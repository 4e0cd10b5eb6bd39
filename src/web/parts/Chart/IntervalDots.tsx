import type { ReactElement, ReactNode } from 'react'
import { ChartFigure } from '#web/parts/Chart/ChartFigure.tsx'
import { intervalScale, sideOf, type Interval, type IntervalKind } from '#web/parts/Chart/interval.ts'
import type { Format } from '#web/parts/Chart/spoken.ts'
import { useChartWords } from '#web/parts/Chart/words.ts'
import './Chart.css'

/** One row: a value in its interval. `interval` missing: too little is known, and `why` says what. */
export type DotRow = {
  id: string
  name: ReactNode
  interval?: Interval | undefined
  why?: string | undefined
  /** Drawn strong: the row the page is about. */
  isMain?: boolean
}

type Props = {
  sentence: ReactNode
  label: string
  rows: readonly DotRow[]
  /** What no difference is: 0, or 1 for times as much. */
  reference: number
  /** What stands at the reference: `as usual`. */
  referenceName: string
  kind?: IntervalKind
  format: Format
  coverage?: ReactNode
}

/** Sizes with how sure they are: a dot in its interval against what would be no difference; open where it cannot be told. */
export function IntervalDots(props: Props): ReactElement {
  return (
    <ChartFigure
      sentence={props.sentence}
      label={props.label}
      coverage={props.coverage}
      picture={<Dots {...props} />}
      table={<DotTable {...props} />}
    />
  )
}

function Dots({ rows, reference, referenceName, kind, format }: Props): ReactElement {
  const known = rows.flatMap(({ interval }) => (interval ? [interval] : []))
  const x = intervalScale(known, reference, kind)
  const percent = (value: number): string => `${x(value) * 100}%`
  return (
    <ul className="interval-dots">
      {rows.map((row) => (
        <li key={row.id} className={row.isMain ? 'main' : ''}>
          <span>{row.name}</span>
          {row.interval ? (
            <>
              <svg width="100%" height="26" aria-hidden="true" focusable="false">
                <line className="reference" x1={percent(reference)} x2={percent(reference)} y1="0" y2="26" />
                <line
                  className="reach"
                  x1={percent(row.interval.low)}
                  x2={percent(row.interval.high)}
                  y1="13"
                  y2="13"
                />
                <circle
                  className={sideOf(row.interval, reference)}
                  cx={percent(row.interval.value)}
                  cy="13"
                  r="5.5"
                />
              </svg>
              <b className="small">
                {format(row.interval.value)}{' '}
                <span className="muted">
                  ({format(row.interval.low)}–{format(row.interval.high)})
                </span>
              </b>
            </>
          ) : (
            <span className="small muted why">{row.why}</span>
          )}
        </li>
      ))}
      {known.length > 0 && (
        <li className="small muted foot" aria-hidden="true">
          <span />
          <span className="axis">
            <span style={{ left: percent(reference) }}>{referenceName}</span>
          </span>
        </li>
      )}
    </ul>
  )
}

function DotTable({ rows, label, format }: Props): ReactElement {
  const { say } = useChartWords()
  return (
    <table className="table">
      <caption className="unseen">{label}</caption>
      <thead>
        <tr>
          <th scope="col">{say('chart.what')}</th>
          <th scope="col" className="n">
            {say('chart.value')}
          </th>
          <th scope="col" className="n">
            {say('chart.least')}
          </th>
          <th scope="col" className="n">
            {say('chart.most')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, interval, why }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            {interval ? (
              <>
                <td className="n">{format(interval.value)}</td>
                <td className="n">{format(interval.low)}</td>
                <td className="n">{format(interval.high)}</td>
              </>
            ) : (
              <td colSpan={3}>{why}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
