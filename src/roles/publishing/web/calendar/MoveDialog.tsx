import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { CalendarEntry, WhenForm } from '#roles/publishing/calendar/contract.ts'
import { moveEntry, notesQuery } from '#roles/publishing/web/calendar/data.ts'
import { Notes } from '#roles/publishing/web/calendar/Notes.tsx'
import { WhenFields, whenOf, writtenAt, type Written } from '#roles/publishing/web/calendar/WhenFields.tsx'
import { useCalendarWords } from '#roles/publishing/web/calendar/words.ts'
import { TimeQuestion } from '#roles/publishing/web/send/TimeQuestion.tsx'
import { questionIn } from '#roles/publishing/web/send/wall.ts'
import { momentIn } from '#sending/web/times.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

type Props = {
  entry: Pick<CalendarEntry, 'message' | 'deliveries' | 'title' | 'at' | 'zone'>
  nameOf: (account: string) => string
  /** The day it was let go over; missing: its own. */
  date?: string | undefined
  onClose: () => void
}

/** Where an entry is moved to: a date, a time and a zone, with what is worth knowing about them. What is approved stays approved. */
export function MoveDialog({ entry, nameOf, date, onClose }: Props): ReactElement {
  const words = useCalendarWords()
  const { say, timeZone, tag } = words
  const queries = useQueryClient()
  const [written, setWritten] = useState<Written>(() => {
    const now = writtenAt(Date.parse(entry.at), entry.zone ?? timeZone)
    return { ...now, ...(date !== undefined && { date }) }
  })
  const tries = useTries({
    'move-date': written.date === '' ? say('when.needDate') : undefined,
    'move-time': written.time === '' ? say('when.needTime') : undefined,
  })
  const act = useMutation({
    mutationFn: (when: WhenForm) => moveEntry(entry, when),
    onSuccess: async (_done, { wall }) => {
      toasts.say({ text: say('move.done', { title: entry.title, at: wall.replace('T', ' ') }) })
      onClose()
      await queries.invalidateQueries({ queryKey: ['calendar'] })
      await queries.invalidateQueries({ queryKey: ['sending'] })
    },
  })
  const notes = useQuery(notesQuery(entry.message, whenOf(written)))
  const change = (next: Written): void => {
    setWritten(next)
    // An answer about another time says nothing about this one.
    act.reset()
  }
  const question = questionIn(act.error)
  return (
    <Dialog title={say('move.title', { title: entry.title })} isOpen onClose={onClose}>
      <Form
        lede={
          <p>
            {say(entry.deliveries.length > 0 ? 'move.lede' : 'move.ledeDraft', {
              at: momentIn(entry.at, { tag, timeZone: entry.zone ?? timeZone }),
            })}
          </p>
        }
        tries={tries}
        act={act}
        press={say('move.press')}
        onSubmit={() => act.mutate(whenOf(written))}
        onCancel={onClose}
      >
        {question && (
          <TimeQuestion
            question={question}
            zone={written.zone}
            onWhich={(which) => act.mutate(whenOf(written, which))}
            jumpTo={(at) => change(writtenAt(Date.parse(at), written.zone))}
          />
        )}
        <WhenFields
          name="move"
          written={written}
          onChange={change}
          errorOf={(field) => tries.errorOf(`move-${field}`)}
        />
        <div aria-live="polite">
          <Notes notes={notes.data?.notes ?? []} nameOf={nameOf} />
        </div>
      </Form>
    </Dialog>
  )
}
