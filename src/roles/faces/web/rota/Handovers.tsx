import { useState, type ReactElement } from 'react'
import { rotaLimits, type Handover, type RotaWeek } from '#roles/faces/rota/contract.ts'
import { handOver, takeOver } from '#roles/faces/web/data.ts'
import { useRotaAct } from '#roles/faces/web/rota/use-rota-act.ts'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

/** What is handed over with the duty: writing a note, taking one over, and the log of both. */
export function Handovers({ rota }: { rota: RotaWeek }): ReactElement {
  const { say } = useDirectoryWords()
  return (
    <section className="card pane stack" aria-labelledby="handovers-title">
      <h2 id="handovers-title">{say('handover.title')}</h2>
      <p className="muted">{say('handover.lede')}</p>
      {rota.mayHandOver && <WriteNote />}
      {rota.handovers.length === 0 ? (
        <p>{say('handover.none')}</p>
      ) : (
        <ol className="plain-lines">
          {rota.handovers.map((note) => (
            <Note key={note.id} note={note} nowMs={Date.parse(rota.at)} />
          ))}
        </ol>
      )}
    </section>
  )
}

function WriteNote(): ReactElement {
  const { say } = useDirectoryWords()
  const [text, setText] = useState('')
  const tries = useTries({ handover: text.trim() === '' ? say('handover.empty') : undefined })
  const send = useRotaAct(() => handOver(text), {
    said: say('handover.sent'),
    onDone: () => {
      setText('')
      tries.reset()
    },
  })
  return (
    <Form
      label={say('handover.write')}
      tries={tries}
      act={send}
      press={say('handover.send')}
      look="plain"
      onSubmit={() => send.mutate(undefined)}
    >
      <TextField
        name="handover"
        label={say('handover.write')}
        help={say('handover.writeHelp')}
        value={text}
        onChange={setText}
        lines={3}
        lengthMax={rotaLimits.noteMax}
        error={tries.errorOf('handover')}
      />
    </Form>
  )
}

function Note({ note, nowMs }: { note: Handover; nowMs: number }): ReactElement {
  const { say, when } = useDirectoryWords()
  const take = useRotaAct(() => takeOver(note.id), { said: say('handover.taken') })
  return (
    <li className="stack">
      <p className="row">
        <b>{note.by.name}</b>
        <span className="small muted">{when(note.at, nowMs)}</span>
        {note.takenBy === undefined ? (
          <Badge look="rising">{say('handover.open')}</Badge>
        ) : (
          <Badge look="ok">
            {say('handover.by', { name: note.takenBy, time: when(note.takenAt ?? note.at, nowMs) })}
          </Badge>
        )}
      </p>
      <p className="note-text">{note.text}</p>
      {take.error && <ProblemNotice error={take.error} />}
      {note.mayTake && (
        <div>
          <Button onPress={() => take.mutate(undefined)} isDisabled={take.isPending}>
            {say('handover.take')}
          </Button>
        </div>
      )}
    </li>
  )
}
