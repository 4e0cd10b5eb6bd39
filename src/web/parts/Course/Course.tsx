import { ChartLine, Table2 } from 'lucide-react'
import { useState, type ReactElement, type ReactNode } from 'react'
import { useKey } from '#web/keys.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { sparkShape } from '#web/parts/Spark/shape.ts'
import { Time } from '#web/parts/Time/Time.tsx'
import { ownWords } from '#web/own-words.ts'
import en from '#web/parts/Course/messages/en.json' with { type: 'json' }
import fr from '#web/parts/Course/messages/fr.json' with { type: 'json' }
import './Course.css'

const useCourseWords = ownWords({ en, fr })

type Props = {
  counts: readonly number[]
  startMs: number
  bucketMin: number
  /** Top of the usual band for one bucket. */
  usualMax?: number | undefined
  /** One sentence that says what the picture shows. */
  sentence: string
  /** From how many sources and since when: below the picture, always. */
  coverage: ReactNode
}

const frame = { width: 720, height: 200, pad: 10 }

/** How many posts over time: a sentence, a picture or the same as a table, and its coverage. */
export function Course(props: Props): ReactElement {
  const { say } = useCourseWords()
  const [asTable, setAsTable] = useState(false)
  useKey('chartOrTable', () => setAsTable(!asTable))
  return (
    <figure className="course">
      <figcaption className="row between">
        <p>{props.sentence}</p>
        <Button
          small
          icon={asTable ? ChartLine : Table2}
          shortcut="chartOrTable"
          onPress={() => setAsTable(!asTable)}
        >
          {asTable ? say('course.chart') : say('course.table')}
        </Button>
      </figcaption>
      {asTable ? <CourseTable {...props} /> : <CoursePicture {...props} />}
      <div className="small muted">{props.coverage}</div>
    </figure>
  )
}

function CoursePicture({ counts, usualMax, startMs, bucketMin, sentence }: Props): ReactElement {
  const words = useCourseWords()
  const shape = sparkShape(counts, usualMax, frame)
  const endMs = startMs + counts.length * bucketMin * 60_000
  const top = Math.max(1, usualMax ?? 0, ...counts)
  return (
    <div className="picture">
      <span className="small muted scale">{words.say('course.most', { count: top })}</span>
      <svg
        viewBox={`0 0 ${frame.width} ${frame.height}`}
        role="img"
        aria-label={sentence}
        preserveAspectRatio="none"
      >
        {usualMax !== undefined && (
          <rect
            className="usual"
            x="0"
            y={shape.usualTop}
            width={frame.width}
            height={shape.usualBottom - shape.usualTop}
          />
        )}
        <path className="area" d={shape.area} />
        <path className="line" d={shape.line} vectorEffect="non-scaling-stroke" />
      </svg>
      <div className="row between small muted">
        <Time at={startMs} />
        {usualMax !== undefined && (
          <span className="legend">
            <i aria-hidden="true" />
            {words.say('course.usual', { max: words.number(usualMax, 1), minutes: bucketMin })}
          </span>
        )}
        <Time at={endMs} />
      </div>
    </div>
  )
}

function CourseTable({ counts, startMs, bucketMin, usualMax }: Props): ReactElement {
  const words = useCourseWords()
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={words.say('course.table')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.say('course.from')}</th>
            <th scope="col" className="n">
              {words.say('course.posts', { minutes: bucketMin })}
            </th>
            <th scope="col">{words.say('course.against')}</th>
          </tr>
        </thead>
        <tbody>
          {counts.map((count, place) => (
            <tr key={place}>
              <th scope="row">
                <Time at={startMs + place * bucketMin * 60_000} />
              </th>
              <td className="n">{words.number(count)}</td>
              <td>
                {usualMax !== undefined && count > usualMax
                  ? words.say('course.above')
                  : words.say('course.within')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
