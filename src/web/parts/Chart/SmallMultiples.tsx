import { useId, type ReactElement, type ReactNode } from 'react'
import { mostOf } from '#web/parts/Chart/series.ts'
import { SeriesTable } from '#web/parts/Chart/SeriesTable.tsx'
import { ChartFigure } from '#web/parts/Chart/ChartFigure.tsx'
import { SeriesPlot, type SeriesProps } from '#web/parts/Chart/TimeSeries.tsx'
import './Chart.css'

/** One of several pictures of the same stretch of time. */
export type Multiple = Pick<SeriesProps, 'series' | 'label' | 'onOpen' | 'openSpan'> & {
  id: string
  title: ReactNode
  /** One line in words about this one. */
  line: ReactNode
}

type Props = Pick<SeriesProps, 'spoken' | 'format'> & {
  sentence: ReactNode
  label: string
  items: readonly Multiple[]
  /** All pictures reach as high as the highest; else each as high as it needs. */
  isShared: boolean
  coverage?: ReactNode
}

/** Several things over the same time, one small picture each. */
export function SmallMultiples(props: Props): ReactElement {
  const { items, isShared, spoken, format } = props
  const topMin = isShared ? Math.max(0, ...items.map(({ series }) => mostOf(series))) : 0
  return (
    <ChartFigure
      sentence={props.sentence}
      label={props.label}
      coverage={props.coverage}
      hasKey
      picture={
        <ul className="multiples">
          {items.map((item) => (
            <MultipleItem key={item.id} item={item}>
              <SeriesPlot
                {...item}
                spoken={spoken}
                topMin={topMin}
                height={170}
                {...(format ? { format } : {})}
              />
            </MultipleItem>
          ))}
        </ul>
      }
      table={
        <ul className="multiples">
          {items.map((item) => (
            <MultipleItem key={item.id} item={item}>
              <SeriesTable series={item.series} format={format} onOpen={item.onOpen} label={item.label} />
            </MultipleItem>
          ))}
        </ul>
      }
    />
  )
}

function MultipleItem({ item, children }: { item: Multiple; children: ReactNode }): ReactElement {
  const id = useId()
  return (
    <li>
      <section aria-labelledby={id}>
        <h3 id={id}>{item.title}</h3>
        <p className="small muted">{item.line}</p>
        {children}
      </section>
    </li>
  )
}
