import { Link } from '@tanstack/react-router'
import { CalendarClock, CircleAlert } from 'lucide-react'
import type { DragEvent, ReactElement } from 'react'
import type { CalendarEntry } from '#roles/publishing/calendar/contract.ts'
import { noteWords, warns } from '#roles/publishing/web/calendar/note-words.ts'
import { Notes } from '#roles/publishing/web/calendar/Notes.tsx'
import { StandsBadge, StandsSign } from '#roles/publishing/web/calendar/stands.tsx'
import { useCalendarWords } from '#roles/publishing/web/calendar/words.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'

/** What every way of drawing an entry needs. */
export type EntryProps = {
  entry: CalendarEntry
  nameOf: (account: string) => string
  onMove: (entry: CalendarEntry) => void
}

/** The kind of data a dragged entry carries: its key. */
export const entryType = 'application/x-bellwether-entry'

function startDrag({ key }: CalendarEntry) {
  return (event: DragEvent): void => {
    event.dataTransfer.setData(entryType, key)
    event.dataTransfer.effectAllowed = 'move'
  }
}

/** An entry in a column or a cell: its time, what it is called, a sign for where it stands. */
export function SmallEntry({ entry, nameOf, onMove }: EntryProps): ReactElement {
  const words = useCalendarWords()
  const { say } = words
  const { title, at, stands, message, mayMove, lane } = entry
  const warnings = entry.notes.filter(warns)
  return (
    <li
      className={`entry small ${stands} ${lane}`}
      draggable={mayMove}
      onDragStart={mayMove ? startDrag(entry) : undefined}
    >
      <Link to="/publish/$id" params={{ id: message }} draggable={false}>
        <span className="entry-line">
          <StandsSign stands={stands} />
          <time dateTime={at} title={words.full(at)}>
            {words.time(at)}
          </time>
          {warnings.length > 0 && (
            <span className="warns" title={warnings.map((one) => noteWords(one, words, nameOf)).join('\n')}>
              <CircleAlert className="icon" aria-hidden="true" />
              <span className="unseen">{warnings.map((one) => noteWords(one, words, nameOf)).join(' ')}</span>
            </span>
          )}
        </span>
        <span className="entry-title">{title}</span>
        {lane !== 'normal' && (
          <Badge look={lane === 'emergency' ? 'danger' : 'practice'}>{say(`lane.${lane}`)}</Badge>
        )}
      </Link>
      {mayMove && (
        <Button
          small
          look="quiet"
          icon={CalendarClock}
          label={say('move.name', { title })}
          onPress={() => onMove(entry)}
        />
      )}
    </li>
  )
}

/** An entry with room: all that is known of it, and the way to move it. */
export function WideEntry({ entry, nameOf, onMove }: EntryProps): ReactElement {
  const words = useCalendarWords()
  const { say } = words
  const { title, at, stands, message, accounts, languages, mayMove, lane, notes } = entry
  return (
    <li className={`entry wide-entry ${stands} ${lane}`}>
      <time className="entry-time" dateTime={at} title={words.full(at)}>
        {words.time(at)}
      </time>
      <div className="stack tight">
        <div className="row">
          <Link to="/publish/$id" params={{ id: message }}>
            {title}
          </Link>
          <StandsBadge stands={stands} />
          {lane !== 'normal' && (
            <Badge look={lane === 'emergency' ? 'danger' : 'practice'}>{say(`lane.${lane}`)}</Badge>
          )}
        </div>
        <p className="small muted">
          {say('entry.where', {
            accounts: words.list(accounts.map(nameOf)),
            languages: languages.map((one) => one.toUpperCase()).join(' + '),
          })}
        </p>
        <Notes notes={notes} nameOf={nameOf} />
      </div>
      {mayMove && (
        <Button small label={say('move.name', { title })} onPress={() => onMove(entry)}>
          {say('move.button')}
        </Button>
      )}
    </li>
  )
}
