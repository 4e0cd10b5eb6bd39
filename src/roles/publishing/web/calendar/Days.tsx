import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState, type DragEvent, type ReactElement } from 'react'
import type { CalendarEntry, KnownDay } from '#roles/publishing/calendar/contract.ts'
import type { Filter } from '#roles/publishing/web/calendar/data.ts'
import { entryType, SmallEntry, WideEntry, type EntryProps } from '#roles/publishing/web/calendar/Entry.tsx'
import { dayWords } from '#roles/publishing/web/calendar/spans.ts'
import { useCalendarWords } from '#roles/publishing/web/calendar/words.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'

/** A day with what stands on it. */
export type Day = { date: string; entries: readonly CalendarEntry[]; known: readonly KnownDay[] }

type Props = Pick<EntryProps, 'nameOf' | 'onMove'> & {
  days: readonly Day[]
  today: string
  filter: Filter
  /** An entry was let go over a day. */
  onDrop: (key: string, date: string) => void
}

/** Entries of a cell of a month; the others are one press away. */
const shownMax = 3

/** A week, or a month, as boxes; `month` says which month is meant, and draws the others quietly. */
export function DayGrid({ days, month, ...props }: Props & { month?: string }): ReactElement {
  const { tag } = useCalendarWords()
  // The day an entry is held over. Not every browser says that it was left when somebody lets go with Escape.
  const [over, setOver] = useState<string>()
  return (
    <div className={`day-grid ${month === undefined ? 'week' : 'month'}`}>
      <div className="weekdays small muted" aria-hidden="true">
        {days.slice(0, 7).map(({ date }) => (
          <span key={date}>{dayWords(date, tag, { weekday: 'short' })}</span>
        ))}
      </div>
      <ol className="cells" onDragEnd={() => setOver(undefined)}>
        {days.map((day) => (
          <Cell
            key={day.date}
            {...{ day, month, ...props }}
            isOver={over === day.date}
            onOver={() => setOver(day.date)}
            onLeft={() => setOver((one) => (one === day.date ? undefined : one))}
          />
        ))}
      </ol>
    </div>
  )
}

type CellProps = Omit<Props, 'days'> & {
  day: Day
  month: string | undefined
  isOver: boolean
  onOver: () => void
  onLeft: () => void
}

function Cell({ day, month, today, filter, nameOf, onMove, ...drag }: CellProps): ReactElement {
  const { say, tag, locale } = useCalendarWords()
  const { date, entries, known } = day
  const isAway = month !== undefined && !date.startsWith(month)
  const shown = month === undefined ? entries : entries.slice(0, shownMax)
  const more = entries.length - shown.length
  const over = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes(entryType)) return
    event.preventDefault()
    drag.onOver()
  }
  const left = ({ currentTarget, relatedTarget }: DragEvent): void => {
    // What stands in a day is part of it.
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) drag.onLeft()
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    drag.onLeft()
    drag.onDrop(event.dataTransfer.getData(entryType), date)
  }
  return (
    <li
      className={`cell ${date === today ? 'today' : ''} ${isAway ? 'away' : ''} ${drag.isOver ? 'over' : ''}`}
      onDragEnter={over}
      onDragOver={over}
      onDragLeave={left}
      onDrop={drop}
    >
      <h2 aria-current={date === today ? 'date' : undefined}>
        <span aria-hidden="true">{Number(date.slice(8))}</span>
        <span className="unseen">
          {dayWords(date, tag, { weekday: 'long', day: 'numeric', month: 'long' })}
        </span>
      </h2>
      {known.map((one) => (
        <p key={one[locale]} className={`known small ${one.kind}`} title={one[locale]}>
          {one[locale]}
        </p>
      ))}
      {shown.length > 0 && (
        <ul>
          {shown.map((entry) => (
            <SmallEntry key={entry.key} {...{ entry, nameOf, onMove }} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <Link className="small" to="/publish/calendar" search={{ ...filter, view: 'list' as const, date }}>
          <Plus className="icon" aria-hidden="true" />
          {say('day.more', { count: more })}
        </Link>
      )}
    </li>
  )
}

/** Days one below the other, those on which something stands; for reading, and for a phone. */
export function DayList({ days, today, nameOf, onMove }: Omit<Props, 'onDrop' | 'filter'>): ReactElement {
  const { say, tag, locale } = useCalendarWords()
  const shown = days.filter(({ entries, known }) => entries.length > 0 || known.length > 0)
  return (
    <div className="stack day-list">
      {shown.map(({ date, entries, known }) => (
        <section key={date} className="card">
          <header className="row">
            <h2>{dayWords(date, tag, { weekday: 'long', day: 'numeric', month: 'long' })}</h2>
            {date === today && <Badge look="accent">{say('day.today')}</Badge>}
            {known.map((one) => (
              <span key={one[locale]} className={`known small ${one.kind}`}>
                {one[locale]}
              </span>
            ))}
          </header>
          {entries.length > 0 && (
            <ul>
              {entries.map((entry) => (
                <WideEntry key={entry.key} {...{ entry, nameOf, onMove }} />
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  )
}
