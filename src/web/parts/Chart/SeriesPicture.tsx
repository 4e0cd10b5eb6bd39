import { useId, type ReactElement } from 'react'
import { rowHeight, type Plot } from '#web/parts/Chart/plot.ts'
import { bandPath, linePath, timeTicks, type Point } from '#web/parts/Chart/scale.ts'
import { bucketsOf, type Line, type Series, type Span } from '#web/parts/Chart/series.ts'
import { useChartWords, useTickWords } from '#web/parts/Chart/words.ts'

type Props = { plot: Plot; series: Series; at: number | undefined; openSpan: Span | undefined }

/** What is drawn of a series. Hidden from screen readers: the words around it say the same. */
export function SeriesPicture({ plot, series, at, openSpan }: Props): ReactElement {
  const { frame, x } = plot
  const bottom = frame.height - frame.bottom
  const middle = (place: number): number => x(series.startMs + (place + 0.5) * series.bucketMs)
  return (
    <svg width={frame.width} height={frame.height} aria-hidden="true" focusable="false">
      {openSpan && (
        <rect
          className="open"
          x={x(openSpan.fromMs)}
          y={frame.top}
          width={Math.max(2, x(openSpan.toMs) - x(openSpan.fromMs))}
          height={bottom - frame.top}
        />
      )}
      <Grid plot={plot} />
      <Gaps plot={plot} series={series} />
      <UsualBand plot={plot} series={series} middle={middle} />
      {series.lines.map((line) => (
        <LineShape key={line.id} line={line} plot={plot} middle={middle} />
      ))}
      <Moments plot={plot} series={series} />
      <Marks plot={plot} />
      {at !== undefined && <Cursor at={at} plot={plot} series={series} middle={middle} />}
    </svg>
  )
}

function Grid({ plot }: { plot: Plot }): ReactElement {
  const { frame, y } = plot
  return (
    <g className="grid">
      {plot.ticks.map(({ value, words }) => (
        <g key={value}>
          <path d={`M${frame.left} ${y(value)}H${frame.width - frame.right}`} />
          <text x={frame.left - 6} y={y(value) + 4} textAnchor="end">
            {words}
          </text>
        </g>
      ))}
    </g>
  )
}

function Moments({ plot, series }: { plot: Plot; series: Series }): ReactElement {
  const { frame, x } = plot
  const { timeZone } = useChartWords()
  const span = { fromMs: series.startMs, toMs: series.startMs + bucketsOf(series) * series.bucketMs }
  const { ticks, stepMs } = timeTicks(span, timeZone, Math.max(2, Math.floor(frame.width / 96)))
  const write = useTickWords(stepMs)
  const bottom = frame.height - frame.bottom
  return (
    <g className="moments">
      {ticks.map((atMs) => (
        <g key={atMs}>
          <path d={`M${x(atMs)} ${bottom}v5`} />
          <text x={Math.min(frame.width - 24, Math.max(24, x(atMs)))} y={bottom + 19} textAnchor="middle">
            {write(atMs)}
          </text>
        </g>
      ))}
    </g>
  )
}

function Gaps({ plot, series }: { plot: Plot; series: Series }): ReactElement | null {
  const id = useId()
  const { frame, x } = plot
  const gaps = series.gaps ?? []
  if (gaps.length === 0) return null
  const clamp = (px: number): number => Math.min(frame.width - frame.right, Math.max(frame.left, px))
  return (
    <g className="gaps">
      <pattern id={id} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0V7" />
      </pattern>
      {gaps.map((gap) => {
        const from = clamp(x(gap.fromMs))
        const to = clamp(x(gap.toMs))
        return (
          <rect
            key={`${gap.label} ${gap.fromMs}`}
            x={from}
            y={frame.top}
            width={Math.max(2, to - from)}
            height={frame.height - frame.bottom - frame.top}
            fill={`url(#${id})`}
          />
        )
      })}
    </g>
  )
}

type Shape = { plot: Plot; middle: (place: number) => number }

function UsualBand({ plot, series, middle }: Shape & { series: Series }): ReactElement | null {
  const { band } = series
  if (!band) return null
  const points = (values: readonly (number | undefined)[]): Point[] =>
    values.map((value, place) => (value === undefined ? value : { x: middle(place), y: plot.y(value) }))
  return <path className="band" d={bandPath(points(band.high), points(band.low))} />
}

function LineShape({ line, plot, middle }: Shape & { line: Line }): ReactElement {
  const point = (value: number | undefined, place: number): Point =>
    value === undefined || line.few?.[place] ? undefined : { x: middle(place), y: plot.y(value) }
  const { low = [], high = [] } = line
  const few = line.values.flatMap((value, place) =>
    value !== undefined && line.few?.[place] ? [{ place, value }] : [],
  )
  return (
    <g className={`series ${line.look ?? 'accent'}`}>
      {low.length > 0 && <path className="interval" d={bandPath(high.map(point), low.map(point))} />}
      <path className="line" d={linePath(line.values.map(point))} />
      {few.map(({ place, value }) => (
        <circle key={place} className="few" cx={middle(place)} cy={plot.y(value)} r="3" />
      ))}
    </g>
  )
}

/** Lines first, then words, so that no line runs through another one's words. */
function Marks({ plot }: { plot: Plot }): ReactElement {
  const { frame } = plot
  const topOf = (row: number): number => frame.top - 2 - row * rowHeight
  return (
    <g className="marks">
      {plot.marks.map(({ id, x, kind, placed }) => (
        <path key={id} className={kind} d={`M${x} ${topOf(placed.row)}V${frame.height - frame.bottom}`} />
      ))}
      {plot.marks.map(({ id, x, kind, label, placed }) => {
        const { side, row } = placed
        const letter = plot.lettered.find(({ mark }) => mark.id === id)?.letter
        return (
          <text
            key={id}
            className={kind}
            x={x + nudges[side].px}
            y={topOf(row) - 3}
            textAnchor={nudges[side].anchor}
          >
            {letter ?? label}
          </text>
        )
      })}
    </g>
  )
}

const nudges = {
  right: { px: 2, anchor: 'start' },
  left: { px: -2, anchor: 'end' },
  letter: { px: 0, anchor: 'middle' },
} as const

function Cursor({ at, plot, series, middle }: Shape & { at: number; series: Series }): ReactElement {
  const { frame } = plot
  return (
    <g className="cursor">
      <path d={`M${middle(at)} ${frame.top}V${frame.height - frame.bottom}`} />
      {series.lines.map((line) => {
        const value = line.values[at]
        return value === undefined ? null : (
          <circle
            key={line.id}
            className={line.look ?? 'accent'}
            cx={middle(at)}
            cy={plot.y(value)}
            r="4.5"
          />
        )
      })}
    </g>
  )
}
