import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { Annotation } from '#roles/reactions/contract.ts'
import { momentOf, wallTime } from '#roles/reactions/web/announcement-draft.ts'
import { annotate, unannotate, type NotedOn } from '#roles/reactions/web/data.ts'
import { useReactionWords } from '#roles/reactions/web/words.ts'
import { useMay } from '#web/desk.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Time } from '#web/parts/Time/Time.tsx'

type Props = { on: NotedOn; notes: readonly Annotation[]; nowMs: number }

function useRefresh({ on, id }: NotedOn): () => Promise<void> {
  const queries = useQueryClient()
  return () =>
    queries.invalidateQueries({ queryKey: on === 'announcements' ? ['announcement', id] : ['dashboards'] })
}

/** Moments that somebody noted, drawn as lines in the pictures above: add one, take one away. */
export function Notes({ on, notes, nowMs }: Props): ReactElement {
  const { say } = useReactionWords()
  const mayNote = useMay('triage')
  const [isAdding, setIsAdding] = useState(false)
  return (
    <section className="card pane stack" aria-labelledby="notes-title">
      <h2 id="notes-title">{say('notes.title')}</h2>
      {notes.length === 0 && <p className="small muted">{say('notes.none')}</p>}
      <ul className="stack tight">
        {notes.map((note) => (
          <NoteLine key={note.id} on={on} note={note} nowMs={nowMs} />
        ))}
      </ul>
      {mayNote && !isAdding && (
        <div>
          <Button small onPress={() => setIsAdding(true)}>
            {say('notes.add')}
          </Button>
        </div>
      )}
      {isAdding && <NoteForm on={on} nowMs={nowMs} onDone={() => setIsAdding(false)} />}
    </section>
  )
}

function NoteLine({ on, note, nowMs }: { on: NotedOn; note: Annotation; nowMs: number }): ReactElement {
  const { say } = useReactionWords()
  const refresh = useRefresh(on)
  const mayNote = useMay('triage')
  const remove = useMutation({ mutationFn: () => unannotate(on, note.id), onSuccess: refresh })
  return (
    <li className="row between">
      <p>
        <Time at={note.at} nowMs={nowMs} /> {note.text} <span className="small muted">{note.by}</span>
      </p>
      {mayNote && note.kind === 'note' && (
        <Button
          small
          look="quiet"
          label={say('notes.removeThis', { text: note.text })}
          onPress={() => remove.mutate()}
          isDisabled={remove.isPending}
        >
          {say('notes.remove')}
        </Button>
      )}
      {remove.error && <ProblemNotice error={remove.error} />}
    </li>
  )
}

function NoteForm({ on, nowMs, onDone }: { on: NotedOn; nowMs: number; onDone: () => void }): ReactElement {
  const { say, timeZone, zone } = useReactionWords()
  const refresh = useRefresh(on)
  const [text, setText] = useState('')
  const [wall, setWall] = useState(() => wallTime(nowMs, timeZone))
  const at = momentOf(wall, timeZone)
  const tries = useTries({
    noteText: text.trim() === '' ? say('notes.wrongText') : undefined,
    noteDay: at === undefined ? say('new.wrong.day') : undefined,
  })
  const add = useMutation({
    mutationFn: () => annotate(on, { at: at ?? '', text: text.trim() }),
    onSuccess: async () => {
      await refresh()
      onDone()
    },
  })
  return (
    <Form
      label={say('notes.add')}
      tries={tries}
      act={add}
      press={say('notes.keep')}
      onSubmit={() => add.mutate()}
      onCancel={onDone}
    >
      <TextField
        name="noteText"
        label={say('notes.text')}
        value={text}
        onChange={setText}
        lengthMax={300}
        autoFocus
        error={tries.errorOf('noteText')}
      />
      <div className="pairs">
        <TextField
          name="noteDay"
          type="date"
          label={say('new.day')}
          value={wall.day}
          onChange={(day) => setWall({ ...wall, day })}
          error={tries.errorOf('noteDay')}
        />
        <TextField
          name="noteTime"
          type="time"
          label={say('new.time', { zone: zone(nowMs) })}
          value={wall.time}
          onChange={(time) => setWall({ ...wall, time })}
        />
      </div>
    </Form>
  )
}
