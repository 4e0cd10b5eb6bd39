import {
  useId,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
} from 'react'
import { Button } from '#web/parts/Button/Button.tsx'
import { ChartFigure } from '#web/parts/Chart/ChartFigure.tsx'
import { Legend } from '#web/parts/Chart/Legend.tsx'
import { frameOf, plotOf } from '#web/parts/Chart/plot.ts'
import { bucketsOf, moved, spanOf, type Series, type Span } from '#web/parts/Chart/series.ts'
import { SeriesPicture } from '#web/parts/Chart/SeriesPicture.tsx'
import { SeriesTable } from '#web/parts/Chart/SeriesTable.tsx'
import { spokenPoint, type Format } from '#web/parts/Chart/spoken.ts'
import { useWidth } from '#web/parts/Chart/use-width.ts'
import { useChartWords } from '#web/parts/Chart/words.ts'
import './Chart.css'

/** A picture over time and how to speak of it. */
export type SeriesProps = {
  series: Series
  /** What it is, in a few words: the name of the picture for screen readers. */
  label: string
  /** How a value is said: `9 posts`. */
  spoken: Format
  /** How a value is written on the axis and in the table; missing: as a whole number. */
  format?: Format
  /** Top of the picture at least, so that pictures beside each other can be compared; in the unit of the values. */
  topMin?: number
  /** The smallest step of the axis; missing: one post. */
  stepMin?: number
  /** Opens the posts of a stretch of time; missing: they cannot be opened. */
  onOpen?: ((span: Span) => void) | undefined
  /** The stretch that is open now: shaded. */
  openSpan?: Span | undefined
  height?: number
}

type Props = SeriesProps & { sentence: ReactNode; coverage?: ReactNode; hasKey?: boolean }

/** Something over time: a sentence, the picture with what is usual, what happened and what was not heard, its table, its coverage. */
export function TimeSeries({ sentence, coverage, hasKey = false, ...rest }: Props): ReactElement {
  return (
    <ChartFigure
      sentence={sentence}
      label={rest.label}
      coverage={coverage}
      hasKey={hasKey}
      picture={<SeriesPlot {...rest} />}
      table={
        <SeriesTable series={rest.series} format={rest.format} onOpen={rest.onOpen} label={rest.label} />
      }
    />
  )
}

/** The picture alone, for keyboard and pointer: arrows move from bucket to bucket and say them, Enter opens their posts. */
export function SeriesPlot(props: SeriesProps): ReactElement {
  const { series, label, spoken, onOpen, height = 240 } = props
  const words = useChartWords()
  const helpId = useId()
  const { box, widthPx } = useWidth<HTMLDivElement>()
  const [at, setAt] = useState<number>()
  const count = bucketsOf(series)
  if (count === 0) return <p className="muted">{words.say('chart.none')}</p>
  const frame = frameOf(props, { widthPx, height })
  const plot = plotOf(props, frame)
  const place = Math.min(at ?? count - 1, count - 1)
  const open = onOpen && (() => onOpen(spanOf(series, place)))
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = moved(event.key, at === undefined ? count : place, count)
    if (event.key === 'Enter') open?.()
    else if (next === undefined) return
    else setAt(next)
    event.preventDefault()
  }
  const pointAt = (event: PointerEvent<HTMLElement>): number =>
    plot.placeAt(event.clientX - event.currentTarget.getBoundingClientRect().left)
  return (
    <div className="plot-box">
      <div
        ref={box}
        className={`plot ${onOpen ? 'opens' : ''}`}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={count - 1}
        aria-valuenow={place}
        aria-valuetext={`${timeOf(series, place, words)}: ${spokenPoint(series, place, spoken, words)}`}
        aria-describedby={helpId}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => setAt(pointAt(event))}
        onPointerDown={(event) => setAt(pointAt(event))}
        onClick={open}
      >
        <SeriesPicture plot={plot} series={series} at={at} openSpan={props.openSpan} />
      </div>
      <p id={helpId} className="unseen">
        {words.say('chart.help', { opens: onOpen ? 'yes' : 'no' })}
      </p>
      <Legend series={series} lettered={plot.lettered} />
      {at !== undefined && (
        <div className="readout small">
          <p aria-hidden="true">
            <b>{timeOf(series, place, words)}</b> {spokenPoint(series, place, spoken, words)}
          </p>
          {open && (
            <Button small onPress={open}>
              {words.say('chart.open')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

function timeOf(series: Series, place: number, words: ReturnType<typeof useChartWords>): string {
  const { fromMs } = spanOf(series, place)
  return words.when(fromMs, series.startMs + bucketsOf(series) * series.bucketMs)
}
