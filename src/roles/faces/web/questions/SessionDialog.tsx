import { useState, type ReactElement } from 'react'
import { questionLimits, type Session } from '#roles/faces/questions/contract.ts'
import { keepSession, useQuestionAct } from '#roles/faces/web/questions/data.ts'
import { useQuestionWords } from '#roles/faces/web/questions/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'

type Props = {
  timeZone: string
  /** The session that is changed; missing: another one is announced. */
  session?: Session | undefined
  onClose: () => void
  onKept?: (id: string) => void
}

const bothLanguages = ['en', 'fr'] as const
type Fields = Record<'title.en' | 'title.fr' | 'lede.en' | 'lede.fr' | 'begins' | 'ends' | 'opens', string>

/** Announces a session, or changes its words and times. */
export function SessionDialog({ timeZone, session, onClose, onKept }: Props): ReactElement {
  const { say } = useQuestionWords()
  const zone = session?.timeZone ?? timeZone
  const [fields, setFields] = useState(() => fieldsOf(session, zone))
  const set = (name: keyof Fields) => (value: string) => setFields({ ...fields, [name]: value })
  const needed = Object.entries(fields).filter(([name]) => name !== 'opens')
  const tries = useTries(
    Object.fromEntries(
      needed.map(([name, value]) => [name, value.trim() === '' ? say('form.missing') : undefined]),
    ),
  )
  const keep = useQuestionAct(() => keepSession(formOf(fields, zone), session), {
    said: say(session === undefined ? 'made' : 'saved'),
    onDone: ({ id }) => {
      onClose()
      onKept?.(id)
    },
  })
  const time = (name: 'begins' | 'ends' | 'opens', help?: string): ReactElement => (
    <TextField
      type="datetime-local"
      name={name}
      label={say(`form.${name}`)}
      help={help}
      value={fields[name]}
      onChange={set(name)}
      error={tries.errorOf(name)}
    />
  )
  return (
    <Dialog title={say(session === undefined ? 'announce' : 'change')} isOpen onClose={onClose} wide>
      <Form
        tries={tries}
        hasSummary
        act={keep}
        press={say(session === undefined ? 'announce' : 'form.save')}
        onSubmit={() => keep.mutate(undefined)}
        onCancel={onClose}
      >
        {(['title', 'lede'] as const).map((what) => (
          <div className="pairs" key={what}>
            {bothLanguages.map((language) => (
              <TextField
                key={language}
                name={`${what}.${language}`}
                label={say(`form.${what}.${language}`)}
                lines={what === 'lede' ? 3 : 1}
                lengthMax={what === 'lede' ? questionLimits.ledeLengthMax : questionLimits.titleLengthMax}
                value={fields[`${what}.${language}`]}
                onChange={set(`${what}.${language}`)}
                error={tries.errorOf(`${what}.${language}`)}
              />
            ))}
          </div>
        ))}
        <div className="pairs">
          {time('begins')}
          {time('ends')}
        </div>
        {time('opens', say('form.opensHelp'))}
        <p className="small muted">{say('form.zone', { zone })}</p>
      </Form>
    </Dialog>
  )
}

function fieldsOf(session: Session | undefined, zone: string): Fields {
  const wall = (iso: string | undefined): string => (iso === undefined ? '' : wallTimeOf(iso, zone))
  return {
    'title.en': session?.title.en ?? '',
    'title.fr': session?.title.fr ?? '',
    'lede.en': session?.lede.en ?? '',
    'lede.fr': session?.lede.fr ?? '',
    begins: wall(session?.beginsAt),
    ends: wall(session?.endsAt),
    opens: wall(session?.opensAt),
  }
}

function formOf(fields: Fields, timeZone: string) {
  return {
    title: { en: fields['title.en'].trim(), fr: fields['title.fr'].trim() },
    lede: { en: fields['lede.en'].trim(), fr: fields['lede.fr'].trim() },
    ...{ begins: fields.begins, ends: fields.ends, timeZone },
    ...(fields.opens === '' ? {} : { opens: fields.opens }),
  }
}

/** A moment as a zone's clock shows it, as fields of a form take it: `2026-05-05T14:00`. */
function wallTimeOf(iso: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone, dateStyle: 'short', timeStyle: 'short' },
  }).format(Date.parse(iso))
  return parts.replace(' ', 'T')
}
