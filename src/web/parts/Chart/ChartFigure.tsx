import { ChartLine, Table2 } from 'lucide-react'
import { useState, type ReactElement, type ReactNode } from 'react'
import { useKey } from '#web/keys.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { useChartWords } from '#web/parts/Chart/words.ts'
import './Chart.css'

type Props = {
  /** What the picture shows, in one sentence. */
  sentence: ReactNode
  picture: ReactNode
  /** The same numbers as a table. */
  table: ReactNode
  /** What the table is about, for screen readers. */
  label: string
  /** From how many sources and since when: below the picture, always. */
  coverage?: ReactNode
  /** Whether the key for chart and table belongs to this one: to one a page. */
  hasKey?: boolean
}

/** Every chart of the desk: a sentence, the picture or the same as a table, and its coverage. */
export function ChartFigure({ sentence, picture, table, label, coverage, hasKey }: Props): ReactElement {
  const { say } = useChartWords()
  const [asTable, setAsTable] = useState(false)
  const turn = (): void => setAsTable(!asTable)
  useKey('chartOrTable', hasKey ? turn : undefined)
  return (
    <figure className="chart">
      <figcaption>{sentence}</figcaption>
      {asTable ? (
        <div className="chart-scroll" tabIndex={0} role="region" aria-label={label}>
          {table}
        </div>
      ) : (
        picture
      )}
      <div className="row between chart-foot">
        <div className="small muted">{coverage}</div>
        <Button
          small
          look="quiet"
          icon={asTable ? ChartLine : Table2}
          {...(hasKey ? { shortcut: 'chartOrTable' as const } : {})}
          onPress={turn}
        >
          {say(asTable ? 'chart.asChart' : 'chart.asTable')}
        </Button>
      </div>
    </figure>
  )
}
