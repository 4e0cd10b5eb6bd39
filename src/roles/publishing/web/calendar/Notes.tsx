import { CircleAlert, Info } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Note } from '#roles/publishing/calendar/contract.ts'
import { noteWords, warns } from '#roles/publishing/web/calendar/note-words.ts'
import { useCalendarWords } from '#roles/publishing/web/calendar/words.ts'

type Props = { notes: readonly Note[]; nameOf: (account: string) => string }

/** What is worth knowing about a time, a line each. It is never in the way. */
export function Notes({ notes, nameOf }: Props): ReactElement | null {
  const words = useCalendarWords()
  if (notes.length === 0) return null
  return (
    <ul className="notes small">
      {notes.map((note) => {
        const line = noteWords(note, words, nameOf)
        const Icon = warns(note) ? CircleAlert : Info
        return (
          <li key={line} className={warns(note) ? 'warns' : ''}>
            <Icon className="icon" aria-hidden="true" />
            <span>{line}</span>
          </li>
        )
      })}
    </ul>
  )
}
